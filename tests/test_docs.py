"""What the README promises is what the program has: settings, measures, dependencies, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.measures import FAMILIES, Family

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_setting_is_in_the_readme() -> None:
    source = (ROOT / "dashboard" / "settings.py").read_text("utf-8")
    named = set(re.findall(r'given\.(?:text|number|value)\(\s*"([A-Z_]+)"', source))
    assert named
    assert [name for name in sorted(named) if f"`BAQYLAU_{name}`" not in README] == []


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_every_measure_is_in_the_readme(family: Family) -> None:
    assert re.search(rf"`{family.id}(-<\w+>)?`", README)


def test_every_dependency_is_in_the_readme_with_what_it_does_for_us() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    names = [line.partition("==")[0].partition("[")[0] for line in lines if "==" in line]
    table = README.partition("## What it stands on")[2].partition("## Sources")[0].lower()
    assert [name for name in names if name.lower() not in table] == []


def test_every_page_of_the_documentation_that_is_named_exists() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_every_command_of_the_makefile_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert [
        target for target in targets if target != "clean" and f"make {target}" not in README
    ] == []
