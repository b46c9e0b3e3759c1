"""Whatever a person presses and types, in whatever order: the turn never breaks its promises."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from actions.payloads import read_payload
from actions.turn import Turn
from knowledge.messages import Message, parse_message
from knowledge.schema.conditions import UNKNOWN
from knowledge.search.types import Decision, SearchResult
from tests.actions.conftest import SEARCHING
from tests.actions.helpers import result, through_action, topics, tracker

TYPED = [
    ("1", "affirm"),
    ("2", "out_of_scope"),
    ("9", "ask_procedure"),
    ("có", "affirm"),
    ("không ạ", "deny"),
    ("không biết", "dont_know"),
    ("chưa có", "lack_document"),
    ("có rồi", "have_document"),
    ("sửa câu trước", "change_answer"),
    ("làm lại từ đầu", "start_over"),
    ("cảm ơn", "thanks"),
    ("chào", "greet"),
    ("gặp cán bộ", "ask_human"),
    ("lệ phí bao nhiêu", "ask_fee"),
    ("cần giấy tờ gì", "ask_documents"),
    ("không phải việc này", "ask_procedure"),
    ("sinh ở nhà, quá 60 ngày rồi mất bao nhiêu tiền", "ask_fee"),
    ("nếu quá 60 ngày thì sao", "ask_time"),
    ("người nước ngoài", "ask_procedure"),
    ("🙂", "out_of_scope"),
    ("quay lại", "change_answer"),
    ("bỏ qua câu này", "skip"),
    ("thôi", "stop"),
    ("tóm tắt lại", "summarise"),
    ("gửi lại danh sách", "show_again"),
    ("in ra", "print_list"),
    ("việc kia sao rồi", "other_need"),
    ("tiếp", "other_need"),
    ("xong việc này rồi", "thanks"),
    ("bỏ việc 2", "stop"),
    ("còn việc tạm trú nữa", "ask_procedure"),
    ("làm căn cước, với lại đăng ký tạm trú", "ask_procedure"),
    ("ba em mới mất, giờ phải làm những giấy tờ gì", "ask_procedure"),
    ("có hết rồi trừ cái tờ khai", "have_document"),
    ("giấy chứng sinh em làm mất rồi", "lack_document"),
    ("khác gì nhau", "ask_difference"),
    ("câu này là sao", "explain_question"),
    ("ai đi nộp được", "ask_filer"),
    ("nó cầm dao đòi giết em", "danger_violence"),
    ("ừ", "affirm"),
    ("{x} %s \\ “”", "ask_procedure"),
]
CODES = ["1.001193", "1.000894", "1.004194", "1.004222", "1.004873"]


class AnyOrder(RuleBasedStateMachine):
    """A person with a memory of every button ever offered."""

    def __init__(self) -> None:
        super().__init__()
        self.slots: dict[str, Any] = Turn().slots()
        self.offered: list[str] = []
        self.last: list[Message] = []

    def turn(self, text: str, intent: str, search: SearchResult, **values: str) -> None:
        async def scripted(question: str, limit: int = 4) -> SearchResult:
            return search

        with pytest.MonkeyPatch.context() as patch:
            for module in SEARCHING:
                patch.setattr(module, "search", scripted)
            after, said = asyncio.run(through_action(self.slots, text, intent, **values))
        self.slots = {name: after.get(name, value) for name, value in self.slots.items()}
        self.last = [parse_message(json.loads(json.dumps(one))) for one in said]
        self.offered += [button.payload for one in self.last for button in one.buttons]
        assert self.last, "a turn said nothing"
        assert not any("trục trặc" in one.text for one in self.last), "a topic failed"

    @rule(
        decision=st.sampled_from(Decision), codes=st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True)
    )
    def says_a_need(self, decision: Decision, codes: list[str]) -> None:
        found = result(decision, *(() if decision is Decision.OUT_OF_SCOPE else codes))
        self.turn("tôi cần làm một việc", "ask_procedure", found)

    @rule(typed=st.sampled_from(TYPED))
    def types(self, typed: tuple[str, str]) -> None:
        self.turn(*typed, result(Decision.OUT_OF_SCOPE))

    @initialize(code=st.sampled_from(CODES))
    def begins(self, code: str) -> None:
        self.turn("tôi cần làm một việc", "ask_procedure", result(Decision.ANSWER, code))

    @precondition(lambda self: self.offered)
    @rule(data=st.data())
    def presses_an_older_button(self, data: st.DataObject) -> None:
        self.press(data.draw(st.sampled_from(self.offered)))

    @precondition(lambda self: any(one.buttons for one in self.last))
    @rule(data=st.data(), times=st.integers(1, 4))
    def presses_what_was_just_offered(self, data: st.DataObject, times: int) -> None:
        self.press_on(data, times)

    def press_on(self, data: st.DataObject, times: int) -> None:
        for _ in range(times):
            if now := [button.payload for one in self.last for button in one.buttons]:
                self.press(data.draw(st.sampled_from(now)))

    @precondition(lambda self: any(one.startswith("/walk{") for one in self.offered))
    @rule(data=st.data(), times=st.integers(1, 5))
    def walks(self, data: st.DataObject, times: int) -> None:
        self.press(data.draw(st.sampled_from([one for one in self.offered if one.startswith("/walk{")])))
        self.press_on(data, times)

    def press(self, payload: str) -> None:
        intent, values = read_payload(payload)
        self.turn(payload, intent, result(Decision.OUT_OF_SCOPE), **values)

    @precondition(lambda self: Turn.from_tracker(tracker(self.slots, "", "")).procedure is not None)
    @rule(data=st.data())
    def answers_to_the_end(self, data: st.DataObject) -> None:
        """Finitely many answers lead to a checklist or to the other procedure."""
        self.turn("/ask_documents", "ask_documents", result(Decision.OUT_OF_SCOPE))
        procedure = Turn.from_tracker(tracker(self.slots, "", "")).procedure
        assert procedure is not None
        for _ in range(len(procedure.questions) + 1):
            if {"checklist", "redirect"} & set(topics(self.last)[-2:]):
                return
            self.press(data.draw(st.sampled_from([one.payload for one in self.last[-1].buttons])))
        raise AssertionError("the questions never end")

    @invariant()
    def the_contract_holds(self) -> None:
        for message in self.last:
            assert all(len(one.title) <= 100 and len(one.payload) <= 1000 for one in message.buttons)
        assert topics(self.last).count("case_question") <= 1

    @invariant()
    def the_state_is_sound(self) -> None:
        assert json.loads(json.dumps(self.slots)) == self.slots
        turn = Turn.from_tracker(tracker(self.slots, "", ""))
        for code, facts in self.slots["cases"].items():
            questions = {one.id: one for one in turn.catalogue.get(code).questions}
            assert all(value in (*questions[key].values, UNKNOWN) for key, value in facts.items())
        assert not (turn.walk and turn.asking), "a typed word has two meanings"
        if turn.asking:
            assert turn.next_question() is not None


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
