"""What is told right before a piece that asks."""

from __future__ import annotations

import pytest

from actions.needs.before import NEAR, leads_on, of_before, told_before
from actions.needs.pieces import pieces_of
from knowledge.search.types import Candidate, Decision, SearchResult
from tests.actions.conftest import Scripted

CAR, LAND = Candidate("1.013076", "", 0.4), Candidate("1.013831", "", 0.5)


def of_a_car(question: str) -> SearchResult:
    if "xe" not in question:
        return SearchResult("", Decision.ASK_BACK, (LAND, CAR))
    return SearchResult("", Decision.ANSWER, (Candidate(CAR.code, "", 0.9), Candidate(LAND.code, "", 0.05)))


@pytest.mark.parametrize("among", [(), (LAND.code, CAR.code)])
async def test_what_is_told_before_says_of_what_is_asked(scripted: Scripted, among: tuple[str, ...]) -> None:
    scripted.answer = of_a_car
    pieces = pieces_of("em có mua chiếc xe cũ, qua mấy đời chủ rồi, giờ muốn sang tên luôn")
    before = told_before(pieces[-1], pieces, [])
    assert before == [piece.text for piece in pieces[:-1]]
    assert await of_before(pieces[-1], before, among) == (CAR.code,)
    assert await of_before(pieces[-1], [], among) == ()


async def test_what_only_is_to_be_done_means_nothing_of_it(scripted: Scripted) -> None:
    scripted.answer = of_a_car
    pieces = pieces_of("em mới mua chiếc xe cũ, giờ phải làm sao")
    assert await of_before(pieces[-1], [pieces[0].text]) == ()


def test_it_ends_where_another_need_begins() -> None:
    pieces = pieces_of("em mua chiếc xe cũ, với lại em muốn sang tên")
    assert told_before(pieces[-1], pieces, []) == []
    pieces = pieces_of("em đổi bằng lái, em muốn sang tên")
    assert told_before(pieces[-1], pieces, ["đổi bằng lái"]) == []
    pieces = pieces_of("nhà em ở quê, em ở trọ, nhà có hai người, em khỏe mạnh, muốn sang tên")
    assert len(told_before(pieces[-1], pieces, [])) == NEAR


def test_a_quarrel_leads_on_to_who_is_to_settle_it() -> None:
    pieces = pieces_of("em bị nhà bên lấn đất cãi nhau mấy tháng rồi muốn nhờ xã phân xử")
    assert leads_on(pieces[0], pieces)
    pieces = pieces_of("em bị nhà bên làm ồn mấy tháng, em muốn làm căn cước")
    assert not leads_on(pieces[0], pieces)
