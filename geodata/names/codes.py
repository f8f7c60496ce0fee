"""Codes: which unit a code means (ISO 3166-2 old and new, KATO, OCHA, GeoNames, HASC, unit ids).

A code in force on the day comes first; a code of another time counts where its unit still stands.
A bare number of one to three digits means different units in different schemes, so it counts only
with its scheme named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from geodata.names.answers import How
from geodata.names.spelling import clean
from geodata.units import Unit, UnitCode, in_force

UNIT_ID = "id"
_BARE_NUMBER = re.compile(r"\d{1,3}")
_AS_DECIMAL = re.compile(r"^(\d+)\.0+$")
_BESIDE_NAME = re.compile(r"\b[A-Z]{2}[-‐-―_][A-Z0-9]{2,3}\b")
_FILLING = re.compile(r"[\s\-‐-―_/]+")


class CodeIndex:
    """The codes of the units of one boundary set on one day."""

    def __init__(self, units: Iterable[Unit], codes: Iterable[UnitCode], day: date) -> None:
        self._found: dict[tuple[str, str], dict[str, How]] = {}
        known = {unit.id for unit in units}
        for unit in known:
            self._enter(UNIT_ID, unit, unit, "code")
        for code in codes:
            if code.unit in known:
                on_day = in_force(code.valid_from, code.valid_to, day)
                self._enter(code.scheme, code.code, code.unit, "code" if on_day else "old code")

    def find(self, text: str, scheme: str = "") -> dict[str, How]:
        """Unit id → rule, for every unit the code can mean, current codes before old ones.

        Without a scheme any counts but the unit's own id, which may be a name as well.
        """
        code = plain(text)
        if not code or (not scheme and _BARE_NUMBER.fullmatch(code)):
            return {}
        found = self._found.get((scheme, code), {})
        current: dict[str, How] = {unit: how for unit, how in found.items() if how == "code"}
        return current or found

    def beside(self, label: str) -> tuple[str, str]:
        """A label without the code that stands beside its name ("KZ-11 Akmola"), and the code."""
        for found in _BESIDE_NAME.finditer(label):
            rest = f"{label[: found.start()]} {label[found.end() :]}"
            if any(letter.isalpha() for letter in rest) and self.find(found[0]):
                return rest, found[0]
        return label, ""

    def _enter(self, scheme: str, code: str, unit: str, how: How) -> None:
        schemes = {scheme} if scheme == UNIT_ID and plain(code).isalpha() else {scheme, ""}
        for key in ((one, plain(code)) for one in schemes):
            units = self._found.setdefault(key, {})
            if how == "code" or unit not in units:
                units[unit] = how


def plain(code: str) -> str:
    """The code in capitals without hyphens and what a spreadsheet added to a number."""
    text = _FILLING.sub("", clean(code))
    return _AS_DECIMAL.sub(r"\1", text).upper()
