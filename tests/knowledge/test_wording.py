"""Our sentences: a broken file is refused, a sentence is said with exactly its blanks, and stands in one place only."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.wording import Wording, WordingError, blanks_of, read_wording, say_day, say_money, wording
from tests.knowledge.wording_calls import Module, calls_of, defined_in, faults_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("knowledge", "actions", "bot", "web", "training", "deploy", "benchmarks")
WORDING_FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*wording*.yml"))


def written(root: Path, text: str) -> Path:
    path = root / "some_wording.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def sample(tmp_path: Path) -> Wording:
    text = 'plain: Xin chào.\nfee: {amount: "{amount} đồng", free: miễn}\ncall: "Gọi {hotline}."\ndays: [Hai, Ba]\n'
    return read_wording(written(tmp_path, text), always={"hotline": lambda: "1800"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: x\na: y\n", "the key 'a' stands twice"),
        ("a: {b: x, b: y}\n", "the key 'b' stands twice"),
        ('a: " "\n', "a: a text is expected"),
        ("a: 1\n", "a: a text is expected; quote numbers"),
        ("a: yes\n", "a: a text is expected; quote numbers"),
        ("a: {b: []}\n", "a.b: a text is expected"),
        ("a: [x, '']\n", "a: a text is expected"),
        ('a: "{b"\n', "expected '}'"),
        ('a: "b}"\n', "Single '}'"),
        ('a: "{}"\n', "a blank is a name, not ''"),
        ('a: "{b.c}"\n', "a blank is a name, not 'b.c'"),
        ('a: "{b:>3}"\n', "a blank is a name alone"),
        ('a: "{b!r}"\n', "a blank is a name alone"),
        ("- a\n", "a mapping is expected"),
        ("a: [\n", "some_wording.yml"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(WordingError, match=re.escape(message)):
        read_wording(written(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match=r"none\.yml"):
        read_wording(tmp_path / "none.yml")


def test_a_sentence_is_said_with_its_blanks(sample: Wording) -> None:
    assert sample.say("plain") == "Xin chào."
    assert sample.say("fee.amount", amount="5.000") == "5.000 đồng"
    assert sample.say("call") == "Gọi 1800."
    assert sample.say("call", hotline="113.") == "Gọi 113."  # one stop at the end, whatever the blank ends with
    assert sample.group("fee") == {"amount": "{amount} đồng", "free": "miễn"}
    assert sample.list("days") == ("Hai", "Ba")
    assert "fee.free" in sample
    assert "fee" not in sample
    assert sample.keys() == ("plain", "fee.amount", "fee.free", "call")


def test_what_is_not_there_and_blanks_that_do_not_fit(sample: Wording) -> None:
    with pytest.raises(WordingError, match="no sentence 'fee'"):
        sample.say("fee")
    with pytest.raises(WordingError, match="no sentences below 'plain'"):
        sample.group("plain")
    with pytest.raises(WordingError, match="no list 'plain'"):
        sample.list("plain")
    with pytest.raises(WordingError, match=r"has the blanks \['amount'\], given: \[\]"):
        sample.say("fee.amount")
    with pytest.raises(WordingError, match=r"given: \['amount', 'more'\]"):
        sample.say("fee.amount", amount=1, more=2)


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_blank_is_reported(sample: Wording, monkeypatch: pytest.MonkeyPatch, empty: str | None) -> None:
    reported: list[tuple[str, str]] = []
    monkeypatch.setattr(Wording, "on_empty", staticmethod(lambda key, blank: reported.append((key, blank))))
    sample.say("fee.amount", amount=empty)
    assert reported == [("fee.amount", "amount")]
    sample.say("fee.amount", amount=0)
    assert len(reported) == 1


def test_in_the_tests_an_empty_blank_is_an_error(sample: Wording) -> None:
    with pytest.raises(AssertionError, match=r"'fee.amount' is said with nothing in its blank 'amount'"):
        sample.say("fee.amount", amount="")


@given(st.text())
def test_any_text_has_blanks_or_is_refused(text: str) -> None:
    try:
        blanks = blanks_of(text)
    except WordingError:
        return
    values: dict[str, Any] = dict.fromkeys(blanks, "x")
    assert isinstance(Wording({"a": text}, {}).say("a", **values), str)


def test_days_and_sums_as_they_are_written_in_viet_nam() -> None:
    assert say_day(dt.date(2026, 1, 5)) == "05/01/2026"
    assert (say_money(20_000), say_money(500), say_money(1_234_567)) == ("20.000", "500", "1.234.567")


def test_the_librarys_own_file_is_sound() -> None:
    assert wording().say("fee.amount", amount=say_money(20_000)) == "20.000 đồng"


# The files of the whole repository.


@pytest.mark.parametrize("path", WORDING_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_of_sentences_is_sound(path: Path) -> None:
    assert read_wording(path).keys()


def sentences_of(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """(key, text) of every text of a file, those of lists among them."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from sentences_of(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from sentences_of(inner, f"{key}[{place}]")
    else:
        yield key, str(value)


