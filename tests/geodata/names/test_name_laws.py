"""Laws of names that hold for any label: case, spaces, look-alikes, unrelated units."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.names.answers import Ambiguous, Answer, Match, Unmatched
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country
from geodata.units import Unit, UnitName
from tests.geodata.names.small_land import COUNTRY, SETS, small_gazetteer

RULES = read_rules(COUNTRY)
REAL = read_country(COUNTRY)
KAZAKHSTAN = Resolver(REAL.gazetteer, REAL.boundary_sets, RULES)
LAND = Resolver(small_gazetteer(), SETS, RULES)
DAY = date(2023, 3, 19)
NAMES = tuple(
    name.name
    for unit in KAZAKHSTAN.at("region", DAY).units
    for name in REAL.gazetteer.names_by_unit[unit]
)
LABELS = tuple(
    row["label"]
    for row in csv.DictReader(
        Path(__file__).with_name("labels.csv").read_text("utf-8").splitlines()
    )
    if row["level"] == "region"
)
TURNED = {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "і": "i", "А": "A"}
TURNED |= {"К": "K", "М": "M", "О": "O", "С": "C", "Т": "T", "Н": "H", "В": "B"}


def without_how(label: str) -> object:
    answer = KAZAKHSTAN.resolve(label, DAY, "region")
    return answer.unit if isinstance(answer, Match) else type(answer).__name__


@given(st.sampled_from(NAMES), st.sampled_from(["upper", "lower", "swapcase", "title"]))
@settings(deadline=None)
def test_case_changes_nothing(name: str, turn: str) -> None:
    # "ı".upper() is a plain I, which is another letter.
    if "ı" not in name:
        assert without_how(getattr(name, turn)()) == without_how(name)


@pytest.mark.parametrize("space", [" ", "  ", "\t", "\N{NO-BREAK SPACE}", "\u200b", "\ufeff"])
def test_spaces_around_and_between_words_change_nothing(space: str) -> None:
    changed = [
        label
        for label in LABELS
        if without_how(f"{space}{label.replace(' ', f' {space}')}{space}") != without_how(label)
    ]
    assert changed == []


@given(st.sampled_from(NAMES), st.data())
@settings(deadline=None)
def test_look_alikes_of_the_other_script_change_nothing(name: str, data: st.DataObject) -> None:
    places = [place for place, letter in enumerate(name) if letter in TURNED]
    chosen = data.draw(st.sets(st.sampled_from(places)) if places else st.just(set()))
    turned = "".join(
        TURNED[letter] if place in chosen else letter for place, letter in enumerate(name)
    )
    assert without_how(turned) == without_how(name)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_one_of_three_answers(text: str) -> None:
    for level in ("region", "district"):
        resolver = KAZAKHSTAN.at("region" if level == "region" else "district", DAY)
        answer = resolver.resolve(text, parent=text[:20], code=text[-20:])
        assert isinstance(answer, (Match, Ambiguous, Unmatched))
        if isinstance(answer, Ambiguous):
            assert len(set(answer.candidates)) > 1
        if isinstance(answer, Match):
            assert answer.unit in resolver.units


@given(
    st.text(alphabet="абвгдеийклмнорстуыя", min_size=3, max_size=10),
    st.sampled_from(["Озеро", "г. Озеро", "Озерская область", "область Холм", "ОХО", "Приозёрск"]),
)
@settings(deadline=None)
def test_another_unit_never_turns_a_match_into_another_match(name: str, label: str) -> None:
    gazetteer = small_gazetteer()
    added = replace(
        gazetteer,
        units=(Unit("new", "regions-new", "region", "oblast", "land"), *gazetteer.units),
        names=(UnitName("new", "ru", "full", f"область {name}", None, None), *gazetteer.names),
    )
    day = date(2023, 1, 1)
    before = LAND.resolve(label, day, "region")
    after = Resolver(added, SETS, RULES).resolve(label, day, "region")
    if isinstance(before, Match) and isinstance(after, Match):
        assert after.unit == before.unit
    elif isinstance(before, Ambiguous):
        assert not isinstance(after, Match) or after.unit == "new"


def fits(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, Match):
        return (answer.unit,)
    return answer.candidates if isinstance(answer, Ambiguous) else ()


def test_no_name_of_a_unit_is_lost_in_its_type_words() -> None:
    """A unit's own name means the unit, or fits several; it is never unknown."""
    for one in REAL.boundary_sets:
        day = one.valid_from
        resolver = KAZAKHSTAN.at(one.level, day)
        for unit in resolver.units:
            for name in REAL.gazetteer.names_by_unit.get(unit, ()):
                if name.form == "full" and name.on(day):
                    answer = resolver.resolve(name.name)
                    assert unit in fits(answer), (one.id, unit, name.name, answer)
