"""The server's map: every unit painted in its state, labelled only where words fit."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from geodata.figures import Nothing
from layouts.label_room import Block, edges_of, place_inside
from layouts.labels import CAP, LINE, labels
from layouts.sheet_svg import land, sheet_svg
from layouts.style_colours import PHONE_SIZE, TIGHT_SIZE, WIDE_SIZE, colours_css
from layouts.text_width import text_width
from layouts.textures import definitions, state_of
from layouts.views import Row, View
from tests.layouts.pictures.views_of_testland import sheet, view

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(f'<svg xmlns="{SVG[1:-1]}">{svg}</svg>')


def texts(svg: str, shown: str) -> list[tuple[str, Block]]:
    """Words and the room they take, of the lines that one width of page shows."""
    found = []
    for one in parsed(svg).iter(f"{SVG}text"):
        classes = one.get("class", "").split()
        if shown not in classes:
            continue
        wide = TIGHT_SIZE if "tight" in classes else WIDE_SIZE
        size = PHONE_SIZE if shown == "fits-small" else wide
        width = text_width(one.text or "", size)
        x = float(one.get("x", ""))
        x += width / 2 if "start" in classes else -width / 2 if "end" in classes else 0
        base = float(one.get("y", "")) + float(one.get("dy", "").removesuffix("em")) * size
        found.append((one.text or "", Block(x, base - CAP * size / 2, width, CAP * size)))
    return found


def renamed(given: View, name: str, state: str = "") -> View:
    def row(one: Row) -> Row:
        return replace(one, name=name, short=name, state=state or one.state)

    return replace(given, rows=tuple(row(one) for one in given.rows))


def test_every_unit_is_painted_in_its_state_and_the_city_twice() -> None:
    shown = view("turnout", "district", "final")
    paths = list(parsed(sheet_svg(shown, sheet("districts"))).iter(f"{SVG}path"))
    painted = [(one.get("data-unit"), one.get("class")) for one in paths if one.get("data-unit")]
    states = {unit: f"unit {state}" for unit, state in shown.states.items()}
    assert sorted(painted) == sorted([*states.items(), ("n3", states["n3"])])


def test_the_shared_map_file_bears_no_states() -> None:
    classes = {one.get("class") for one in parsed(land(sheet("districts"))).iter(f"{SVG}path")}
    assert classes == {"unit"}


def test_a_map_says_in_words_what_it_shows() -> None:
    shown = view("turnout", "region", "final")
    assert shown.summary in sheet_svg(shown, sheet("regions"))
    assert "highest in South Region (60\N{NO-BREAK SPACE}%)" in shown.summary


@pytest.mark.parametrize("shown", ["fits", "fits-small"])
def test_no_two_labels_share_room(shown: str) -> None:
    for level, boundary_set in (("region", "regions"), ("district", "districts")):
        blocks = texts(labels(view("turnout", level, "final"), sheet(boundary_set)), shown)
        assert blocks
        assert not [
            (one, other)
            for (one, first), (other, second) in combinations(blocks, 2)
            if first.covers(second)
        ]


def test_a_name_too_long_for_its_unit_is_left_out_and_the_figure_stays() -> None:
    shown = renamed(view("turnout", "region", "final"), "Y" * 120)
    said = {words for words, _ in texts(labels(shown, sheet("regions")), "fits")}
    assert said == {"60", "50"}


def test_a_long_name_stands_on_two_lines() -> None:
    half = "W" * 40
    shown = renamed(view("turnout", "region", "final"), f"{half} {half}")
    said = [words for words, _ in texts(labels(shown, sheet("regions")), "fits")]
    assert said.count(half) == 4


def test_on_a_phone_names_leave_the_land_and_figures_stay() -> None:
    said = [
        words
        for words, _ in texts(
            labels(view("turnout", "region", "final"), sheet("regions")), "fits-small"
        )
    ]
    assert sorted(said) == ["50", "60"]


def test_a_circle_has_its_citys_name_and_figure_beside_it() -> None:
    drawn = labels(view("turnout", "district", "final"), sheet("districts"))
    inset = sheet("districts").inset_of["n3"]
    beside = [words for words, block in texts(drawn, "fits") if block.x > inset.x + inset.radius]
    assert beside[-1] == "40"
    assert len(beside) == 2


def test_names_are_text_and_never_markup() -> None:
    shown = renamed(view("turnout", "region", "final"), "<b>&")
    assert "&lt;b&gt;&amp;" in labels(shown, sheet("regions"))


def test_a_unit_known_by_bounds_is_striped_in_both_classes() -> None:
    shown = renamed(view("turnout", "region", "final"), "Short", state="i4-6")
    drawn = labels(shown, sheet("regions"))
    pattern = parsed(drawn).find(f".//{SVG}pattern[@id='i4-6']")
    assert pattern is not None
    fills = [rect.get("style") for rect in pattern]
    assert fills == ["fill:var(--c4)", "fill:var(--c6)"]
    assert ".i4-6{fill:url(#i4-6)!important}" in drawn
    assert "on-c4 halo" in drawn or "on-c6 halo" in drawn


def test_each_kind_of_nothing_has_a_look_of_its_own() -> None:
    drawn = {one.get("id"): ElementTree.tostring(one[1]) for one in parsed(definitions())}
    assert len(set(drawn.values())) == len(drawn) == len(Nothing) - 1
    # Where nobody is deployed the ground is bare.
    assert {*drawn, "n-not-deployed"} == {state_of(kind) for kind in Nothing}
    for kind in Nothing:
        assert f".{state_of(kind)}{{fill:" in colours_css()


def test_a_block_stands_inside_its_outline_and_clear_of_lines() -> None:
    square = "M0 0l100 0 0 100 -100 0z"
    assert place_inside(square, (), (50.0, 50.0), (40.0, 20.0)) == (50.0, 50.0)
    assert place_inside(square, (), (50.0, 50.0), (101.0, 20.0)) is None
    beside = place_inside(square, ((0.0, 50.0, 100.0, 50.0),), (50.0, 50.0), (40.0, 20.0))
    assert beside is not None
    assert abs(beside[1] - 50) > 10
    assert len(edges_of(square)) == 4


def test_the_rules_name_every_class_and_both_themes() -> None:
    css = colours_css()
    assert all(f".c{number}{{fill:var(--c{number})!important}}" in css for number in range(11))
    assert "@media screen and (prefers-color-scheme:dark)" in css
    assert ":root[data-theme=dark] [data-scale=share]" in css
    assert css.count("{") == css.count("}")
    assert not re.search(r"\{\{|\}\}\}", css)
    assert LINE > 1
