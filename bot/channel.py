"""How the gateway speaks to the dialogue: a message once, whatever dies in between; only the gateway may."""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.tracker_store import Overtaken, Unanswered

LOGGER = logging.getLogger(__name__)
SECRET_HEADER = "X-Parts-Secret"
STORE_AWAY = 507
OnMessage = Callable[[UserMessage], Awaitable[Any]]


class GatewayInput(InputChannel):
    """POST webhook {sender, message, message_id, again} → the replies; POST forget {senders} → how many there were.

    A message id whose turn is stored already gets the stored replies, and the conversation does not change; with
    "again": false the gateway says that it never gave this message to anybody.
    Without the secret of this start (DIMOTLAN_PARTS_SECRET) the answer is 403; when the conversation could not be read
    or stored, or the action server did not answer, 507, and nothing has changed.
    """

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa, and its place under /webhooks/."""
        return "gateway"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The routes."""
        routes = Blueprint("gateway_webhook", __name__)
        secret = os.environ.get("DIMOTLAN_PARTS_SECRET", "")

        @routes.middleware("request")
        async def check(request: Request) -> HTTPResponse | None:
            return None if is_ours(request, secret) else json({}, status=403)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            status, body = await answer(request, on_new_message)
            return json(body, status=status)

        @routes.route("/forget", methods=["POST"])
        async def forget(request: Request) -> HTTPResponse:
            return json({"forgotten": forget_all(request)})

        return routes


def is_ours(request: Request, secret: str) -> bool:
    """Whether a request comes from a part of this assistant."""
    given = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(given.encode(errors="replace"), secret.encode())


def forget_all(request: Request) -> int:
    """Delete the conversations a request names; how many there were."""
    store = _primary(request.app.ctx.agent.tracker_store)
    return int(store.forget([str(sender) for sender in request.json["senders"]]))


async def answer(request: Request, on_new_message: OnMessage) -> tuple[int, Any]:
    """The status and the replies to one message; STORE_AWAY when the turn was not kept."""
    # one at a time of a person, the look for an earlier answer included: it may be asked for during its turn
    turns: WeakValueDictionary[str, asyncio.Lock]
    turns = vars(request.app.ctx).setdefault("turns", WeakValueDictionary())
    turn = turns.setdefault(str(request.json["sender"]), asyncio.Lock())
    try:
        async with turn:
            return 200, await _turn(request, on_new_message)
    except (SQLAlchemyError, Overtaken, Unanswered) as error:
        LOGGER.error("a turn was not kept", extra={"fields": {"error": type(error).__name__}})
        return STORE_AWAY, {}


async def _turn(request: Request, on_new_message: OnMessage) -> list[dict[str, Any]]:
    sender, text = str(request.json["sender"]), str(request.json["message"])
    message_id = str(request.json.get("message_id") or "")
    if message_id and request.json.get("again", True):
        tracker = await request.app.ctx.agent.tracker_store.retrieve(sender)
        known = replies_to(tracker, message_id) if tracker else None
        if known is not None:
            return known
    collector = CollectingOutputChannel()
    message = UserMessage(text, collector, sender, input_channel=GatewayInput.name(), message_id=message_id or None)
    await on_new_message(message)
    return list(collector.messages)


def replies_to(tracker: DialogueStateTracker, message_id: str) -> list[dict[str, Any]] | None:
    """The replies to a message that the conversation holds already, as the output channel gives them; else None."""
    events = list(tracker.events)
    place = next(
        (
            place
            for place in reversed(range(len(events)))
            if isinstance(events[place], UserUttered) and events[place].message_id == message_id
        ),
        None,
    )
    return None if place is None else list(_said(events[place + 1 :]))


def _said(events: list[Any]) -> Iterator[dict[str, Any]]:
    for event in events:
        if isinstance(event, UserUttered):
            return
        if isinstance(event, BotUttered):
            custom = (event.data or {}).get("custom")
            yield {"custom": custom} if custom else {"text": event.text, "buttons": (event.data or {}).get("buttons")}


def _primary(store: Any) -> Any:
    """The store behind Rasa's wrappers."""
    while inner := getattr(store, "_tracker_store", None):
        store = inner
    return store
