"""The worker answers what waits: in order for each person, several people at once, whatever dies between."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from knowledge.messages import Message
from tests.web.helpers import eventually, out_of_order
from web.chat import worker as module
from web.chat.exchange import Reply, Sent
from web.chat.inbox import DONE, FAILED, WAITING, Inbox, Taken
from web.chat.worker import Worker
from web.store.database import Database
from web.store.leases import SECONDS, Leases

LAN, MINH = "web:lan", "web:minh"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_AFTER", (0.01, 0.05))
    monkeypatch.setattr(module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(module, "SWEEP_EVERY", 0.2)


@dataclass
class Answers:
    """What answers the messages of one database, and what it has seen.

    Attributes:
        seconds: how long an answer takes.
        before: called with each message before it is answered; what it raises is a fault.
        delivered: by message, whether somebody waited when it was answered.
    """

    database: Database
    seconds: float = 0.0
    before: Callable[[Taken], None] = lambda taken: None
    got: list[tuple[str, str]] = field(default_factory=list)
    delivered: dict[int, bool] = field(default_factory=dict)
    running: Counter[str] = field(default_factory=Counter)
    most_for_one: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self.inbox = Inbox(self.database)

    async def __call__(self, taken: Taken, waited: Callable[[], bool]) -> Reply | None:
        self.running[taken.sender] += 1
        self.most_for_one = max(self.most_for_one, self.running[taken.sender])
        self.most_at_once = max(self.most_at_once, self.running.total())
        try:
            self.before(taken)
            await asyncio.sleep(self.seconds)
        finally:
            self.running[taken.sender] -= 1
        self.got.append((taken.sender, taken.sent.content))
        self.delivered[taken.id] = waited()
        return await asyncio.to_thread(self.finish, taken)

    def finish(self, taken: Taken) -> Reply | None:
        with self.database.transaction() as connection:
            messages = [Message(text=f"nhận: {taken.sent.content}")]
            return self.inbox.finish(connection, taken, messages, delivered=self.delivered[taken.id], asks=True)

    def accept(self, content: str, sender: str = LAN) -> int:
        return self.inbox.accept(sender, Sent(content=content, typed=True, message_id=content), 50).id

    def to(self, sender: str) -> list[str]:
        return [content for receiver, content in self.got if receiver == sender]

    async def all_done(self) -> None:
        await eventually(lambda: self.inbox.undone() == [])

    @asynccontextmanager
    async def worker(self, grace: float = 5.0, leases: Leases | None = None) -> AsyncIterator[Worker]:
        worker = Worker(self.inbox, self, leases or Leases(self.database))
        worker.start()
        try:
            yield worker
        finally:
            await worker.close(grace)


@pytest.fixture
def answers(database: Database) -> Answers:
    return Answers(database)


async def test_the_order_of_a_person_is_kept_and_several_are_answered_at_once(answers: Answers) -> None:
    answers.seconds = 0.02
    people = [f"web:{number}" for number in range(6)]
    async with answers.worker() as worker:
        for word in ("một", "hai", "ba"):
            for sender in people:
                answers.accept(word + sender, sender)
                worker.wake(sender)
        await answers.all_done()
    assert all(answers.to(sender) == [f"{word}{sender}" for word in ("một", "hai", "ba")] for sender in people)
    assert answers.most_for_one == 1
    assert answers.most_at_once > 1


async def test_whoever_waits_gets_the_reply_and_it_counts_as_given_out(answers: Answers) -> None:
    async with answers.worker() as worker:
        message = answers.accept("có")
        first, again = await asyncio.gather(worker.reply(LAN, message, 2), worker.reply(LAN, message, 2))
        assert first == again == Reply([Message(text="nhận: có")], number=1)
        assert await worker.reply(LAN, message, 2) == first
    assert answers.delivered == {message: True}


async def test_whoever_has_gone_was_not_given_it(answers: Answers) -> None:
    answers.seconds = 0.3
    async with answers.worker() as worker:
        message = answers.accept("có")
        started = time.monotonic()
        assert await worker.reply(LAN, message, 0.1) is None
        assert time.monotonic() - started < 0.25
        await answers.all_done()
    assert answers.delivered == {message: False}


async def test_a_message_behind_another_one_waits_for_it(answers: Answers) -> None:
    answers.seconds = 0.1
    async with answers.worker() as worker:
        messages = [answers.accept(word) for word in ("một", "hai", "ba")]
        replies = await asyncio.gather(*(worker.reply(LAN, message, 3) for message in reversed(messages)))
    assert [reply.number for reply in replies if reply] == [3, 2, 1]
    assert answers.to(LAN) == ["một", "hai", "ba"]


async def test_what_was_left_undone_is_taken_up_at_the_start(answers: Answers) -> None:
    answers.accept("một")
    answers.accept("hai")
    answers.accept("khác", MINH)
    async with answers.worker():
        await answers.all_done()
    assert (answers.to(LAN), answers.to(MINH)) == (["một", "hai"], ["khác"])


async def test_what_somebody_else_leaves_undone_is_found(answers: Answers) -> None:
    async with answers.worker():
        await asyncio.sleep(0.05)
        answers.accept("một")  # and nobody wakes the worker
        await answers.all_done()


async def test_what_is_not_answered_is_tried_again_until_it_is_given_up(answers: Answers, database: Database) -> None:
    tries: list[str] = []

    async def answer(taken: Taken, waited: Callable[[], bool]) -> Reply | None:
        tries.append(taken.sent.content)
        await asyncio.to_thread(answers.inbox.tried, taken.id)
        if taken.tries == 2:
            await asyncio.to_thread(answers.inbox.fail, taken.id)
        return None

    worker = Worker(answers.inbox, answer, Leases(database))
    first, second = answers.accept("một"), answers.accept("hai")
    assert await worker.reply(LAN, first, 3) is None
    await answers.all_done()
    assert tries == ["một"] * 3 + ["hai"] * 3
    assert answers.inbox.state(second) == FAILED
    await worker.close(1)


async def test_a_fault_with_one_person_does_not_stop_the_others(answers: Answers) -> None:
    def fault(taken: Taken) -> None:
        if taken.sender == LAN:
            raise ZeroDivisionError

    answers.before = fault
    async with answers.worker() as worker:
        bad = answers.accept("một")
        assert await worker.reply(LAN, bad, 0.2) is None
        for word in ("hai", "ba"):
            assert await worker.reply(MINH, answers.accept(word, MINH), 3) is not None
        answers.before = lambda taken: None
        assert await worker.reply(LAN, bad, 3) is not None


async def test_a_reply_that_another_one_has_stored_is_given(answers: Answers) -> None:
    """The lease ran out while this one stood still: its own answer is not stored, but there is one."""

    async def answer(taken: Taken, waited: Callable[[], bool]) -> Reply | None:
        answers.delivered[taken.id] = False
        await asyncio.to_thread(answers.finish, taken)
        return await asyncio.to_thread(answers.finish, taken)

    worker = Worker(answers.inbox, answer, Leases(answers.database))
    assert await worker.reply(LAN, answers.accept("một"), 2) == Reply([Message(text="nhận: một")], number=1)
    await worker.close(1)


async def test_a_database_that_fails_costs_no_message(answers: Answers) -> None:
    answers.seconds = 0.1
    async with answers.worker() as worker:
        message = answers.accept("một")
        waiting = asyncio.create_task(worker.reply(LAN, message, 5))
        await asyncio.sleep(0.05)
        with out_of_order(answers.database):
            await asyncio.sleep(0.3)
        await answers.all_done()
        await asyncio.gather(waiting, return_exceptions=True)
        assert await worker.reply(LAN, message, 1) == Reply([Message(text="nhận: một")], number=1)


async def test_closing_finishes_what_is_under_way_and_leaves_the_rest(answers: Answers) -> None:
    answers.seconds = 0.2
    under_way, behind = answers.accept("một"), answers.accept("hai")
    async with answers.worker():
        await eventually(lambda: answers.running.total() == 1)
    assert (answers.inbox.state(under_way), answers.inbox.state(behind)) == (DONE, WAITING)
    answers.seconds = 60
    async with answers.worker(grace=0.1):
        await eventually(lambda: answers.running.total() == 1)
    assert answers.inbox.state(behind) == WAITING
    answers.seconds = 0
    async with answers.worker():
        await answers.all_done()
    assert answers.to(LAN) == ["một", "hai"]


# -- a second gateway -----------------------------------------------------------------------------------------------


async def test_two_gateways_never_work_for_one_person_at_once(postgres_url: str) -> None:
    databases = [Database(postgres_url) for _ in range(2)]
    answers = Answers(databases[0], seconds=0.01)
    async with answers.worker() as first, answers.worker(leases=Leases(databases[1])) as second:
        messages = []
        for number in range(12):
            messages.append(answers.accept(str(number)))
            (first, second)[number % 2].wake(LAN)
        replies = await asyncio.gather(
            *((first, second)[place % 2].reply(LAN, message, 5) for place, message in enumerate(messages))
        )
    assert answers.most_for_one == 1
    assert answers.to(LAN) == [str(number) for number in range(12)]
    assert [reply.messages[0].text for reply in replies if reply] == [f"nhận: {number}" for number in range(12)]
    for database in databases:
        database.close()


async def test_when_a_gateway_dies_another_one_goes_on_after_its_lease(postgres_url: str) -> None:
    database = Database(postgres_url)
    answers = Answers(database)
    late = [0.0]
    dead = Leases(database)
    stays = dead.held(f"sender:{LAN}")  # whoever dies gives nothing back
    assert await stays.__aenter__()
    async with answers.worker(leases=Leases(database, clock=lambda: time.time() + late[0])) as worker:
        message = answers.accept("một")
        assert await worker.reply(LAN, message, 0.5) is None
        assert answers.got == []
        late[0] = SECONDS + 1
        assert await worker.reply(LAN, message, 3) is not None
    await stays.__aexit__(None, None, None)
    database.close()
