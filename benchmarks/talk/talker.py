"""A conversation in this process: Rasa's trained model reads each message, the action server's code answers it.

Only HTTP and the storing of the conversation are left out; so any state can be put on the screen at once.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actions.interpreter import answer
from actions.topics.choices import offer
from actions.turn import Turn
from actions.understood import Guess, Understood
from knowledge.search.types import Candidate
from knowledge.settings import get_settings

Messages = list[Any]
"""Of the contract (`knowledge.messages.Message`)."""


@dataclass
class Talker:
    """Somebody who talks; `agent` is Rasa's.

    Attributes:
        turn: the state after the last answer.
    """

    agent: Any
    turn: Turn = field(default_factory=Turn)

    async def say(self, text: str) -> Messages:
        """Type a message; the answer."""
        parsed = await self.agent.parse_message(text)
        return await self._answer(text, Understood.of({**parsed, "text": text}), {})

    async def press(self, intent: str, **values: str) -> Messages:
        """Press a button."""
        return await self._answer(f"/{intent}", Understood(Guess(intent, 1.0, f"/{intent}")), values)

    async def begin(self, code: str, facts: Mapping[str, str]) -> Messages:
        """Put a procedure on the screen, with these answers given: its next question, or its list."""
        self.turn = Turn()
        self.turn.take(code)
        for question_id, value in facts.items():
            self.turn.answer(question_id, value)
        return await self.press("resume")

    def ask(self, question_id: str) -> None:
        """Let this question be the one on the screen."""
        self.turn.asking = question_id

    def offer(self, codes: list[str]) -> None:
        """Put procedures to choose on the screen."""
        offer(self.turn, tuple(Candidate(code, self.turn.catalogue.name(code), 1.0) for code in codes))

    async def _answer(self, text: str, understood: Understood, values: dict[str, str]) -> Messages:
        state = self.turn.slots()
        self.turn = Turn(text=text, understood=understood, values=values)
        self.turn.restore(state)
        await answer(self.turn)
        return self.turn.messages


def load_agent(model: str | None = None) -> Any:
    """Rasa's trained model; the newest of the data folder.

    Raises:
        SystemExit: there is none.
    """
    import structlog
    from rasa.core.agent import Agent  # TensorFlow takes seconds to import

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    folder = model or str(get_settings().var / "models")
    agent = Agent.load(folder)
    if not agent.is_ready():
        raise SystemExit(f"No model in {folder}: run `make train` first.")
    return agent


HELD_OUT = Path(__file__).resolve().parents[2] / "tests" / "conversations" / "held_out"
"""Messages and what is right, each file by an author who saw neither code nor training data."""
