"""Another procedure's name in a frame of small words is a need, at a question and after a list."""

from __future__ import annotations

import pytest

from actions.several.outright import named_for_itself
from actions.turn import Turn
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, asking, say, talk_about

TEMPORARY, SINGLE, DEATH, TRANSFER = "1.004194", "1.004873", "1.000656", "1.013831"


def on_screen(done: bool) -> Turn:
    return talk_about(BIRTH, FACTS_OF_BIRTH) if done else asking("birth_proof")


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("tiện thể làm luôn cái tạm trú được không", TEMPORARY),
        ("à mà em cũng cần xác nhận độc thân", SINGLE),
        ("gio lam khai tu cho ong noi", DEATH),
        ("vậy còn sang tên sổ đỏ thì sao", TRANSFER),
    ],
)
async def test_it_is_taken_up_or_put_on_the_list(typed: str, code: str, done: bool) -> None:
    turn = on_screen(done)
    await say(turn, typed, "ask_other")
    assert turn.code == code or code in [one for need in turn.needs for one in need.codes]


async def test_what_is_added_at_a_question_waits() -> None:
    turn = on_screen(done=False)
    await say(turn, "còn phải đăng ký tạm trú nữa", "ask_other")
    assert turn.code == BIRTH
    assert [need.code for need in turn.needs] == [BIRTH, TEMPORARY]


@pytest.mark.parametrize(
    "typed", ["cha mẹ đã đăng ký kết hôn", "có cần đăng ký tạm trú không", "em chưa làm tạm trú", "đăng ký kết hôn"]
)
async def test_what_answers_or_only_mentions_is_no_need(typed: str) -> None:
    turn = asking("parents")
    turn.text = typed
    assert await named_for_itself(turn) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("vậy đăng ký tạm trú ở chỗ thuê được k hay phải về quê", TEMPORARY),
        ("thế giấy độc thân thì xin ở đâu, mấy ngày có", SINGLE),
        ("còn tách thửa thì mất bao lâu", "1.012784"),
    ],
)
async def test_a_question_that_turns_to_another_procedure_is_of_that_one(typed: str, code: str) -> None:
    turn = on_screen(done=True)
    await say(turn, typed, "ask_other")
    assert turn.code == code


@pytest.mark.parametrize(
    "typed",
    ["vậy có cần giấy độc thân không", "thế tạm trú rồi thì có phải khai lại không", "khai tử xong thì sao"],
)
async def test_a_question_how_it_stands_in_this_case_is_not(typed: str) -> None:
    turn = on_screen(done=True)
    turn.text = typed
    assert await named_for_itself(turn) is None
