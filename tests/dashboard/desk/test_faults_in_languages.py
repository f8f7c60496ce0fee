"""What is wrong is told at the desk in the language of the page, with no English of ours left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.desk.people import Role
from geodata.store.store import Store
from tests.dashboard.desk.little_mission_folder import ID, open_store, write_mission
from tests.dashboard.desk.small_desk import SmallDesk, ask, send
from tests.dashboard.desk.test_work import read

STATIONS = "station,unit,registered,latitude,longitude\n"
TEAMS = "team,organisation,role,units,stations\n"
OWN = "id,kind,part_of,name_xx,name_yy,short_xx,short_yy,source\n"
FORM_MAP = """id = 1
extra = 2
stage = "lunch"
overall = 1
names = 3
[questions]
team = [1.5]
smell = "x"
[[irregularity]]
id = "a"
[[irregularity]]
id = "b"
question = "q"
counts = "yes"
severity = "awful"
"""
LISTS = [
    ("stations", "list.csv", "station,unit,voters\n1,s1,5\n"),
    ("stations", "list.csv", f"{STATIONS}1,nowhere,x,95,\n1 2,s1,1.5,,7\n3,s1,,,\n3,s1,,,\n"),
    ("stations", "list.csv", f"{STATIONS}1,s1,5,,,,,9\n2,s\u202e1,,,\n"),
    ("stations", "list.csv", f'{STATIONS}"1,s1,5\n'),
    ("stations", "list.ods", STATIONS),
    ("stations", "list.xlsx", "PK\x03\x04 no workbook"),
    ("stations", "list.csv", "<html>"),
    ("stations", "list.csv", "%PDF-1.4"),
    ("teams", "list.csv", f"{TEAMS}T 1,nobody,boss,nowhere,99 1@s1\nt2,league,citizen,,\n"),
    (
        "deployment",
        "list.csv",
        "team,unit,station,starts,ends\nx,s1,77,25:00,7\nx,s1,1,9:00,8:00\n",
    ),
    ("organisations", "list.csv", f"{OWN}observers-league,club,nobody,,b,c,d,\n"),
    ("organisations", "list.xlsx", "x"),
    ("form-map", "list.toml", FORM_MAP),
    ("form-map", "list.toml", 'id = "x\n'),
]
FILES = [
    ("a.csv", "<xml/>"),
    ("quote.csv", 'a,b\n"1,2\n'),
    ("a.xlsx", "PK\x03\x04 no workbook"),
    ("a.pdf", "%PDF-1.4"),
    ("a.json", '[{"_uuid": '),
]
# It does not say of which hour it is.
ANNOUNCEMENT = "North Region – 41.20%"
# Small words that every English sentence of ours has one of, and no name of a column.
ENGLISH = re.compile(
    r"\ba [a-z]|\b(an|the|of|or|and|is|it|its|not|to|that|in|with|each|one|such|as|on|be|no|at|has"
    r"|line|column|expected|missing|unknown|twice|cells|true or|perhaps|nothing|needs)\b"
)


def check(line: str) -> None:
    """No English of ours is in a line, beside what stood in the file and what a library said."""
    names = r"«.*?»|\((бағдарлама хабары|сообщение программы): .*\)|--\w+|\S+\.(csv|toml)"
    own = re.sub(names, "", line)
    assert not ENGLISH.search(own), line
    assert re.search(r"[а-яәіңғүұқөһ]{2,}", own), line


@pytest.fixture(autouse=True)
def _mission(desk: SmallDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.desk.missions._SECONDS_BETWEEN_LOOKS", -1.0)
    write_mission(desk.settings.var)


@pytest.fixture
def store(desk: SmallDesk) -> Iterator[Store]:
    """The mission's store, which reading a file asks for."""
    with open_store(desk) as opened:
        yield opened


