"""What holds a release back, named to the row; and what a release says that it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from geodata.elections import Key
from geodata.releases.corrections import (
    Entry,
    changes,
    corrections,
    entry_content,
    read_entry,
)
from geodata.releases.gate import act, gate
from geodata.releases.invariants import Broken, broken
from geodata.releases.public_data import CameIn
from tests.geodata.releases.testland_data import (
    LAST_CLOSE,
    LATER,
    VOTE,
    Land,
    bulletin,
    came_in,
)

SOUTH = "turnout,,,south,12:00,2024-06-02T12:00+06:00,20"
HEADER = "code,measure,subject,part,unit,time,reason_kk,reason_ru,reason_en,who,on\n"
REASON = "Комиссия түзетті,Комиссия исправила,The commission corrected it,desk,2024-06-03\n"


@pytest.fixture
def land(tmp_path: Path) -> Land:
    return Land(tmp_path)


def breaks(land: Land, change: tuple[str, str, str], *coming: CameIn) -> dict[str, Broken]:
    """What a change of a file of the vote would break, after the folder as it was went out."""
    before = land.public()
    land.replace(*change)
    return {one.code: one for one in broken(before, land.candidate(coming=coming))}


def test_what_is_published_now_breaks_nothing(land: Land) -> None:
    assert broken(None, land.candidate()) == ()
    assert broken(land.public(), land.candidate()) == ()


@pytest.mark.parametrize(
    ("file", "row", "new", "code"),
    [
        # A share that the counts do not give; more ballots than voters; parts above the whole.
        ("results.csv", "vote_share_pct,sun,,testland,final,2024-06-02,70.00", "88.00", "F104"),
        ("counts.csv", "ballots_issued,,,s1,final,2024-06-02,70", "170", "F103"),
        ("counts.csv", "registered,,,s1,-,2024-06-02,100", "190", "F105"),
    ],
)
def test_figures_that_cannot_be_true_together_hold_a_release_back(
    land: Land, file: str, row: str, new: str, code: str
) -> None:
    found = breaks(land, (file, row, f"{row.rpartition(',')[0]},{new}"))
    assert code in found
    assert any(f"{VOTE}/{file}, line " in one for one in found[code].rows)
    assert set(found[code].sentences) == {"kk", "ru", "en"}


def test_shares_that_sum_to_150_percent_hold_a_release_back(land: Land) -> None:
    path = land.folder / "elections" / VOTE / "results.csv"
    rows = path.read_text("utf-8").splitlines()
    # No count stands beside these shares, so only their sum gives them away.
    kept = [one for one in rows if not one.startswith("votes") and ",south," not in one]
    path.write_text("\n".join(kept) + "\n", "utf-8")
    before = land.public()
    land.replace(
        "results.csv", "moon,,north,final,2024-06-02,35.71", "moon,,north,final,2024-06-02,85.71"
    )
    (found,) = broken(before, land.candidate())
    assert "150.00" in found.sentences["en"]
    assert "results.csv, line" in found.rows[0]


def test_a_total_does_not_shrink_without_a_note(land: Land) -> None:
    change = ("turnout.csv", SOUTH, SOUTH[:-2] + "18")
    found = breaks(land, change)
    assert set(found) == {"F113"}
    assert found["F113"].rows == (f"elections/{VOTE}/turnout.csv, line 3",)
    assert "20" in found["F113"].sentences["en"]
    (land.folder / "elections" / VOTE / "accepted.csv").write_text(
        f"{HEADER}F113,turnout,,,south,12:00,{REASON}", "utf-8"
    )
    land.replace("turnout.csv", SOUTH[:-2] + "18", SOUTH)
    last = land.public()
    land.replace(*change)
    assert broken(last, land.candidate()) == ()


def test_no_unit_goes_missing_without_a_word(land: Land) -> None:
    rest = (land.folder / "elections" / VOTE / "turnout.csv").read_text("utf-8")
    row = next(one for one in rest.splitlines() if one.startswith(SOUTH))
    found = breaks(land, ("turnout.csv", f"{row}\n", ""))
    assert found["F114"].rows == (f"elections/{VOTE}/turnout.csv, line 3",)
    assert "South" in found["F114"].sentences["en"]


def test_a_whole_vote_does_not_go_missing(land: Land) -> None:
    before = land.public()
    for path in sorted((land.folder / "elections" / "2020-06-07-assembly").iterdir()):
        path.unlink()
    (land.folder / "elections" / "2020-06-07-assembly").rmdir()
    (found,) = broken(before, land.candidate())
    assert found.election == "2020-06-07-assembly"


def test_what_leadership_takes_off_is_not_missing(land: Land) -> None:
    before = land.public()
    off = act("withdraw", (VOTE, "turnout"), "leader-1", LATER, is_test=False)
    assert broken(before, land.candidate(gate([off]))) == ()


def test_a_revision_by_its_own_source_explains_a_fall(land: Land) -> None:
    first, second = bulletin("s1", "41.5"), bulletin("s1", "14.5", version=2)
    before = land.public(coming=[came_in(first)])
    assert broken(before, land.candidate(coming=[came_in(first, second)])) == ()
    # Another bulletin that says less is a contradiction of two sources.
    against = replace(bulletin("s1", "14.5"), instance="bulletin/other")
    held = {
        one.code: one for one in broken(before, land.candidate(coming=[came_in(first, against)]))
    }
    assert "message bulletin/other" in held["F108"].rows


def test_a_bulletin_that_falls_during_the_day_is_named_by_its_message(land: Land) -> None:
    before = land.public()
    low = bulletin("south", "5")
    found = {one.code: one for one in broken(before, land.candidate(coming=[came_in(low)]))}
    assert "message bulletin/south/16:00" in found["F102"].rows


def test_test_data_never_goes_out_as_live(land: Land) -> None:
    before = land.public()
    test = bulletin("s1", "41.5", source="SIMULATED bulletin")
    (found,) = broken(before, land.candidate(coming=[came_in(test)]))
    assert (found.code, found.rows) == ("is_test", ("message bulletin/s1/16:00",))
    rehearsal = replace(land.candidate(coming=[came_in(test)]), is_test=True)
    assert broken(before, rehearsal) == ()


def test_a_release_says_what_is_new_what_changed_and_what_was_taken_off(land: Land) -> None:
    first, second = bulletin("s1", "41.5"), bulletin("s1", "14.5", version=2)
    before, after = land.public(), land.public(coming=[came_in(first)])
    (news,) = changes(before, after)
    assert (news.kind, news.old, news.new, news.counted_in) == ("published", "", "41.5", "percent")
    assert corrections([news]) == ()
    (revised,) = changes(after, land.public(coming=[came_in(first, second)]))
    assert (revised.old, revised.new, revised.why) == ("41.5", "14.5", "revised-by-source")
    assert revised.key == Key("turnout", "s1", "16:00")
    off = gate([act("withdraw", (VOTE, "observers"), "leader-1", LATER, is_test=False)])
    taken = changes(before, land.public(off))
    assert {one.kind for one in taken} == {"taken-off"}
    assert corrections(taken) == taken


def test_a_correction_carries_the_reason_somebody_wrote(land: Land) -> None:
    before = land.public()
    land.replace("turnout.csv", SOUTH, SOUTH[:-2] + "18")
    (land.folder / "elections" / VOTE / "accepted.csv").write_text(
        f"{HEADER}F113,turnout,,,south,12:00,{REASON}", "utf-8"
    )
    candidate = land.candidate()
    (change,) = changes(before, candidate.country, candidate.accepted)
    assert dict(change.reasons)["en"] == "The commission corrected it"
    entry = Entry(7, LAST_CLOSE, (change,))
    assert read_entry(entry_content(entry)) == entry


def test_results_come_as_news_when_the_polls_have_closed(land: Land) -> None:
    before = land.public(now=LAST_CLOSE - timedelta(hours=1))
    found = changes(before, land.public(now=LAST_CLOSE))
    assert {one.kind for one in found} == {"published"}
    assert {one.key.measure for one in found} >= {"votes", "seats"}
    assert broken(before, land.candidate(now=LAST_CLOSE)) == ()
