"""Figures of other hours in an announcement: "at noon it was 30.11 %" is no figure of 14:00.

A figure's hour stands before it in its sentence, or right behind it; where one place has figures
of several hours, also above the part of the text it is in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.imports.bulletin.figures import BOUNDARY, SENTENCE, Share
from geodata.imports.bulletin.moment import clocks, stamp, stamps

_BARE_CLOCK = re.compile(r"(?<![\d.,:])([01]?\d|2[0-3]):([0-5]\d)[)\]]?\s*[-–—:=|]?\s*$")


@dataclass(frozen=True, slots=True)
class Hours:
    """The nominal hour that is read, and those at which the country announces."""

    hour: str
    bulletins: Sequence[str]

    def others(self, text: str, found: Sequence[Share], by_parts: bool) -> dict[int, str]:
        """Where a figure starts → its hour, for the figures of other hours.

        With ``by_parts`` an hour holds until the text names another. A text that names one hour
        alone has no figures of another.
        """
        said: dict[int, str] = {}
        current = ""
        for share in found:
            own = self._own(share)
            current = own or self._last(clocks(share.led)) or current
            said[share.start] = current if by_parts else own
        named = {*said.values(), *(one.nominal for one in stamps(text, self.bulletins))} - {""}
        if len(named) < 2:
            return {}
        return {start: hour for start, hour in said.items() if hour and hour != self.hour}

    def _own(self, share: Share) -> str:
        """The hour that is said of a figure; "" where none is."""
        led = SENTENCE.split(share.led)[-1]
        bare = _BARE_CLOCK.search(led)
        if bare:
            return self._last([f"{int(bare[1]):02}:{bare[2]}"])
        clause, *rest = BOUNDARY.split(share.followed.split("(")[0])
        # Without a mark of punctuation the words behind are those before the next figure.
        behind = clocks(clause) if rest or share.is_last else []
        return self._last(clocks(led)) or self._last(behind[:1])

    def _last(self, found: Sequence[str]) -> str:
        return stamp(found[-1], self.bulletins).nominal if found else ""
