"""A need that is named and wanted is taken up from anywhere; one that is refused is left."""

from __future__ import annotations

import pytest

from actions.listed_need import ListedNeed
from actions.needs.wanted import Stress, Wanted
from actions.several.turning import need_refused, take_wanted, turned_to
from actions.turn import Turn
from knowledge.search.types import Decision
from tests.actions.conftest import Scripted
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE, asking, result, say, talk_about, topics

CARD, TEMPORARY, ADOPTION, ALLOWANCE = "1.116410", "1.004194", "2.001263", "1.001776"
DEATH, INHERITANCE = "1.000656", "2.001406"


def with_waiting(*codes: str, done: bool = False) -> Turn:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH) if done else asking("birth_proof")
    turn.needs = [ListedNeed([BIRTH], state="now"), *(ListedNeed([code]) for code in codes)]
    return turn


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize(
    "typed",
    [
        "qua cái tạm trú đi",
        "tui nói làm tạm trú mà",
        "ok tạm trú đi",
        "vậy làm tạm trú cho 2 vk ck e",
        "tam tru truoc di",
    ],
)
async def test_what_waits_is_taken_up_whatever_is_on_the_screen(typed: str, done: bool) -> None:
    turn = with_waiting(CARD, TEMPORARY, done=done)
    await say(turn, typed, "ask_procedure")
    assert turn.code == TEMPORARY


async def test_what_is_put_off_waits_for_what_goes_first(scripted: Scripted) -> None:
    turn = asking("asset", code=INHERITANCE)
    scripted.answer = result(Decision.ANSWER, DEATH)
    await say(turn, "thôi miếng đất để sau đi cho tui làm giấy khai tử cho ba trước", "ask_procedure")
    assert turn.code == DEATH
    assert [(need.code, need.state) for need in turn.needs] == [(DEATH, "now"), (INHERITANCE, "waiting")]
    assert not turn.cases[INHERITANCE]


async def test_what_waits_and_is_put_off_is_not_opened() -> None:
    turn = with_waiting(TEMPORARY, done=True)
    await say(turn, "tạm trú thì để sau, nộp ở đâu", "ask_place")
    assert turn.code == BIRTH


@pytest.mark.parametrize(
    "typed", ["có cần đăng ký tạm trú không", "vợ chồng em đăng ký tạm trú rồi", "chưa đăng ký tạm trú"]
)
async def test_a_mere_mention_goes_nowhere(scripted: Scripted, typed: str) -> None:
    scripted.answer = result(Decision.ANSWER, TEMPORARY)
    turn = with_waiting(TEMPORARY)
    turn.text = typed
    assert await turned_to(turn) is None
    assert await need_refused(turn) is None


async def test_an_answer_is_no_need(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, MARRIAGE)
    turn = asking("filer", {key: value for key, value in FACTS_OF_BIRTH.items() if key != "filer"})
    turn.text = "nhờ bà đi làm giùm"
    assert await turned_to(turn) is None


async def test_what_is_being_done_already_is_said_so() -> None:
    turn = asking("birth_proof")
    messages = await say(turn, "tui nói làm khai sinh mà", "ask_procedure")
    assert turn.code == BIRTH
    assert topics(messages) == ["already_on", "case_question"]


@pytest.mark.parametrize(
    ("typed", "opened"),
    [
        ("không phải khai sinh, em chỉ xin trợ cấp hằng tháng", ALLOWANCE),
        ("bỏ việc khai sinh", ADOPTION),
        ("nhận con nuôi thì thôi khỏi", BIRTH),
        ("mà tôi đâu có nhận con nuôi", BIRTH),
        ("bỏ cái nhận con nuôi đi, làm tiếp trợ cấp hằng tháng", ALLOWANCE),
    ],
)
async def test_what_is_refused_leaves_the_list(scripted: Scripted, typed: str, opened: str) -> None:
    scripted.answer = result(Decision.ANSWER, ADOPTION)
    turn = with_waiting(ADOPTION, ALLOWANCE)
    await say(turn, typed, "deny")
    assert turn.code == opened
    gone = BIRTH if "khai sinh" in typed else ADOPTION
    assert gone not in [need.code for need in turn.needs]


