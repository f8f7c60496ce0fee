"""The order of the house: who may import whom, who reads the environment, what is pinned."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Each may import itself and what stands to its right.
ORDER = ("app", "dashboard", "callbacks", "layouts", "geodata")
MODULES = sorted(
    path
    for name in ORDER
    for path in [ROOT / f"{name}.py", *(ROOT / name).rglob("*.py")]
    if path.is_file()
)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield node.module or ""


def house(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("name", ORDER)
def test_imports_go_one_way(name: str) -> None:
    left = set(ORDER[: ORDER.index(name)])
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in MODULES
        if house(path) == name
        for module in imported(path)
        if module.split(".")[0] in left
    ]
    assert wrong == []


def test_the_field_knows_no_screen() -> None:
    screens = {"dash", "plotly", "flask", "werkzeug", "granian"}
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in MODULES
        if house(path) == "geodata"
        for module in imported(path)
        if module.split(".")[0] in screens
    ]
    assert wrong == []


def test_only_the_settings_read_the_environment() -> None:
    reading = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"\b(environb?\b(?=[\[.])|getenv|os\.environ)", path.read_text("utf-8"))
        and "import os" in path.read_text("utf-8")
    }
    assert reading == {"dashboard/settings.py"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert packages
    assert [line for line in packages if not re.fullmatch(r"[\w.,\[\]-]+==[\w.]+", line)] == []


def test_every_part_for_browsers_is_pinned_and_names_no_host() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert [name for name, version in wanted.items() if not re.fullmatch(r"[\d.]+", version)] == []
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text
    locked = {name: part for name, part in json.loads(text)["packages"].items() if name}
    assert {name.removeprefix("node_modules/") for name in locked} == set(wanted)
    assert all(part["integrity"].startswith("sha512-") for part in locked.values())


def test_the_map_library_for_browsers_is_the_one_that_plotly_pins() -> None:
    from plotly.offline import get_plotlyjs_version

    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert wanted["plotly.js-geo-dist-min"] == get_plotlyjs_version()
