"""The tables of the gateway. Times are seconds since 1970; people are named as `Sender.name` has it."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

MESSAGES = sa.Table(
    "messages",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("message_id", sa.Text, nullable=False),
    sa.Column("received_at", sa.Float, nullable=False),
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("content", sa.Text, nullable=False, server_default=""),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("typed", sa.Boolean, nullable=False),
    sa.Column("short", sa.Boolean, nullable=False),
    sa.Column("answers", sa.Text),
    sa.Column("seen", sa.Integer, nullable=False),
    sa.Column("masked", sa.Text, nullable=False, server_default=""),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("number", sa.Integer),
    sa.Column("reply", sa.Text),
    sa.Column("status", sa.Integer, nullable=False, server_default="200"),
    sa.Column("delivered", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("done_at", sa.Float),
    sa.UniqueConstraint("sender", "message_id", name="one_message_once"),
    sa.Index("messages_undone", "state", "id"),
    sa.Index("messages_by_sender", "sender", "number"),
    sa.Index("messages_by_time", "received_at"),
    sqlite_autoincrement=True,
)
"""The inbox. `state`: waiting, done, failed, or left to a human of the office.

`since`: when it was last sent, from which on it is tried. `content` is masked, and emptied once it is answered;
`digest` stays.

`number` counts the replies of a conversation from 1; `seen` is the number of the last reply the person had seen when
the message was sent; `delivered`: somebody has been given the reply.
"""

CONVERSATIONS = sa.Table(
    "conversations",
    METADATA,
    sa.Column("sender", sa.Text, primary_key=True),
    sa.Column("replies", sa.Integer, nullable=False, server_default="0"),
    sa.Column("delivered", sa.Integer, nullable=False, server_default="0"),
    sa.Column("question", sa.Text),
    sa.Column("asked", sa.Integer, nullable=False, server_default="0"),
    sa.Column("numbers", sa.Text, nullable=False, server_default="{}"),
    sa.Column("told", sa.Text, nullable=False, server_default=""),
    sa.Column("silent_until", sa.Float, nullable=False, server_default="0"),
    sa.Column("heard_at", sa.Float, nullable=False),
    sa.Index("conversations_by_time", "heard_at"),
)
"""One row a person. `replies`: how many there were; `delivered`: the number of the last one that was given out.

`question`: the message (JSON) that asks the question now open; `asked`: the number of the reply that asked it.
`numbers`: what each number of the last reply stands for, where its channel shows buttons as numbered lines (JSON).
`told`: kinds of personal data the person was told of. `silent_until`: a human of the office is speaking until then.
"""

OFFERS = sa.Table(
    "offers",
    METADATA,
    sa.Column("session", sa.Text, primary_key=True),
    sa.Column("payload", sa.Text, primary_key=True),
    sa.Column("offered_at", sa.Float, nullable=False),
    sa.Index("offers_by_time", "offered_at"),
)
"""Which payloads the bot offered to whom; people are stored as hashes."""

PARCELS = sa.Table(
    "parcels",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("message", sa.Integer),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("made_at", sa.Float, nullable=False),
    sa.Column("fault", sa.Text, nullable=False, server_default=""),
    sa.Index("parcels_undone", "channel", "state", "due_at"),
    sa.Index("parcels_by_sender", "sender", "id"),
    sqlite_autoincrement=True,
)
"""The outbox of the channels that send by themselves. `state`: waiting, sending, sent or failed.

`body` (JSON, the channel's own form) is emptied once it is sent; `message`: the id of the message it answers.
"""

LEASES = sa.Table(
    "leases",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("until", sa.Float, nullable=False),
)
"""Who does what only one may do at a time (a person's messages, a token's refresh), and until when."""

NOTES = sa.Table(
    "notes",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("written_at", sa.Float, nullable=False),
)
"""Small things to be remembered, by name, as JSON: a channel's tokens, when an event was last heard."""

HANDOFFS = sa.Table(
    "handoffs",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", sa.Float, nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.Index("handoffs_by_state", "state", "id"),
    sa.Index("handoffs_by_sender", "sender"),
    sqlite_autoincrement=True,
)
"""Who waits for a human of the office. `state`: waiting, taken or done; `summary` holds no personal data."""

FIGURES = sa.Table(
    "figures",
    METADATA,
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
"""What remains for reports when conversations are deleted, without anything that was said.

`day` in Việt Nam (YYYY-MM-DD); `what`: messages, people, or "checklist <code>" for each list that was given.
"""
