"""A mission whose files are imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geodata.imports.missions import Mission, country_once


@pytest.fixture
def mission(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Mission:
    # The country's folder is the same for all; reading it takes longer than an import.
    monkeypatch.setattr("geodata.commands.imports.read_country", country_once)
    return Mission(tmp_path, capsys)
