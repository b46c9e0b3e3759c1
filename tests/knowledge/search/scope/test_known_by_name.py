from __future__ import annotations

from knowledge.search.config import NamesConfig
from knowledge.search.evidence import Scores
from knowledge.search.scope.known_by_name import KnownByName
from knowledge.search.terms import Terms
from knowledge.search.types import Decision, Known
from tests.knowledge.search.helpers import evidence, floats

OCOP = Known("3.000611", "Đánh giá, phân hạng sản phẩm OCOP", "https://example.org/1")
POST = Known("1.003659", "Cấp giấy phép bưu chính", "https://example.org/2")
STEP = KnownByName([OCOP, POST], Terms(["cấp"], [], {}), NamesConfig(covered=0.75, ahead=0.15, alike=0.55))


def _evidence(text: str, ours: float = 0.1):  # type: ignore[no-untyped-def]
    words = tuple(Terms(["cấp"], [], {})(text))
    return evidence(text, words=words, overlap=Scores(floats(ours, 0, 0)))


def test_a_typed_code_is_known_by_name() -> None:
    result = STEP(_evidence("mã 3.000611 là gì")).result
    assert result is not None
    assert (result.decision, result.known) == (Decision.OUT_OF_SCOPE, (OCOP,))


def test_a_typed_title_is_known_by_name() -> None:
    result = STEP(_evidence("phân hạng sản phẩm ocop")).result
    assert result is not None
    assert result.known == (OCOP,)


def test_the_catalogue_comes_first_and_a_few_words_are_not_enough() -> None:
    assert STEP(_evidence("phân hạng sản phẩm ocop", ours=0.9)).result is None
    assert STEP(_evidence("sản phẩm rau sạch nhà trồng")).result is None
