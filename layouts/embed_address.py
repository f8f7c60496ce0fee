"""Addresses of embeds: they hang on the address they show, and on nothing else.

``…/embed/full/`` (map and table), ``…/embed/map/`` and ``…/embed/headline/`` of a view,
``…/embed/card/`` of a unit's card. Light or dark stands behind a ``#`` and never reaches a server.
"""

from __future__ import annotations

import re

from layouts.address import Address, CardAddress

FULL, MAP, HEADLINE, CARD = "full", "map", "headline", "card"
OF_VIEWS = (FULL, MAP, HEADLINE)
OF_CARDS = (CARD,)
OEMBED = "oembed.json"
_EMBED = re.compile(rf"(/.+/)embed/({'|'.join((*OF_VIEWS, *OF_CARDS))})/(?:index\.html)?")


def embed_path(address: Address, kind: str) -> str:
    """The path of an embed's folder, with a slash at both ends."""
    return f"{address.path}embed/{kind}/"


def kinds_of(address: Address) -> tuple[str, ...]:
    """The kinds of embed that an address has."""
    return OF_CARDS if isinstance(address, CardAddress) else OF_VIEWS


def split_embed(path: str) -> tuple[str, str]:
    """The path an embed shows and its kind; the path itself and "" where it is no embed."""
    found = _EMBED.fullmatch(path)
    return (found[1], found[2]) if found else (path, "")


def embed_instead(address: Address, kind: str) -> str:
    """The embed of an address nearest to one of another kind: a card's has no headline."""
    kinds = kinds_of(address)
    return embed_path(address, kind if kind in kinds else kinds[0])
