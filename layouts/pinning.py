"""Pinned views and cards: every way from them leads to the figures of the same release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from layouts.cards import Card
from layouts.edition import Edition
from layouts.views import Link, LinkGroup, Row, TimeStep, View


def pinned_view(view: View, edition: Edition) -> View:
    """A view whose links, rows and steps lead to where their figures are kept.

    Who cites it cites the address that keeps its figures.
    """
    path = view.address.path
    citation = view.notes.citation.replace(path, edition.at(path))
    return replace(
        view,
        notes=replace(view.notes, citation=citation),
        rows=tuple(_row(one, edition) for one in view.rows),
        whole=_row(view.whole, edition) if view.whole else None,
        elections=_links(view.elections, edition),
        measures=tuple(_group(one, edition) for one in view.measures),
        levels=_links(view.levels, edition),
        languages=_links(view.languages, edition),
        times=tuple(_step(one, edition) for one in view.times),
        previous_path=_at(view.previous_path, edition),
        next_path=_at(view.next_path, edition),
    )


def pinned_card(card: Card, edition: Edition) -> Card:
    """A card whose links lead to where their figures are kept."""
    return replace(
        card,
        map_path=_at(card.map_path, edition),
        languages=_links(card.languages, edition),
        elections=_links(card.elections, edition),
    )


def head_languages(links: tuple[Link, ...], edition: Edition) -> dict[str, object]:
    """A page in other languages, for its head; from a pinned page every way is an ordinary one."""
    if edition.is_pinned:
        return {"alternates": (), "languages": ""}
    return {"alternates": links, "languages": " ".join(link.hint for link in links)}


def _at(path: str, edition: Edition) -> str:
    return edition.at(path) if path else ""


def _row(row: Row, edition: Edition) -> Row:
    return replace(row, card=_at(row.card, edition))


def _links(links: Iterable[Link], edition: Edition) -> tuple[Link, ...]:
    return tuple(replace(one, path=_at(one.path, edition)) for one in links)


def _group(group: LinkGroup, edition: Edition) -> LinkGroup:
    variants = _links(group.variants, edition)
    return replace(group, path=_at(group.path, edition), variants=variants)


def _step(step: TimeStep, edition: Edition) -> TimeStep:
    return replace(step, path=_at(step.path, edition))
