from __future__ import annotations

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.index.texts import ALIAS, EXTRA, NAME, Reading, indexed_texts
from knowledge.search.terms import Terms
from tests.knowledge.search.helpers import procedure, small_catalogue

TERMS = Terms(["ở"], [], {})


def test_each_text_stands_once_at_its_procedure(catalogue: Catalogue) -> None:
    texts = indexed_texts(catalogue, Reading(TERMS, {}))
    assert [text.place for text in texts] == sorted(text.place for text in texts)
    names = [text for text in texts if text.kind == NAME]
    assert [text.text for text in names] == [catalogue.name(code).lower() for code in catalogue.searched()]
    (trọ,) = (text for text in texts if text.text == "ở trọ")
    assert (trọ.kind, trọ.words) == (ALIAS, "tro")


def test_the_same_alias_twice_is_one_text() -> None:
    twice = small_catalogue([procedure({"code": "1.000001", "name": "Việc", "aliases": ["Ở trọ", "ở  trọ"]})], "twice")
    assert [text.text for text in indexed_texts(twice, Reading(TERMS, {})) if text.kind == ALIAS] == ["ở trọ"]


def test_questions_are_one_extra_text() -> None:
    options = [{"value": "yes", "say": "Có"}, {"value": "no", "say": "Không"}]
    asked = [{"id": "witness", "ask": "Có người làm chứng không?", "options": options}]
    documents = [{"type": "to_khai", "submit": {"original": 1}, "when": {"witness": "no"}}]
    data = {"code": "1.000001", "name": "Việc", "aliases": ["làm việc"], "questions": asked, "documents": documents}
    texts = indexed_texts(small_catalogue([procedure(data)], "asked"), Reading(TERMS, {}))
    (extra,) = (text for text in texts if text.kind == EXTRA)
    assert "người làm chứng" in extra.text


def test_what_was_read_once_is_not_read_again() -> None:
    reading = Reading(TERMS, {"Ở trọ": ("từ lần trước", "lan truoc")})
    assert reading("Ở trọ") == ("từ lần trước", "lan truoc")
    assert reading("Nhà  Trọ") == ("nhà trọ", "nha tro")
    assert set(reading.used) == {"Ở trọ", "Nhà  Trọ"}
