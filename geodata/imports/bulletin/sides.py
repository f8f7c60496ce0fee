"""On which side of a figure its place stands: "Akmola – 48 %", or "48 % voted in Akmola".

One text may have both. The words between two figures belong to one of them: a mark of punctuation
parts them from the other. Taken on the wrong side, every region would get its neighbour's figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from geodata.imports.bulletin.figures import Share
from geodata.imports.bulletin.places import Place, Resolve, place_after, place_before
from geodata.names.answers import Unmatched

Side = Literal["before", "after", "none"]


def placed(found: Sequence[Share], resolve: Resolve) -> list[tuple[Share, Place]]:
    """Each figure with its place, or with none where the words beside it are another figure's."""
    before = [place_before(share, resolve) for share in found]
    after = [place_after(share, resolve) for share in found]
    sides = _sides(found, before, after)
    beside = [_beside(left, right) for left, right in zip(before, after, strict=True)]
    by_side = {"before": before, "after": after, "none": beside}
    return [
        (one, by_side[side][at]) for at, (one, side) in enumerate(zip(found, sides, strict=True))
    ]


def _beside(before: Place, after: Place) -> Place:
    """No place, but the units that the words on both sides name: another figure's, perhaps."""
    return Place("", Unmatched(tuple(dict.fromkeys((*before.units, *after.units)))))


def _sides(found: Sequence[Share], before: Sequence[Place], after: Sequence[Place]) -> list[Side]:
    if not found:
        return []
    # "ASTANA. 48 % in Akmola": where news were written leads to nothing.
    is_dateline = not found[0].touches_before and _touches(found[0], after[0])
    led = _is_exact(found[0], before[0]) and not is_dateline and not after[-1].is_named
    if led and all(share.before for share in found):
        return ["before"] * len(found)
    usual = _usual(found, before, after)
    sides: list[Side] = []
    for at, share in enumerate(found):
        # The one phrase between two figures is of use to one of them.
        spent = bool(sides) and sides[-1] == "after"
        awaited = at + 1 < len(found) and found[at + 1].touches_before
        sides.append(
            _side(share, before[at], after[at], usual)
            if not spent
            else _side_left(share, before[at], after[at])
        )
        if sides[-1] == "after" and awaited and not _touches(share, after[at]):
            sides[-1] = "none"
    return sides


def _side(share: Share, before: Place, after: Place, usual: Side) -> Side:
    if share.dashed:
        return "before"
    is_before = share.touches_before and before.is_named
    is_after = _touches(share, after)
    if is_after and share.touches_before:
        return usual
    if is_before or is_after:
        return "before" if is_before else "after"
    if usual == "after" and (before.is_named or not share.signed):
        return "none"
    return usual


def _side_left(share: Share, before: Place, after: Place) -> Side:
    """The side of a figure after one that has taken the words next behind it."""
    own = share.touches_before and before.is_named and len(share.before) > 1
    if share.dashed or (own and not _touches(share, after)):
        return "before"
    return "after" if _touches(share, after) else "none"


def _touches(share: Share, after: Place) -> bool:
    # A bare number before a place is its number in the list.
    return share.touches_after and after.is_named and share.signed


def _usual(found: Sequence[Share], before: Sequence[Place], after: Sequence[Place]) -> Side:
    """Where most places touch their figure; where none does, where more figures find one."""
    pairs = list(zip(found, before, after, strict=True))
    touched = [
        (share.touches_before and left.is_named, share.touches_after and right.is_named)
        for share, left, right in pairs
        if share.signed
    ]
    befores, afters = touched.count((True, False)), touched.count((False, True))
    if befores == afters:
        befores = sum(place.is_sure for place in before)
        afters = sum(place.is_sure for place in after)
    return "before" if befores >= afters else "after"


def _is_exact(share: Share, place: Place) -> bool:
    return place.is_sure and place.label == share.before[-1]
