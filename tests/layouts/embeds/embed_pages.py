"""Embeds of Testland as they are written, and what stands in them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from typing import Any

from layouts.address import CardAddress, parse
from layouts.edition import UNRELEASED, Edition
from tests.layouts.sites import VOTE, land_site

RELEASED = Edition(12, datetime(2026, 11, 24, 9, 3, tzinfo=UTC))
REHEARSED = Edition(3, datetime(2026, 11, 24, 9, 3, tzinfo=UTC), is_test=True)
TURNOUT = f"{VOTE}/turnout/region/12-00"
DISTRICTS = f"{VOTE}/turnout/district/final"
OBSERVERS = f"{VOTE}/observers/country/-"
CARD = f"{VOTE}/unit/south"


@cache
def files(path: str, edition: Edition = UNRELEASED) -> Mapping[str, str]:
    """Path → content of the files that an address has, embeds and all."""
    address = parse(f"/{path}/")
    assert address is not None, path
    site = land_site()
    if isinstance(address, CardAddress):
        made = site.card_files(site.card(address), edition)
    else:
        made = site.view_files(site.view(address), edition)
    return {
        name: content if isinstance(content, str) else content.decode() for name, content in made
    }


def embed(path: str, kind: str, edition: Edition = UNRELEASED) -> str:
    """One embed of an address as HTML."""
    return files(path, edition)[edition.at(f"/{path}/embed/{kind}/index.html")]


def oembed(path: str, kind: str, edition: Edition = UNRELEASED) -> dict[str, Any]:
    """What oEmbed is told of it."""
    content: dict[str, Any] = json.loads(
        files(path, edition)[edition.at(f"/{path}/embed/{kind}/oembed.json")]
    )
    return content


@dataclass
class Read(HTMLParser):
    """A page as it is read: its elements with their attributes, and its words."""

    html: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(re.sub(r"<(style|script).*?</\1>", "", self.html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def words(self) -> str:
        """Everything it says, with ordinary spaces."""
        return " ".join(" ".join(self.pieces).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]
