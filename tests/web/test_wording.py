"""The gateway's sentences and the words of the page."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from deploy.front import FRONT
from knowledge.wording import WordingError
from knowledge.wording import wording as library_wording
from web.wording import load_wording, script_words

WEB = Path(__file__).parents[2] / "web"


def test_every_word_the_scripts_ask_for_is_there() -> None:
    words = script_words(load_wording("1"))
    sources = "".join(path.read_text(encoding="utf-8") for path in FRONT.rglob("*.js"))
    asked = re.findall(r"""\bt\("([\w.]+)\"""", sources)
    assert len(asked) > 30
    assert [key for key in asked if key not in words] == []


def _refusals() -> Iterator[tuple[str, set[str]]]:
    """The code of every refusal that the gateway's modules make, with the values they give."""
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"ApiError": 1, "error_response": 2}.get(node.func.id, 99)
                code = node.args[place] if len(node.args) > place else None
                if isinstance(code, ast.Constant):
                    yield str(code.value), {word.arg for word in node.keywords if word.arg and word.arg != "headers"}


def test_every_refusal_has_its_sentence_with_its_blanks() -> None:
    wording = load_wording("1")
    refusals = list(_refusals())
    assert len(refusals) > 10
    assert [code for code, values in refusals if wording.blanks(f"api.{code}") != values] == []


def test_the_hotline_is_the_settings(make_client: Callable[..., TestClient]) -> None:
    client = make_client(hotline="19009999", rasa_port=9)
    assert "19009999" in client.post("/api/chat", json={"text": "chào"}).json()["messages"][0]["text"]
    assert "19009999" in client.get("/").text
    assert not re.search(r"\d{6}", (WEB / "wording.yml").read_text(encoding="utf-8").replace("1.001193", ""))


def test_what_the_library_says_too_is_said_in_its_words() -> None:
    words, library = script_words(load_wording("1")), library_wording()
    assert words["methods.online"] == library.say("methods.online")
    assert words["document.kinds.certified_copy"] == library.say("kinds.certified_copy")
    assert words["unverified"] == library.say("to_be_checked")
    assert words["call"] == "Gọi {hotline}"  # blanks are filled in by the page
    assert len(words["weekdays"]) == 7


def test_a_missing_file_ends_the_start(tmp_path: Path) -> None:
    with pytest.raises(WordingError):
        load_wording("1", tmp_path / "wording.yml")
