"""What intake says, it says in every language; what the documentation lists, the program has."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from geodata.imports import entries
from geodata.intake.answer import Status
from geodata.intake.files import LIST_OF_PLACES, MOST_LINES
from geodata.intake.from_bulletins import NOT_A_SHARE
from geodata.intake.letterbox import MOST_MESSAGES, NOTES
from geodata.intake.schema import ENVELOPE, PAYLOADS, WITHDRAWAL_REASONS
from geodata.intake.told import WORDS
from geodata.intake.wording import LANGUAGES, reason, texts
from geodata.lists.archive import LARGEST_RATIO, MOST_PARTS
from geodata.lists.table import MOST_COLUMNS

HOUSE = Path(__file__).parents[3]
DOCS = (HOUSE / "docs" / "intake.md").read_text("utf-8")
CODE = [
    *(HOUSE / "geodata" / "intake").glob("*.py"),
    *(HOUSE / "dashboard" / "intake").glob("*.py"),
]


def names(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_language_says_the_same_and_fills_in_the_same(language: str) -> None:
    english = {(table, key): names(text) for table, keys in texts("en").items()
               for key, text in keys.items()}  # fmt: skip
    here = {(table, key): names(text) for table, keys in texts(language).items()
            for key, text in keys.items()}  # fmt: skip
    assert here == english
    assert set(LANGUAGES) == {"kk", "ru", "en"}


def test_no_sentence_is_said_by_nobody() -> None:
    code = "".join(path.read_text("utf-8") for path in CODE)
    said = {*re.findall(r'"([a-z][a-z-]+)"', code), *WORDS.values()}
    assert {key for key in texts("en")["expected"] if key not in said} == set()
    assert {key for key in texts("en")["answers"] if key not in said} == set()


def test_every_reason_for_which_a_row_is_set_aside_has_its_words() -> None:
    reasons = [value for name, value in vars(entries).items() if name.isupper()]
    reasons = [value for value in reasons if isinstance(value, str)]
    for word in (*reasons, LIST_OF_PLACES, NOT_A_SHARE):
        assert len({reason(word, language) for language in (*LANGUAGES, "en")} | {word}) == 4, word


def test_every_field_kind_status_and_limit_is_documented() -> None:
    fields = {*ENVELOPE, *(field for one in PAYLOADS.values() for field in one)}
    words = {*fields, *PAYLOADS, *NOTES, *WITHDRAWAL_REASONS, "is_test", "received_at"}
    assert [word for word in sorted(words) if f"`{word}`" not in DOCS] == []
    assert [status for status in Status if str(int(status)) not in DOCS] == []
    limits = (MOST_MESSAGES, MOST_LINES, MOST_COLUMNS, MOST_PARTS, LARGEST_RATIO)
    assert [limit for limit in limits if f"{limit:,}" not in DOCS] == []
