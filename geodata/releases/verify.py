"""Check a release from outside: the signature, the chain of releases, and the hash of every file.

It trusts nothing but the public key: who has that can prove that a site is what was let out, and
that no earlier release was changed or taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from geodata.boundaries.files import digest
from geodata.releases.listing import ReleaseFile, pinned_in, read_list
from geodata.releases.manifest import ListRef, Manifest, UnusableManifest, read_manifest
from geodata.releases.sources import Source, Untrue

_AT_ONCE = 8
_READ_AHEAD = 256


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked: the release in force, its files, their bytes, and the releases before."""

    manifest: Manifest
    files: int
    size: int


def verify(source: Source, key: str = "") -> Verified:
    """Check everything; ``key`` is the public key one expects, "" to take the one that is named.

    Where the next release comes out meanwhile, that one is checked. Raises Untrue with the first
    thing that is wrong, and Unreachable.
    """
    content = source.manifest()
    try:
        return _verify(source, content, key)
    except Untrue:
        if source.manifest() == content:
            raise
    return verify(source, key)


def _verify(source: Source, content: bytes, key: str) -> Verified:
    manifest = _manifest(content, "manifest.json")
    if key and manifest.key != key:
        raise Untrue(f"manifest.json: signed by the key {manifest.key}: expected {key}")
    _chain(source, manifest)
    files = size = 0
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        waiting = _files(source, manifest)
        while some := list(islice(waiting, _READ_AHEAD)):
            for found in readers.map(lambda one: _file(source, *one), some):
                files, size = files + 1, size + found
    return Verified(manifest, files, size)


def _manifest(content: bytes, name: str) -> Manifest:
    try:
        return read_manifest(content)
    except UnusableManifest as error:
        raise Untrue(f"{name}: {error}") from None


def _chain(source: Source, last: Manifest) -> None:
    """Go back to the first release, each named by the digest that the next one has of it."""
    name = f"manifests/{last.sequence}.json"
    if source.past(last.sequence) != last.content:
        raise Untrue(f"{name}: it is not the manifest in force")
    later = last
    while later.sequence > 1:
        name = f"manifests/{later.sequence - 1}.json"
        content = source.past(later.sequence - 1)
        if digest(content) != later.previous:
            raise Untrue(f"{name}: it is not the one that release {later.sequence} follows")
        earlier = _manifest(content, name)
        if (earlier.key, earlier.is_test, earlier.country) != (
            last.key, last.is_test, last.country,
        ):  # fmt: skip
            raise Untrue(f"{name}: another key, country or sort of release than the last one")
        if (earlier.sequence, True) != (later.sequence - 1, earlier.made_at <= later.made_at):
            raise Untrue(f"{name}: it says to be release {earlier.sequence} of {earlier.made_at}")
        later = earlier
    if later.previous:
        raise Untrue("manifests/1.json: it names a release before it, and there is none")


def _files(source: Source, manifest: Manifest) -> Iterator[tuple[str, ReleaseFile]]:
    """Path and file of everything in force, and of everything pinned."""
    refs = list(manifest.lists.items())
    if manifest.pinned:
        for path, file in _list(source, "pinned pages", manifest.pinned).items():
            if pinned_in(f"{path}/") is None:
                raise Untrue(f"{path}: expected the list of a release")
            refs.append((path, ListRef(file.digest, file.size)))
    for name, ref in refs:
        yield from _list(source, name, ref).items()


def _list(source: Source, name: str, ref: ListRef) -> dict[str, ReleaseFile]:
    content = source.list_bytes(ref)
    if digest(content) != ref.digest:
        raise Untrue(f"the list of {name}: its content is not what the manifest says")
    try:
        return read_list(content)
    except ValueError as error:
        raise Untrue(f"the list of {name}: {error}") from None


def _file(source: Source, path: str, file: ReleaseFile) -> int:
    for content in source.forms(path, file):
        if digest(content) != file.digest:
            raise Untrue(f"{path}: its content is not what the release says")
    return file.size
