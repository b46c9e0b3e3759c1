"""YAML that others write: faults have a line, monsters are refused, the line of a part is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue_files.yaml_file import YamlFault, line_of, read_yaml

TEXT = b"""code: "1"
questions:
  - id: a
    ask: A?
  - id: b
fees: []
"""


def test_a_mapping_is_read_and_an_empty_file_is_an_empty_one() -> None:
    assert read_yaml(TEXT)["questions"][1] == {"id": "b"}
    assert read_yaml(b"# nothing\n") == {}


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"a: 1\nb: [", 2, "not YAML"),
        (b"a: 1\nb: \xff", 2, "UTF-8"),
        (b"- a", 1, "a mapping"),
        (b"a: 1\nb: 2026-02-30", 2, "write a day as 2026-07-18"),
        (b"a: " + b"[" * 600, 1, "nested too deeply"),
        (b"#" * 3_000_000, 1, "larger than"),
    ],
)
def test_faults_have_a_line(content: bytes, line: int, message: str) -> None:
    with pytest.raises(YamlFault, match=message) as caught:
        read_yaml(content)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("code",), 1),
        (("questions",), 2),
        (("questions", 0, "ask"), 4),
        (("questions", 1), 5),
        (("questions", 1, "why"), 5),  # there is none: the deepest part that stands there
        (("questions", 7), 2),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_part(place: tuple[int | str, ...], line: int) -> None:
    assert line_of(TEXT, place) == line


@given(st.binary(max_size=300))
def test_any_bytes_are_a_mapping_or_a_fault(content: bytes) -> None:
    line = 1
    try:
        assert isinstance(read_yaml(content), dict)
    except YamlFault as fault:
        line = fault.line
    assert 1 <= line <= content.count(b"\n") + 1
