"""What other systems call the sorts of incidents, in the words of the desk."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geodata.coverage.acts import CATEGORIES

OTHER = "other"
# The categories of Vote Monitor's quick reports.
_OF_VOTE_MONITOR: Mapping[str, str] = {
    "physicalviolenceintimidationpressure": "violence",
    "campaigningatpollingstation": "campaigning",
    "restrictionofobserversrights": "observers-turned-away",
    "ballotstuffing": "ballots",
    "damagingorseizingelectionmaterials": "ballots",
    "violationsrelatedtomobileballotbox": "ballots",
    "violationofsealingproceduresofelectionmaterials": "ballots",
    "numberofballotsexceedsnumberofvoters": "count",
    "improperinvalidationorvalidationofballots": "count",
    "falsificationorimpropercorrectionoffinalprotocol": "protocol",
    "refusaltoissuecopyoffinalprotocolorissuingimpropercopy": "protocol",
    "improperfillinginoffinalprotocol": "protocol",
}


def category(text: str) -> str:
    """The desk's word for a category; "other" for one it does not have, so no text gets by."""
    plain = text.strip().casefold()
    if plain in CATEGORIES:
        return plain
    return _OF_VOTE_MONITOR.get(re.sub(r"[^a-z]", "", plain), OTHER)