def bring_list(desk: SmallDesk, language: str, table: str, name: str, content: str) -> list[str]:
    """The lines that are told of a list."""
    headers = {
        "Content-Type": "application/octet-stream", "X-File-Name": name, "X-Source": table,
    }  # fmt: skip
    where = f"/{language}/{ID}/setup/bring"
    client = desk.signed_in(Role.CO_ORDINATOR)
    answer = ask(client, where, "POST", headers, data=content.encode())
    assert answer.status_code == 422
    return str(answer.get_json()["message"]).splitlines()[1:]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(("table", "name", "content"), LISTS)
def test_a_refused_list(
    desk: SmallDesk, language: str, table: str, name: str, content: str
) -> None:
    lines = bring_list(desk, language, table, name, content)
    assert lines
    for line in lines:
        check(line)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_mission_folder(desk: SmallDesk, language: str) -> None:
    folder = desk.settings.var / "missions" / ID
    client = desk.signed_in(Role.CO_ORDINATOR)
    ask(client, f"/{language}/{ID}/setup/")
    settings = folder / "mission.toml"
    broken = re.sub(r"(?m)^(silence_minutes|random_sample).*$", r"\1 = 'x'", settings.read_text())
    settings.write_text(f"{broken}\nstatement_at = 2016-03-21\nwrong = 1\n", "utf-8")
    (folder / "stations.csv").write_text(f"{STATIONS}1,nowhere,x,,\n", "utf-8")
    page = ask(client, f"/{language}/{ID}/setup/").text
    lines = re.findall(r"<li><bdi>(.*?)</bdi></li>", page.partition('class="late"')[2])
    assert {"mission.toml", "stations.csv"} <= {line.partition(",")[0] for line in lines}
    for line in lines:
        if line.startswith(("mission.toml", "stations.csv")):
            check(line.replace("&#39;", "'"))


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [*((*file, "reports") for file in FILES), ("", ANNOUNCEMENT, "bulletins")],
)
def test_a_refused_file(desk: SmallDesk, language: str, name: str, content: str, kind: str) -> None:
    client = desk.signed_in(Role.ANALYST)
    headers = {
        "Content-Type": "application/octet-stream", "X-File-Name": name or "text.txt",
        "X-Kind": kind,
    }  # fmt: skip
    answer = ask(client, f"/{language}/{ID}/work/bring", "POST", headers, data=content.encode())
    page = read(client, answer).partition('class="late"')[2]
    lines = re.findall(r"<li><bdi>(.*?)</bdi></li>", page)
    assert lines
    for line in lines:
        check(line)
        if name == "quote.csv":
            assert line.startswith(
                {"kk": "quote.csv, 2-жол: ", "ru": "quote.csv, строка 2: "}[language]
            )


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_test_report_that_nobody_takes(desk: SmallDesk, language: str) -> None:
    client = desk.signed_in(Role.CO_ORDINATOR)
    answer = send(client, f"/{language}/{ID}/setup/trial")
    check(str(answer.get_json()["message"]).replace("python -m dashboard desk", ""))


def test_what_is_wrong_in_the_list_itself_comes_first_and_has_an_end(desk: SmallDesk) -> None:
    rows = "".join(f"t{number},nowhere,,x,x\n" for number in range(120))
    (desk.settings.var / "missions" / ID / "deployment.csv").unlink()
    lines = bring_list(
        desk, "en", "deployment", "list.csv", f"team,unit,station,starts,ends\n{rows}"
    )
    assert len(lines) == 101
    assert lines[-1].startswith("And ")
    first = bring_list(desk, "en", "stations", "list.csv", f"{STATIONS}1,nowhere,,,\n")[0]
    assert first.startswith("stations.csv")


def test_the_gate_tells_another_missions_faults(desk: SmallDesk) -> None:
    other = write_mission(Path(desk.settings.var), "other")
    client = desk.signed_in(Role.LEADERSHIP)
    (other / "mission.toml").write_text("election = 1\n", "utf-8")
    page = ask(client, f"/ru/{ID}/gate/").text
    assert "миссия other: mission.toml, параметр election" in page
    check(next(line for line in page.splitlines() if "миссия other" in line).split("<bdi>")[1])
