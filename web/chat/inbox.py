"""What people sent and what they were answered, kept in the database: each message once, in the order of arrival."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from knowledge.messages import Message
from web.chat.exchange import Reply, Sent, from_json, question_key, question_of, settles, to_json
from web.store import statements
from web.store.database import Database
from web.store.statements import DONE as DONE
from web.store.statements import FAILED as FAILED
from web.store.statements import LEFT as LEFT
from web.store.statements import WAITING as WAITING
from web.store.tables import CONVERSATIONS, MESSAGES

_NO_ID = "none:"
"""So begins what stands for an id where the channel gave none."""


class TooManyWaiting(Exception):
    """The person's earlier messages still wait."""


@dataclass(frozen=True)
class Receipt:
    """A message was accepted. `reply`: the one it was given before, when it had been sent already."""

    id: int
    reply: Reply | None = None


@dataclass(frozen=True)
class Taken:
    """The message of a person that comes next, with what must be known to answer it.

    Attributes:
        since: when it was last sent (seconds since 1970): it is tried from then on.
        unread: the messages of replies that nobody was given yet, in order.
        unread_ids: the rows that hold them.
        unseen: the question now open, when this message was sent by somebody who had not seen it.
        told: the kinds of personal data the person was told of.
        more: whether other messages of the person wait behind it.
    """

    id: int
    sender: str
    sent: Sent
    tries: int
    received_at: float
    since: float
    unread: list[Message]
    unread_ids: tuple[int, ...]
    unseen: Message | None
    told: frozenset[str]
    more: bool = False

    @property
    def channel(self) -> str:
        """The name of the channel it came by."""
        return self.sender.partition(":")[0]


