"""The text of a file, whatever program saved it: UTF-8, UTF-16, or an old Cyrillic code page."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Sequence

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAMPLE = 4000


def decoded(content: bytes, encodings: Sequence[str], letters: Collection[str]) -> str | None:
    """The text, or None when the bytes are no text.

    Bytes that are not UTF-8 are read in that one of ``encodings`` which yields the most letters
    known to the country (``letters``, lower case).
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _tried(content, encoding)
    wide = _without_mark(content)
    if wide:
        return _tried(content, wide)
    if b"\x00" in content:
        return None
    text = _tried(content, "utf-8")
    return text if text is not None else _by_code_page(content, encodings, letters)


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain signs is nought."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or len(content) % 2:
        return ""
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    share = len(sample) / 2 * 0.1
    if low > share and not high:
        return "utf-16-le"
    return "utf-16-be" if high > share and not low else ""


def _by_code_page(content: bytes, encodings: Sequence[str], letters: Collection[str]) -> str | None:
    texts = [text for encoding in encodings if (text := _tried(content, encoding)) is not None]

    def known(text: str) -> int:
        return sum(1 for letter in text[:200_000].casefold() if letter in letters)

    return max(texts, key=known, default=None)


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
