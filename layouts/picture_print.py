"""The view on paper: what a page of A4 says, as plain data for the program that sets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from layouts.edition import UNRELEASED, Edition
from layouts.markup import TEMPLATES
from layouts.numbers import long_date, one_stop
from layouts.tables import Table
from layouts.textures import classes_of
from layouts.themes import palette
from layouts.views import Row, View
from layouts.words import Words, simulated

TEMPLATE = TEMPLATES / "print.typ"
# Our typefaces have no narrow space; a full no-break space is in every font.
_SPACES = {ord("\N{NARROW NO-BREAK SPACE}"): "\N{NO-BREAK SPACE}"}


@dataclass(frozen=True, slots=True)
class Letters:
    """The families of typefaces that the page is set in."""

    sans: str
    serif: str


def print_data(
    view: View, words: Words, letters: Letters, edition: Edition = UNRELEASED, site: str = ""
) -> dict[str, Any]:
    """Everything that ``templates/print.typ`` says of a view."""
    notes, key = view.notes, "sources" if len(view.notes.sources) > 1 else "source"
    said = (notes.as_of, notes.boundaries, notes.derived, notes.set_aside, notes.licence)
    data = {
        "language": view.address.language,
        "sans": letters.sans,
        "serif": letters.serif,
        "name": words("page.name"),
        "title": view.title,
        "kicker": _kicker(view),
        "headline": view.headline,
        "sentences": view.sentences or view.detail,
        "summary": view.summary,
        "has_map": bool(view.boundary_set),
        "simulated": "\n".join(simulated(words.language)) if edition.is_test else "",
        "address": f"{site}{edition.at(view.address.path)}",
        "caption": _caption(view, words),
        "rows": _rows(view),
        "tables": [_table(one) for one in view.tables],
        "sources_word": words(f"notes-on.{key}"),
        "sources": [{"title": one.title, "address": one.address} for one in notes.sources],
        "said": [*(one for one in said if one), notes.citation],
        "footnotes": [{"mark": one.mark, "text": one.text} for one in notes.footnotes],
    }
    return {name: _printable(one) for name, one in data.items()}


def _kicker(view: View) -> str:
    day = long_date(date.fromisoformat(view.address.election[:10]), view.address.language)
    vote = ", ".join([*(link.words for link in view.elections if link.chosen), day])
    parts = (vote, view.measure_words, view.time_words)
    return one_stop(" · ".join(part for part in parts if part))


def _caption(view: View, words: Words) -> str:
    key = "table.caption" if view.time_words else "table.caption-timeless"
    level = words(key, level=view.level_words, time=view.time_words.lower())
    return f"{level}. {words(f'measure.{view.family}.column')}"


def _rows(view: View) -> list[dict[str, Any]]:
    colours = palette("light", view.legend.scale) if view.legend else {}
    whole = [view.whole] if view.whole and view.rows else []
    return [_row(row, colours, row in whole) for row in (*whole, *view.rows)]


def _row(row: Row, colours: Mapping[str, str], is_whole: bool) -> dict[str, Any]:
    return {
        "rank": "" if row.rank is None or is_whole else str(row.rank),
        "name": row.called,
        "printed": row.printed,
        "marks": " ".join(row.marks),
        "whole": is_whole,
        "colours": [] if is_whole else [colours[f"c{one}"] for one in classes_of(row.state)],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "numeric": list(table.numeric),
        "rows": [
            {
                "depth": depth,
                "cells": [{"words": cell.words, "marks": " ".join(cell.marks)} for cell in row],
            }
            for row, depth in zip(table.rows, table.depth, strict=True)
        ],
    }


def _printable(value: Any) -> Any:  # noqa: ANN401  (any depth of plain data)
    if isinstance(value, str):
        return value.translate(_SPACES)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value
