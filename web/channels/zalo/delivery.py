"""Sends one parcel: within the free window, in parts where Zalo wants shorter texts, and says what came of it."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from web.channels.zalo.api.client import FREE_QUOTA, Answer, Client, Unreachable, UploadRefused
from web.channels.zalo.api.list_file import LIST, ListFiles
from web.channels.zalo.api.reactions import MEANINGS, Reaction, reaction_to
from web.channels.zalo.api.tokens import NoToken, Tokens
from web.channels.zalo.echoes import Echoes
from web.channels.zalo.people import FREE_MESSAGES, Held, People, Person
from web.channels.zalo.rendering import Body, Rendering
from web.channels.zalo.splitting import length, parts_of
from web.chat.courier import Outcome
from web.chat.outbox import Parcel
from web.errors import ApiError
from web.logs import event
from web.store.database import StoreUnavailable

WAITS = (2.0, 5.0, 15.0, 60.0, 300.0)
"""Seconds before a parcel is tried again; the last one goes on."""
LATER = 600.0
"""Seconds before a parcel is tried again that the office's set-up prevents."""
RATE_WAITS = (5.0, 15.0, 30.0, 60.0)
"""Seconds everybody waits after the rate limit was met, where Zalo does not say how long."""
STALE = 48 * 3600.0
"""Seconds after which an answer is of no use any more."""
MOST_UNKNOWN = 5
"""How often a parcel is tried that Zalo refuses for a reason that is not known."""
SHORTER = 500
"""Characters of the parts into which a text is cut that Zalo holds to be too long."""
HELD = "held"
"""The fault of a parcel that waits for the person's next message."""
SPARE = 3
"""Free messages that a list's file leaves for answers: the list itself was sent as text."""
ECHO_WAIT = 3.0
"""Seconds to wait for the echo of a message whose answer was lost."""


