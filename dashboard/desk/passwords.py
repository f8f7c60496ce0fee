"""Passwords: made at random or chosen, kept as Argon2id digests, all checked in the same time."""

from __future__ import annotations

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_LETTERS = 12
MOST_LETTERS = 200
# Without letters and digits that are taken for one another when read out.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LETTERS_IN_A_GROUP = 5, 5
_hasher = PasswordHasher()
# Each check takes 64 MiB; a crowd at the door waits its turn.
_turns = threading.BoundedSemaphore(2)
# What a password is held against where nobody has that name, so that it takes as long.
_NOBODYS = _hasher.hash(secrets.token_hex())


def new_password() -> str:
    """A password nobody has chosen, about 124 bits, easy to read out."""
    groups = (
        "".join(secrets.choice(_LETTERS) for _ in range(_LETTERS_IN_A_GROUP))
        for _ in range(_GROUPS)
    )
    return "-".join(groups)


def digest(password: str) -> str:
    """What is kept of a password."""
    with _turns:
        return _hasher.hash(_same_letters(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one whose digest is kept; None takes as long and never fits."""
    try:
        with _turns:
            fitting = _hasher.verify(kept or _NOBODYS, _same_letters(password))
    except (VerificationError, InvalidHashError):
        return False
    return fitting and kept is not None


def weakness(password: str, name: str) -> str | None:
    """Why a chosen password will not do (``password.<reason>``), None where it will."""
    letters = _same_letters(password)
    if not LEAST_LETTERS <= len(letters) <= MOST_LETTERS:
        return "length"
    if len(set(letters)) < LEAST_LETTERS // 2 or name.casefold() in letters.casefold():
        return "plain"
    return None


def _same_letters(password: str) -> str:
    # Two keyboards may write one letter in two ways.
    return unicodedata.normalize("NFKC", password)
