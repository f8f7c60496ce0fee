"""What somebody can read in an answer's body, however it is packed: also what no page shows."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from pypdf import PdfReader

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")


def readable(body: bytes) -> bytes:
    """The body itself, and what a picture, a page for print or a workbook holds inside."""
    if body.startswith(_SIGNATURE):
        return b"\n".join(_told_by_picture(body))
    if body.startswith(b"%PDF"):
        return body + "\n".join(_told_by_pdf(body)).encode()
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    return body


def _told_by_picture(body: bytes) -> Iterator[bytes]:
    """Everything of a PNG but its dots, its texts unpacked."""
    at = len(_SIGNATURE)
    while at < len(body):
        (length,) = struct.unpack(">I", body[at : at + 4])
        kind, content = body[at + 4 : at + 8], body[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IDAT":
            continue
        yield kind + content
        for start in range(len(content)) if kind in _TEXTS else ():
            try:
                yield zlib.decompressobj().decompress(content[start:])
            except zlib.error:
                continue


def _told_by_pdf(body: bytes) -> Iterator[str]:
    """Its texts as a reader copies them, and what it says of itself."""
    read = PdfReader(io.BytesIO(body))
    yield from (page.extract_text() for page in read.pages)
    yield from (str(value) for value in (read.metadata or {}).values())
    if read.xmp_metadata is not None:
        yield read.xmp_metadata.stream.get_data().decode("utf-8", "replace")
