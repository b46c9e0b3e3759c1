"""The gateway's sentences and the words of the page."""

from __future__ import annotations

import re

from web.pages import STATIC
from web.wording import load_wording, script_words


def test_every_word_the_scripts_ask_for_is_in_the_texts() -> None:
    words = script_words(load_wording("1"))
    sources = "".join(path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js"))
    asked = re.findall(r"""\bt\("([\w.]+)\"""", sources)
    assert len(asked) > 30
    assert [key for key in asked if key not in words] == []
