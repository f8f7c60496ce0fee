"""What can be taken off at the gate: one measure, one finding of the mission, or a whole kind."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.country import Country
from geodata.mission_readings import finding_variants
from geodata.missions.mission import STAGES, Mission
from geodata.releases.gate import COVERAGE, FINDINGS, Gate
from geodata.releases.withdrawing import ALONE, FINDING, KINDS, OF_ONE_MEASURE, rows_of
from layouts.desk.gate_page import Choice
from layouts.headlines import named_finding
from layouts.words import Words

ONE, EACH_FINDING, WHOLE_KIND = "measure", "finding", "kind"


def offered(mission: Mission, country: Country, stands: Gate) -> dict[str, str]:
    """What can be taken off, or is, → in which group it is offered."""
    off = stands.withdrawn(mission.election)
    named = [one.removeprefix(FINDING) for one in off if one.startswith(FINDING)]
    findings = dict.fromkeys((*_findings(mission, country), *sorted(named)))
    return (
        dict.fromkeys(("turnout", "ballots_issued", "registered"), ONE)
        | dict.fromkeys((*ALONE, COVERAGE), ONE)
        | {f"{FINDING}{one}": EACH_FINDING for one in findings}
        | {one: WHOLE_KIND for one in KINDS if one not in OF_ONE_MEASURE}
    )


def _findings(mission: Mission, country: Country) -> Iterator[str]:
    yield from STAGES
    yield from (one.id for one in (mission.form_map.irregularities if mission.form_map else ()))
    election = country.elections.get(mission.election)
    yield from (one for one in (finding_variants(country, election) if election else ()) if one)


def choices(mission: Mission, country: Country, stands: Gate, words: Words) -> Iterator[Choice]:
    """Every choice in words; without those that are off already with something else."""
    off = stands.withdrawn(mission.election)
    gone = {row for one in off for row in rows_of(one)}
    for one, group in offered(mission, country, stands).items():
        by = stands.withdrawn_by.get((mission.election, one), "")
        of_kind = FINDINGS in off if group == EACH_FINDING else rows_of(one) <= gone
        if by or not of_kind:
            name, under = choice_name(one, mission, words), words(f"gate.group.{group}")
            yield Choice(one, name, by, under, _goes_with(one, words))


def choice_name(what: str, mission: Mission | None, words: Words) -> str:
    """What it is called, among kinds and measures alike."""
    name = what.removeprefix(FINDING)
    if name == what:
        return words(f"gate.measure-of.{what}")
    form_map = mission.form_map if mission else None
    return named_finding(name, form_map.names.get(name, {}) if form_map else {}, words)


def _goes_with(what: str, words: Words) -> str:
    """What goes with it, or what of it can still be told; "" where there is nothing to say."""
    return words.sentences.get(f"gate.goes-with.{what}", "")
