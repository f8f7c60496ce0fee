"""Markup that pages are given ready-made: addresses of files, Dash's own part, slots."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

TEMPLATES = Path(__file__).parent / "templates"
_ENDING = re.compile(r"%-\w+")


@dataclass(frozen=True, slots=True)
class Assets:
    """What a page needs besides its own words: style, scripts, and Dash's own markup.

    ``style`` stands in the page itself, so that nothing has to be waited for before the first
    paint. ``head`` are scripts and hints for the head, ``script`` is the page's own script behind
    its map ("" where the head has it), ``entry`` the place of Dash's map, ``foot`` what Dash's
    start-up reads. All are trusted markup made by the application. ``embed`` is the address of the
    script of embeds, "" for embeds without one.
    """

    style: str
    icon: str
    head: str
    entry: str
    foot: str
    script: str = ""
    embed: str = ""


def as_dict(assets: Assets) -> dict[str, str]:
    """The parts by name, for a template."""
    return {name: getattr(assets, name) for name in Assets.__slots__}


def trusted(html: Mapping[str, str]) -> dict[str, Markup]:
    """HTML that our own templates or Dash made, marked so that it is not escaped again."""
    return {name: Markup(one) for name, one in html.items()}


def as_json(content: Mapping[str, Any]) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def in_script(text: str) -> str:
    """JSON as it may stand inside a page's script."""
    return text.replace("<", "\\u003c")


def unbroken(said: str) -> Markup:
    """A sentence whose "%-ы" stays in one line: a line may else end at its hyphen."""
    return Markup(_ENDING.sub(r'<span class="unbroken">\g<0></span>', str(escape(said))))


def environment() -> Environment:
    """What reads our templates: everything is escaped, and a name nobody gave is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_READ,
    )
    made.filters["unbroken"] = unbroken
    return made


class _InMemory(BytecodeCache):
    """Templates are read once in a program, not once for each language and each release."""

    def __init__(self) -> None:
        self._read: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._read:
            bucket.bytecode_from_string(self._read[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._read[bucket.key] = bucket.bytecode_to_string()


_READ = _InMemory()
