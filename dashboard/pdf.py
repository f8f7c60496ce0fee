"""PDF: pages for paper, set by Typst from a template of ours and plain data.

Data is never read as markup, so whatever a name holds, it stays words. The text of a page can be
selected and read aloud, in every language (PDF/UA-1).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

_MAIN = "main.typ"
_NO_FILES: Mapping[str, bytes] = {}
# Its types do not tell of files that are given by name, though its manual does.
_compile: Any = typst.compile


def pdf(
    template: Path,
    data: Mapping[str, Any],
    fonts: Path | None,
    files: Mapping[str, bytes] = _NO_FILES,
) -> bytes:
    """The pages of a template that reads ``sys.inputs.data``, with the files it names.

    Set in the TrueType files of a folder and no others (None: in Typst's own letters). The same
    data gives the same bytes.
    """
    made: bytes = _compile(
        {_MAIN: template.read_bytes(), **files},
        font_paths=_letters(fonts),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    return made


@lru_cache(maxsize=4)
def _letters(folder: Path | None) -> typst.Fonts:
    """The typefaces of a folder, read once."""
    paths = [str(folder)] if folder else []
    return typst.Fonts(include_system_fonts=False, font_paths=paths)