async def test_what_is_refused_once_more_is_not_opened(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ANSWER, ADOPTION)
    turn = talk_about(ALLOWANCE)
    turn.cases[ADOPTION] = {}
    messages = await say(turn, "tôi bảo không nhận con nuôi cơ mà", "ask_procedure")
    assert (turn.code, topics(messages)[0]) == (ALLOWANCE, "need_dropped")


async def test_the_only_one_is_dropped_for_what_was_seen_before(scripted: Scripted) -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.take(TEMPORARY)
    messages = await say(turn, "bỏ việc đăng ký tạm trú", "stop")
    assert turn.code == BIRTH
    assert "checklist" in topics(messages)


async def test_an_answer_in_the_same_message_is_noted() -> None:
    turn = with_waiting(ADOPTION)
    await say(turn, "có bản giấy rồi, bỏ cái nhận con nuôi đi", "have_document")
    assert turn.facts["birth_proof"] == "paper"


async def test_what_is_asked_beside_is_answered_too() -> None:
    turn = with_waiting(ADOPTION, ALLOWANCE, done=True)
    messages = await say(turn, "bỏ cái nhận con nuôi đi, lệ phí bao nhiêu tiền", "ask_fee")
    assert topics(messages)[:2] == ["need_dropped", "fee"]


async def test_nothing_is_taken_for_words_that_name_none() -> None:
    turn = talk_about(BIRTH, FACTS_OF_BIRTH)
    turn.text = "qua cái đó trước đi"
    assert await turned_to(turn) is None


async def test_what_is_wanted_may_be_asked_back(scripted: Scripted) -> None:
    scripted.answer = result(Decision.ASK_BACK, MARRIAGE, "2.000806")
    turn = talk_about(CARD)
    await take_wanted(turn, Wanted("giấy kết hôn", "giấy kết hôn", Stress.INSISTED))
    assert turn.offered_codes() == {MARRIAGE, "2.000806", CARD}


@pytest.mark.parametrize(
    ("typed", "dropped"),
    [
        ("em nói nỏ làm tạm trú chi hết, bỏ cái nớ đi", [TEMPORARY]),
        ("ai nói làm tạm trú đâu, bỏ cái đó đi", [TEMPORARY]),
        ("tạm trú em làm rồi mà, không cần nữa", [TEMPORARY]),
        ("tạm trú với căn cước khỏi cần nữa", [TEMPORARY, CARD]),
        ("chẳng cần đăng ký tạm trú nữa đâu", [TEMPORARY]),
        ("đừng bỏ cái tạm trú nha", []),
        ("em chưa đăng ký tạm trú", []),
    ],
)
async def test_what_is_refused_in_other_words_leaves_it_too(typed: str, dropped: list[str]) -> None:
    turn = with_waiting(CARD, TEMPORARY)
    await say(turn, typed, "ask_other")
    left = {need.code for need in turn.needs}
    assert left == {BIRTH, CARD, TEMPORARY} - set(dropped) or (len(dropped) == 2 and not left)


async def test_a_change_of_mind_replaces(scripted: Scripted) -> None:
    repair, build = "1.013229", "1.013225"
    scripted.answer = result(Decision.ASK_BACK, repair, build)
    turn = talk_about(repair)
    await say(turn, "vợ tôi vừa bảo thôi đập hẳn đi xây cái mới luôn chứ không sửa nữa", "ask_procedure")
    assert turn.code == build
    assert not turn.needs


async def test_an_answer_that_is_refused_replaces_nothing(scripted: Scripted) -> None:
    turn = asking("method")
    await say(turn, "nộp trực tiếp chứ không qua mạng nữa", "inform")
    assert turn.code == BIRTH