class Delivery:
    """
    Args:
        client: sends.
        tokens: what it needs for that.
        people: what may be sent to whom.
        echoes: what Zalo reports as sent.
        rendering: told when Zalo wants shorter texts.
        counts: how often what happened.
        paid: whether messages may be sent that are not free of charge.
        clock: seconds since the epoch.
    """

    def __init__(
        self,
        client: Client,
        tokens: Tokens,
        people: People,
        echoes: Echoes,
        rendering: Rendering,
        counts: Counter[str],
        paid: bool,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._tokens = tokens
        self._lists = ListFiles(client, tokens)
        self._people = people
        self._echoes = echoes
        self._rendering = rendering
        self._counts = counts
        self._paid = paid
        self._clock = clock
        self._pause_until = 0.0
        self._pauses = 0
        self._unknown: Counter[int] = Counter()
        self._parts_sent: dict[int, int] = {}
        self._simpler: set[int] = set()
        self._behind: set[str] = set()
        self._problems: dict[str, str] = {}

    def is_behind(self, person: str) -> bool:
        """Whether something for this person could not be sent yet."""
        return person in self._behind

    def problems(self) -> dict[str, str]:
        """What an operator must know."""
        return dict(self._problems)

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Send a parcel. Raises nothing."""
        try:
            outcome = await self._deliver(parcel)
        except (StoreUnavailable, ApiError):
            outcome = Outcome("again", WAITS[1], "database")
        except Exception as error:  # one parcel that cannot be handled must not keep back all that follow it
            event("zalo_delivery_fault", logging.ERROR, error=type(error).__name__)
            outcome = self._unknown_fault(parcel, "fault")
        person = parcel.sender.partition(":")[2]
        if outcome.kind == "again":
            self._behind.add(person)
        else:
            self._behind.discard(person)
            self._unknown.pop(parcel.id, None)
            self._parts_sent.pop(parcel.id, None)
            self._simpler.discard(parcel.id)
        self._counts[f"parcel_{outcome.kind}"] += 1
        return outcome

    async def say(self, person: str, text: str) -> bool:
        """Send a text at once, past the outbox; whether it was sent.

        Raises:
            StoreUnavailable: the database failed.
        """
        try:
            answer = await self._send(person, {"text": text})
        except (Unreachable, NoToken):
            return False
        return answer.code == 0

    async def _deliver(self, parcel: Parcel) -> Outcome:
        now = self._clock()
        if now - parcel.made_at > STALE:
            return Outcome("failed", fault="stale")
        if self._pause_until > now:
            return Outcome("again", self._pause_until - now, "rate")
        person = parcel.sender.partition(":")[2]
        parts = self._parts(parcel)
        for number in range(self._parts_sent.get(parcel.id, 0), len(parts)):
            outcome = await self._deliver_part(parcel, person, parts[number])
            if outcome.fault == HELD:
                await self._hold(parcel, person, parts[number:])
            if outcome.kind != "sent":
                return outcome
            self._parts_sent[parcel.id] = number + 1
        return Outcome("sent")

    def _parts(self, parcel: Parcel) -> list[Body]:
        """The parcel's body, in as many parts as Zalo wants now; what is attached goes with the last one."""
        body = _without_buttons(parcel.body) if parcel.id in self._simpler else parcel.body
        text = body.get("text")
        if not isinstance(text, str) or length(text) <= self._rendering.limit:
            return [body]
        parts: list[Body] = [{"text": part} for part in parts_of(text, self._rendering.limit)]
        parts[-1] = {**body, **parts[-1]}
        return parts

    async def _deliver_part(self, parcel: Parcel, person: str, body: Body) -> Outcome:
        about = await self._people.read(person)
        now = self._clock()
        if about.left:
            return Outcome("stop", fault="unfollowed")
        if about.human_until > now:
            return Outcome("failed", fault="human")
        if LIST in body and not self._paid and not (about.may_be_sent(now) and about.sent < FREE_MESSAGES - SPARE):
            return Outcome("failed", fault="file_left_out")
        if not self._paid and not about.may_be_sent(now):
            return Outcome("failed", fault=HELD)
        with self._echoes.watching(person, body) as echo:
            try:
                answer = await self._send(person, await self._lists.message(body) if LIST in body else body)
            except NoToken as error:
                return Outcome("again", WAITS[1] if error.again else WAITS[2], f"token_{error.reason}")
            except UploadRefused as error:
                return Outcome("failed", fault=f"file_{error.code}")
            except Unreachable as error:
                if LIST in body and error.doubtful:  # nothing tells whether it came, and the list was sent as text
                    return Outcome("failed", fault="file_doubtful")
                if error.doubtful and await echo.came(ECHO_WAIT):
                    return await self._sent(person, now, None)
                return self._again(parcel, f"unreachable_{error.reason}")
        if answer.code == 0:
            return await self._sent(person, now, answer)
        return await self._refused(parcel, person, body, answer)

    async def _send(self, person: str, body: Body) -> Answer:
        """Send a body, with another token if the first one is dead."""
        token = await self._tokens.access()
        answer = await self._client.send(token, person, body)
        if answer.code and reaction_to(answer.code) is Reaction.REFRESH:
            self._counts["token_dead"] += 1
            answer = await self._client.send(await self._tokens.instead_of(token), person, body)
        return answer

    async def _sent(self, person: str, began: float, answer: Answer | None) -> Outcome:
        """Count a message; nobody can have seen it before `began`, when it was handed to Zalo."""
        self._counts["messages_sent"] += 1
        self._pauses = 0
        if answer and answer.remain is not None and answer.remain <= 0:
            self._pause_until = self._clock() + RATE_WAITS[0]
        for name in ("quota", "set_up"):
            self._problems.pop(name, None)
        try:
            async with self._people.turn(person) as about:
                about.reached(began, answer.message_id if answer else "")
                if answer is not None:
                    self._count_free(about, answer)
        except (StoreUnavailable, ApiError):
            event("zalo_not_counted", logging.WARNING)  # it was sent all the same, and must not be sent again
        return Outcome("sent")

    def _count_free(self, about: Person, answer: Answer) -> None:
        """Believe Zalo where it says how many free messages are left."""
        if answer.free_left is not None:
            about.sent = max(about.sent, FREE_MESSAGES - answer.free_left)
        elif answer.quota_type not in ("", FREE_QUOTA):
            about.sent = max(about.sent, FREE_MESSAGES)
            self._counts["messages_charged"] += 1
            if not self._paid:
                event("zalo_charged", logging.WARNING, quota=answer.quota_type[:40])

    async def _hold(self, parcel: Parcel, person: str, bodies: Sequence[Body]) -> None:
        """Keep bodies for when the person writes again."""
        async with self._people.turn(person) as about:
            if all(held.parcel != parcel.id for held in about.held):
                about.held += [Held(parcel.id, parcel.made_at, body) for body in bodies]
        self._counts["messages_held"] += len(bodies)

    async def _refused(self, parcel: Parcel, person: str, body: Body, answer: Answer) -> Outcome:
        self._counts[f"refused_{answer.code}"] += 1
        fault = f"zalo_{answer.code}"
        match reaction_to(answer.code):
            case Reaction.WAIT:
                return Outcome("again", self._pause(answer), fault)
            case Reaction.SPLIT:
                return self._shorter(parcel, body, fault)
            case Reaction.SIMPLER:
                return self._plainer(parcel, body, answer.code, fault)
            case Reaction.STOP:
                return Outcome("stop", fault=fault)
            case Reaction.QUOTA:
                self._problems["quota"] = f"{MEANINGS[answer.code]} ({answer.code}): people wait for answers"
                await self._used_up(person)
                return Outcome("failed", fault=HELD)
            case Reaction.MISCONFIGURED:
                self._problems["set_up"] = f"{MEANINGS[answer.code]} ({answer.code}): nobody gets an answer"
                return Outcome("again", LATER, fault)
            case Reaction.REFRESH:
                self._problems["set_up"] = f"Zalo refuses the token it has just given ({answer.code})"
                return Outcome("again", WAITS[3], fault)
            case Reaction.UNKNOWN:
                return self._unknown_fault(parcel, fault)

    def _unknown_fault(self, parcel: Parcel, fault: str) -> Outcome:
        self._unknown[parcel.id] += 1
        return (
            Outcome("failed", fault=fault) if self._unknown[parcel.id] >= MOST_UNKNOWN else self._again(parcel, fault)
        )

    async def _used_up(self, person: str) -> None:
        """Zalo counts otherwise than we did: there is no free message left until the person writes."""
        async with self._people.turn(person) as about:
            about.sent = max(about.sent, FREE_MESSAGES)

    def _again(self, parcel: Parcel, fault: str) -> Outcome:
        return Outcome("again", WAITS[min(parcel.tries, len(WAITS)) - 1], fault)

    def _pause(self, answer: Answer) -> float:
        """Let everybody wait; for how many seconds."""
        wait = answer.retry_after or RATE_WAITS[min(self._pauses, len(RATE_WAITS) - 1)]
        self._pauses += 1
        self._pause_until = max(self._pause_until, self._clock() + wait)
        return wait

    def _shorter(self, parcel: Parcel, body: Body, fault: str) -> Outcome:
        """Cut texts shorter from now on, if that can help."""
        text = body.get("text")
        longest = self._rendering.limit
        if not isinstance(text, str) or length(text) <= SHORTER:
            return self._plainer(parcel, body, -210, fault)
        self._rendering.limit = min(longest, max(SHORTER, length(text) // 2))
        event("zalo_shorter", logging.WARNING, limit=self._rendering.limit)
        self._problems["text_limit"] = (
            f"Zalo takes shorter texts than thought: set DIMOTLAN_ZALO_TEXT_LIMIT to {self._rendering.limit}"
        )
        return Outcome("again", 0.0, fault)

    def _plainer(self, parcel: Parcel, body: Body, code: int, fault: str) -> Outcome:
        """Once more without buttons; what then is refused too cannot be sent."""
        self._problems["form"] = (
            f"Zalo refuses the form of a message ({code}): try DIMOTLAN_ZALO_BUTTONS=false, and report it"
        )
        if "attachment" not in body or "text" not in body or parcel.id in self._simpler:
            return Outcome("failed", fault=fault)
        self._simpler.add(parcel.id)
        return Outcome("again", 0.0, fault)


def _without_buttons(body: Body) -> Body:
    """The text alone, with the buttons' titles as lines that can be typed."""
    attachment: Any = body.get("attachment", {})
    buttons = attachment.get("payload", {}).get("buttons", [])
    titles = [button["title"] for button in buttons if button["title"] not in body["text"]]
    links = [button["payload"]["url"] for button in buttons if button["type"] == "oa.open.url"]
    return {"text": "\n".join([body["text"], *(f"– {title}" for title in titles), *links])}
