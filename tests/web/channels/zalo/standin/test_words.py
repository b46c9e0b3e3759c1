from __future__ import annotations

import re
from pathlib import Path

from web.channels.zalo.standin.routes.templates import STATIC
from web.channels.zalo.standin.words import FILE, words


def test_every_word_the_scripts_ask_for_is_there() -> None:
    there = words().group("page.script")
    sources = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    asked = set(re.findall(r"""\bt\("([\w.]+)\"""", sources))
    assert len(asked) > 20
    assert asked - there.keys() == set()
    unused = {key for key in there if "." not in key} - asked
    assert unused == set()


def test_every_word_the_templates_ask_for_is_there() -> None:
    for path, key in ((FILE.parent / "templates" / name, group) for name, group in _TEMPLATES):
        source = Path(path).read_text(encoding="utf-8")
        asked = set(re.findall(r"\bt\.(\w+)", source)) | set(re.findall(r"""\bt\["([\w.]+)"\]""", source))
        assert asked
        assert asked - words().group(key).keys() == set()


_TEMPLATES = (("chat.html", "page"), ("permission.html", "permission"))


def test_there_are_several_people() -> None:
    assert len(set(words().list("people"))) > 2
