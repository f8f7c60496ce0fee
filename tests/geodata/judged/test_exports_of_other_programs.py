"""Exports in the forms that the programs' own tests have, of several years.

Each is typed anew with invented answers; whose form it has is said beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodata.__main__ import main

MARK = "CANARY"
Import = Callable[..., tuple[dict[str, Any], list[dict[str, Any]]]]


@pytest.fixture
def imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import files, and look for persons in everything that was written and said."""

    def command(form: str, **files: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        (tmp_path / "form.toml").write_text(f'id = "f"\nversion = "1"\n{form}', "utf-8")
        paths = []
        for name, content in files.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_text(content, "utf-8-sig")
        fixed = ["--election", "2023-03-19-mazhilis", "--var", str(tmp_path / "var"), "--json"]
        main(["import", *map(str, paths), "--map", str(tmp_path / "form.toml"), *fixed])
        out, err = capsys.readouterr()
        stored = [path.read_text("utf-8") for path in (tmp_path / "var").rglob("*.jsonl")]
        assert MARK not in out + err + "".join(stored)
        entries = [json.loads(line) for text in stored for line in text.splitlines()]
        return json.loads(out), entries

    return command


NEMO = '[questions]\nregion = "RegionQ2"\nvoted = "IntegerQ1"\n'


def test_nemo_with_groups_in_groups_and_offsets_of_two_digits(imported: Import) -> None:
    """NEMO's export of nested groups, with the offset as its newer tests have it."""
    report, entries = imported(
        NEMO,
        nemo="ResponseID,Shortcode,Form,Submitter,DateSubmitted,Reviewed,GroupName,GroupLevel,"
        "IntegerQ1,RegionQ2,TextQ2\n"
        f"a,s1,Visit,{MARK},2023-03-19 06:30:00-06,true,,0,410,Акмолинская область,\n"
        f"a,s1,Visit,{MARK},2023-03-19 06:30:00-06,true,Fruit,1,410,Акмолинская область,{MARK}\n"
        f"a,s1,Visit,{MARK},2023-03-19 06:30:00-06,true,Slice,2,410,Акмолинская область,{MARK}\n"
        f"b,s2,Visit,{MARK},2023-03-19 06:40:00 -0600,false,,0,3,Абай облысы,\n",
    )
    assert (report["rows"], report["taken"]) == (4, 2)
    assert report["files"][0]["reasons"] == {"repeat-of-a-row": 2}
    assert {one["submitted_at"] for one in entries} == {
        "2023-03-19T06:30:00-06:00",
        "2023-03-19T06:40:00-06:00",
    }


def test_nemo_whose_first_column_has_a_shorter_name(imported: Import) -> None:
    """A draft of NEMO's nested groups: ID instead of ResponseID, and a note below the table."""
    report, entries = imported(
        NEMO,
        nemo="ID,Shortcode,Form,Submitter,DateSubmitted,GroupName,GroupLevel,Group1,IntegerQ1,RegionQ2\n"
        f"a,s1,Visit,{MARK},2023-03-19 06:30:00-06,,0,,1,Акмолинская область\n"
        f"a,s1,Visit,{MARK},2023-03-19 06:30:00-06,Fruit,1,2,1,Акмолинская область\n",
    )
    assert (report["files"][0]["format"], len(entries)) == ("nemo", 1)


def test_nemo_in_another_language_with_a_short_offset(imported: Import) -> None:
    report, entries = imported(
        NEMO,
        nemo="ID réponse,Code,Formulaire,Auteur,Date,Revu,Groupe,Niveau,IntegerQ1,RegionQ2\n"
        f"a,s1,Visit,{MARK},2023-03-19 06:30:00-06,true,,0,410,Акмолинская область\n"
        f"a,s1,Visit,{MARK},2023-03-19 06:30:00-06,true,Fruit,1,410,Акмолинская область\n",
    )
    assert (report["files"][0]["format"], len(entries)) == ("nemo", 1)


def test_odk_of_a_server_that_does_not_name_submitters(imported: Import) -> None:
    """ODK Central of early years, its form and a repeat."""
    report, entries = imported(
        '[questions]\nregion = "hh/village"\nvoted = "hh/hhsize"\n',
        visits="SubmissionDate,hh-village,hh-hhsize,meta-instanceID,KEY\n"
        "2023-03-19T04:15:00.000Z,Акмолинская область,4,uuid:a,uuid:a\n"
        "2023-03-19T04:20:00.000Z,Павлодарская область,5,uuid:b,uuid:b\n",
        member="name,sex,PARENT_KEY,KEY\n"
        f"{MARK},2,uuid:a,uuid:a/member[1]\n{MARK},1,uuid:gone,uuid:gone/member[1]\n",
    )
    assert [one["voted"] for one in entries] == [4, 5]
    assert entries[0]["submitted_at"] == "2023-03-19T04:15:00+00:00"
    assert report["files"][1]["reasons"] == {"repeat-of-a-row": 1, "repeat-without-row": 1}


def test_odk_rows_that_end_early(imported: Import) -> None:
    _, entries = imported(
        '[questions]\nregion = "village"\n',
        visits="SubmissionDate,village,KEY,SubmitterID,SubmitterName,AttachmentsPresent,Status\n"
        "2023-03-19T04:15:00.000Z,Акмолинская область,one\n"
        f"2023-03-19T04:15:00.000Z,Павлодарская область,two,5,{MARK},0,\n",
    )
    assert [one["place"]["unit"] for one in entries] == ["akmola", "pavlodar"]


def test_kobo_with_questions_as_people_read_them(imported: Import) -> None:
    """KoboToolbox with labels for a header, a line of tags, a short tail and no uuid."""
    report, entries = imported(
        '[questions]\nregion = "В какой вы области?"\nvoted = "Сколько голосовало?"\n'
        'observed_at = "start"\n',
        kobo='"start";"В какой вы области?";"Сколько голосовало?";"_id";"_uuid";'
        '"_submission_time";"_index"\r\n"";"#adm1";"#voted";"";"";"";""\r\n'
        '"2023-03-19T05:40:39.000+06:00";"Акмолинская область";"6";"61";"";'
        '"2023-03-19T09:41:19";"1"\r\n'
        '"2023-03-19T05:41:14.000+06:00";"г. Алматы";"n/a";"62";"";"2023-03-19T09:41:38";"2"\r\n',
    )
    assert (report["rows"], report["set_aside"]) == (2, 0)
    assert [(one["place"]["unit"], one["voted"]) for one in entries] == [
        ("akmola", 6),
        ("almaty", None),
    ]
    assert entries[0]["submitted_at"] == "2023-03-19T09:41:19+00:00"


def test_locations_and_participants_of_a_made_up_land(imported: Import) -> None:
    """Apollo's sample files: the list of locations is read, the one of people is not."""
    report, entries = imported(
        "",
        locations="Country Name,Country ID,Province Name,Province ID,Voting Location Name,"
        "Voting Location ID,Registered Voters\n"
        "Kazakhstan,1,Akmola,11,School 1,1111,34\nKazakhstan,1,Pavlodar,12,School 2,1211,101\n",
        people="Participant ID,Full Name,Location Code,Role,Gender,Organization,Phone 1\n"
        f"1001,{MARK},1111,OBS,F,The Association,+1555{MARK}\n",
    )
    assert [(one["place"]["unit"], one["registered"]) for one in entries] == [
        ("akmola", 34),
        ("pavlodar", 101),
    ]
    assert report["files"][1]["reasons"] == {"list-of-people": 1}
