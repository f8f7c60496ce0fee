"""What kind of file a name promises, and whether squeezing it is worth the while."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Suffix → content type, and whether the bytes are text that compresses.
_KINDS: dict[str, tuple[str, bool]] = {
    ".html": ("text/html; charset=utf-8", True),
    ".css": ("text/css; charset=utf-8", True),
    ".js": ("text/javascript; charset=utf-8", True),
    ".json": ("application/json", True),
    ".geojson": ("application/geo+json", True),
    ".topojson": ("application/json", True),
    ".webmanifest": ("application/manifest+json", True),
    ".svg": ("image/svg+xml; charset=utf-8", True),
    ".xml": ("application/xml; charset=utf-8", True),
    ".csv": ("text/csv; charset=utf-8", True),
    ".toml": ("application/toml", True),
    ".pem": ("application/x-pem-file", True),
    ".txt": ("text/plain; charset=utf-8", True),
    ".ico": ("image/x-icon", True),
    ".ttf": ("font/ttf", True),
    ".png": ("image/png", False),
    ".pdf": ("application/pdf", False),
    ".woff2": ("font/woff2", False),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
    ".zip": ("application/zip", False),
}
_SQUEEZED = {kind for kind, text in _KINDS.values() if text}
# A name that carries the digest of its content may be kept for a year.
_LASTING = re.compile(
    r"/(assets|fonts|outlines)/(.*/)?[^/]+-[0-9a-f]{12,}\.[a-z0-9.]+"
    r"|/manifests/[1-9][0-9]*\.json|/lists/[0-9a-f]{64}\.json"
)


def kinds() -> dict[str, str]:
    """Every ending that a file of the site may have → its content type."""
    return {suffix: kind for suffix, (kind, _) in _KINDS.items()}


def content_type(path: str) -> str:
    """The content type of a path; raises ValueError for a suffix the site does not use."""
    suffix = PurePosixPath(path).suffix
    if suffix not in _KINDS:
        raise ValueError(f"{path}: expected a name that ends in one of {' '.join(_KINDS)}")
    return _KINDS[suffix][0]


def names_a_file(path: str) -> bool:
    """Whether a path ends like a file of the site, and not like a page."""
    return PurePosixPath(path).suffix in _KINDS


def is_squeezed(kind: str) -> bool:
    """Whether files of this content type get compressed companions."""
    return kind in _SQUEEZED


def is_lasting(path: str) -> bool:
    """Whether the content behind this path can never change."""
    return _LASTING.fullmatch(path) is not None
