"""Refuse to start with a password that anybody could guess, or read in what comes with the program.

Looked at are the passwords of databases. A database that lets this machine in without one has none
to guess; the account at an ODK Central is the Central's to judge.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from dashboard.settings import ROOT, Settings, WrongSettings

LEAST_LETTERS = 12
_PRINTED = ("README.md", "Makefile", "docs/*.md")


def check_secrets(settings: Settings) -> None:
    """Raise WrongSettings, naming each setting whose secret is weak, and never the secret."""
    given = {
        "DATABASE_URL": settings.database_url,
        "REHEARSAL_DATABASE_URL": settings.rehearsal_database_url,
        "PUBLISHER_DATABASE_URL": settings.publisher_database_url,
    }
    faults = [
        f"{name}: expected a password of at least {LEAST_LETTERS} characters that nobody can guess"
        f" and that is printed nowhere"
        for name, address in given.items()
        if is_weak(unquote(urlsplit(address).password or ""))
    ]
    if faults:
        raise WrongSettings("\n".join(faults))


def is_weak(secret: str) -> bool:
    """Whether a secret is short, plain, or stands in what comes with the program; "" is none."""
    if not secret:
        return False
    return (
        len(secret) < LEAST_LETTERS or len(set(secret)) < LEAST_LETTERS // 2 or _is_printed(secret)
    )


def _is_printed(secret: str) -> bool:
    files = (path for pattern in _PRINTED for path in ROOT.glob(pattern))
    return any(secret in path.read_text("utf-8") for path in files)
