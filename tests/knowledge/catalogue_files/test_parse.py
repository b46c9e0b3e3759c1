"""The shape of the catalogue's files: what is refused, with file and line; what files share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.catalogue_files.parse import parse_files
from knowledge.errors import CatalogueError
from knowledge.library.assemble import load_catalogue
from tests.knowledge.factory import catalogue_of, procedure, settings_for


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": "1.1"}, "not of the form"),
        ({"fees": [{"amount": 0}]}, "does not say 'free'"),
        ({"fees": [{"amount": 5, "free": True}]}, "exactly one of"),
        ({"time_limit": [{"unit": "day"}]}, "either an amount or unpublished"),
        ({"documents": [{"type": "form"}]}, "needs submit, present or tell"),
        ({"documents": [{"type": "form", "submit": {}}]}, "at least 1"),
        ({"colour": "red"}, "colour"),
        (
            {
                "questions": [
                    {"id": "a", "ask": "?", "options": [{"value": True, "say": "x"}, {"value": "b", "say": "y"}]}
                ]
            },
            "string",
        ),
        ({"documents": [{"type": "form", "submit": {"original": 1}, "when": {"paper": True}}]}, "write it in quotes"),
        ({"questions": [{"use": "nobody"}]}, "no shared question 'nobody'"),
    ],
)
def test_a_broken_shape_is_refused_with_its_line(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CatalogueError, match=message) as caught:
        catalogue_of(tmp_path, procedure(**changes))
    assert "1.000001.yml:" in str(caught.value) or "1.1.yml:" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"a: [1\nb: 2", "not YAML"), (b"- 1", "a mapping"), (b"a: \xff", "UTF-8"), (b"", "Field required")],
)
def test_files_that_are_no_catalogue(tmp_path: Path, content: bytes, message: str) -> None:
    settings = settings_for(tmp_path, procedure())
    (settings.catalogue / "test" / "1.000002.yml").write_bytes(content)
    with pytest.raises(CatalogueError, match=message):
        load_catalogue(settings)


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure(code="1.000001", level="moon"), procedure(code="1.000002", level="sun"))
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(settings)
    assert len(caught.value.faults) == 2


def faults(root: Path, **files: str) -> list[str]:
    """The faults of the sample catalogue with some shared files written anew."""
    settings = settings_for(root, procedure())
    for name, text in files.items():
        (settings.catalogue / f"{name}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(settings)
    return caught.value.faults


def test_shared_files_are_named_with_their_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, other="a: 1\n") == [
        "other.yml: not a file of the catalogue; procedures lie in a field's folder"
    ]


def test_a_key_stands_in_one_shared_file_only(tmp_path: Path) -> None:
    again = "form: {name: Đơn, get: {words: tự viết}}\n"
    assert "document type 'form' stands twice" in faults(tmp_path, **{"documents.other": again})[0]
    aliases = "X: {name: x, says: [y]}\n"
    (fault,) = faults(tmp_path / "b", **{"aliases.a": aliases, "aliases.b": aliases})
    assert fault == "aliases.b.yml: the aliases of 'X' stand twice"


def test_aliases_of_an_authored_procedure_stand_with_it(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, **{"aliases.a": '"1.000001": {name: x, says: [y]}\n'})
    assert fault == "aliases of 1.000001 stand in test/1.000001.yml too"


def test_a_shared_question_and_the_fields_laws_are_filled_in(tmp_path: Path) -> None:
    options = [{"value": "self", "say": "Tôi"}, {"value": "other", "say": "Người khác"}]
    shared = {"filer": {"ask": "Ai đi nộp?", "why": "Đi thay thì cần giấy.", "options": options}}
    content = procedure(questions=[{"use": "filer", "why": "Vì thế."}], legal_basis=["2/2021/QH15", "1/2020/QH14"])
    content |= {"documents": [{"type": "form", "submit": {"original": 1}}], "fees": [{"free": True}]}
    fields = {"test": {"name": "Thử", "legal_basis": ["1/2020/QH14"]}}
    files = {"questions.yml": shared, "fields.yml": fields, "test/1.000001.yml": content}
    contents = {tmp_path / name: yaml.safe_dump(data, allow_unicode=True).encode() for name, data in files.items()}
    parsed = parse_files(tmp_path, contents).procedures["1.000001"]
    (question,) = parsed.questions
    assert (question.id, question.ask, question.why) == ("filer", "Ai đi nộp?", "Vì thế.")
    assert parsed.legal_basis == ("1/2020/QH14", "2/2021/QH15")


def test_a_file_bears_the_code_and_a_code_stands_once(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    text = (settings.catalogue / "test" / "1.000001.yml").read_text(encoding="utf-8")
    (settings.catalogue / "test" / "other.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(settings)
    assert caught.value.faults == [
        "test/other.yml:1: 1.000001 stands in test/1.000001.yml too",
        "test/other.yml:1: the file must be named 1.000001.yml",
    ]


def test_sayings_belong_to_an_authored_procedure(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, **{"sayings.a": '"9.999999": [làm thử]\n'})
    assert fault == "sayings of 9.999999, which is not authored: put them into its aliases"
