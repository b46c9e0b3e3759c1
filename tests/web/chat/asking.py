"""A dialogue that asks one question after the other, and a person at the page who is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi.testclient import TestClient

from knowledge.messages import CaseQuestion, ChoiceOption, Message
from tests.web.helpers import wait_for
from tests.web.stand_in import StandIn, wrap

CODE = "1.001193"
FIRST, SECOND = f"{CODE}/q1", f"{CODE}/q2"
FEE = "lệ phí"
LONG = "tôi kể thêm " * 10


def question(number: int) -> Message:
    asked = CaseQuestion(
        code=CODE,
        question_id=f"q{number}",
        text=f"Câu hỏi {number}?",
        options=[ChoiceOption(value="yes", say="Có", payload=f'/answer{{"question": "q{number}"}}')],
        asked=number - 1,
        at_most=99,
    )
    return Message(text=f"Câu hỏi {number}?", custom=asked)


class Asking:
    """A dialogue that takes every message but FEE for the answer to its question and asks the next one."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, message: str) -> list[dict[str, Any]]:
        if message == FEE:
            return [wrap({"text": "Không mất phí."})]
        self.asked = 1 if message == "/start_over" else self.asked + 1
        return [wrap(question(self.asked).model_dump(mode="json"))]


class Person:
    """Somebody at the page, who sees what comes back with 200 and nothing else."""

    def __init__(self, client: TestClient, session: str | None = None) -> None:
        self.client = client
        self.session = session
        self.status = 0
        self.number: int | None = None

    def send(self, **body: Any) -> list[dict[str, Any]]:
        answer = self.client.post("/api/chat", json={"session": self.session, **body})
        self.status, reply = answer.status_code, answer.json()
        self.session = reply["session"]
        self.number = reply["number"]
        return list(reply["messages"])


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


@contextmanager
def waiting(client: TestClient, seconds: float) -> Iterator[None]:
    """For the block nobody waits longer than this for a reply."""
    conversation = client.app.state.services.conversation  # type: ignore[attr-defined]
    before, conversation.patience = conversation.patience, seconds
    yield
    conversation.patience = before


def send_in_vain(person: Person, **body: Any) -> None:
    """Send a message that gets no reply in time."""
    with waiting(person.client, 0.3):
        messages = person.send(**body)
    assert (person.status, messages[0]["custom"]) == (503, {"type": "notice", "topic": "unavailable"})


def send_slowly(person: Person, rasa: StandIn, **body: Any) -> None:
    """Send a message whose turn the dialogue applies, but answers too late."""
    before = len(rasa.got)
    rasa.gate.clear()
    send_in_vain(person, **body)
    wait_for(lambda: len(rasa.got) > before)
    rasa.gate.set()
