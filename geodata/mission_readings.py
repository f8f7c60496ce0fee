"""Readings of what a mission published: where it was, and what it found there.

A share is worked out here from two counts of one unit, which stand beside it wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from geodata.country import Country
from geodata.elections import Election, Key
from geodata.figures import Figure, Nothing, Reading

_TENTH = Decimal("0.1")


def coverage_variants(_country: Country, election: Election) -> Iterable[str]:
    """Coverage, where a mission published any."""
    published = any(key.measure == "stations_observed" for key in election.figures)
    return ("",) if published else ()


def coverage(_country: Country, election: Election, _variant: str, unit: str, time: str) -> Reading:
    """The share of the mission's stations that were observed."""
    return _share(
        election, Key("stations_observed", unit, time), Key("stations_listed", unit, time)
    )


def finding_variants(_country: Country, election: Election) -> Iterator[str]:
    """All findings together, each stage that was judged, each irregularity that was asked about."""
    keys = [key for key in election.figures if key.measure in ("visits_judged", "stations_asked")]
    if keys:
        yield ""
    yield from dict.fromkeys(key.part for key in keys if key.measure == "visits_judged")
    yield from dict.fromkeys(key.subject for key in keys if key.measure == "stations_asked")


def finding(_country: Country, election: Election, variant: str, unit: str, time: str) -> Reading:
    """Of a stage the share of visits judged by a word of the lower half of the scale; of an
    irregularity the share of stations where it was seen, of those where it was asked about."""
    if not variant:
        return Nothing.NOT_PUBLISHED
    if any(key.part == variant for key in election.figures if key.measure == "visits_judged"):
        return _judged(election, variant, unit, time)
    seen = Key("stations_seen", unit, time, variant)
    return _share(election, seen, Key("stations_asked", unit, time, variant))


def bad_words(election: Election) -> tuple[str, ...]:
    """The lower half of the mission's scale, whose first word is the best."""
    scale = election.mission.scale if election.mission else ()
    return scale[(len(scale) + 1) // 2 :]


def judged(election: Election, stage: str, unit: str, time: str) -> dict[str, Figure]:
    """Word of the scale → visits of a stage that were judged so; empty where there are none."""
    scale = election.mission.scale if election.mission else ()
    keys = {word: Key("visits_judged", unit, time, word, stage) for word in scale}
    return {word: election.figures[key] for word, key in keys.items() if key in election.figures}


def _judged(election: Election, stage: str, unit: str, time: str) -> Reading:
    visits = judged(election, stage, unit, time)
    first = next(iter(visits.values()), None)
    if first is None:
        worst = (bad_words(election) or ("",))[-1]
        return _nothing(election, Key("visits_judged", unit, time, worst, stage))
    whole = sum((one.value or Decimal(0) for one in visits.values()), Decimal(0))
    bad = (visits[word].value or Decimal(0) for word in bad_words(election) if word in visits)
    return _worked_out(sum(bad, Decimal(0)), whole, first)


def _share(election: Election, part: Key, whole: Key) -> Reading:
    counted, of = election.figures.get(part), election.figures.get(whole)
    if counted is None or of is None or counted.value is None or not of.value:
        return _nothing(election, part)
    return _worked_out(counted.value, of.value, counted)


def _worked_out(part: Decimal, whole: Decimal, like: Figure) -> Reading:
    if not whole:
        return Nothing.NOT_YET_REPORTED
    share = (100 * part / whole).quantize(_TENTH, ROUND_HALF_UP)
    derived = f"{part:f} / {whole:f}"
    return Figure(
        share, "percent", like.sources, as_of=like.as_of, derived=derived, of=(part, whole)
    )


def _nothing(election: Election, key: Key) -> Nothing:
    return election.nothings.get(key, Nothing.NOT_PUBLISHED)
