"""What is on the list of needs."""

from __future__ import annotations

import pytest

from actions.listed_need import ListedNeed
from actions.needs.listed import (
    add,
    begin,
    covered,
    drop,
    keep_up,
    leads_to,
    listed,
    name_of,
    name_of_all,
    named,
    now,
    waiting,
)
from actions.turn import Turn
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, MARRIAGE_ABROAD, talk_about

TEMPORARY, CARD = "1.004194", "1.116410"


def with_two() -> Turn:
    turn = Turn()
    add(turn, [ListedNeed([TEMPORARY], "đăng ký tạm trú"), ListedNeed([CARD], "đổi căn cước")])
    begin(turn, turn.needs[0])
    turn.take(TEMPORARY)
    return turn


def states(turn: Turn) -> list[tuple[str, str]]:
    return [(need.code, need.state) for need in turn.needs]


def test_what_is_talked_about_is_the_first_of_a_new_list() -> None:
    turn = talk_about(BIRTH)
    assert add(turn, [ListedNeed([CARD])])
    assert states(turn) == [(BIRTH, "now"), (CARD, "waiting")]
    assert not add(turn, [ListedNeed([CARD]), ListedNeed([BIRTH])])


def test_one_is_begun_after_another() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    add(turn, [ListedNeed([CARD])])
    begin(turn, turn.needs[1])
    assert states(turn) == [(BIRTH, "done"), (CARD, "now")]
    turn = talk_about(BIRTH)
    add(turn, [ListedNeed([CARD])])
    begin(turn, turn.needs[1])
    assert states(turn) == [(BIRTH, "waiting"), (CARD, "now")]


def test_a_need_that_waits_for_a_paper_is_not_done() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.needs = [ListedNeed([BIRTH], state="now"), ListedNeed(["2.000884"], leads_back=BIRTH)]
    begin(turn, turn.needs[1])
    assert states(turn) == [(BIRTH, "waiting"), ("2.000884", "now")]


def test_a_list_of_one_is_none() -> None:
    turn = with_two()
    drop(turn, turn.needs[1])
    assert turn.needs == []


def test_the_list_follows_the_conversation() -> None:
    turn = with_two()
    turn.take(CARD)
    keep_up(turn)
    assert states(turn) == [(TEMPORARY, "waiting"), (CARD, "now")]
    turn.take(BIRTH)
    keep_up(turn)
    assert (BIRTH, "now") in states(turn)
    assert (CARD, "waiting") in states(turn)


def test_what_was_seen_is_not_offered_again_however_another_was_begun() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    add(turn, [ListedNeed([CARD])])
    turn.take(TEMPORARY)  # chosen from a search, not from the list
    keep_up(turn)
    assert states(turn) == [(TEMPORARY, "now"), (BIRTH, "done"), (CARD, "waiting")]
    assert [need.code for need in waiting(turn)] == [CARD]


def test_a_redirect_takes_the_place_of_its_need() -> None:
    turn = Turn()
    add(turn, [ListedNeed([MARRIAGE]), ListedNeed([CARD])])
    begin(turn, turn.needs[0])
    turn.take(MARRIAGE)
    turn.take(MARRIAGE_ABROAD)
    keep_up(turn)
    assert states(turn) == [(MARRIAGE_ABROAD, "now"), (CARD, "waiting")]
    assert leads_to(turn, MARRIAGE, MARRIAGE_ABROAD)
    assert not leads_to(turn, MARRIAGE, CARD)


def test_a_choice_makes_a_need_clear() -> None:
    turn = Turn()
    add(turn, [ListedNeed([BIRTH, "2.000635"], "làm khai sinh"), ListedNeed([CARD])])
    begin(turn, turn.needs[0])
    assert name_of(turn, turn.needs[0]) == "Khai sinh cho con"
    turn.take("2.000635")
    keep_up(turn)
    assert states(turn) == [("2.000635", "now"), (CARD, "waiting")]


def test_needs_are_named_by_their_words() -> None:
    turn = with_two()
    assert named(turn, "cái căn cước") is turn.needs[1]
    assert named(turn, "cái gì đó lạ lùng") is None
    assert named(turn, "") is None
    assert listed(turn, CARD) is turn.needs[1]
    assert now(turn) is turn.needs[0]
    assert waiting(turn) == [turn.needs[1]]


def test_a_need_that_the_answers_lead_from_is_covered() -> None:
    turn = talk_about("1.000689", {"child_registered": "no"})
    add(turn, [ListedNeed(["1.001022"]), ListedNeed([CARD])])
    assert [need.code for need in covered(turn)] == ["1.001022"]
    turn = talk_about("1.000689")
    add(turn, [ListedNeed(["1.001022"])])
    assert covered(turn) == []


def test_a_vague_need_goes_when_it_is_known_what_was_meant() -> None:
    turn = talk_about(CARD)
    turn.needs = [ListedNeed([CARD], state="now"), ListedNeed([TEMPORARY, CARD], "làm giấy"), ListedNeed([BIRTH])]
    keep_up(turn)
    assert [need.code for need in turn.needs] == [CARD, BIRTH]


def test_of_two_that_hold_a_phrase_the_shorter_name_is_meant() -> None:
    turn = Turn()
    add(turn, [ListedNeed([TEMPORARY]), ListedNeed(["1.002755"])])
    need = named(turn, "đăng ký tạm trú")
    assert need
    assert need.code == TEMPORARY


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["Tiền mai táng (có trợ cấp)", "Tiền mai táng cựu chiến binh", "Tiền mai táng, trợ cấp"], "Tiền mai táng"),
        (["Tiền thai sản cho mẹ", "Tiền thai sản cho người tự đóng", "Tiền nghỉ"], "Tiền thai sản"),
        (["Khai sinh cho con (lần đầu)", "Bản sao giấy khai sinh"], "Khai sinh cho con"),
    ],
)
def test_what_may_be_several_has_the_name_of_them_all(names: list[str], name: str) -> None:
    assert name_of_all(names) == name
