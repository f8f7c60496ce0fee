"""What a team enters in the questionnaire at one stay: answers in the terms of the form map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import exp
from random import Random

from geodata.rehearsal.routes import Leg
from geodata.rehearsal.scene import Scene

# How much steeper the scale falls from its best word; counts went worst in every real report.
_STEEPNESS = {"opening": 1.1, "voting": 1.2, "closing": 1.0, "counting": 0.5, "tabulation": 0.7}
_UNANSWERED, _SEEN, _GRAVE, _AT_COUNT, _WHERE_BAD = 0.06, 0.03, 0.005, 2.5, 4.0
# Voters who stand on an additional list, where a commission made one.
_MORE_VOTERS = 12


class Questionnaire:
    """The questionnaire of the form map, answered by chance and by what truly happened."""

    def __init__(self, scene: Scene) -> None:
        self.scene, form_map = scene, scene.form_map
        overall = form_map.overall
        self.scale = tuple(overall.answers) if overall else ()
        draw = scene.chance("irregularities")
        # What opens an incident at once is the seldomer for it.
        asked = {one.id: _GRAVE if one.severity else _SEEN for one in form_map.irregularities}
        self.frequency = {name: often * draw.uniform(0.4, 2.2) for name, often in asked.items()}

    def answers(self, leg: Leg, moment: datetime, draw: Random) -> Mapping[str, object]:
        """The answers of a stay that began at a moment."""
        stage, place = leg.stage, leg.place
        kind = "commission" if stage == "tabulation" else "station"
        found: dict[str, object] = {kind: place.id, "unit": place.unit, "stage": stage}
        word = self._word(stage, draw)
        if word:
            found["overall"] = word
        bad = word in self.scale[len(self.scale) // 2 :]
        found["irregularities"] = self._irregularities(stage, bad, draw)
        if stage in ("voting", "closing"):
            # At the close everyone who was in the queue has voted, whenever the team came.
            found |= self._turnout(leg, leg.ends if stage == "closing" else moment, draw)
        return found

    def _word(self, stage: str, draw: Random) -> str:
        if not self.scale or draw.random() < _UNANSWERED:
            return ""
        weights = [exp(-_STEEPNESS[stage] * at) for at in range(len(self.scale))]
        return draw.choices(self.scale, weights)[0]

    def _irregularities(self, stage: str, bad: bool, draw: Random) -> dict[str, bool]:
        more = (_AT_COUNT if stage == "counting" else 1.0) * (_WHERE_BAD if bad else 1.0)
        return {
            name: draw.random() < min(0.9, often * more)
            for name, often in self.frequency.items()
            if draw.random() >= _UNANSWERED
        }

    def _turnout(self, leg: Leg, moment: datetime, draw: Random) -> dict[str, object]:
        """The last figure that hung on the wall: ballots issued by the last nominal hour."""
        hours = self.scene.hours_until(moment)
        voted = self.scene.voted_at((leg.place.unit, leg.place.id), hours[-1]) if hours else None
        if voted is None:
            return {}
        told: dict[str, object] = {"voted": voted, "turnout_at": hours[-1]}
        if leg.place.registered is not None and draw.random() < 0.8:
            added = draw.randint(1, _MORE_VOTERS) if draw.random() < 0.1 else 0
            told["registered"] = leg.place.registered + added
        return told
