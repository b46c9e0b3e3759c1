"""Everything between a channel and the dialogue, put together: inbox, worker, outbox, couriers."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.channels.desk import Desk
from web.chat.admission import Addresses, Admission
from web.chat.answering import Answering
from web.chat.conversation import Conversation
from web.chat.courier import Courier, Deliver
from web.chat.exchange import Pack
from web.chat.handoffs import Handoffs
from web.chat.inbox import Inbox
from web.chat.keeping.forgetting import Forgetting
from web.chat.offers import OfferBook
from web.chat.outbox import Outbox
from web.chat.rasa_client import RasaClient
from web.chat.worker import Worker
from web.operations.retention import Retention
from web.store.database import Database
from web.store.leases import Leases
from web.store.notes import Notes


class Talk:
    """Made once when the gateway starts.

    Args:
        settings: the settings of the process.
        database: the gateway's.
        leases: for what only one gateway may do at a time.
        dialogue: the client of Rasa; it may wait longer than a person does.
        wording: the sentences of the gateway.
        pause: says why no message is taken now; "" when they are.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        leases: Leases,
        dialogue: RasaClient,
        wording: Wording,
        pause: Callable[[], str] = str,
    ) -> None:
        self._leases = leases
        self._notes = Notes(database)
        self._handoffs = Handoffs(database)
        self.forgetting = Forgetting(database, dialogue, leases)
        self._packs: dict[str, Pack] = {}
        self._couriers: dict[str, Courier] = {}
        self._outbox = Outbox(database)
        inbox, offers, addresses = Inbox(database), OfferBook(database), Addresses()
        share = max(1, settings.turns_at_once * 2 // 3)
        admission = Admission(settings.turns_at_once, share, settings.longest_wait)
        answering = Answering(
            dialogue=dialogue,
            database=database,
            inbox=inbox,
            offers=offers,
            outbox=self._outbox,
            packs=self._packs,
            admission=admission,
            wording=wording,
            handoffs=self._handoffs,
            handoff_hours=settings.handoff_hours,
            addresses=addresses,
            sent=self._sent,
        )
        self._retention = Retention(self.forgetting, offers, self._notes, self._leases, settings.keep_days)
        self._worker = Worker(inbox, answering, self._leases)
        self.conversation = Conversation(
            inbox=inbox,
            outbox=self._outbox,
            offers=offers,
            worker=self._worker,
            admission=admission,
            packs=self._packs,
            addresses=addresses,
            wording=wording,
            max_text=settings.max_text,
            patience=settings.reply_timeout,
            pause=pause,
        )

    def add_pushing(self, channel: str, pack: Pack, deliver: Deliver) -> Desk:
        """A channel that sends by itself: how it packs a reply, and how it sends a parcel. Before `start`."""
        self._packs[channel] = pack
        courier = self._couriers[channel] = Courier(channel, self._outbox, deliver, self._leases)
        return Desk(
            channel=channel,
            conversation=self.conversation,
            outbox=self._outbox,
            notes=self._notes,
            leases=self._leases,
            forgetting=self.forgetting,
            handoffs=self._handoffs,
            wake=courier.wake,
        )

    def start(self) -> None:
        """Answer and send from now on, what was left undone first."""
        self._worker.start()
        self._retention.start()
        for courier in self._couriers.values():
            courier.start()

    async def close(self, grace: float) -> None:
        """Finish what is under way, for at most `grace` seconds; the rest stays in the database."""
        await self._retention.close()
        await self._worker.close(grace)
        for courier in self._couriers.values():
            await courier.close(grace)

    def _sent(self, channel: str) -> None:
        self._couriers[channel].wake()