def core_of(text: str) -> str:
    """What makes two sentences the same: their words and signs, whatever their blanks are called."""
    return re.sub(r"\{\w+\}", "{}", text).strip(" .")


def test_no_sentence_stands_twice() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in WORDING_FILES:
        for key, text in sentences_of(yaml.safe_load(path.read_text(encoding="utf-8")), ""):
            if len(re.findall(r"\w+", core_of(text))) > 1:
                places[core_of(text)].append(f"{path.relative_to(ROOT)}: {key[1:]}")
    assert [f"{text!r}: {', '.join(keys)}" for text, keys in places.items() if len(keys) > 1] == []


def modules_of(room: str) -> dict[str, tuple[Path, ast.Module]]:
    paths = sorted((ROOT / room).rglob("*.py"))
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): (path, ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
    }


def test_each_sentence_said_in_code_exists_with_these_blanks() -> None:
    sources = {name: found for room in ROOMS for name, found in modules_of(room).items()}
    modules = {name: defined_in(tree, path) for name, (path, tree) in sources.items()}
    read: dict[Path, Wording] = {}
    faults, count = [], 0
    for name, (path, tree) in sources.items():
        for said in calls_of(tree, modules[name], modules):
            count += 1
            if fault := faults_of(said, read):
                faults.append(f"{path.relative_to(ROOT)}:{said.line}: {fault}")
    assert faults == []
    assert count > 50  # the calls are really found


def test_wrong_calls_are_found(tmp_path: Path) -> None:
    written(tmp_path, 'plain: Xin chào.\nfee: "{amount} đồng"\ncall: "Gọi {hotline}."\n')
    accessor = """
def own_wording():
    return read_wording(Path(__file__).with_name("some_wording.yml"), always={"hotline": number})

def say(key, /, **values):
    return own_wording().say(key, **values)
"""
    user = """
from room.wording import own_wording, say as tell

def talk(values, polite):
    say = own_wording().say
    say("plain")
    say("nothing")
    tell("fee", amount=1)
    tell("fee")
    own_wording().say("plain" if polite else "gone", amount=1)
    own_wording().say("fee", **values)
    say("call")
    turn.say("not ours")
"""
    path = tmp_path / "wording.py"
    modules = {"room.wording": defined_in(ast.parse(accessor), path)}
    calls = calls_of(ast.parse(user), Module(), modules)
    read: dict[Path, Wording] = {}
    faults = [(said.line, fault) for said in calls if (fault := faults_of(said, read))]
    assert sorted(faults) == [
        (7, "no sentence 'nothing' in some_wording.yml"),
        (9, "'fee' has the blanks ['amount'], given: []"),
        (10, "'plain' has the blanks [], given: ['amount']"),
        (10, "no sentence 'gone' in some_wording.yml"),
    ]
