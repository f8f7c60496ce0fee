"""Little releases for tests: a few pages, signed, one after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from geodata.releases.before import before
from geodata.releases.folder import ReleaseFolder
from geodata.releases.manifest import Manifest
from geodata.releases.objects import QUICK
from geodata.releases.writer import ReleaseWriter

NOON = datetime(2016, 3, 20, 6, tzinfo=UTC)
PAGE = "<!doctype html><title>Turnout</title>" + "<p>75.16 % of listed voters</p>" * 60
HTML = "text/html; charset=utf-8"


@cache
def key_of_the_tests() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def draft(folder: ReleaseFolder, *, is_test: bool = False) -> Manifest:
    """What the next release says of itself; each is made a minute after the one before."""
    earlier = folder.in_force()
    made_at = (earlier.made_at if earlier else NOON) + timedelta(minutes=1)
    return Manifest(0, made_at, "testland", is_test)


def release(
    root: Path,
    files: dict[str, str],
    *,
    is_test: bool = False,
    key: Ed25519PrivateKey | None = None,
) -> Manifest:
    """Put a release with these files (path → content) in force."""
    folder = ReleaseFolder(root)
    with ReleaseWriter(folder, before(folder)) as writer:
        for path, content in files.items():
            writer.write(path, content.encode(), HTML, QUICK)
        return writer.finish(draft(folder, is_test=is_test), key or key_of_the_tests())


def content(root: Path, path: str) -> str:
    """What a path says in the release in force."""
    folder = ReleaseFolder(root)
    manifest = folder.in_force()
    assert manifest is not None
    file = folder.find(manifest, path)
    assert file is not None, path
    return folder.objects.read(file).decode()
