"""The line that says which release a page belongs to, and where else its figures lie."""

from __future__ import annotations

from functools import cache

from jinja2 import Template

from layouts.edition import Edition
from layouts.markup import environment
from layouts.numbers import released
from layouts.words import Words


def release_line(path: str, edition: Edition, words: Words, zone: str) -> str:
    """The inside of the slot ``release`` of a page with this living path."""
    said = released(edition, words, zone)
    changes = f"/{words.language}/changes/"
    html = _template().render(edition=edition, said=said, path=path, changes=changes, words=words)
    return html.strip()


@cache
def _template() -> Template:
    return environment().get_template("release.html")
