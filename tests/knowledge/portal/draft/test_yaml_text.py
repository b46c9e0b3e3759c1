"""YAML written by hand reads back as what was meant, on one line each."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.portal.draft.yaml_text import WIDTH, comment, flow, key_with_list, one_line, scalar


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"type": "don", "submit": {"original": 1}}, "{type: don, submit: {original: 1}}"),
        ({"say": "một, hai"}, '{say: "một, hai"}'),
        (["yes", "no"], '["yes", "no"]'),
        ({"read": dt.date(2026, 7, 18), "verified": False}, "{read: 2026-07-18, verified: false}"),
        ("1.001193", '"1.001193"'),
        ("Đơn đề nghị", "Đơn đề nghị"),
    ],
)
def test_values(value: object, text: str) -> None:
    assert flow(value) == text


@given(st.text())
def test_any_text_reads_back_on_its_line(text: str) -> None:
    written = f"{{a: {scalar(text)}, b: [{scalar(text)}]}}  # {one_line(text)}\nc: 1"
    assert len(written.split("\n")) == 2
    first, second = written.split("\n")
    assert yaml.safe_load(first) == {"a": one_line(text), "b": [one_line(text)]}
    assert yaml.safe_load(second) == {"c": 1}


@given(st.lists(st.text(max_size=200)))
def test_lists_are_wrapped_and_read_back(items: list[str]) -> None:
    lines = key_with_list("aliases", items)
    assert yaml.safe_load("\n".join(lines)) == {"aliases": [one_line(item) for item in items]}
    longest = max((len(scalar(item)) for item in items), default=0)
    assert all(len(line) <= max(WIDTH, longest + 12) + 2 for line in lines)


@given(st.text())
def test_comments_say_nothing_to_yaml(text: str) -> None:
    assert yaml.safe_load("\n".join([*comment(text), "a: 1"])) == {"a": 1}
