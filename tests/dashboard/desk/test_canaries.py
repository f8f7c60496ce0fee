"""Whatever anybody who is not signed in can reach, on both doors: nothing private is in it."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import brotli
import pytest

from dashboard.desk.doors import DOORS
from dashboard.settings import Settings
from tests.dashboard.desk.canaries import CANARY, files_of, seed
from tests.dashboard.desk.readable import readable
from tests.dashboard.desk.small_desk import TESTLAND, settings_in
from tests.dashboard.desk.test_doors import PARTS
from tests.geodata.coverage.little_mission import ELECTION
from tests.running import SECONDS_TO_START, Program, free_port

# Addresses in attributes, in JSON, in style sheets, in feeds and in headers.
ADDRESSES = re.compile(
    rb"""(?:href|src)=["']([^"'<>\s]+)|["'>](/[^"'\s<>]*)|url\(([^)]+)\)|(https?://[^<"\s]+)"""
    rb"""|(?im:^location: (\S+))"""
)
# Letters alone; nobody's.
LETTERS = re.compile(r".*\.woff2$")
# Drawn when they are asked for, which takes time: a mission's own are, in one language.
DRAWN = re.compile(r".*\.(png|pdf)$")
DRAWN_IN = "en"
# Parts that somebody who knows the program would try.
GUESSES = {**PARTS, "mission": "canary-mission", "language": "en", "name": "canary-leader"}


@dataclass
class Crawler:
    """Asks a door for everything it names, without a cookie, and keeps what was answered."""

    port: int
    drawn: set[str] = field(default_factory=set)
    answers: dict[str, bytes] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET") -> bytes:
        """Headers and body, as they came."""
        headers = {} if method == "GET" else {"Content-Type": "application/json"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_START)
        try:
            connection.request(method, path, None if method == "GET" else "{}", headers)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        self.answers[f"{method} {path}"] = str(answer.headers).encode() + readable(body)
        return self.answers[f"{method} {path}"]

    def crawl(self, *starts: str) -> None:
        """Everything that these addresses lead to."""
        waiting, seen = list(starts), set(starts)
        while waiting:
            path = waiting.pop()
            for found in self.named(path, self.ask(path)):
                if DRAWN.match(found):
                    self.drawn.add(found)
                elif found not in seen:
                    seen.add(found)
                    waiting.append(found)

    def guess(self, *methods: str) -> None:
        """What somebody would try who knows the program and the mission's name.

        An answer may repeat what it was asked for, and nothing else.
        """
        for door in DOORS:
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: GUESSES.get(part[1], "x"), door.rule)
            for method in methods:
                answer = self.ask(path, method)
                self.answers[f"{method} {path}"] = answer.replace(path.encode(), b"")

    def named(self, at: str, answer: bytes) -> Iterator[str]:
        for groups in ADDRESSES.findall(answer):
            named = max(groups, key=len).strip(b"'\"").decode("utf-8", "replace")
            parts = urlsplit(urljoin(f"http://127.0.0.1:{self.port}{at}", quote(named, "/:?&=%#")))
            if parts.netloc == f"127.0.0.1:{self.port}" and not LETTERS.match(parts.path):
                yield parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="module")
def seeded(
    tmp_path_factory: pytest.TempPathFactory, new_var: Callable[[], Path]
) -> Iterator[tuple[Settings, Program, list[str]]]:
    """The whole program over a mission, a store and a desk that are full of canaries."""
    settings = settings_in(new_var())
    secrets = seed(settings)
    told = {"BAQYLAU_VAR": str(settings.var), "BAQYLAU_COUNTRY": str(TESTLAND)}
    program = Program(tmp_path_factory.mktemp("canaries"), free_port(), None, told)
    program.wait_for("Mission desk: http")
    program.wait()
    yield settings, program, secrets
    program.stop()


def read_when_finished(var: Path) -> dict[str, bytes]:
    """Every file of the releases, unpacked, once nothing is being written any more."""
    unpack = {".gz": gzip.decompress, ".br": brotli.decompress}
    end = time.monotonic() + SECONDS_TO_START
    while True:
        before = files_of(var)
        try:
            texts = {
                str(path): unpack.get(path.suffix, bytes)(path.read_bytes()) for path in before
            }
        except (OSError, EOFError, brotli.error):
            texts = {}
        if len(texts) > 300 and set(files_of(var)) == set(before):
            return texts
        if time.monotonic() > end:
            return texts
        time.sleep(0.2)


def hits(texts: dict[str, bytes], secrets: list[str]) -> list[str]:
    names = [CANARY.lower().encode(), *(secret.lower().encode() for secret in secrets)]
    return [where for where, text in texts.items() if any(name in text.lower() for name in names)]


@pytest.fixture(scope="module")
def crawled(seeded: tuple[Settings, Program, list[str]]) -> Crawler:
    """The public map, crawled from end to end."""
    crawler = Crawler(seeded[1].port)
    crawler.crawl("/", "/manifest.json", "/en/", "/ru/", "/kk/", "/changes/", "/robots.txt")
    crawler.guess("GET")
    return crawler


def test_nothing_private_can_be_reached_at_the_public_map(
    seeded: tuple[Settings, Program, list[str]], crawled: Crawler
) -> None:
    assert len(crawled.answers) > 200
    for kind in ("/coverage/", "/findings", "GET /r/1/", ".csv", ".xlsx", ".geojson", ".svg"):
        assert any(kind in path for path in crawled.answers), kind
    assert hits(crawled.answers, seeded[2]) == []


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_nothing_private_is_in_what_is_drawn_of_a_mission(
    seeded: tuple[Settings, Program, list[str]], crawled: Crawler, kind: str
) -> None:
    drawn = re.compile(rf"(/r/\d+)?/{DRAWN_IN}/{ELECTION}/(coverage|findings)\b.*\.{kind}$")
    found = sorted(path for path in crawled.drawn if drawn.match(path))
    # Those of a release by its number as well as those of the release in force.
    assert {path.startswith("/r/") for path in found} == {True, False}
    crawler = Crawler(seeded[1].port)
    for path in found:
        assert f"/{kind}".encode() in crawler.ask(path), path
    if kind == "pdf":
        # The texts were truly read.
        assert any(b"South" in text for text in crawler.answers.values())
    assert hits(crawler.answers, seeded[2]) == []


def test_nothing_private_can_be_reached_at_the_desk_without_signing_in(
    seeded: tuple[Settings, Program, list[str]],
) -> None:
    _, program, secrets = seeded
    crawler = Crawler(program.desk_port)
    crawler.crawl("/", "/en/sign-in/", "/ru/sign-in/", "/kk/sign-in/", "/nowhere")
    crawler.guess("GET", "POST")
    assert len(crawler.answers) > len(DOORS)
    assert hits(crawler.answers, secrets) == []


def test_a_mission_that_is_there_cannot_be_told_from_one_that_is_not(
    seeded: tuple[Settings, Program, list[str]],
) -> None:
    _, program, _ = seeded
    crawler = Crawler(program.desk_port)
    answers = [
        re.sub(rb"(?im)^date: .*$|canary-mission|absent-mission", b"", crawler.ask(path))
        for path in ("/en/canary-mission/day/", "/en/absent-mission/day/")
    ]
    assert answers[0] == answers[1]


def test_no_release_holds_anything_private_not_even_where_no_page_leads(
    seeded: tuple[Settings, Program, list[str]],
) -> None:
    settings, _, secrets = seeded
    texts = read_when_finished(settings.var)
    assert len(texts) > 300
    assert hits(texts, secrets) == []


def test_the_log_of_the_program_holds_no_secret(
    seeded: tuple[Settings, Program, list[str]],
) -> None:
    _, program, secrets = seeded
    log = {"log": program.log.read_bytes()}
    assert [one for one in secrets if hits(log, [one]) and one.encode() in log["log"]] == []
