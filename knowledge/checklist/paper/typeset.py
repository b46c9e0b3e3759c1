"""Templates and data become a PDF (typst)."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SYMBOLS = re.compile("[\ue000-\uf8ff]")
_MOST_TEMPLATES = 16


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template filled with data: tagged for screen readers, equal bytes for equal data.

    What Noto Sans lacks (≤, Cyrillic) is taken from the fonts that typst brings. It is marked PDF/UA-1 unless a text
    holds a letter that all of them lack: such a letter is printed as an empty box.

    Args:
        template: the name of a file in `templates/`, without its ending.
        data: what JSON can say; texts are normalised to NFC, and signs of symbol fonts (Word's bullets) become "•".

    Raises:
        KeyError: there is no such template.
        ValueError: the template cannot be set with this data.
    """
    text = _SYMBOLS.sub("•", unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False)))
    press = _press(template)
    try:
        return press.print(text, standard="ua-1")
    except typst.TypstError:
        pass
    try:
        return press.print(text, standard="1.7")
    except typst.TypstError as error:
        raise ValueError(f"{template}: {error}") from None


class _Press:
    """A compiler with its template and fonts loaded; one page is set at a time."""

    def __init__(self, template: Path) -> None:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(str(template), root=str(TEMPLATES), font_paths=fonts)

    def print(self, text: str, standard: Literal["1.7", "ua-1"]) -> bytes:
        with self._lock:
            found = self._compiler.compile(sys_inputs={"data": text}, format="pdf", pdf_standards=standard, timestamp=0)
        assert isinstance(found, bytes)
        return found


@lru_cache(maxsize=_MOST_TEMPLATES)
def _press(template: str) -> _Press:
    path = TEMPLATES / f"{template}.typ"
    if not _NAME.fullmatch(template) or not path.is_file():
        raise KeyError(template)
    return _Press(path)
