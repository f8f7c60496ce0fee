"""The key that signs releases: made at the first start, kept from everyone but its owner.

Rehearsals have a key of their own, so that no release of a rehearsal can ever pass for a live one.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from geodata.errors import DataError
from geodata.releases.objects import sync_folder

FOLDER = "keys"
_ONLY_ITS_OWNER, _ONLY_ITS_OWNERS_FOLDER = 0o600, 0o700


class UnusableKey(DataError):
    """The key that is there cannot sign, or others can read it."""


def signing_key(var: Path, is_test: bool) -> Ed25519PrivateKey:
    """The key of live releases or of rehearsals, made if it is not there. Raises UnusableKey."""
    path = key_file(var, is_test)
    with suppress(FileExistsError):
        _make(path)
    return _read(path)


def key_file(var: Path, is_test: bool) -> Path:
    """Where the key lies."""
    return var / FOLDER / ("rehearsal.pem" if is_test else "release.pem")


def public_key(key: Ed25519PrivateKey) -> str:
    """The public half as manifests name it: 64 hexadecimal digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """The public half as other tools read it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def is_signed(content: bytes, signature: str, public: str) -> bool:
    """Whether a signature (hexadecimal) of this content is by this public key."""
    try:
        found = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        found.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


def _make(path: Path) -> None:
    """Write a new key whole, under a name that nobody has: of two programs one is the first."""
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=_ONLY_ITS_OWNERS_FOLDER)
    content = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_ITS_OWNER)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(unfinished)
    finally:
        unfinished.unlink()
    sync_folder(path.parent)


def _read(path: Path) -> Ed25519PrivateKey:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise UnusableKey(f"{path}: others can read the key ({mode:o}): expected chmod 600 {path}")
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UnusableKey(f"{path}: expected a private key (PEM, Ed25519)") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UnusableKey(f"{path}: expected a private key of the sort Ed25519")
    return key
