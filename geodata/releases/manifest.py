"""The manifest: the one small file that says what a release is, signed, written last.

It names every list of files by its digest, and the manifest before it by its own: whoever trusts
the signature can check every byte of the site and that no earlier release was taken back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from geodata.boundaries.files import digest
from geodata.errors import DataError
from geodata.releases.keys import is_signed, public_key

FORMAT = 1
NAME = "manifest.json"
WHOLE, PARTLY_HELD = "whole", "partly-held"
_ITS_FIELDS = frozenset(
    ("format", "sequence", "made_at", "country", "is_test", "status", "previous",
     "held", "elections", "lists", "pinned", "key", "signature")
)  # fmt: skip


class UnusableManifest(DataError):
    """A file is no manifest, or not one that its key signed."""


@dataclass(frozen=True, slots=True)
class ListRef:
    """A list of the release: the digest of its content and its size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """What is held back and until when.

    ``what`` is "results", "coverage", "findings" or a measure that was withdrawn; ``until`` a
    moment ("" where it waits for people or for the commission only); ``why`` a key of words:
    "polls-open", "stations-in", "statement", "leadership", "withdrawn".
    """

    election: str
    what: str
    why: str
    until: str = ""


@dataclass(frozen=True)
class Manifest:
    """One release.

    ``made_at`` is in UTC; ``previous`` is the digest of the manifest before it ("" for the first).
    ``elections`` maps each vote → the release in which its pages last changed. ``pinned`` is the
    list of lists of pinned pages.
    """

    sequence: int
    made_at: datetime
    country: str
    is_test: bool
    previous: str = ""
    status: str = WHOLE
    held: tuple[Held, ...] = ()
    elections: Mapping[str, int] = field(default_factory=dict)
    lists: Mapping[str, ListRef] = field(default_factory=dict)
    pinned: ListRef | None = None
    key: str = ""
    signature: str = ""

    @property
    def content(self) -> bytes:
        """The file, byte for byte the same for the same release."""
        return _canonical(_fields(self)) + b"\n"

    @property
    def digest(self) -> str:
        """The digest by which the next manifest names this one."""
        return digest(self.content)

    def signed(self, key: Ed25519PrivateKey) -> Manifest:
        """The same manifest with its signature."""
        bare = replace(self, key=public_key(key), signature="")
        return replace(bare, signature=key.sign(_canonical(_fields(bare))).hex())


def read_manifest(content: bytes) -> Manifest:
    """A manifest whose signature is that of the key it names. Raises UnusableManifest."""
    try:
        fields = json.loads(content)
        manifest = _manifest(fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UnusableManifest("expected a manifest of a release") from None
    if manifest.content != content:
        raise UnusableManifest(f"release {manifest.sequence}: the manifest was rewritten by hand")
    bare = _canonical(_fields(replace(manifest, signature="")))
    if not is_signed(bare, manifest.signature, manifest.key):
        raise UnusableManifest(f"release {manifest.sequence}: the signature is not that of its key")
    return manifest


def _manifest(fields: dict[str, Any]) -> Manifest:
    if fields["format"] != FORMAT or fields.keys() - _ITS_FIELDS:
        raise ValueError("another format")
    made_at = datetime.fromisoformat(fields["made_at"])
    if made_at.utcoffset() is None or type(fields["sequence"]) is not int:
        raise ValueError("a moment without its offset")
    pinned = fields["pinned"]
    return Manifest(
        sequence=fields["sequence"],
        made_at=made_at.astimezone(UTC),
        country=str(fields["country"]),
        is_test=fields["is_test"] is True,
        previous=str(fields["previous"]),
        status=str(fields["status"]),
        held=tuple(Held(*one) for one in fields["held"]),
        elections={str(name): int(one) for name, one in fields["elections"].items()},
        lists={str(name): ListRef(*ref) for name, ref in fields["lists"].items()},
        pinned=ListRef(*pinned) if pinned else None,
        key=str(fields["key"]),
        signature=str(fields["signature"]),
    )


def _fields(one: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "sequence": one.sequence,
        "made_at": one.made_at.isoformat(),
        "country": one.country,
        "is_test": one.is_test,
        "status": one.status,
        "previous": one.previous,
        "held": [[each.election, each.what, each.why, each.until] for each in one.held],
        "elections": dict(one.elections),
        "lists": {name: [ref.digest, ref.size] for name, ref in one.lists.items()},
        "pinned": [one.pinned.digest, one.pinned.size] if one.pinned else None,
        "key": one.key,
        "signature": one.signature,
    }


def _canonical(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
