"""The index holds whatever clerks type, and is small enough to be sent once."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.assemble import load_catalogue
from knowledge.settings import Settings
from web.counter.index import LARGEST, line_of, make_index


@lru_cache(maxsize=1)
def authored() -> Catalogue:
    """The authored catalogue, without records."""
    return load_catalogue(Settings(var=Path("nowhere")))


@lru_cache(maxsize=1)
def packed() -> bytes:
    return make_index(authored())


@pytest.fixture
def index() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress(packed()))
    return found


def at(index: dict[str, Any], code: str) -> int:
    return int(index["codes"].index(code))


def told(index: dict[str, Any], code: str, column: str, table: str) -> list[str]:
    return [index[table][place] for place in index[column][at(index, code)]]


def test_every_procedure_that_is_searched_is_in_it_once(index: dict[str, Any]) -> None:
    assert sorted(index["codes"]) == authored().searched()
    assert index["authored"] == len(index["codes"])
    columns = ("names", "shorts", "says", "levels", "asked", "field", "number", "paper")
    assert {len(index[column]) for column in columns} == {len(index["codes"])}


def test_birth_is_found_by_its_papers_its_laws_and_what_people_say(index: dict[str, Any]) -> None:
    place = at(index, "1.001193")
    assert (index["names"][place], index["shorts"][place]) == ("Đăng ký khai sinh", "Khai sinh cho con")
    assert "Giấy chứng sinh" in " ".join(told(index, "1.001193", "paper", "papers"))
    assert "123/2015/NĐ-CP" in told(index, "1.001193", "number", "numbers")
    assert "163/QĐ-BTP" in told(index, "1.001193", "number", "numbers")
    assert "gks" in index["says"][place]
    assert index["fields"][index["field"][place]] == "Hộ tịch"
    assert (index["levels"][place], index["asked"][place]) == ("commune", "3")


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
    smaller = make_index(authored(), largest=len(packed()) - 1_000)
    assert len(smaller) < len(packed())
    kept = json.loads(gzip.decompress(smaller))
    assert kept["codes"] == json.loads(gzip.decompress(packed()))["codes"]
    assert len(kept["papers"]) < len(json.loads(gzip.decompress(packed()))["papers"])
