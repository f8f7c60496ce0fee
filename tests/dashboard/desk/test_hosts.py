"""Loopback, a local network, behind TLS: which names the desk answers to, and its cookies there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from werkzeug.test import Client, TestResponse

from dashboard.desk.hosts import answers_to, is_loopback
from dashboard.desk.people import Role
from tests.dashboard.desk.small_desk import PASSWORD, SmallDesk, ask, settings_in

NAME = "desk.example.org"
BEHIND_TLS = {"desk_address": f"https://{NAME}", "trusted_proxies": ("127.0.0.1/32",)}
BY_PROXY = {"Host": NAME, "Origin": f"https://{NAME}", "X-Forwarded-For": "203.0.113.9"}


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8051", "localhost:8051", "[::1]:8051", "192.168.1.5:8051", "LOCALHOST"]
)
def test_a_desk_on_a_local_network_answers_to_its_addresses(desk: SmallDesk, host: str) -> None:
    assert ask(desk.stranger(), "/en/sign-in/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8051", "127.0.0.1.evil.example", "", "[", "a b", "x" * 300,
        "127.0.0.1:8051.evil.example", "evil.example@127.0.0.1", "127.0.0.1/evil.example",
        "127.0.0.1:99999999", "127.0.0.1:", "127.0.0.1?x", "127.0.0.1#x",
    ],
)  # fmt: skip
def test_a_name_that_somebody_pointed_here_is_not_answered_to(desk: SmallDesk, host: str) -> None:
    """DNS rebinding: the page of a stranger would be of our own origin."""
    answer = ask(desk.stranger(), "/en/sign-in/", headers={"Host": host})
    assert answer.status_code == 400


def test_a_desk_with_a_name_answers_to_it(new_desk: Callable[..., SmallDesk]) -> None:
    desk = new_desk(desk_address="http://desk.local:8051")
    for host in ("desk.local:8051", "192.168.1.5:8051"):
        assert ask(desk.stranger(), "/en/sign-in/", headers={"Host": host}).status_code == 200


@pytest.fixture(scope="module")
def behind_tls(new_desk: Callable[..., SmallDesk]) -> SmallDesk:
    desk = new_desk(**BEHIND_TLS)
    desk.add("aidana", Role.ANALYST)
    return desk


def sign_in_by_proxy(desk: SmallDesk) -> TestResponse:
    sent = {"name": "aidana", "password": PASSWORD, "language": "en"}
    return ask(desk.stranger(), "/sign-in", "POST", headers=BY_PROXY, json=sent)


def test_behind_tls_only_the_certificates_name_is_answered_to(behind_tls: SmallDesk) -> None:
    for host, code in ((NAME, 200), ("192.168.1.5", 400), ("other.example.org", 400)):
        answer = ask(behind_tls.stranger(), "/en/sign-in/", headers={"Host": host})
        assert answer.status_code == code, host


def test_behind_tls_cookies_are_bound_to_the_host_and_to_https(behind_tls: SmallDesk) -> None:
    cookies = sign_in_by_proxy(behind_tls).headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-desk", "__Host-desk-known"]
    for cookie in cookies:
        parts = cookie.split("; ")
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(parts)
        assert "Domain" not in cookie


def test_behind_tls_browsers_are_told_to_insist_on_https(behind_tls: SmallDesk) -> None:
    answer = ask(behind_tls.stranger(), "/en/sign-in/", headers={"Host": NAME})
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_behind_tls_a_cookie_of_plain_http_opens_nothing(behind_tls: SmallDesk) -> None:
    client = Client(behind_tls.server, use_cookies=False)
    word = sign_in_by_proxy(behind_tls).headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    for name, code in (("baqylau-desk", 401), ("__Host-desk", 200)):
        answer = ask(client, "/en/account/", headers={"Host": NAME, "Cookie": f"{name}={word}"})
        assert answer.status_code == code


def test_on_plain_http_the_cookie_has_no_prefix_that_browsers_would_refuse(desk: SmallDesk) -> None:
    desk.add("aidana", Role.ANALYST)
    sent = {"name": "aidana", "password": PASSWORD, "language": "en"}
    cookies = ask(desk.stranger(), "/sign-in", "POST", json=sent).headers.getlist("Set-Cookie")
    for cookie in cookies:
        assert cookie.startswith("baqylau-desk")
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie


@pytest.mark.parametrize(("address", "warned"), [("127.0.0.1", False), ("192.168.1.7", True)])
def test_whoever_signs_in_over_an_open_line_is_warned(
    desk: SmallDesk, address: str, warned: bool
) -> None:
    page = ask(desk.stranger(), "/en/sign-in/", environ_base={"REMOTE_ADDR": address})
    assert ("not encrypted" in page.text) is warned


def test_every_answer_of_the_desk_carries_its_guards(desk: SmallDesk) -> None:
    admin = desk.signed_in(Role.ADMINISTRATOR)
    pages = [ask(admin, path) for path in ("/en/people/", "/en/record/", "/nowhere", "/")]
    pages += [ask(desk.stranger(), path) for path in ("/en/sign-in/", "/en/people/", "/x.png")]
    for answer in pages:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        if answer.content_type.startswith("text/html"):
            policy = answer.headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy
            assert "default-src 'none'" in policy
            assert "unsafe-eval" not in policy
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_only_files_that_are_the_same_for_everyone_are_kept_by_browsers(desk: SmallDesk) -> None:
    shelf = desk.server.extensions["desk"].shelf
    assert shelf.contents
    for path in list(shelf.contents):
        answer = ask(desk.stranger(), path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers


def test_a_file_comes_squeezed_as_the_browser_likes_and_is_the_same(desk: SmallDesk) -> None:
    import gzip

    import brotli

    path = desk.server.extensions["desk"].files.script
    plain = ask(desk.stranger(), path).data
    by_br = ask(desk.stranger(), path, headers={"Accept-Encoding": "gzip, br"})
    by_gzip = ask(desk.stranger(), path, headers={"Accept-Encoding": "gzip"})
    assert (by_br.headers["Content-Encoding"], by_gzip.headers["Content-Encoding"]) == (
        "br",
        "gzip",
    )
    assert brotli.decompress(by_br.data) == gzip.decompress(by_gzip.data) == plain


def test_this_machine_is_known_by_its_names() -> None:
    assert all(is_loopback(name) for name in ("localhost", "127.0.0.1", "127.8.8.8", "::1"))
    assert not any(is_loopback(name) for name in ("10.0.0.1", "example.org", "", None))


def test_the_name_that_the_desk_listens_at_is_answered_to(new_var: Callable[[], object]) -> None:
    settings = settings_in(new_var(), desk_host="desk.lan")  # type: ignore[arg-type]
    assert answers_to(settings, "Desk.LAN:8051")
    assert not answers_to(settings, "other.lan")
