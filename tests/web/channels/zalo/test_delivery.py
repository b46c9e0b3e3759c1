"""What comes of sending a parcel, for each way in which Zalo answers."""

from __future__ import annotations

import logging
from collections import Counter

import httpx
import pytest

from knowledge.settings import Settings
from tests.web.channels.zalo.api.test_list_file import checklist
from tests.web.channels.zalo.fake import LAN, NOON, FakeZalo, Time, with_zalo
from web.channels.zalo import delivery as module
from web.channels.zalo.api.client import Client
from web.channels.zalo.api.list_file import list_body
from web.channels.zalo.api.oauth import OAuth
from web.channels.zalo.api.tokens import Tokens, write_pair
from web.channels.zalo.delivery import HELD, MOST_UNKNOWN, STALE, Delivery
from web.channels.zalo.echoes import Echoes
from web.channels.zalo.people import FREE_SECONDS, People
from web.channels.zalo.rendering import Body, Rendering
from web.channels.zalo.turns import Turns
from web.channels.zalo.words import load_words
from web.chat.courier import Outcome
from web.chat.outbox import Parcel, digest
from web.store.database import Database, StoreUnavailable
from web.store.leases import Leases
from web.store.notes import Notes


class Bench:
    """Delivery with what it needs, and a person who has just written."""

    def __init__(self, database: Database, fake: FakeZalo, time: Time, paid: bool = False) -> None:
        self.notes, leases, client = Notes(database), Leases(database), fake.client()
        write_pair(self.notes, fake.pair())
        self.echoes, self.counts = Echoes(), Counter[str]()
        self.people = People("zalo", self.notes, Turns(leases), time)
        self.rendering = Rendering(load_words("1800"), 2_000, True, "")
        tokens = Tokens(self.notes, leases, OAuth(client, with_zalo(Settings()), time).refresh, time)
        self.delivery = Delivery(
            Client(client, "https://api.test"),
            tokens,
            self.people,
            self.echoes,
            self.rendering,
            self.counts,
            paid,
            time,
        )
        self.time, self.number, self.tries = time, 0, 0

    async def wrote(self) -> None:
        async with self.people.turn(LAN) as lan:
            lan.heard(self.time.now)

    def parcel(self, text: str = "chào", made_at: float = NOON, **more: object) -> Parcel:
        self.number += 1
        return Parcel(self.number, f"zalo:{LAN}", {"text": text, **more}, 1, made_at)

    async def send(self, text: str = "chào") -> Outcome:
        return await self.delivery.deliver(self.parcel(text))

    async def again(self, parcel: Parcel) -> Outcome:
        return await self.delivery.deliver(
            Parcel(parcel.id, parcel.sender, parcel.body, parcel.tries + 1, parcel.made_at)
        )


@pytest.fixture
async def bench(plain_database: Database, fake: FakeZalo, moment: Time) -> Bench:
    bench = Bench(plain_database, fake, moment)
    await bench.wrote()
    return bench


BUTTONS: Body = {
    "type": "template",
    "payload": {
        "buttons": [
            {"title": "Có", "type": "oa.query.hide", "payload": "/yes"},
            {"title": "Mẫu", "type": "oa.open.url", "payload": {"url": "https://cong.test/a"}},
        ]
    },
}


async def test_what_is_sent_is_counted(bench: Bench, fake: FakeZalo) -> None:
    assert await bench.send() == Outcome("sent")
    assert fake.sent == [(LAN, {"text": "chào"})]
    lan = await bench.people.read(LAN)
    assert (lan.sent, lan.sent_at, lan.messages) == (1, NOON, ["m1"])


async def test_the_ninth_waits_for_the_person(bench: Bench, fake: FakeZalo) -> None:
    for number in range(8):
        assert (await bench.send(str(number))).kind == "sent"
    assert await bench.send("chín") == Outcome("failed", fault=HELD)
    assert await bench.send("mười") == Outcome("failed", fault=HELD)
    assert len(fake.sent) == 8
    assert [held.body["text"] for held in (await bench.people.read(LAN)).held] == ["chín", "mười"]


async def test_a_parcel_is_held_once(bench: Bench) -> None:
    bench.time.now += FREE_SECONDS + 1
    parcel = bench.parcel(made_at=bench.time.now)
    for _ in range(2):  # the gateway died before it was noted in the outbox
        assert (await bench.delivery.deliver(parcel)).fault == HELD
    assert len((await bench.people.read(LAN)).held) == 1


