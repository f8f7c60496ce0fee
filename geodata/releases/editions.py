"""Which release each view and card last changed in, by its figures and by nothing else.

A new wording, style or link does not make a new edition: whoever cites a page cites its figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from geodata.country import Country
from geodata.elections import Election, Key
from geodata.figures import Reading
from geodata.measures import Shown, level_readings, listed

PATH = "/editions.json"
_DIGITS = 16
# Address without its language → what it shows, as a digest.
Digests = Mapping[str, str]


@dataclass(frozen=True)
class Editions:
    """Address without its language → the release it last changed in, and the digest of what it
    showed; ``moments`` maps a release → when it was made. ``stale`` maps a release → the addresses
    whose pinned pages do not say yet that a newer release exists."""

    sequences: Mapping[str, int] = field(default_factory=dict)
    digests: Digests = field(default_factory=dict)
    moments: Mapping[int, datetime] = field(default_factory=dict)
    stale: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def after(self, digests: Digests, sequence: int, made_at: datetime) -> Editions:
        """The editions once a release with these figures is out."""
        sequences = {
            address: self.sequences[address] if self.digests.get(address) == found else sequence
            for address, found in digests.items()
        }
        moments = {**self.moments, sequence: made_at}
        stale = dict(self.stale)
        for address, old in self.sequences.items():
            if sequences.get(address) != old:
                stale[old] = (*stale.get(old, ()), address)
        used = set(sequences.values())
        named = {one: at for one, at in moments.items() if one in used}
        return Editions(sequences, digests, named, stale)

    @property
    def told(self) -> Editions:
        """The same, once every pinned page says what it has to."""
        return replace(self, stale={})

    def changed(self, digests: Digests) -> set[str]:
        """The addresses that show something else than they did, new ones among them."""
        return {address for address, found in digests.items() if self.digests.get(address) != found}


def digests_of(
    country: Country,
    catalogue: Mapping[str, tuple[Shown, ...]],
    cards: Mapping[str, tuple[str, ...]],
) -> dict[str, str]:
    """What every address shows, as digests.

    ``catalogue`` maps a vote → what can be shown of it, ``cards`` → the units that have a card.
    """
    found: dict[str, str] = {}
    for name, all_shown in catalogue.items():
        election = country.elections[name]
        for one in all_shown:
            time = one.time.replace(":", "-")
            address = f"/{name}/{one.measure.id}/{one.level}/{time}/"
            found[address] = _digest(_view(country, election, one))
        for unit in cards.get(name, ()):
            found[f"/{name}/unit/{unit}/"] = _digest(_card(country, election, unit))
    return found


def _view(country: Country, election: Election, one: Shown) -> Iterator[object]:
    read, variant = one.measure.family.read, one.measure.variant
    yield read(country, election, variant, country.id, one.time)
    yield level_readings(country, election, one.measure, one.level, one.time)
    if one.level == "country":
        keys = (
            listed(election, one.measure) if one.measure.family.listed else _day(country, election)
        )
        yield [(key, election.versions.get(key)) for key in keys]
    yield [conflict for conflict in election.conflicts if conflict.key.time in (one.time, "-")]
    yield len(election.set_aside)


def _day(country: Country, election: Election) -> tuple[Key, ...]:
    return tuple(
        Key(measure, country.id, time)
        for measure in ("turnout", "ballots_issued")
        for time in election.times
    )


def _card(country: Country, election: Election, unit: str) -> Iterator[object]:
    for one in (unit, country.id):
        yield [_turnout(election, one, time) for time in election.times]
    yield [
        (name, other.times, [_turnout(other, unit, time) for time in other.times])
        for name, other in country.elections.items()
    ]
    yield [conflict for conflict in election.conflicts if conflict.key.unit == unit]


def _turnout(election: Election, unit: str, time: str) -> tuple[Reading, ...]:
    return election.versions.get(Key("turnout", unit, time), ())


def _digest(parts: Iterator[object]) -> str:
    content = "\n".join(repr(one) for one in parts)
    return hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]


def editions_content(editions: Editions) -> bytes:
    """The editions as a file of the release."""
    addresses = {
        address: [sequence, editions.digests[address]]
        for address, sequence in sorted(editions.sequences.items())
    }
    moments = {str(one): at.isoformat() for one, at in sorted(editions.moments.items())}
    stale = {str(one): list(named) for one, named in sorted(editions.stale.items())}
    content = {"releases": moments, "addresses": addresses, "stale": stale}
    return json.dumps(content, separators=(",", ":")).encode()


def read_editions(content: bytes) -> Editions:
    """The editions back from their file. Raises ValueError."""
    try:
        fields = json.loads(content)
        entries = {
            str(name): (int(one), str(two)) for name, (one, two) in fields["addresses"].items()
        }
        moments = {
            int(one): datetime.fromisoformat(at).astimezone(UTC)
            for one, at in fields["releases"].items()
        }
        stale = {int(one): tuple(named) for one, named in fields["stale"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"expected the editions of a release: {error}") from None
    return Editions(
        {name: sequence for name, (sequence, _) in entries.items()},
        {name: digest for name, (_, digest) in entries.items()},
        moments,
        stale,
    )
