"""A bucket of S3-compatible storage in which every path of the site is an object.

A bucket sends an object as it lies there and cannot choose a form, so text lies there as gzip,
which every browser takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from dashboard.freeze.laid import A_MOMENT, LaidFile
from geodata.errors import DataError

MEMORY = "frozen.json"


class NoBucket(DataError):
    """The address names no bucket that can be used."""


@dataclass(frozen=True)
class Bucket:
    """A bucket, or the part of one under ``prefix``."""

    store: S3Store
    prefix: str

    def put(self, file: LaidFile) -> None:
        """One object, with the headers that it is to be sent with."""
        encoding = "gzip" if "gzip" in file.forms else ""
        attributes = {"Content-Type": file.content_type, "Cache-Control": file.cache_control}
        if encoding:
            attributes["Content-Encoding"] = encoding
        if file.disposition:
            attributes["Content-Disposition"] = file.disposition
        self._put(file.path, file.forms[encoding](), attributes)

    def remove(self, path: str) -> None:
        """Take an object away."""
        try:
            obstore.delete(self.store, self._key(path))
        except FileNotFoundError:
            return
        except BaseError as error:
            raise _told(error) from None

    def settle(self) -> None:
        """Nothing to wait for: what the storage has answered for is there."""

    def recall(self) -> bytes | None:
        """What was remembered last."""
        try:
            return bytes(obstore.get(self.store, self._key(MEMORY)).bytes())
        except FileNotFoundError:
            return None
        except BaseError as error:
            raise _told(error) from None

    def remember(self, content: bytes) -> None:
        """Remember what lies there."""
        kind = {"Content-Type": "application/json", "Cache-Control": A_MOMENT}
        self._put(MEMORY, content, kind)

    def _put(self, path: str, content: bytes, attributes: dict[str, str]) -> None:
        try:
            obstore.put(self.store, self._key(path), content, attributes=attributes)
        except (BaseError, FileNotFoundError) as error:
            raise _told(error) from None

    def _key(self, path: str) -> str:
        return f"{self.prefix}{path.removeprefix('/')}"


def bucket_of(address: str) -> Bucket:
    """The bucket of ``s3://bucket/prefix``.

    Where the storage is and who may write there stand in ``AWS_ENDPOINT_URL``,
    ``AWS_ACCESS_KEY_ID`` and so on, as every S3 client takes them. Raises NoBucket.
    """
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment:
        raise NoBucket(f"{address}: expected s3://bucket or s3://bucket/prefix")
    prefix = parts.path.strip("/")
    try:
        store = S3Store(parts.netloc)
    except BaseError as error:
        raise NoBucket(f"{address}: {_first_line(error)}") from None
    return Bucket(store, f"{prefix}/" if prefix else "")


def _told(error: Exception) -> OSError:
    return OSError(f"the storage answers: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
