"""What came in the body of a request: messages as JSON, or files."""

from __future__ import annotations

import re

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from geodata.imports.source_files import SourceFile
from geodata.intake.sent import Sent, sent_as_json
from geodata.intake.strict_json import NotJson
from geodata.intake.wrong import Wrong

JSON = "application/json"
FORM = "multipart/form-data"
# Type of a body → ending of the file it is; what it really is, its content tells.
TYPES = {
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/plain": "txt",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.ms-excel": "xls",
    "application/octet-stream": "",
}
MOST_FILES = 50
_LONGEST_NAME = 100
_NO_NAME = re.compile(r"[^\w. ()-]")


class NoBody(Exception):
    """There is nothing in the body that could be read; carries what is wrong."""

    def __init__(self, wrong: Wrong) -> None:
        self.wrong = wrong
        super().__init__()


class UnknownType(Exception):
    """The body is of a type, or packed in a way, that is not taken."""


def read_body(request: Request) -> Sent:
    """The body of a request. Raises NoBody and UnknownType.

    A larger body than the request may have raises RequestEntityTooLarge while it is read.
    """
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnknownType
    kind = request.mimetype
    if kind == JSON:
        return _json(_whole(request))
    if kind == FORM:
        return Sent(False, files=_files(request))
    if kind in TYPES:
        content = _whole(request)
        if not content:
            raise NoBody(Wrong("", "", "no-file"))
        return Sent(False, files=(SourceFile(_name(request, kind), content),))
    raise UnknownType


def _whole(request: Request) -> bytes:
    content = request.get_data(cache=False)
    most = request.max_content_length
    if request.content_length is None and most is not None and len(content) >= most:
        # A body whose length was not said is cut at the limit without a word.
        raise RequestEntityTooLarge
    return content


def _json(body: bytes) -> Sent:
    try:
        return sent_as_json(body, "sent.json")
    except NotJson as error:
        raise NoBody(error.wrong) from None


def _files(request: Request) -> tuple[SourceFile, ...]:
    files = [file for _, file in request.files.items(multi=True) if file.filename]
    if not files:
        raise NoBody(Wrong("", "", "no-file"))
    if len(files) > MOST_FILES:
        raise NoBody(Wrong("", "", "too-many-files", {"most": str(MOST_FILES)}))
    return tuple(SourceFile(plain_name(file.filename or ""), file.read()) for file in files)


def _name(request: Request, kind: str) -> str:
    named = request.args.get("file", "")
    return plain_name(named) if named else f"sent.{TYPES[kind]}".rstrip(".")


def plain_name(name: str) -> str:
    """A file's name without folders and signs that are none of a name's; the ending stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = _NO_NAME.sub("_", last).strip(" .") or "sent"
    return plain[-_LONGEST_NAME:]
