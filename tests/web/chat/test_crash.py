"""Whatever dies, repeats or comes too late: a message is applied once, in order, and never to an unseen question.

A state machine sends, repeats and crashes at random, over the real gateway's inbox and worker; the dialogue is a model
that counts what it applies.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as budget
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.engine import Connection

from knowledge.messages import Message
from knowledge.settings import Settings
from tests.web.chat.asking import question
from tests.web.helpers import eventually
from tests.web.talking import wording_of
from web.chat import answering, worker
from web.chat.exchange import Reply, question_of
from web.chat.inbox import Inbox
from web.chat.rasa_client import DialogueError, RasaClient
from web.chat.sender import Sender
from web.errors import ApiError
from web.store import leases
from web.store.database import Database, StoreUnavailable
from web.store.leases import Leases
from web.store.tables import MESSAGES, METADATA
from web.talk import Talk

PEOPLE = [Sender("web", name) for name in ("lan", "minh", "hoa")]
LONG = "và tôi kể thêm nhiều điều nữa " * 4
REMEMBERED = 2  # turns that the real dialogue keeps word for word


class Flaky(Database):
    """A database whose next transactions fail: before they begin, instead of being committed, or just after."""

    faults: list[str]

    def __init__(self, url: str) -> None:
        self.faults = []
        super().__init__(url)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        fault = self.faults.pop() if self.faults else ""
        if fault == "before":
            raise StoreUnavailable(fault)
        with super().transaction() as connection:
            yield connection
            if fault == "instead":
                raise StoreUnavailable(fault)
        if fault == "after":
            raise StoreUnavailable(fault)


@dataclass
class Dialogue:
    """Applies each message to the question that is open, and asks the next one; a message id once.

    Attributes:
        moods: what happens to the next turns: "away", "lost" (applied, but the answer is lost), "fault", "stuck before"
            and "stuck after" it is applied.
        applied: by person, what was applied, in order.
        unseen: what was applied to another question than its sender had seen.
        expected: by what was typed and may answer, the question its sender had seen.
    """

    moods: list[str] = field(default_factory=list)
    applied: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unseen: list[str] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=dict)
    _answers: dict[str, OrderedDict[str, list[Message]]] = field(default_factory=lambda: defaultdict(OrderedDict))

    async def send(self, sender: str, message: str, message_id: str, again: bool = True) -> list[Message]:
        answers = self._answers[sender]
        if again and message_id in answers:
            return answers[message_id]
        mood = self.moods.pop() if self.moods else ""
        if mood == "away":
            raise DialogueError("connection")
        if mood == "fault":
            raise DialogueError("status")
        if mood == "stuck before":
            await asyncio.sleep(3600)
        answers[message_id] = self._apply(sender, message)
        while len(answers) > REMEMBERED:
            answers.popitem(last=False)
        if mood == "lost":
            raise DialogueError("timeout")
        if mood == "stuck after":
            await asyncio.sleep(3600)
        return answers[message_id]

    def _apply(self, sender: str, message: str) -> list[Message]:
        applied = self.applied[sender]
        if self.expected.get(message, len(applied)) != len(applied):
            self.unseen.append(message)
        applied.append(message)
        return [question(len(applied))]


@dataclass
class Letter:
    """Something that a person sent. `reply`: the first one they were given."""

    id: str
    text: str
    seen: int
    reply: Reply | None = None


@dataclass
class Person:
    """Somebody at the page: what they sent, and the last reply and question they have seen."""

    sender: Sender
    sent: list[Letter] = field(default_factory=list)
    seen: int = 0
    question: int = 0


class Gateway(RuleBasedStateMachine):
    """Sends, repeats, crashes; then everything works again and everybody repeats what was not answered."""

    database: Flaky
    """Made by the test: one for all runs, emptied before each."""

    def __init__(self) -> None:
        super().__init__()
        with self.database.transaction() as connection:
            for table in METADATA.sorted_tables:
                connection.execute(table.delete())
        self.loop = asyncio.new_event_loop()
        self.dialogue = Dialogue()
        self.people = [Person(sender) for sender in PEOPLE]
        self.numbers = itertools.count(1)
        self.differing: list[str] = []
        self.run(self.start())

    def run(self, what: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(what)

    async def start(self) -> None:
        settings = Settings(var=Path("/nonexistent"), reply_timeout=0.25, longest_wait=1e9, turns_at_once=4)
        self.leases = Leases(self.database)
        dialogue = cast(RasaClient, self.dialogue)
        self.talk = Talk(settings, self.database, self.leases, dialogue, wording_of(settings.hotline))
        self.talk.start()

    async def crash(self) -> None:
        self.leases._give_back = lambda name: None  # type: ignore[method-assign]  # whoever dies gives nothing back
        await self.talk.close(0.0)

    async def say(self, person: Person, letter: Letter) -> None:
        """Send it, or send it again; the person sees what comes back with 200."""
        try:
            reply = await self.talk.conversation.type(person.sender, letter.text, letter.id, None, letter.seen)
        except ApiError:
            return
        if reply.status != 200:
            return
        if letter.reply not in (None, reply):
            self.differing.append(letter.id)
        letter.reply = letter.reply or reply
        asked = question_of(reply.messages)
        if reply.number and reply.number > person.seen and asked:
            person.seen, person.question = reply.number, int(asked.text.removeprefix("Câu hỏi ").rstrip("?"))

    def new(self, person: Person, long: bool) -> Letter:
        number = next(self.numbers)
        text = f"câu thứ {number}. {LONG if long else ''}".strip()
        if not long:
            self.dialogue.expected[text] = person.question
        letter = Letter(f"m{number}", text, person.seen)
        person.sent.append(letter)
        return letter

    @rule(who=st.integers(0, 2), long=st.booleans(), repeated=st.integers(1, 2))
    def send(self, who: int, long: bool, repeated: int) -> None:
        person = self.people[who]
        letter = self.new(person, long)
        self.run(self._together([(person, letter)] * repeated))

    @rule(whose=st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=2, max_size=4))
    def send_several_at_once(self, whose: list[tuple[int, bool]]) -> None:
        self.run(self._together([(self.people[who], self.new(self.people[who], long)) for who, long in whose]))

    async def _together(self, pairs: list[tuple[Person, Letter]]) -> None:
        await asyncio.gather(*(self.say(person, letter) for person, letter in pairs))

    @rule(who=st.integers(0, 2), back=st.integers(0, 5))
    def repeat(self, who: int, back: int) -> None:
        person = self.people[who]
        if person.sent:
            self.run(self.say(person, person.sent[max(0, len(person.sent) - 1 - back)]))

    @rule(moods=st.lists(st.sampled_from(["away", "lost", "fault", "stuck before", "stuck after"]), max_size=3))
    def dialogue_fails(self, moods: list[str]) -> None:
        self.dialogue.moods = moods

    @rule(faults=st.lists(st.sampled_from(["", "", "before", "instead", "after"]), max_size=6))
    def database_fails(self, faults: list[str]) -> None:
        self.database.faults = faults

    @rule()
    def crash_and_start_again(self) -> None:
        self.run(self._restart())

    @rule(who=st.integers(0, 2), long=st.booleans(), after=st.floats(0, 0.03))
    def crash_in_the_middle(self, who: int, long: bool, after: float) -> None:
        person = self.people[who]
        self.run(self._cut_short(person, self.new(person, long), after))

    async def _cut_short(self, person: Person, letter: Letter, after: float) -> None:
        request = asyncio.create_task(self.say(person, letter))
        await asyncio.sleep(after)
        request.cancel()
        await asyncio.gather(request, return_exceptions=True)
        await self._restart()

    async def _restart(self) -> None:
        await self.crash()
        self.database.faults = []
        await self.start()

    @invariant()
    def nothing_is_applied_twice_nor_to_an_unseen_question(self) -> None:
        for applied in self.dialogue.applied.values():
            assert [text for text, times in Counter(applied).items() if times > 1] == []
        assert self.dialogue.unseen == []
        assert self.differing == []

    @invariant()
    def the_order_of_arrival_is_kept(self) -> None:
        """But for what was given up and sent again."""
        with self.database.reading() as connection:
            rows = connection.execute(MESSAGES.select().where(MESSAGES.c.since == MESSAGES.c.received_at)).all()
        place = {(row.sender, row.message_id): row.id for row in rows}
        for person in self.people:
            ids = {letter.text: letter.id for letter in person.sent}
            applied = [(person.sender.name, ids[text]) for text in self.dialogue.applied[person.sender.name]]
            places = [place[name] for name in applied if name in place]
            assert places == sorted(places)

    def teardown(self) -> None:
        try:
            self.run(self._settle())
        finally:
            self.run(self.crash())
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()

    async def _settle(self) -> None:
        self.dialogue.moods = []
        await self._restart()  # whoever was stuck is dead
        self.talk.conversation.patience = 20.0
        await eventually(lambda: Inbox(self.database).undone() == [], seconds=20)
        for person in self.people:
            for letter in person.sent:
                await self.say(person, letter)
                assert letter.reply is not None, letter
        self.nothing_is_applied_twice_nor_to_an_unseen_question()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "AGAIN_AFTER", (0.001,))
    monkeypatch.setattr(worker, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(worker, "SWEEP_EVERY", 0.05)
    monkeypatch.setattr(leases, "SECONDS", 0.3)
    monkeypatch.setattr(answering, "GIVE_UP_AFTER", 1e9)


def test_random_crashes_repeats_and_faults(database_url: str) -> None:
    database = Flaky(database_url)
    searching = budget().max_examples > 100  # DIMOTLAN_FUZZ=searching
    steps = budget(
        max_examples=120 if searching else 6,
        stateful_step_count=30 if searching else 16,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(type("Run", (Gateway,), {"database": database}), settings=steps)
    database.close()
