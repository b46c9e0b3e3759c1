"""The index holds whatever clerks type, and is small enough to be sent once."""

from __future__ import annotations

import gzip
import json
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue_files.catalogue import Catalogue, Entry
from knowledge.library.assemble import load_catalogue
from knowledge.schema.procedure import DocumentType, HowToGet
from knowledge.settings import Settings
from web.counter.index import LARGEST, line_of, make_index
from web.counter.letters import letter

BIRTH = "1.001193"


@lru_cache(maxsize=1)
def authored() -> Catalogue:
    """The authored catalogue, without records."""
    with tempfile.TemporaryDirectory() as folder:  # where it is compiled to
        return load_catalogue(Settings(var=Path(folder)))


@lru_cache(maxsize=1)
def packed() -> bytes:
    return make_index(authored())


@pytest.fixture
def index() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(packed()))
    return found


def at(index: dict[str, Any], code: str) -> int:
    return int(index["codes"].index(code))


def column(index: dict[str, Any], name: str, table: str) -> list[list[str]]:
    """A column as the browser reads it."""
    letters = {letter(place): word for place, word in enumerate(index[table])}
    return [[letters[sign] for sign in line] for line in index[name].split("\n")]


def told(index: dict[str, Any], code: str, name: str, table: str) -> list[str]:
    return column(index, name, table)[at(index, code)]


def papers_of(index: dict[str, Any], code: str) -> list[str]:
    texts = [" ".join(words) for words in column(index, "papers", "words")]
    return [texts[place] for place in places(index["paper"].split("\n")[at(index, code)])]


def places(line: str) -> list[int]:
    known = {letter(place): place for place in range(len(line) + 5_000)}
    return [known[sign] for sign in line]


def test_every_procedure_that_is_searched_is_in_it_once(index: dict[str, Any]) -> None:
    assert sorted(index["codes"]) == authored().searched()
    assert index["authored"] == len(index["codes"])
    lengths = {len(index[name].split("\n")) for name in ("names", "shorts", "said", "field", "number", "paper")}
    assert lengths | {len(index["levels"]), len(index["asked"])} == {len(index["codes"])}


def test_names_are_read_back_as_they_are(index: dict[str, Any]) -> None:
    names = [" ".join(words) for words in column(index, "names", "words")]
    assert dict(zip(index["codes"], names, strict=True)) == {code: authored().name(code) for code in index["codes"]}


def test_birth_is_found_by_its_papers_its_laws_and_what_people_say(index: dict[str, Any]) -> None:
    assert " ".join(told(index, BIRTH, "shorts", "words")) == "Khai sinh cho con"
    assert "Giấy chứng sinh" in papers_of(index, BIRTH)
    assert {"123/2015/NĐ-CP", "163/QĐ-BTP"} <= set(told(index, BIRTH, "number", "numbers"))
    assert "gks" in told(index, BIRTH, "said", "said_words")
    assert told(index, BIRTH, "field", "fields") == ["Hộ tịch"]
    assert (index["levels"][at(index, BIRTH)], index["asked"][at(index, BIRTH)]) == ("c", "3")


def test_the_form_of_residence_is_a_number_of_its_procedures(index: dict[str, Any]) -> None:
    assert "CT01" in told(index, "1.004222", "number", "numbers")


def test_a_number_with_a_point_stays_whole(index: dict[str, Any]) -> None:
    assert "66.7/2025/NQ-CP" in index["numbers"]
    assert "7/2025/NQ-CP" not in index["numbers"]


def test_sayings_that_add_no_word_are_left_out() -> None:
    line = line_of(authored(), "1.001193")
    assert "khai sinh cho con" not in line.says
    assert len(line.says) < len(authored().entries["1.001193"].aliases)


def test_equal_catalogues_give_equal_bytes() -> None:
    assert make_index(authored()) == packed()


def test_it_is_made_small_enough() -> None:
    assert len(packed()) < LARGEST
    smaller = make_index(authored(), largest=1_000)
    assert smaller == packed(), "authored procedures are always whole"


class Many:
    """Imported procedures with papers of their own and one that all share."""

    def __init__(self, count: int) -> None:
        codes = [f"1.{number:06d}" for number in range(1, count + 1)]
        birth = authored().procedures[BIRTH]
        own = {code: birth.documents[0].model_copy(update={"type": f"own.{code}"}) for code in codes}
        shared = birth.documents[0].model_copy(update={"type": "shared"})
        self.entries = {code: Entry(code, f"Việc {code}", "commune", "x", aliases=("tên gọi",)) for code in codes}
        self.procedures = {
            code: birth.model_copy(update={"code": code, "documents": (own[code], shared)}) for code in codes
        }
        get = HowToGet(words="xin")
        self.document_types = {f"own.{code}": DocumentType(name=f"Giấy {code}", get=get) for code in codes}
        self.document_types["shared"] = DocumentType(name="Đơn chung", get=get)
        self.fields: dict[str, Any] = {}
        self.authored: dict[str, Any] = {}

    def searched(self) -> list[str]:
        return list(self.procedures)


def test_rare_papers_and_sayings_of_imported_procedures_give_way_first() -> None:
    many: Any = Many(300)
    whole = json.loads(gzip.decompress(make_index(many, largest=10**9)))
    small = json.loads(gzip.decompress(make_index(many, largest=len(make_index(many, largest=10**9)) - 1)))
    assert small["codes"] == whole["codes"]
    assert small["names"].count("\n") == whole["names"].count("\n") == 299
    assert len(whole["papers"].split("\n")) == 301
    assert [" ".join(words) for words in column(small, "papers", "words")] == ["Đơn chung"]
    assert "ten" in whole["said_words"]
    assert small["said_words"] == []
