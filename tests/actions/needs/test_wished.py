"""A wish heard alone."""

from __future__ import annotations

import pytest

from actions.needs.wished import by_its_wish
from knowledge.search.types import Candidate, Decision, SearchResult
from tests.actions.conftest import Scripted

TEXT = "tui ở nghệ an vô bình dương, sắp cưới vợ quê cà mau, muốn đăng ký kết hôn ở bình dương"
COPY, MARRIAGE = "2.000635", "1.000894"


def found(decision: Decision, *scores: tuple[str, float]) -> SearchResult:
    return SearchResult("", decision, tuple(Candidate(code, "", score) for code, score in scores))


@pytest.mark.parametrize(
    ("alone", "first"),
    [
        (found(Decision.ANSWER, (MARRIAGE, 0.8)), MARRIAGE),
        (found(Decision.ANSWER, (MARRIAGE, 0.5)), COPY),
        (found(Decision.ASK_BACK, (MARRIAGE, 0.4), ("1.000593", 0.3)), MARRIAGE),
        (found(Decision.ASK_BACK, (MARRIAGE, 0.4), (COPY, 0.3)), COPY),
        (found(Decision.OUT_OF_SCOPE), COPY),
    ],
)
async def test_the_wish_is_believed_where_the_whole_is_in_doubt(
    scripted: Scripted, alone: SearchResult, first: str
) -> None:
    scripted.answer = alone
    whole = found(Decision.ANSWER, (COPY, 0.7), (MARRIAGE, 0.1))
    assert (await by_its_wish(TEXT, whole)).candidates[0].code == first


async def test_what_is_sure_short_or_nothing_but_the_wish_stays(scripted: Scripted) -> None:
    scripted.answer = found(Decision.ANSWER, (MARRIAGE, 0.9))
    sure, unsure = found(Decision.ANSWER, (COPY, 0.9)), found(Decision.ANSWER, (COPY, 0.6))
    assert await by_its_wish(TEXT, sure) is sure
    assert await by_its_wish("muốn đăng ký kết hôn", unsure) is unsure
    assert await by_its_wish("em muốn đăng ký kết hôn với người yêu em ở cùng xã với em", unsure) is unsure
    assert scripted.questions == []


async def test_a_sure_wish_ends_the_choice_among_several(scripted: Scripted) -> None:
    scripted.answer = found(Decision.ANSWER, (MARRIAGE, 0.9))
    among = found(Decision.ASK_BACK, (COPY, 0.6), (MARRIAGE, 0.5))
    assert (await by_its_wish(TEXT, among)).candidates[0].code == MARRIAGE
    others = found(Decision.ASK_BACK, (COPY, 0.6), ("1.000593", 0.5))
    assert await by_its_wish(TEXT, others) is others