async def test_paid_messages_go_on_where_they_are_allowed(
    plain_database: Database, fake: FakeZalo, moment: Time
) -> None:
    bench = Bench(plain_database, fake, moment, paid=True)
    fake.quota = {"quota_type": "sub_quota", "remain": "5"}
    assert [(await bench.send()).kind for _ in range(10)] == ["sent"] * 10
    assert bench.counts["messages_charged"] == 10


async def test_zalos_count_of_free_messages_is_believed(bench: Bench, fake: FakeZalo) -> None:
    fake.quota = {"quota_type": "reply", "remain": "1", "total": "8"}
    assert (await bench.send()).kind == "sent"
    assert (await bench.people.read(LAN)).sent == 7
    fake.quota = {"quota_type": "purchase_quota", "remain": "100"}
    assert (await bench.send()).kind == "sent"
    assert (await bench.send()).fault == HELD  # the last one was charged: no more


@pytest.mark.parametrize("code", [-216, -220, -124, 3])
async def test_a_dead_token_is_replaced_and_the_message_sent(bench: Bench, fake: FakeZalo, code: int) -> None:
    fake.answers.append(code)
    assert await bench.send() == Outcome("sent")
    assert len(fake.asked) == 1
    assert len(fake.sent) == 1


async def test_a_token_is_replaced_once_only(bench: Bench, fake: FakeZalo) -> None:
    fake.answers.extend([-216, -216])
    outcome = await bench.send()
    assert (outcome.kind, outcome.fault) == ("again", "zalo_-216")
    assert len(fake.asked) == 1
    assert "set_up" in bench.delivery.problems()


@pytest.mark.parametrize("code", [-213, -227, -230, -232, -233, -244])
async def test_a_person_who_cannot_be_reached(bench: Bench, fake: FakeZalo, code: int) -> None:
    fake.answers.append(code)
    assert await bench.send() == Outcome("stop", fault=f"zalo_{code}")
    assert bench.delivery.problems() == {}


@pytest.mark.parametrize("code", [-211, -218])
async def test_a_used_up_quota_is_told_and_the_answer_waits(bench: Bench, fake: FakeZalo, code: int) -> None:
    fake.answers.append(code)
    assert (await bench.send()).fault == HELD
    assert (await bench.send()).fault == HELD  # Zalo is not asked again
    assert fake.sent == []
    assert str(code) in bench.delivery.problems()["quota"]
    assert len((await bench.people.read(LAN)).held) == 2
    bench.time.now += 60
    await bench.wrote()
    assert (await bench.send()).kind == "sent"
    assert bench.delivery.problems() == {}


@pytest.mark.parametrize("code", [-209, -212, -219, -221, -223, -224, -240, -320, -321])
async def test_a_wrong_set_up_is_told_and_everything_waits(bench: Bench, fake: FakeZalo, code: int) -> None:
    fake.answers.append(code)
    outcome = await bench.send()
    assert (outcome.kind, outcome.seconds) == ("again", 600.0)
    assert str(code) in bench.delivery.problems()["set_up"]
    assert (await bench.send()).kind == "sent"
    assert bench.delivery.problems() == {}


async def test_everybody_waits_after_the_rate_limit(bench: Bench, fake: FakeZalo) -> None:
    fake.answers.extend([-32])
    assert (await bench.send()).seconds == 5.0
    assert await bench.send() == Outcome("again", 5.0, "rate")
    assert fake.sent == []
    bench.time.now += 5.1
    fake.answers.append(-32)
    assert (await bench.send()).seconds == 15.0
    bench.time.now += 15.1
    fake.headers = {"Retry-After": "7"}
    fake.answers.append(-32)
    assert (await bench.send()).seconds == 7.0
    bench.time.now += 7.1
    fake.headers = {"X-RateLimit-Limit": "4000", "X-RateLimit-Remain": "0"}
    assert (await bench.send()).kind == "sent"
    assert (await bench.send()).fault == "rate"  # the headers said so before Zalo had to


