"""What each event leads to: words go to the dialogue, everything else is answered or noted here."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from knowledge.messages import Message, Notice
from knowledge.settings import Settings
from knowledge.wording import Wording
from web.channels.desk import Desk
from web.channels.zalo.deletion import Deletion
from web.channels.zalo.delivery import Delivery
from web.channels.zalo.echoes import Echoes
from web.channels.zalo.incoming.events import Came, Echo, Event, Left, Said, Showed, Withdrew
from web.channels.zalo.incoming.spoken import LONGEST, chosen, wants_deletion
from web.channels.zalo.people import People, Person
from web.chat.clean_text import clean, has_words
from web.chat.outbox import digest
from web.chat.sender import Sender
from web.logs import event as log

REMARK_AGAIN = 120.0
"""Seconds before the same remark (about pictures …) is made again: an album comes as many events."""
GREET_AGAIN = 600.0
"""Seconds before a person is greeted again: who begins to follow often opens the chat at once."""

MOST_RECENT = 2_000
"""Ids of messages that are remembered in memory."""


class Recent:
    """Ids of the messages that came last: a message that comes again at once is not even looked at."""

    def __init__(self, most: int = MOST_RECENT) -> None:
        self._most = most
        self._ids: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, message_id: object) -> bool:
        return message_id in self._ids

    def add(self, message_id: str) -> None:
        """Remember an id."""
        self._ids[message_id] = None
        while len(self._ids) > self._most:
            self._ids.popitem(last=False)


class Reception:
    """
    Args:
        desk: the channel's way to the dialogue.
        people: what the channel remembers of each.
        delivery: knows for whom something could not be sent yet.
        deletion: works on wishes to be forgotten.
        echoes: of what is being sent.
        words: of the channel.
        settings: of the process.
        counts: how often what happened.
        clock: seconds since the epoch.
    """

    def __init__(
        self,
        desk: Desk,
        people: People,
        delivery: Delivery,
        deletion: Deletion,
        echoes: Echoes,
        words: Wording,
        settings: Settings,
        counts: Counter[str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._desk = desk
        self._people = people
        self._delivery = delivery
        self._deletion = deletion
        self._echoes = echoes
        self._words = words
        self._settings = settings
        self._counts = counts
        self._clock = clock
        self._recent = Recent()

    async def receive(self, event: Event) -> None:
        """Do what an event asks for; done twice it is as if it were done once.

        Raises:
            ApiError, StoreUnavailable: it could not be stored: Zalo must send it again.
        """
        match event:
            case Said() if wants_deletion(event.text):
                await self._heard(event)
                await self._deletion.ask(event.person)
            case Said():
                await self._said(event)
            case Showed():
                await self._showed(event)
            case Came():
                await self._came(event)
            case Left():
                async with self._people.turn(event.person) as about:
                    about.left = True
            case Withdrew():
                await self._deletion.ask(event.person)
            case Echo(clerk=True):
                await self._clerk_wrote(event)
            case Echo():
                await self._echoed(event)

    async def _heard(self, event: Event) -> Person:
        """The free window begins anew. Written before anything is answered: the answer may be sent at once."""
        async with self._people.turn(event.person) as about:
            about.heard(self._at(event))
        return about

    @asynccontextmanager
    async def _once(self, event: Event, event_id: str) -> AsyncIterator[Person | None]:
        """What is remembered of the person; None when this event was handled before."""
        async with self._people.turn(event.person) as about:
            if event_id in about.events:
                self._counts["events_repeated"] += 1
                yield None
                return
            await self._send_held(event.person, about)
            yield about
            about.handled(event_id)

    async def _send_held(self, person: str, about: Person) -> None:
        """What waited for this person to write goes first."""
        if about.held and (bodies := about.take_held(self._clock())):
            name = Sender(self._desk.channel, person).name
            await asyncio.to_thread(self._desk.outbox.add, self._desk.channel, name, bodies)
            self._desk.wake()

    async def _said(self, event: Said) -> None:
        about = await self._heard(event)
        if event.message_id in about.events or event.message_id in self._recent:
            self._counts["events_repeated"] += 1
            return
        await self._hear(event, about)
        self._recent.add(event.message_id)

    async def _hear(self, event: Said, about: Person) -> None:
        """Words that go to the dialogue are kept there by their id, so nothing more is written down here."""
        if about.held:
            async with self._people.turn(event.person) as about:
                await self._send_held(event.person, about)
        payload = event.text if event.text.startswith("/") else await self._chosen(event)
        numbered = payload is not None and payload != event.text
        if not numbered or self._human_speaks(about) or not self._of_older_list(event, about):
            await self._desk.hear(event.person, event.text, event.message_id, payload)
            return
        async with self._once(event, event.message_id) as first:
            if first is not None:
                await self._remark(event.person, "older_number")

    async def _chosen(self, event: Said) -> str | None:
        """The payload of the numbered line that the text means."""
        if len(event.text) > LONGEST:
            return None
        return chosen(event.text, await self._desk.numbers(event.person))

    def _of_older_list(self, event: Said, about: Person) -> bool:
        """Whether the numbers now kept are of a reply that the person had not seen when typing."""
        if self._delivery.is_behind(event.person) or 0 < event.at < about.sent_at:
            return True
        return bool(event.quote and about.messages and event.quote != about.messages[-1])

    async def _showed(self, event: Showed) -> None:
        await self._heard(event)
        async with self._once(event, event.message_id) as about:
            if about is None or self._human_speaks(about):
                return
            self._counts[f"shown_{event.kind}"] += 1
            if self._clock() - about.told.get(event.kind, 0.0) > REMARK_AGAIN:
                about.told[event.kind] = self._clock()
                await self._remark(event.person, f"shown.{event.kind}")
            if has_words(clean(event.text)):
                await self._desk.hear(event.person, event.text, event.message_id)

    async def _came(self, event: Came) -> None:
        if self._settings.zalo_follow_free:
            await self._heard(event)
        async with self._once(event, f"{event.name}:{event.at}") as about:
            if about is None:
                return
            about.left = False
            now = self._clock()
            free = self._settings.zalo_paid_messages or about.may_be_sent(now)
            if not free or self._human_speaks(about) or now - about.told.get("greeting", 0.0) <= GREET_AGAIN:
                return
            about.told["greeting"] = now
            await self._desk.hear(event.person, "", f"{event.name}:{event.at}", "/greet")

    async def _clerk_wrote(self, event: Echo) -> None:
        """A human of the office answered: the machine is silent for a while."""
        until = self._clock() + self._settings.zalo_human_minutes * 60
        await self._desk.silence(event.person, until)
        async with self._people.turn(event.person) as about:
            about.human_until = until
            if event.message_id not in about.messages:
                about.reached(self._at(event), event.message_id)
        self._counts["handoffs"] += 1
        log("zalo_handoff", session=Sender(self._desk.channel, event.person).hash)

    async def _echoed(self, event: Echo) -> None:
        """What we sent came back; one that is known as sent says nothing about another with the same words."""
        if event.message_id and event.message_id in (await self._people.read(event.person)).messages:
            return
        told = digest({"text": unicodedata.normalize("NFC", event.text)})
        self._echoes.heard(event.person, told)
        if event.text and await self._desk.arrived(event.person, told):
            self._counts["parcels_known_by_echo"] += 1

    def _human_speaks(self, about: Person) -> bool:
        return about.human_until > self._clock()

    async def _remark(self, person: str, key: str) -> None:
        await self._desk.tell(person, [Message(text=self._words.say(key), custom=Notice(topic="not_words"))])

    def _at(self, event: Event) -> float:
        """When it happened; now, when it does not say, or claims to come from the future."""
        now = self._clock()
        return min(event.at, now) if event.at else now