class Inbox:
    """Thread-safe; every method is a single transaction.

    Args:
        database: the gateway's.
        clock: seconds since the epoch; tests bring their own.

    Raises:
        StoreUnavailable: by every method, when the database fails; then nothing was changed.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    # -- coming in --------------------------------------------------------------------------------------------------

    def accept(self, sender: str, sent: Sent, most_waiting: int) -> Receipt:
        """Store a message before anything is done with it.

        Sent again (the same id; or, without an id, the same words while they are not answered or the answer was not
        given out) it is the message of before. One that had failed is tried anew.

        Raises:
            TooManyWaiting: `most_waiting` messages of the person wait already.
        """
        with self._database.transaction() as connection:
            about = self._heard(connection, sender)
            before = {"of": sender, "again": sent.message_id, "same": sent.digest}
            rows = connection.execute(statements.SENT_BEFORE, before).all()
            known = _same(rows, sent)
            if known is not None:
                return self._again(connection, known, sent.message_id)
            if sum(row.state == WAITING for row in rows) >= most_waiting:
                raise TooManyWaiting
            state = LEFT if about.silent_until > self._clock() else WAITING
            now = self._clock()
            row = {
                "sender": sender,
                "message_id": sent.message_id or f"{_NO_ID}{uuid.uuid4().hex}",
                "received_at": now,
                "since": now,
                "content": sent.content,
                "digest": sent.digest,
                "typed": sent.typed,
                "short": sent.may_answer,
                "answers": sent.answers,
                "seen": about.delivered if sent.seen is None else sent.seen,
                "masked": "\n".join(sent.masked),
                "state": state,
            }
            added = connection.execute(statements.ADD, row)
            return Receipt(added.inserted_primary_key[0])

    def again(self, sender: str, message_id: str) -> Receipt | None:
        """A message that came before, by its id alone; one that had failed is tried anew. None when there is none."""
        with self._database.transaction() as connection:
            query = MESSAGES.select().where(MESSAGES.c.sender == sender, MESSAGES.c.message_id == message_id)
            known = connection.execute(query).first()
            return self._again(connection, known, message_id) if known else None

    def _heard(self, connection: Connection, sender: str) -> Row:
        """Note that the person was heard; what is known of the conversation."""
        # the row is written first: two gateways that hear the same person wait for each other here
        return connection.execute(statements.HEAR, {"of": sender, "now": self._clock()}).one()

    def _again(self, connection: Connection, row: Row, message_id: str | None) -> Receipt:
        if row.state == FAILED:
            anew = {"state": WAITING, "tries": 0, "since": self._clock()}
            connection.execute(MESSAGES.update().where(MESSAGES.c.id == row.id).values(**anew))
        if row.state != DONE:
            return Receipt(row.id)
        _give(connection, row)
        if message_id not in (None, row.message_id):  # the same words under another id: that too may be sent again
            copy = {**row._mapping, "message_id": message_id, "delivered": True}
            del copy["id"]
            connection.execute(MESSAGES.insert().values(**copy))
        return Receipt(row.id, _reply(row))

    # -- being worked on --------------------------------------------------------------------------------------------

    def next(self, sender: str) -> Taken | None:
        """The oldest message of the person that waits; None when there is none. Nothing is changed."""
        with self._database.reading() as connection:
            rows = connection.execute(statements.OPEN, {"of": sender}).all()
            waiting = [row for row in rows if row.state == WAITING]
            if not waiting:
                return None
            about = connection.execute(statements.ABOUT, {"of": sender}).one()
        unread = sorted((row for row in rows if row.state == DONE), key=lambda row: int(row.number))
        return _taken(waiting[0], about, unread, more=len(waiting) > 1)

    def tried(self, message: int) -> None:
        """Note that the dialogue did not answer it."""
        with self._database.transaction() as connection:
            connection.execute(MESSAGES.update().where(MESSAGES.c.id == message).values(tries=MESSAGES.c.tries + 1))

    def finish(
        self,
        connection: Connection,
        taken: Taken,
        messages: Sequence[Message],
        *,
        delivered: bool,
        asks: bool,
    ) -> Reply | None:
        """Store the reply and mark the message done, inside a transaction of the caller's.

        Args:
            connection: the transaction.
            taken: the message.
            messages: its reply, with what was unread before.
            delivered: somebody waits for the reply and is given it now.
            asks: whether the dialogue made the reply; else the question of before stays open.

        Returns:
            the reply; None when another worker had answered it.
        """
        about = connection.execute(statements.ABOUT_TO_CHANGE, {"of": taken.sender}).one()
        number = about.replies + 1
        done = {
            "state": DONE,
            "content": "",
            "reply": to_json(messages),
            "number": number,
            "delivered": delivered,
            "done_at": self._clock(),
        }
        if not connection.execute(statements.END, {"message": taken.id, **done}).rowcount:
            return None
        if taken.unread_ids:  # what was unread is part of this reply, which may itself be unread
            connection.execute(
                statements.CHANGE, [{"message": earlier, "delivered": True} for earlier in taken.unread_ids]
            )
        changes: dict[str, object] = {"replies": number}
        if delivered:
            changes["delivered"] = number
        if asks and settles(messages):
            question = question_of(messages)
            changes |= {"question": to_json([question]) if question else None, "asked": number}
        if told := taken.told.union(taken.sent.masked) - taken.told:
            changes["told"] = "\n".join(sorted(taken.told | told))
        connection.execute(statements.NOTE, {"of": taken.sender, **changes})
        return Reply(list(messages), number=number)

    def silence(self, sender: str, until: float) -> None:
        """A human is speaking with the person: what they write is noted as done, without a reply, until then."""
        with self._database.transaction() as connection:
            self._heard(connection, sender)
            mine = CONVERSATIONS.c.sender == sender
            connection.execute(CONVERSATIONS.update().where(mine).values(silent_until=until))

    def add(self, connection: Connection, sender: str, messages: Sequence[Message], *, delivered: bool) -> None:
        """Add a reply to no message, inside a transaction of the caller's: it is shown with the next reply."""
        about = self._heard(connection, sender)
        now, number = self._clock(), about.replies + 1
        connection.execute(
            MESSAGES.insert().values(
                sender=sender,
                message_id=f"{_NO_ID}{uuid.uuid4().hex}",
                received_at=now,
                since=now,
                digest="",
                typed=False,
                short=False,
                seen=about.replies,
                state=DONE,
                reply=to_json(messages),
                number=number,
                delivered=delivered,
                done_at=now,
            )
        )
        changes = {"replies": number, **({"delivered": number} if delivered else {})}
        connection.execute(CONVERSATIONS.update().where(CONVERSATIONS.c.sender == sender).values(**changes))

    def news(self, sender: str) -> Reply | None:
        """Replies that nobody was given yet, as one; they are given out by this. None when there are none."""
        with self._database.reading() as connection:
            rows = _unread(connection, sender)
        if not rows:
            return None
        with self._database.transaction() as connection:
            _give(connection, *rows)
        return Reply([message for row in rows for message in _reply(row).messages], number=rows[-1].number)

    @staticmethod
    def remember_numbers(connection: Connection, sender: str, numbers: Mapping[int, str]) -> None:
        """Note, inside a transaction of the caller's, what each number of the last reply stands for."""
        text = json.dumps({str(number): payload for number, payload in numbers.items()}, ensure_ascii=False)
        connection.execute(CONVERSATIONS.update().where(CONVERSATIONS.c.sender == sender).values(numbers=text))

    def numbers(self, sender: str) -> dict[int, str]:
        """What each number of the last reply stands for."""
        with self._database.reading() as connection:
            query = sa.select(CONVERSATIONS.c.numbers).where(CONVERSATIONS.c.sender == sender)
            text = connection.execute(query).scalar()
        return {int(number): payload for number, payload in json.loads(text or "{}").items()}

    def fail(self, message: int) -> None:
        """Give a message up; when it is sent again it is tried anew."""
        with self._database.transaction() as connection:
            undone = sa.and_(MESSAGES.c.id == message, MESSAGES.c.state == WAITING)
            connection.execute(MESSAGES.update().where(undone).values(state=FAILED, done_at=self._clock()))

    # -- going out --------------------------------------------------------------------------------------------------

    def reply(self, message: int) -> Reply | None:
        """The reply to a message, which is given out by this; None while there is none."""
        with self._database.reading() as connection:
            row = connection.execute(statements.ONE, {"message": message}).first()
        if row is None or row.state != DONE:
            return None
        if not row.delivered:
            with self._database.transaction() as connection:
                _give(connection, row)
        return _reply(row)

    def state(self, message: int) -> str:
        """waiting, done, failed or left; "" when the message is no longer kept."""
        with self._database.reading() as connection:
            return str(connection.execute(statements.STATE, {"message": message}).scalar() or "")

    def last(self) -> int:
        """The id of the newest message; 0 when there is none. Ids only rise."""
        with self._database.reading() as connection:
            return int(connection.execute(sa.select(sa.func.max(MESSAGES.c.id))).scalar() or 0)

    def undone(self) -> list[str]:
        """Everybody who waits for an answer, whoever has waited longest first."""
        first = sa.func.min(MESSAGES.c.id)
        query = sa.select(MESSAGES.c.sender).where(MESSAGES.c.state == WAITING)
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(query.group_by(MESSAGES.c.sender).order_by(first))]


