"""Notes: who said it, when, on which boundaries, and where sources disagree."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.figures import Figure
from layouts.views import View
from tests.layouts.sites import (
    EARLIER,
    LANGUAGES,
    SITE,
    VOTE,
    kazakhstan,
    kz,
    land,
    land_site,
    row,
    spoilt_testland,
    view_at,
)
from tests.layouts.test_headlines import plain


def texts(view: View, marks: tuple[str, ...]) -> list[str]:
    """What the footnotes of these marks say."""
    said = {note.mark: note.text for note in view.notes.footnotes}
    return [plain(said[mark]) for mark in marks]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("en/2016-03-20-mazhilis/turnout/region/18-00", "As of 20 March 2016, 18:00, UTC+6."),
        ("ru/2016-03-20-mazhilis/turnout/region/18-00", "По состоянию на 20 марта 2016 г., 18:00"),
        ("kk/2016-03-20-mazhilis/turnout/region/18-00", "2016 ж. 20 наурыз, 18:00, UTC+6"),
        ("en/2016-03-20-mazhilis/registered/country/-", "As of 1 January 2016 to 20 March 2016."),
        ("en/2016-03-20-mazhilis/turnout/region/final", "As of 20 March 2016."),
        ("en/2023-03-19-mazhilis/turnout/region/final", "As of 19 March 2023, 22:10, UTC+6."),
    ],
)
def test_the_moment_of_the_figures_has_its_zone(path: str, said: str) -> None:
    assert said in plain(kz(path).notes.as_of)


def test_a_day_comes_after_the_hours_of_that_day() -> None:
    """The final figure of a day was known after its bulletins, though its hour was not printed."""
    assert plain(kz("en/2016-03-20-mazhilis/turnout/country/20-00").notes.as_of) == (
        "As of 20 March 2016, 10:00, UTC+6 to 20 March 2016."
    )


def test_figures_without_a_date_claim_none() -> None:
    assert kz("en/2016-03-20-mazhilis/stations/country/-").notes.as_of == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_names_a_source_and_cites_it(language: str) -> None:
    for address in kazakhstan().catalogue.views(language):
        notes = kazakhstan().view(address).notes
        assert notes.sources, address.path
        assert all(source.title for source in notes.sources)
        assert f"{SITE}{address.path}" in notes.citation
        assert notes.sources[0].title in notes.citation
        assert notes.can
        assert notes.cannot
        assert notes.licence


def test_every_figure_of_the_table_has_its_source_in_the_notes() -> None:
    for address in kazakhstan().catalogue.views("en"):
        shown = kazakhstan().view(address)
        named = set(shown.notes.sources)
        for one in shown.rows:
            if isinstance(one.reading, Figure):
                assert set(one.reading.sources) <= named, (address.path, one.unit)


def test_a_line_to_cite_names_three_sources_and_counts_the_others() -> None:
    notes = kz("en/2016-03-20-mazhilis/observers/country/-").notes
    more = len(notes.sources) - 3
    assert more > 0
    assert f"and {more} more" in notes.citation


@pytest.mark.parametrize(
    ("path", "units", "used"),
    [
        ("2012-01-15-mazhilis/turnout/region/20-00", 16, "regions-2012"),
        ("2016-03-20-mazhilis/turnout/region/18-00", 16, "regions-2012"),
        ("2019-06-09-presidential/turnout/region/final", 17, "regions-2018"),
        ("2021-01-10-mazhilis/turnout/region/final", 17, "regions-2018"),
        # Three days before the new regions.
        ("2022-06-05-referendum/turnout/region/final", 17, "regions-2018"),
        ("2022-11-20-presidential/turnout/region/final", 20, "regions-2022"),
        ("2023-03-19-mazhilis/turnout/region/final", 20, "regions-2022"),
    ],
)
def test_a_vote_stands_on_the_boundaries_of_its_day(path: str, units: int, used: str) -> None:
    for language in LANGUAGES:
        shown = kz(f"{language}/{path}")
        assert len(shown.rows) == units
        assert f"{used}" in shown.notes.boundaries
        assert str(units) in shown.notes.boundaries
        assert "OpenStreetMap" in shown.notes.boundaries


def test_an_older_set_says_how_exactly_it_is_drawn() -> None:
    said = kz("en/2016-03-20-mazhilis/turnout/region/18-00").notes.boundaries
    assert kazakhstan().country.texts["en"]["sets.regions-2012"] in said
    assert "reconstruction" not in said.replace(
        kazakhstan().country.texts["en"]["sets.regions-2012"], ""
    )


def test_the_country_alone_needs_no_boundaries() -> None:
    assert kz("en/2016-03-20-mazhilis/turnout/country/18-00").notes.boundaries == ""


@pytest.mark.parametrize(
    ("path", "unit", "both"),
    [
        ("2016-03-20-mazhilis/turnout/region/10-00", "astana", ("20.65", "20.5")),
        ("2016-03-20-mazhilis/turnout-change/region/12-00", "astana", None),
        ("2012-01-15-mazhilis/turnout/region/20-00", "kyzylorda", ("81", "81.95")),
        ("2021-01-10-mazhilis/turnout/region/20-00", "west_kz", ("61.5", "51.5")),
        ("2022-11-20-presidential/turnout/region/16-00", "turkistan", ("80.09", "8.09")),
        ("2023-03-19-mazhilis/turnout/region/18-00", "ulytau", ("58.63", "63.63")),
    ],
)
def test_a_disagreement_stands_at_the_figure_it_concerns(
    path: str, unit: str, both: tuple[str, str] | None
) -> None:
    for language in LANGUAGES:
        shown = kz(f"{language}/{path}")
        said = " ".join(texts(shown, row(shown, unit).marks)).replace(",", ".")
        if both is None:
            assert "20.65" not in said
        else:
            assert all(figure in said for figure in both)


def test_a_disagreement_is_printed_as_both_sources_have_it() -> None:
    shown = kz("en/2016-03-20-mazhilis/turnout/region/10-00")
    (said,) = texts(shown, row(shown, "astana").marks)
    assert said.startswith("Kazinform prints 20.65, informburo.kz prints 20.5.")
    assert row(shown, "akmola").marks == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_disagreement_is_told_somewhere(language: str) -> None:
    site = kazakhstan()
    told = {
        text
        for address in site.catalogue.views(language)
        for text in (note.text for note in site.view(address).notes.footnotes)
    }
    for vote in site.country.elections.values():
        for conflict in vote.conflicts:
            own = [text for text in told if conflict.source_a.title in text]
            assert any(conflict.printed_a in text and conflict.printed_b in text for text in own), (
                conflict.id
            )


def test_two_true_bulletins_that_look_alike_are_no_disagreement() -> None:
    """C17 of the published errors compares two different votes: it concerns no figure."""
    votes = kazakhstan().country.elections.values()
    ids = [one.id for vote in votes for one in vote.conflicts]
    assert ids
    assert not [one for one in ids if one.startswith("C17")]


def test_marks_and_footnotes_belong_together() -> None:
    for address in kazakhstan().catalogue.views("en"):
        shown = kazakhstan().view(address)
        used = {mark for one in shown.rows for mark in one.marks}
        used |= set(shown.whole.marks) if shown.whole else set()
        used |= {
            mark
            for table in shown.tables
            for cells in table.rows
            for cell in cells
            for mark in cell.marks
        }
        notes = [note.mark for note in shown.notes.footnotes]
        assert used == set(notes), address.path
        assert len(notes) == len(set(notes))
        assert len({note.text for note in shown.notes.footnotes}) == len(notes)


def test_what_was_worked_out_here_says_so() -> None:
    assert (
        "calculated here" in kz("en/2016-03-20-mazhilis/turnout-change/region/18-00").notes.derived
    )
    assert kz("en/2016-03-20-mazhilis/turnout/region/18-00").notes.derived == ""


def test_a_preliminary_final_figure_says_so() -> None:
    shown = kz("en/2023-03-19-mazhilis/turnout/region/final")
    assert texts(shown, row(shown, "akmola").marks) == [
        "Preliminary figure, announced at the close of the polls."
    ]


def test_a_note_that_only_steers_the_wording_has_no_footnote() -> None:
    shown = view_at(land_site(), f"en/{EARLIER}/turnout/country/16-00")
    assert shown.whole is not None
    assert shown.whole.printed == "more than 30"
    assert shown.notes.footnotes == ()


def test_every_version_of_a_figure_names_its_source() -> None:
    shown = kz("en/2016-03-20-mazhilis/registered/country/-")
    assert [source.title for source in shown.notes.sources] == [
        "Wikipedia, mirror at review.clateway.com",
        "Kazakhstan Today",
        "Central Election Commission, via Kazinform",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 rows of this vote’s files could not be used and were set aside."),
        ("ru", "2 строки в файлах этого голосования непригодны и отложены."),
        ("kk", "Осы дауыс беру файлдарының 2 жолы жарамсыз болып, бөлек қойылды."),
    ],
)
def test_rows_that_were_set_aside_are_counted_on_every_view_of_the_vote(
    tmp_path: Path, language: str, said: str
) -> None:
    def spoil(folder: Path) -> None:
        file = folder / "elections" / VOTE / "turnout.csv"
        text = file.read_text("utf-8")
        # A turnout above 100, and a region that nobody knows.
        text = text.replace("south,final,2024-06-02,60", "south,final,2024-06-02,160")
        text = text.replace("turnout,,,north,final", "turnout,,,nowhere,final")
        file.write_text(text, "utf-8")

    site = spoilt_testland(tmp_path, spoil)
    for address in site.catalogue.views(language):
        counted = plain(site.view(address).notes.set_aside)
        assert counted == (said if address.election == VOTE else "")
    shown = view_at(site, f"{language}/{VOTE}/turnout/region/12-00")
    assert shown.rows


def test_nothing_is_said_of_rows_where_all_could_be_used() -> None:
    assert land("en/turnout/region/12-00").notes.set_aside == ""
    assert all(not vote.set_aside for vote in kazakhstan().country.elections.values())
