"""Configurations of nginx for the public site: the same types and headers as our own server sends.

Either nginx sends a frozen folder by itself, or it stands before the running map and goes on
answering from what it kept while nobody answers behind it.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.content_types import kinds
from dashboard.freeze.laid import A_MOMENT, A_YEAR
from dashboard.headers import Headers, script_hash
from dashboard.page_scripts import theme_script
from dashboard.settings import Settings
from geodata.errors import DataError

# Any path of each sort will do: the headers depend on nothing else.
_PAGE, _EMBED, _MANIFEST, _FILE = (
    "/en/", "/en/x/embed/map/index.html", "/manifest.json", "/x.csv",
)  # fmt: skip


def of_a_folder(settings: Settings, folder: Path, listen: str, name: str, brotli: bool) -> str:
    """For a folder that ``freeze`` wrote. Raises DataError for a name nginx could misread."""
    return _filled(
        "folder.conf", settings, folder=_quotable(folder), listen=listen, name=name, brotli=brotli
    )


def before_the_map(settings: Settings, listen: str, name: str, cache: Path) -> str:
    """For the running public map; ``cache`` is where nginx keeps what it was answered."""
    return _filled(
        "before.conf", settings, cache=_quotable(cache), listen=listen, name=name,
        behind=settings.address.partition("://")[2],
    )  # fmt: skip


def _filled(template: str, settings: Settings, **values: object) -> str:
    environment = Environment(
        loader=PackageLoader("dashboard.freeze", "nginx_templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    return environment.get_template(template).render(
        types=_types(), headers=_headers(settings), a_moment=A_MOMENT, a_year=A_YEAR, **values
    )


def _headers(settings: Settings) -> dict[str, dict[str, str]]:
    """Sort of path → name → value, as our own server sends them."""
    secure = settings.site_address.startswith("https:")
    headers = Headers([script_hash(theme_script())], secure=secure)
    html = "text/html"
    sorts = {
        "page": headers.of(_PAGE, html),
        "embed": headers.of(_EMBED, html),
        "manifest": headers.of(_MANIFEST, "application/json"),
        "file": headers.of(_FILE, "text/csv"),
    }
    return {sort: dict(pairs) for sort, pairs in sorts.items()}


def _types() -> dict[str, str]:
    """Type → the endings that have it."""
    found: dict[str, list[str]] = {}
    for ending, kind in kinds().items():
        found.setdefault(kind.partition(";")[0], []).append(ending.removeprefix("."))
    return {kind: " ".join(endings) for kind, endings in found.items()}


def _quotable(path: Path) -> str:
    text = str(path)
    if not text.isprintable() or set(text) & set("\"'\\$;{}"):
        raise DataError(f"{text}: expected a path without quotes, backslashes, $, ; and braces")
    return text
