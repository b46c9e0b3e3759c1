"""The inbox keeps each message once, in the order of arrival, with what must be known to answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from knowledge.messages import Message
from tests.web.chat.asking import FIRST, LONG, SECOND, question
from tests.web.helpers import out_of_order
from web.chat.exchange import Reply, Sent
from web.chat.inbox import DONE, FAILED, LEFT, WAITING, Inbox, Receipt, Taken, TooManyWaiting
from web.store.database import Database, StoreUnavailable
from web.store.tables import CONVERSATIONS, MESSAGES

LAN, MINH = "web:lan", "web:minh"
FEW = 4


@pytest.fixture
def now() -> list[float]:
    return [1_000_000.0]


@pytest.fixture
def inbox(database: Database, now: list[float]) -> Inbox:
    return Inbox(database, clock=lambda: now[0])


@pytest.fixture
def answer(database: Database, inbox: Inbox) -> Callable[..., Reply | None]:
    """Answers the message of a person that comes next, with what was unread before, as the gateway does."""

    def answer(sender: str, *messages: Message, delivered: bool = True, asks: bool = True) -> Reply | None:
        taken = inbox.next(sender)
        assert taken is not None
        with database.transaction() as connection:
            replied = [*taken.unread, *messages]
            return inbox.finish(connection, taken, replied, delivered=delivered, asks=asks)

    return answer


def typed(content: str, message_id: str | None = None, **more: Any) -> Sent:
    return Sent(content=content, typed=True, message_id=message_id, **more)


def accept(inbox: Inbox, content: str, message_id: str | None = None, sender: str = LAN, **more: Any) -> Receipt:
    return inbox.accept(sender, typed(content, message_id, **more), FEW)


def taken(inbox: Inbox, sender: str = LAN) -> Taken:
    found = inbox.next(sender)
    assert found is not None
    return found


def test_a_message_waits_until_it_is_answered(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    receipt = accept(inbox, "có", "m1")
    assert receipt.reply is None
    assert (inbox.state(receipt.id), inbox.reply(receipt.id)) == (WAITING, None)
    first = taken(inbox)
    assert (first.id, first.sender, first.channel, first.tries) == (receipt.id, LAN, "web", 0)
    assert (first.sent.content, first.sent.message_id) == ("có", "m1")
    assert answer(LAN, Message(text="một")) == Reply([Message(text="một")], number=1)
    assert inbox.next(LAN) is None
    assert inbox.state(receipt.id) == DONE
    assert inbox.reply(receipt.id) == Reply([Message(text="một")], number=1)


def test_sent_again_it_is_the_message_of_before(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    receipt = accept(inbox, "có", "m1")
    assert accept(inbox, "có", "m1") == receipt
    assert accept(inbox, "khác", "m1") == receipt
    reply = answer(LAN, Message(text="một"))
    assert accept(inbox, "có", "m1") == Receipt(receipt.id, reply)
    accept(inbox, "tiếp", "m2")
    answer(LAN, Message(text="hai"))
    assert accept(inbox, "có", "m1").reply == reply
    assert inbox.next(LAN) is None


def test_a_message_is_found_again_by_its_id_alone(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    first = accept(inbox, "chào", "m1")
    assert inbox.again(LAN, "m1") == first
    answer(LAN, Message(text="Chào bạn"))
    for _ in range(2):
        again = inbox.again(LAN, "m1")
        assert again is not None
        assert again.reply is not None
        assert [message.text for message in again.reply.messages] == ["Chào bạn"]
    assert inbox.again(MINH, "m1") is None
    assert inbox.again(LAN, "m2") is None


def test_another_persons_message_with_the_same_id_is_theirs(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    accept(inbox, "có", "m1")
    answer(LAN, Message(text="cho Lan"))
    assert accept(inbox, "có", "m1", sender=MINH).reply is None
    answer(MINH, Message(text="cho Minh"))
    assert accept(inbox, "có", "m1", sender=MINH).reply == Reply([Message(text="cho Minh")], number=1)
    assert accept(inbox, "có", "m1").reply == Reply([Message(text="cho Lan")], number=1)


def test_without_an_id_the_same_words_are_the_same_message_until_they_were_answered(
    inbox: Inbox, answer: Callable[..., Reply | None]
) -> None:
    receipt = accept(inbox, "có")
    assert accept(inbox, "có") == receipt
    assert accept(inbox, "không").id != receipt.id
    reply = answer(LAN, Message(text="một"), delivered=False)
    assert accept(inbox, "có") == Receipt(receipt.id, reply)
    assert accept(inbox, "có").id != receipt.id  # the answer was given out: now it is said anew


def test_an_id_under_which_the_reply_of_the_same_words_was_given_gets_it_again(
    inbox: Inbox, answer: Callable[..., Reply | None]
) -> None:
    """The person typed it again by hand, was given the late reply, which was lost on its way, and the page repeats."""
    accept(inbox, LONG, "m1")
    reply = answer(LAN, Message(text="một"), delivered=False)
    assert accept(inbox, LONG, "m2").reply == reply
    assert accept(inbox, LONG, "m2").reply == reply
    assert inbox.next(LAN) is None


def test_a_few_messages_may_wait(inbox: Inbox) -> None:
    for number in range(FEW):
        accept(inbox, "có", f"m{number}")
    with pytest.raises(TooManyWaiting):
        accept(inbox, "có", "more")
    accept(inbox, "có", "m1")  # no new one
    accept(inbox, "có", "more", sender=MINH)


def test_the_order_is_that_of_arrival(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    for sender, message_id in ((MINH, "b"), (LAN, "z"), (LAN, "a"), (MINH, "c")):
        accept(inbox, message_id, message_id, sender)
    assert inbox.undone() == [MINH, LAN]
    for expected in ("z", "a"):
        assert taken(inbox).sent.content == expected
        answer(LAN, Message(text="x"))
    assert inbox.undone() == [MINH]


def test_a_message_is_answered_by_one_worker_only(
    inbox: Inbox, database: Database, answer: Callable[..., Reply | None]
) -> None:
    receipt = accept(inbox, "có", "m1")
    late = taken(inbox)
    reply = answer(LAN, Message(text="một"))
    with database.transaction() as connection:
        assert inbox.finish(connection, late, [Message(text="hai")], delivered=True, asks=True) is None
    assert inbox.reply(receipt.id) == reply


def test_what_was_said_is_not_kept_once_it_is_answered(
    inbox: Inbox, database: Database, answer: Callable[..., Reply | None]
) -> None:
    accept(inbox, "lời của tôi", "m1")
    answer(LAN, Message(text="một"))
    with database.reading() as connection:
        assert connection.execute(sa.select(MESSAGES.c.content)).scalar() == ""


# -- what nobody has seen yet ---------------------------------------------------------------------------------------


def test_what_nobody_was_given_comes_with_the_next_message_once(
    inbox: Inbox, answer: Callable[..., Reply | None]
) -> None:
    one, two, three = (Message(text=text) for text in ("một", "hai", "ba"))
    accept(inbox, "a", "m1")
    answer(LAN, one, delivered=False)
    accept(inbox, "b", "m2")
    assert taken(inbox).unread == [one]
    answer(LAN, two, delivered=False)  # and nobody waited for this one either
    accept(inbox, "c", "m3")
    assert taken(inbox).unread == [one, two]
    assert answer(LAN, three) == Reply([one, two, three], number=3)
    accept(inbox, "d", "m4")
    assert taken(inbox).unread == []
    assert accept(inbox, "a", "m1").reply == Reply([one], number=1)


def test_a_reply_that_is_asked_for_is_given_out(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    receipt = accept(inbox, "a", "m1")
    answer(LAN, Message(text="một"), delivered=False)
    accept(inbox, "b", "m2")
    assert taken(inbox).unread != []
    assert inbox.reply(receipt.id) is not None
    assert taken(inbox).unread == []


def test_a_clerks_reply_is_shown_whenever_it_comes(
    inbox: Inbox, database: Database, answer: Callable[..., Reply | None]
) -> None:
    clerk, one, two = (Message(text=text) for text in ("cán bộ", "một", "hai"))

    def say(*, delivered: bool) -> None:
        with database.transaction() as connection:
            inbox.add(connection, LAN, [clerk], delivered=delivered)

    say(delivered=False)
    assert inbox.news(LAN) == Reply([clerk], number=1)
    assert inbox.news(LAN) is None
    say(delivered=True)  # it left by the outbox
    assert inbox.news(LAN) is None
    receipt = accept(inbox, "a", "m1")
    under_way = taken(inbox)
    say(delivered=False)  # while the dialogue thinks
    with database.transaction() as connection:
        reply = inbox.finish(connection, under_way, [one], delivered=True, asks=True)
    assert accept(inbox, "a", "m1") == Receipt(receipt.id, reply)
    accept(inbox, "b", "m2")
    assert taken(inbox).unread == [clerk]
    assert answer(LAN, two) == Reply([clerk, two], number=5)
    assert inbox.news(LAN) is None


def test_news_are_late_replies_in_order(inbox: Inbox, database: Database) -> None:
    accept(inbox, "a", "m1")
    under_way = taken(inbox)
    with database.transaction() as connection:
        inbox.add(connection, LAN, [Message(text="cán bộ")], delivered=False)
    with database.transaction() as connection:
        inbox.finish(connection, under_way, [Message(text="một")], delivered=False, asks=True)
    news = inbox.news(LAN)
    assert news == Reply([Message(text="cán bộ"), Message(text="một")], number=2)
    assert (inbox.news(LAN), inbox.news(MINH)) == (None, None)


def test_a_short_text_of_somebody_who_had_not_seen_the_question(
    inbox: Inbox, answer: Callable[..., Reply | None]
) -> None:
    accept(inbox, "khai sinh", "m0")
    answer(LAN, question(1))
    accept(inbox, "có", "m1", seen=1)
    accept(inbox, "có", "m2", seen=1)
    assert taken(inbox).unseen is None
    answer(LAN, question(2))
    assert taken(inbox).unseen == question(2)
    answer(LAN, question(2), asks=False)
    fine: list[dict[str, Any]] = [{"seen": 2}, {"seen": 3}, {"answers": SECOND, "seen": 2}, {}]
    for more in fine:
        receipt = accept(inbox, "có", str(more), **more)
        assert taken(inbox).unseen is None, more
        inbox.fail(receipt.id)
    late: list[dict[str, Any]] = [{"seen": 1}, {"seen": 0}, {"answers": FIRST}, {"answers": FIRST, "seen": 3}]
    for more in late:
        receipt = accept(inbox, "có", str(more), **more)
        assert taken(inbox).unseen == question(2), more
        inbox.fail(receipt.id)
    accept(inbox, LONG, "long", seen=0)
    assert taken(inbox).unseen is None


def test_where_the_channel_cannot_say_what_was_seen_it_is_what_was_given_out(
    inbox: Inbox, answer: Callable[..., Reply | None]
) -> None:
    accept(inbox, "khai sinh", "m0")
    accept(inbox, "có", "m1")  # typed before there was any question
    answer(LAN, question(1))
    assert taken(inbox).unseen == question(1)
    answer(LAN, question(1), asks=False)
    accept(inbox, "có", "m2")
    assert taken(inbox).unseen is None


def test_a_remark_leaves_the_question_open(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    accept(inbox, "khai sinh", "m0")
    answer(LAN, question(1))
    accept(inbox, "lệ phí", "m1")
    answer(LAN, Message(text="Không mất phí."))
    accept(inbox, "có", "m2", seen=0)
    assert taken(inbox).unseen == question(1)


def test_what_the_person_was_told_of_is_remembered(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    accept(inbox, "[số điện thoại]", "m1", masked=("[số điện thoại]", "[e-mail]"))
    assert (taken(inbox).sent.masked, taken(inbox).told) == (("[số điện thoại]", "[e-mail]"), frozenset())
    answer(LAN, Message(text="một"))
    accept(inbox, "b", "m2")
    assert taken(inbox).told == {"[số điện thoại]", "[e-mail]"}


# -- what fails, and whoever speaks with a human --------------------------------------------------------------------


def test_a_message_that_failed_is_tried_anew_when_it_is_sent_again(inbox: Inbox, now: list[float]) -> None:
    receipt = accept(inbox, "có", "m1")
    inbox.tried(receipt.id)
    inbox.tried(receipt.id)
    assert taken(inbox).tries == 2
    inbox.fail(receipt.id)
    assert (inbox.next(LAN), inbox.state(receipt.id), inbox.undone()) == (None, FAILED, [])
    received = now[0]
    now[0] += 5
    assert accept(inbox, "có", "m1") == receipt
    again = taken(inbox)
    assert (again.sent.content, again.tries, again.since, again.received_at) == ("có", 0, now[0], received)


def test_an_answered_message_cannot_fail(inbox: Inbox, answer: Callable[..., Reply | None]) -> None:
    receipt = accept(inbox, "có", "m1")
    answer(LAN, Message(text="một"))
    inbox.fail(receipt.id)
    assert inbox.state(receipt.id) == DONE


def test_while_a_human_speaks_messages_are_left_to_them(inbox: Inbox, now: list[float]) -> None:
    inbox.silence(LAN, now[0] + 60)
    left = accept(inbox, "chào chị", "m1")
    assert (inbox.state(left.id), inbox.next(LAN)) == (LEFT, None)
    assert accept(inbox, "chào chị", "m1") == left
    assert inbox.state(accept(inbox, "chào", "m1", sender=MINH).id) == WAITING
    now[0] += 61
    assert inbox.state(accept(inbox, "khai sinh", "m2").id) == WAITING
    assert taken(inbox).sent.content == "khai sinh"


def test_numbers_are_those_of_the_last_reply(inbox: Inbox, database: Database) -> None:
    accept(inbox, "có", "m1")
    assert inbox.numbers(LAN) == inbox.numbers("web:nobody") == {}
    for numbers in ({1: "/yes", 12: '/answer{"câu": "q"}'}, {2: "/no"}):
        with database.transaction() as connection:
            inbox.remember_numbers(connection, LAN, numbers)
        assert inbox.numbers(LAN) == numbers
    assert inbox.numbers(MINH) == {}


def test_when_somebody_was_last_heard_is_known(inbox: Inbox, database: Database, now: list[float]) -> None:
    accept(inbox, "có", "m1")
    now[0] += 10
    accept(inbox, "có", "m1")
    with database.reading() as connection:
        assert connection.execute(sa.select(CONVERSATIONS.c.heard_at)).scalar() == now[0]


def test_ids_only_rise(inbox: Inbox, database: Database) -> None:
    assert inbox.last() == 0
    receipt = accept(inbox, "có", "m1")
    assert inbox.last() == receipt.id
    with database.transaction() as connection:
        connection.execute(MESSAGES.delete())
    assert accept(inbox, "có", "m1").id > receipt.id


# -- two gateways, and a database that fails ------------------------------------------------------------------------


@pytest.fixture
def others(database_url: str) -> Iterator[list[Inbox]]:
    databases = [Database(database_url) for _ in range(2)]
    yield [Inbox(database) for database in databases]
    for database in databases:
        database.close()


def test_two_gateways_that_hear_a_message_at_once_keep_it_once(others: list[Inbox]) -> None:
    with ThreadPoolExecutor(8) as pool:
        for number in range(10):
            jobs = [pool.submit(accept, inbox, "có", f"m{number}", f"web:{number}") for inbox in others * 4]
            assert len({job.result() for job in jobs}) == 1


def test_two_gateways_never_let_too_many_wait(others: list[Inbox]) -> None:
    def hear(number: int) -> bool:
        try:
            accept(others[number % 2], "có", f"m{number}")
        except TooManyWaiting:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(hear, range(24))) == FEW


def test_a_reply_is_given_out_while_the_next_one_is_stored(others: list[Inbox], database_url: str) -> None:
    """The one gateway answers, the other one gives out: they never block each other."""
    database = Database(database_url)
    receipts = [accept(others[0], str(number), f"m{number}", LAN) for number in range(FEW)]

    def store() -> bool:
        found = others[0].next(LAN)
        if found is None:
            return False
        with database.transaction() as connection:
            others[0].finish(connection, found, [Message(text="x")], delivered=False, asks=True)
        return True

    def give(receipt: Receipt) -> None:
        for _ in range(10):
            others[1].reply(receipt.id)

    with ThreadPoolExecutor(8) as pool:
        for round_ in range(8):
            jobs = [pool.submit(give, receipt) for receipt in receipts]
            while store():
                pass
            for job in jobs:
                job.result()
            receipts = [accept(others[0], str(number), f"{round_} {number}", LAN) for number in range(FEW)]
    database.close()


def test_a_message_that_cannot_be_stored_is_not_accepted(inbox: Inbox, database: Database) -> None:
    accept(inbox, "một", "m1")
    with out_of_order(database):
        with pytest.raises(StoreUnavailable):
            accept(inbox, "hai", "m2")
        with pytest.raises(StoreUnavailable):
            inbox.next(LAN)
    assert taken(inbox).sent.content == "một"
    assert accept(inbox, "hai", "m2").reply is None