def _same(rows: Sequence[Row], sent: Sent) -> Row | None:
    """The row of a message that came before: by its id, else by its words while nobody has been given their answer."""
    if sent.message_id is not None:
        for row in rows:
            if row.message_id == sent.message_id:
                return row
    for row in rows:
        unanswered = row.state == WAITING and row.message_id.startswith(_NO_ID) and sent.message_id is None
        if row.digest == sent.digest and (unanswered or (row.state == DONE and not row.delivered)):
            return row
    return None


def _unread(connection: Connection, sender: str) -> Sequence[Row]:
    """The person's replies that nobody was given yet, in order."""
    rows: Sequence[Row] = connection.execute(statements.UNREAD, {"of": sender}).all()
    return rows


def _give(connection: Connection, *rows: Row) -> None:
    """Note that these replies of a person were given out, the last of them last."""
    # the conversation's row first, as `accept` and `finish` do: two that lock in different orders block each other
    behind = sa.and_(CONVERSATIONS.c.sender == rows[-1].sender, CONVERSATIONS.c.delivered < rows[-1].number)
    connection.execute(CONVERSATIONS.update().where(behind).values(delivered=rows[-1].number))
    connection.execute(MESSAGES.update().where(MESSAGES.c.id.in_([row.id for row in rows])).values(delivered=True))


def _reply(row: Row) -> Reply:
    return Reply(from_json(row.reply), row.status, row.number)


def _taken(row: Row, about: Row, unread: Sequence[Row], *, more: bool) -> Taken:
    sent = Sent(
        content=row.content,
        typed=row.typed,
        message_id=row.message_id,
        answers=row.answers,
        seen=row.seen,
        masked=_lines(row.masked),
    )
    told = frozenset(_lines(about.told))
    return Taken(
        id=row.id,
        sender=row.sender,
        sent=sent,
        tries=row.tries,
        received_at=row.received_at,
        since=row.since,
        unread=[message for earlier in unread for message in _reply(earlier).messages],
        unread_ids=tuple(earlier.id for earlier in unread),
        unseen=_unseen(row, about),
        told=told,
        more=more,
    )


def _unseen(row: Row, about: Row) -> Message | None:
    if not (row.short and about.question):
        return None
    question = from_json(about.question)[0]
    # "Ý bạn là …?", choices and papers have no key: the client names the case question above them, which was seen too
    elsewhere = row.answers and row.answers != (question_key(question) or row.answers)
    return question if elsewhere or row.seen < about.asked else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)
