"""The entry of a code is taken out of an aliases file, and nothing else of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.yaml_file import YamlFault, read_yaml
from knowledge.portal.draft.aliases_file import aliases_file, without_entry
from knowledge.settings import get_settings

CONTENT = """# how people speak
"1.000001":
  name: Một
  says: [một,
       hai]
# about the next
"1.000002":
  name: Hai
  says: [ba]

"1.000003": {name: Ba, says: [bốn]}
# the end
"""


@pytest.mark.parametrize(
    ("code", "gone"),
    [("1.000001", slice(1, 5)), ("1.000002", slice(6, 9)), ("1.000003", slice(10, 11))],
)
def test_one_entry_goes(code: str, gone: slice) -> None:
    lines = CONTENT.split("\n")
    del lines[gone]
    assert without_entry(CONTENT, code) == "\n".join(lines)


def test_what_cannot_be_taken_out() -> None:
    for content, code in (
        (CONTENT, "1.000009"),
        ("", "1.000001"),
        ('{"1.000001": {a: b}, "1.000002": {c: d}}', "1.000001"),
    ):
        with pytest.raises(YamlFault):
            without_entry(content, code)


def test_the_files_that_ship() -> None:
    catalogue = get_settings().catalogue
    for path in sorted([*catalogue.glob("aliases.*.yml"), *catalogue.glob("short_names.*.yml")]):
        content = path.read_text(encoding="utf-8")
        entries = read_yaml(content.encode())
        for code in (next(iter(entries)), [*entries][-1]):
            assert aliases_file(catalogue, code, path.name.split(".")[0]) == path
            assert read_yaml(without_entry(content, code).encode()) == {
                key: value for key, value in entries.items() if key != code
            }
    assert aliases_file(catalogue, "9.999999") is None


def test_no_file(tmp_path: Path) -> None:
    assert aliases_file(tmp_path, "1.000001") is None
