"""ODK Central, asked by its own protocol (OData) for what is new since a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from dashboard.intake.central_http import Account, CentralError, NotImplementedThere, Told
from dashboard.settings import Settings

A_PAGE = 250


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a project."""

    project: int
    form: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some submissions as OData has them, and when Central says it was asked."""

    rows: tuple[Mapping[str, Any], ...]
    asked_at: datetime | None


def account_of(settings: Settings) -> Account:
    """The account that the settings name. Raises CentralError where they do not."""
    missing = [] if settings.odk_address else ["BAQYLAU_ODK_ADDRESS"]
    if not settings.odk_token and not (settings.odk_email and settings.odk_password):
        missing.append("BAQYLAU_ODK_EMAIL and BAQYLAU_ODK_PASSWORD, or BAQYLAU_ODK_TOKEN")
    if missing:
        raise CentralError(f"expected the settings {'; '.join(missing)}")
    if not _is_safe(settings.odk_address):
        raise CentralError("BAQYLAU_ODK_ADDRESS: expected https://…; the password goes there")
    return Account(
        settings.odk_address, settings.odk_email, settings.odk_password, settings.odk_token
    )


def changed_since(account: Account, form: Form, since: datetime | None) -> Iterator[Page]:
    """Every submission that came, was edited, reviewed or deleted since; all where None.

    Newest first, as Central has them: only after the last page nothing is missing.
    Raises CentralError.
    """
    path = f"/v1/projects/{form.project}/forms/{quote(form.form, safe='')}.svc/Submissions"
    asked = {"$top": str(A_PAGE), "$expand": "*"}
    if since is not None:
        asked["$filter"] = _filter(since, with_deleted=True)
    query: dict[str, str] | None = asked
    while query:
        told = _told(account, path, query, since)
        yield Page(_rows(told), told.at)
        link = told.content.get("@odata.nextLink")
        # The link names the server as it knows itself, which need not be how it is reached: only
        # what it asks for is taken from it.
        query = dict(parse_qsl(urlsplit(link).query)) if isinstance(link, str) else None


def _told(account: Account, path: str, query: dict[str, str], since: datetime | None) -> Told:
    try:
        return account.get(path, query)
    except NotImplementedThere:
        if since is None:
            raise
        # Servers before 2024.3 cannot be asked for what was deleted.
        return account.get(path, query | {"$filter": _filter(since, with_deleted=False)})


def _rows(told: Told) -> tuple[Mapping[str, Any], ...]:
    rows = told.content.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CentralError("ODK Central: expected submissions (value)")
    return tuple(rows)


def _filter(since: datetime, with_deleted: bool) -> str:
    # What nobody has touched since it came has no time of update at all.
    moment = since.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    names = ["submissionDate", "updatedAt", *(["deletedAt"] if with_deleted else [])]
    return " or ".join(f"__system/{name} gt {moment}" for name in names)


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "https":
        return True
    try:
        return parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
