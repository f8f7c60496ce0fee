"""Which names this desk answers to, and which machines are this one.

A page elsewhere may point a name of its own at our address and so read as us; what it cannot do is
make a browser send our name. A bare IP cannot be pointed elsewhere.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from dashboard.settings import Settings


def answers_to(settings: Settings, host: str) -> bool:
    """Whether a request's ``Host`` is one of ours."""
    name = _hostname(host)
    if name is None:
        return False
    if name in (urlsplit(settings.desk_address).hostname, "localhost"):
        return True
    if settings.desk_is_secure:
        # People come by the name that the certificate has; only this machine looks in otherwise.
        return is_loopback(name)
    return name == settings.desk_host.lower() or _is_ip(name)


def is_loopback(host: str | None) -> bool:
    """Whether a name or IP is this very machine."""
    if host == "localhost":
        return True
    return _is_ip(host or "") and ip_address(host or "").is_loopback


def _hostname(host: str) -> str | None:
    """The name alone; None for what has anything but a port after it, or anything before it."""
    try:
        parts = urlsplit(f"//{host}")
        port = parts.port
    except ValueError:
        return None
    rest = host.lower().removeprefix(f"[{parts.hostname}]").removeprefix(parts.hostname or "")
    return parts.hostname if rest in ("", f":{port}") else None


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
