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
_FIRST_OF_THE_FAR_EAST = "\u2e80"


def decoded(content: bytes, encodings: Sequence[str], letters: Collection[str]) -> str | None:
    """The text, or None when the bytes are no text.

    Bytes that are not UTF-8 are read in that one of ``encodings`` which yields the most letters
    known to the country (``letters``, lower case).
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _tried(content, encoding)
    wide = _wide_without_mark(content)
    if wide is not None:
        return wide
    if b"\x00" in content:
        return None
    text = _tried(content, "utf-8")
    return text if text is not None else _by_code_page(content, encodings, letters)


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 without its mark: of each pair of plain signs, the same byte is nought."""
    sample = content[:_SAMPLE]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or bool(high) == bool(low) or max(high, low) < len(sample) / 20:
        return None
    text = _tried(content, "utf-16-le" if low else "utf-16-be")
    # Plain text read as if it were wide looks Chinese.
    near = sum(1 for letter in (text or "")[:_SAMPLE] if letter < _FIRST_OF_THE_FAR_EAST)
    return text if text and near > 0.9 * len(text[:_SAMPLE]) else None


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
