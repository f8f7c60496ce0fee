"""What the map of the day can show: a measure, of everyone or of one organisation or role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geodata.coverage.counts import Coverage, Group
from geodata.coverage.territory import Ints
from geodata.figures import Figure, Nothing, Reading
from layouts.desk.address import plain
from layouts.desk.rows import figure, percent
from layouts.desk.subject import DeskSubject
from layouts.views import Link, LinkGroup

MEASURES: Mapping[str, str] = {"observed": "observed", "visits": "few", "teams": "few"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A measure of a group: ``kind`` is "", "organisation" or "role"."""

    measure: str
    kind: str = ""
    group: str = ""

    @property
    def token(self) -> str:
        """The measure's part of the address."""
        if not self.kind:
            return self.measure
        return f"{self.measure}.{self.kind}.{plain(self.group)}"

    @property
    def scale(self) -> str:
        """The scale of its colours."""
        return MEASURES[self.measure]

    def of(self, coverage: Coverage) -> Group:
        """The counts of the group."""
        if self.kind == "role":
            return coverage.roles[self.group]
        return coverage.organisations[self.group] if self.kind else coverage.teams


def chosen(coverage: Coverage) -> dict[str, Chosen]:
    """Every measure there is, by its part of the address."""
    found = [Chosen(one) for one in MEASURES]
    for one in MEASURES:
        found += [Chosen(one, "role", role) for role in coverage.roles]
        found += [Chosen(one, "organisation", name) for name in coverage.organisations]
    return {one.token: one for one in found}


def readings(subject: DeskSubject, measure: Chosen) -> Iterator[tuple[str, Reading]]:
    """Unit id → what the measure has for it."""
    counts = subject.situation.coverage
    group = measure.of(counts)
    for unit in subject.units:
        at = subject.number(unit)
        yield unit, _reading(measure, counts, group, unit, at)


def _reading(measure: Chosen, counts: Coverage, group: Group, unit: str, at: int) -> Reading:
    if measure.measure == "observed" and counts.stations[at] and group.observed[at]:
        return figure(percent(int(group.observed[at]), int(counts.stations[at])), "percent")
    values: Ints = group.visits if measure.measure == "visits" else group.reporting
    if measure.measure != "observed" and values[at]:
        return figure(int(values[at]), measure.measure)
    return _nothing(counts, group, unit, at)


def _nothing(counts: Coverage, group: Group, unit: str, at: int) -> Figure | Nothing:
    if group is counts.teams:
        return counts.nothing(unit) or Nothing.REPORTED_ZERO
    if group.visits[at]:
        return Nothing.REPORTED_ZERO
    return Nothing.DEPLOYED_NO_REPORT if group.deployed[at] else Nothing.NOT_DEPLOYED


def measure_links(subject: DeskSubject, now: Chosen) -> tuple[LinkGroup, ...]:
    """The measures, and of the chosen one the groups it can be shown for."""
    return tuple(_group(subject, measure, now) for measure in MEASURES)


def _group(subject: DeskSubject, measure: str, now: Chosen) -> LinkGroup:
    words, is_chosen = subject.words, measure == now.measure

    def path(one: Chosen) -> str:
        return subject.address.at(measure=one.token).path

    variants: list[Link] = []
    if is_chosen:
        coverage = subject.situation.coverage
        everyone = Chosen(measure)
        variants.append(Link(words("desk.group.all"), path(everyone), everyone == now))
        for role in coverage.roles:
            one = Chosen(measure, "role", role)
            variants.append(Link(subject.said(f"desk.role.{role}", role), path(one), one == now))
        for name in coverage.organisations:
            one = Chosen(measure, "organisation", name)
            variants.append(Link(subject.organisation(name), path(one), one == now))
    plain_path = path(Chosen(measure, now.kind, now.group))
    choice = tuple(variants) if len(variants) > 1 else ()
    prompt, name = words("desk.group.prompt"), words(f"desk.measure.{measure}")
    return LinkGroup(name, plain_path, is_chosen, choice, prompt)