async def test_an_unknown_error_is_tried_a_few_times(bench: Bench, fake: FakeZalo) -> None:
    parcel = bench.parcel()
    fake.answers.extend([-999] * MOST_UNKNOWN)
    outcomes = [await bench.again(parcel) for _ in range(MOST_UNKNOWN)]
    assert [outcome.kind for outcome in outcomes] == ["again"] * (MOST_UNKNOWN - 1) + ["failed"]
    assert bench.counts["refused_-999"] == MOST_UNKNOWN


async def test_no_connection_is_tried_until_the_answer_is_stale(bench: Bench, fake: FakeZalo) -> None:
    parcel = bench.parcel()
    fake.answers.extend([httpx.ConnectError("away")] * 20)
    for _ in range(20):
        outcome = await bench.again(parcel)
        assert (outcome.kind, outcome.fault) == ("again", "unreachable_connection")
        assert outcome.seconds > 0
    bench.time.now += STALE + 1
    assert await bench.again(parcel) == Outcome("failed", fault="stale")


async def test_waits_grow(bench: Bench, fake: FakeZalo) -> None:
    waits = []
    for tries in range(1, 8):
        fake.answers.append(httpx.ConnectError("away"))
        waits.append((await bench.delivery.deliver(Parcel(9, f"zalo:{LAN}", {"text": "a"}, tries, NOON))).seconds)
    assert waits == [2.0, 5.0, 15.0, 60.0, 300.0, 300.0, 300.0]


@pytest.mark.parametrize("lost", [httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("cut"), httpx.Response(504)])
async def test_the_echo_tells_what_a_lost_answer_did_not(
    bench: Bench, fake: FakeZalo, lost: httpx.Response | Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ECHO_WAIT", 0.05)
    fake.answers.append(lost)
    assert (await bench.send()).kind == "again"

    class Echoing(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            bench.echoes.heard(LAN, digest({"text": "chào"}))
            raise httpx.ReadTimeout("slow")

    bench.delivery._client = Client(httpx.AsyncClient(transport=Echoing()), "https://api.test")
    assert await bench.send() == Outcome("sent")
    assert (await bench.people.read(LAN)).sent == 1


async def test_a_text_that_is_too_long_is_cut_and_each_part_sent_once(bench: Bench, fake: FakeZalo) -> None:
    text = " ".join(f"từ{number}" for number in range(300))
    parcel = bench.parcel(text, attachment=BUTTONS)
    fake.answers.append(-210)
    assert await bench.delivery.deliver(parcel) == Outcome("again", 0.0, "zalo_-210")
    assert bench.rendering.limit == len(text) // 2
    fake.answers.extend([])
    assert await bench.again(parcel) == Outcome("sent")
    assert " ".join(fake.texts) == text
    assert ["attachment" in message for _, message in fake.sent][-1]
    assert not any("attachment" in message for _, message in fake.sent[:-1])
    assert "text_limit" in bench.delivery.problems()


async def test_parts_that_were_sent_are_not_sent_again(bench: Bench, fake: FakeZalo) -> None:
    bench.rendering.limit = 500
    text = " ".join(f"từ{number}" for number in range(150))
    parcel = bench.parcel(text)
    fake.answers.clear()

    class SecondFails:
        calls = 0

        def __call__(self, request: httpx.Request) -> httpx.Response:
            self.calls += 1
            if self.calls == 2:
                raise httpx.ConnectError("away")
            return fake(request)

    bench.delivery._client = Client(httpx.AsyncClient(transport=httpx.MockTransport(SecondFails())), "https://api.test")
    assert (await bench.delivery.deliver(parcel)).kind == "again"
    assert (await bench.again(parcel)).kind == "sent"
    assert " ".join(fake.texts) == text


def list_parcel(bench: Bench) -> Parcel:
    bench.number += 1
    return Parcel(bench.number, f"zalo:{LAN}", list_body(checklist(), "https://motcua.test", "a.pdf"), 1, NOON)


async def test_a_list_is_sent_as_a_file(bench: Bench, fake: FakeZalo) -> None:
    assert await bench.delivery.deliver(list_parcel(bench)) == Outcome("sent")
    ((_, message),) = fake.sent
    assert message["attachment"]["type"] == "file"
    assert (await bench.people.read(LAN)).sent == 1


async def test_a_file_takes_no_message_that_an_answer_needs(bench: Bench, fake: FakeZalo) -> None:
    for _ in range(5):
        await bench.send()
    assert await bench.delivery.deliver(list_parcel(bench)) == Outcome("failed", fault="file_left_out")
    assert len(fake.sent) == 5
    assert (await bench.people.read(LAN)).held == []


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (-210, Outcome("failed", fault="file_-210")),
        (httpx.ReadTimeout("slow"), Outcome("failed", fault="file_doubtful")),
        (httpx.ConnectError("away"), Outcome("again", 2.0, "unreachable_connection")),
    ],
)
async def test_a_file_that_cannot_be_brought_keeps_back_nothing(
    bench: Bench, fake: FakeZalo, answer: int | Exception, outcome: Outcome
) -> None:
    fake.answers.append(answer)
    assert await bench.delivery.deliver(list_parcel(bench)) == outcome
    assert fake.sent == []
    assert (await bench.send()).kind == "sent"


