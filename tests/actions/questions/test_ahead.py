"""What may be asked next is read while the person reads; it never holds a turn up."""

from __future__ import annotations

import threading

import pytest

from actions import rasa_bridge
from actions.questions import ahead
from actions.turn import Turn
from knowledge.schema.procedure import Question
from tests.actions.helpers import BIRTH, talk_about, through_action


class Read:
    """What was read, in order; waits where it is told to."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.questions: list[str] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def read_options(self, question: Question) -> None:
        self.may_go_on.wait(5)
        self.questions.append(question.id)

    def compare(self, question: str, texts: list[str]) -> list[float]:
        self.sentences += texts
        return [0.0 for _ in texts]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    stand_in = Read()
    ahead._lately.cache_clear()
    monkeypatch.setattr(ahead, "scorer", lambda: stand_in)
    monkeypatch.setattr(ahead, "nearness", stand_in.compare)
    monkeypatch.setattr(ahead, "likeness", lambda question, texts: [])
    return stand_in


def test_every_question_and_sentence_of_the_procedure_is_read_once(read: Read) -> None:
    turn = talk_about(BIRTH)
    begun = ahead.read_ahead(turn)
    assert begun is not None
    begun.result(10)
    procedure = turn.procedure
    assert procedure is not None
    assert read.questions == [question.id for question in procedure.questions]
    assert any("chứng sinh" in sentence for sentence in read.sentences)
    assert len(read.sentences) > len(procedure.questions)


def test_without_a_procedure_nothing_is_begun(read: Read) -> None:
    assert ahead.read_ahead(Turn()) is None


def test_a_crowd_does_not_pile_up(read: Read) -> None:
    read.may_go_on.clear()
    known = talk_about(BIRTH).catalogue
    codes = [code for code in known.authored if known.get(code).questions][: ahead.WAITING + 3]
    begun = [ahead.read_ahead(talk_about(code)) for code in codes]
    assert [one is not None for one in begun] == [True] * ahead.WAITING + [False] * 3
    read.may_go_on.set()
    for one in begun[: ahead.WAITING]:
        assert one is not None
        one.result(30)
    again = ahead.read_ahead(talk_about(codes[-1]))
    assert again is not None, "a place comes free again"
    again.result(10)


def test_what_was_read_lately_is_not_read_again(read: Read) -> None:
    begun = ahead.read_ahead(talk_about(BIRTH))
    assert begun is not None
    begun.result(10)
    assert ahead.read_ahead(talk_about(BIRTH)) is None
    changed = ahead.read_ahead(talk_about(BIRTH, {"birth_proof": "none"}))
    assert changed is not None, "with other facts other sentences may hold"
    changed.result(10)


async def test_it_is_read_when_a_procedure_comes_on_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []
    monkeypatch.setattr(rasa_bridge, "read_ahead", lambda turn: seen.append(turn.code))
    state, _ = await through_action(Turn().slots(), "/choose", "choose", procedure=BIRTH)
    await through_action({**Turn().slots(), **state}, "lệ phí bao nhiêu", "ask_fee")
    assert seen == [BIRTH]


def test_at_the_start_every_authored_question_is_read_and_the_end_waits_for_none(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead._beside.cache_clear()
    monkeypatch.setattr(ahead, "catalogue", lambda: talk_about(BIRTH).catalogue)
    read.may_go_on.clear()
    ahead.read_every_question()
    beside = ahead._beside()
    ahead.stop()
    read.may_go_on.set()
    beside.shutdown(wait=True)
    known = talk_about(BIRTH).catalogue
    procedures = [known.get(code) for code in known.authored]
    first = next(procedure for procedure in procedures if procedure.questions)
    assert read.questions == [question.id for question in first.questions][: len(read.questions)]
    ahead._beside.cache_clear()
    ahead.read_every_question()
    ahead._beside().shutdown(wait=True)
    assert {question.id for one in procedures for question in one.questions} <= set(read.questions)
    ahead._beside.cache_clear()
