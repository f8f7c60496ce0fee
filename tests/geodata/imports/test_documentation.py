"""What the documentation of imports and checks lists is what the program has."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.checks import CODES
from geodata.imports import entries
from geodata.imports.bulletin import rows
from geodata.imports.form_map import STAGES, TERMS
from geodata.imports.formats import FORMATS

DOCS = Path(__file__).parents[3] / "docs"
REASONS = [
    value for name, value in vars(entries).items() if name.isupper() and isinstance(value, str)
]
LEFT_OUT = [value for name, value in vars(rows).items() if name.isupper() and name[0] != "_"]


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    assert code in (DOCS / "checks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*REASONS, *LEFT_OUT, *STAGES, *TERMS, *FORMATS])
def test_every_reason_term_and_system_is_explained(word: str) -> None:
    assert word in (DOCS / "imports.md").read_text(encoding="utf-8")
