"""A frozen site in S3-compatible storage: a real server of it, run here."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from email.message import Message
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from dashboard.freeze.bucket import bucket_of
from dashboard.freeze.frozen import Frozen
from geodata.releases.sources import Web
from geodata.releases.verify import verify
from tests.dashboard.freeze.conftest import shown
from tests.dashboard.release_places import PAGE, Place

READ_BY_ALL = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::public/*",
}


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    """The address of a storage with one bucket that everybody may read."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    urlopen(Request(f"{address}/public", method="PUT")).close()
    policy = json.dumps({"Version": "2012-10-17", "Statement": [READ_BY_ALL]}).encode()
    kind = {"Content-Type": "application/json"}
    urlopen(Request(f"{address}/public?policy", policy, kind, method="PUT")).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", address)
        patch.setenv("AWS_ALLOW_HTTP", "true")
        patch.setenv("AWS_ACCESS_KEY_ID", "somebody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_REGION", "us-east-1")
        yield address
    server.stop()


def ask(address: str) -> tuple[Message, bytes]:
    with urlopen(address) as answer:
        return answer.headers, answer.read()


def test_a_bucket_has_the_whole_site_with_types_and_squeezed(
    published: Place, storage: str
) -> None:
    place = bucket_of("s3://public/kz/2016")
    frozen = Frozen(published.settings, place)
    assert frozen.bring_up_to_date(shown(published)).laid > 100
    headers, body = ask(f"{storage}/public/kz/2016{PAGE}")
    assert gzip.decompress(body).decode() == published.page()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Encoding"] == "gzip"
    assert "stale-if-error" in headers["Cache-Control"]
    headers, body = ask(f"{storage}/public/kz/2016/_dash-layout")
    assert headers["Content-Type"] == "application/json"


def test_a_bucket_is_verified_from_outside(published: Place, storage: str) -> None:
    Frozen(published.settings, bucket_of("s3://public/v")).bring_up_to_date(shown(published))
    found = verify(Web(f"{storage}/public/v"), shown(published).manifest.key)
    assert found.files > 100


def test_the_next_freeze_remembers_what_lies_in_the_bucket(published: Place, storage: str) -> None:
    place = bucket_of("s3://public/again")
    assert Frozen(published.settings, place).bring_up_to_date(shown(published)).laid > 100
    again = Frozen(published.settings, bucket_of("s3://public/again"))
    assert again.bring_up_to_date(shown(published)).laid == 0
    place.remove(PAGE)
    place.remove(PAGE)
    assert json.loads(place.recall() or b"")["files"]


def test_a_bucket_that_is_not_there_is_told_in_words(published: Place, storage: str) -> None:
    with pytest.raises(OSError, match="the storage answers"):
        Frozen(published.settings, bucket_of("s3://nobodys")).bring_up_to_date(shown(published))