async def test_all_parts_that_cannot_be_sent_wait(bench: Bench, fake: FakeZalo) -> None:
    for _ in range(7):
        await bench.send()
    bench.rendering.limit = 500
    text = " ".join(f"từ{number}" for number in range(300))
    assert (await bench.send(text)).fault == HELD
    held = [held.body["text"] for held in (await bench.people.read(LAN)).held]
    assert " ".join([fake.texts[-1], *held]) == text


async def test_a_refused_form_goes_once_more_as_text(bench: Bench, fake: FakeZalo) -> None:
    parcel = bench.parcel("Có không?", attachment=BUTTONS)
    fake.answers.append(-201)
    assert await bench.delivery.deliver(parcel) == Outcome("again", 0.0, "zalo_-201")
    assert await bench.again(parcel) == Outcome("sent")
    assert fake.sent == [(LAN, {"text": "Có không?\n– Mẫu\nhttps://cong.test/a"})]
    fake.answers.append(-201)
    assert await bench.send("không nút") == Outcome("failed", fault="zalo_-201")
    assert "form" in bench.delivery.problems()


async def test_nothing_goes_to_whoever_left_or_speaks_with_a_human(bench: Bench, fake: FakeZalo) -> None:
    async with bench.people.turn(LAN) as lan:
        lan.human_until = NOON + 60
    assert await bench.send() == Outcome("failed", fault="human")
    bench.time.now += 61
    assert (await bench.send()).kind == "sent"
    async with bench.people.turn(LAN) as lan:
        lan.left = True
    assert await bench.send() == Outcome("stop", fault="unfollowed")
    assert len(fake.sent) == 1


async def test_what_was_sent_counts_as_sent_even_when_that_cannot_be_noted(
    bench: Bench, fake: FakeZalo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreUnavailable("full")

    monkeypatch.setattr(bench.notes, "write", full)
    assert await bench.send() == Outcome("sent")
    monkeypatch.setattr(bench.notes, "read", full)
    assert await bench.send() == Outcome("again", 5.0, "database")
    assert len(fake.sent) == 1


async def test_a_fault_of_ours_is_given_up(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(bench.delivery, "_parts", broken)
    parcel = bench.parcel()
    kinds = [(await bench.again(parcel)).kind for _ in range(MOST_UNKNOWN)]
    assert kinds[-1] == "failed"


async def test_it_is_known_for_whom_something_waits(bench: Bench, fake: FakeZalo) -> None:
    fake.answers.append(httpx.ConnectError("away"))
    parcel = bench.parcel()
    await bench.delivery.deliver(parcel)
    assert bench.delivery.is_behind(LAN)
    await bench.again(parcel)
    assert not bench.delivery.is_behind(LAN)


async def test_saying_something_at_once(bench: Bench, fake: FakeZalo) -> None:
    assert await bench.delivery.say(LAN, "xong")
    fake.answers.extend([-213, httpx.ConnectError("away")])
    assert not await bench.delivery.say(LAN, "xong")
    assert not await bench.delivery.say(LAN, "xong")
    assert fake.texts == ["xong"]


async def test_no_words_and_no_token_in_the_log(bench: Bench, fake: FakeZalo, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("dimotlan").propagate = True
    fake.answers.extend([-216, -210, -999])
    for _ in range(4):
        await bench.send("lời riêng " * 80)
    written = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert written
    assert not any(secret in written for secret in ("lời riêng", "access-", "refresh-1", "app-secret"))
