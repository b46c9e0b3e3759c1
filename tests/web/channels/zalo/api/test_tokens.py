"""Tokens are renewed in time, once, by one gateway, and written down before they are used."""

from __future__ import annotations

import asyncio
import logging

import httpx
import pytest

from knowledge.settings import Settings
from tests.web.channels.zalo.fake import NOON, FakeZalo, Time, with_zalo
from web.channels.zalo.api import tokens as module
from web.channels.zalo.api.oauth import OAuth, Pair
from web.channels.zalo.api.tokens import EARLY, NOTE, NoToken, Tokens, read_pair, write_pair
from web.store.database import Database, StoreUnavailable
from web.store.leases import Leases
from web.store.notes import Notes


class Slow:
    """Zalo's answer takes a while, so that others come meanwhile."""

    def __init__(self, fake: FakeZalo) -> None:
        self._fake = fake

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.05)
        return self._fake(request)


def tokens_of(database: Database, fake: FakeZalo, time: Time, notes: Notes | None = None) -> Tokens:
    client = httpx.AsyncClient(transport=httpx.MockTransport(Slow(fake)))
    oauth = OAuth(client, with_zalo(Settings()), time)
    return Tokens(notes or Notes(database), Leases(database), oauth.refresh, time)


@pytest.fixture
def authorised(database: Database, fake: FakeZalo) -> Database:
    write_pair(Notes(database), fake.pair())
    return database


async def test_a_good_token_is_used_as_it_is(authorised: Database, fake: FakeZalo, moment: Time) -> None:
    assert await tokens_of(authorised, fake, moment).access() == "access-1"
    assert fake.asked == []


async def test_it_is_renewed_before_it_ends(authorised: Database, fake: FakeZalo, moment: Time) -> None:
    moment.now = NOON + 90_000 - EARLY + 1
    tokens = tokens_of(authorised, fake, moment)
    assert await tokens.access() == "access-2"
    pair = read_pair(Notes(authorised).read(NOTE))
    assert pair is not None
    assert (pair.access, pair.refresh) == ("access-2", "refresh-2")
    assert await tokens.access() == "access-2"
    assert len(fake.asked) == 1


async def test_a_dead_one_is_replaced_once_however_many_ask(authorised: Database, fake: FakeZalo, moment: Time) -> None:
    tokens = tokens_of(authorised, fake, moment)
    assert set(await asyncio.gather(*(tokens.instead_of("access-1") for _ in range(10)))) == {"access-2"}
    assert len(fake.asked) == 1


async def test_two_gateways_renew_once(postgres_url: str, fake: FakeZalo, moment: Time) -> None:
    first, second = Database(postgres_url), Database(postgres_url)
    write_pair(Notes(first), fake.pair())
    both = [tokens_of(first, fake, moment), tokens_of(second, fake, moment)]
    assert await asyncio.gather(*(each.instead_of("access-1") for each in both * 3)) == ["access-2"] * 6
    assert len(fake.asked) == 1
    first.close()
    second.close()


async def test_what_another_process_wrote_is_read(authorised: Database, fake: FakeZalo, moment: Time) -> None:
    tokens = tokens_of(authorised, fake, moment)
    assert await tokens.access() == "access-1"
    write_pair(Notes(authorised), Pair("by-hand", "r", NOON + 90_000, NOON + 90 * 86_400))
    assert await tokens.instead_of("access-1") == "by-hand"
    assert fake.asked == []


async def test_without_a_permission_there_is_none(database: Database, fake: FakeZalo, moment: Time) -> None:
    tokens = tokens_of(database, fake, moment)
    assert tokens.problems() == {}  # nobody has looked yet
    await tokens.keep_fresh()
    assert "authorise" in tokens.problems()["token"]
    with pytest.raises(NoToken, match="not_authorised"):
        await tokens.access()


async def test_a_refused_refresh_token_is_told_and_not_tried_again(
    authorised: Database, fake: FakeZalo, moment: Time
) -> None:
    fake.refuse_tokens = -14014
    tokens = tokens_of(authorised, fake, moment)
    for _ in range(3):
        with pytest.raises(NoToken, match="refused"):
            await tokens.instead_of("access-1")
    assert len(fake.asked) == 1
    assert "-14014" in tokens.problems()["token"]
    assert await tokens.access() == "access-1"  # as long as it lives, something else may have been wrong
    write_pair(Notes(authorised), Pair("by-hand", "r", NOON + 90_000, NOON + 90 * 86_400))
    assert await tokens.instead_of("access-1") == "by-hand"


async def test_while_zalo_is_away_the_old_one_is_used_to_its_end(
    authorised: Database, fake: FakeZalo, moment: Time
) -> None:
    tokens = tokens_of(authorised, fake, moment)
    moment.now = NOON + 90_000 - 60
    fake.answers.extend([httpx.ConnectError("away")] * 2)
    assert await tokens.access() == "access-1"
    moment.now = NOON + 90_001
    with pytest.raises(NoToken, match="unreachable") as caught:
        await tokens.access()
    assert caught.value.again
    assert await tokens.access() == "access-2"


async def test_the_end_of_the_permission_is_told_a_week_before(
    authorised: Database, fake: FakeZalo, moment: Time
) -> None:
    fake.refuse_tokens = -1
    moment.now = NOON + 84 * 86_400
    tokens = tokens_of(authorised, fake, moment)
    pair = fake.pair()
    write_pair(Notes(authorised), Pair(pair.access, pair.refresh, moment.now + 90_000, pair.refresh_until))
    await tokens.keep_fresh()
    assert "6.0 days" in tokens.problems()["token"]


class Failing(Notes):
    """Cannot be written to for a while."""

    failures = 2

    def write(self, name: str, value: object) -> None:
        if self.failures:
            self.failures -= 1
            raise StoreUnavailable("full")
        super().write(name, value)


async def test_a_new_pair_is_used_only_when_it_is_written(
    authorised: Database, fake: FakeZalo, moment: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    sleep = asyncio.sleep

    async def short(seconds: float) -> None:
        waits.append(seconds)
        await sleep(0)

    monkeypatch.setattr("web.channels.zalo.api.tokens.asyncio.sleep", short)
    notes = Failing(authorised)
    assert await tokens_of(authorised, fake, moment, notes).instead_of("access-1") == "access-2"
    assert waits.count(1.0) == 2
    pair = read_pair(notes.read(NOTE))
    assert pair is not None
    assert pair.access == "access-2"


async def test_a_pair_that_cannot_be_written_is_told_and_written_later(
    authorised: Database, fake: FakeZalo, moment: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WRITE_TRIES", 1)
    notes = Failing(authorised)
    notes.failures = 1
    tokens = tokens_of(authorised, fake, moment, notes)
    with pytest.raises(NoToken, match="not_stored"):
        await tokens.instead_of("access-1")
    assert "cannot be stored" in tokens.problems()["token"]
    assert await tokens.instead_of("access-1") == "access-2"
    assert tokens.problems() == {}


async def test_whoever_stops_waiting_does_not_lose_the_new_pair(
    authorised: Database, fake: FakeZalo, moment: Time
) -> None:
    tokens = tokens_of(authorised, fake, moment)
    waiting = asyncio.create_task(tokens.instead_of("access-1"))
    while not fake.asked:
        await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await tokens.close()
    pair = read_pair(Notes(authorised).read(NOTE))
    assert pair is not None
    assert pair.access == "access-2"


async def test_no_token_is_ever_logged(
    authorised: Database, fake: FakeZalo, moment: Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("dimotlan").propagate = True
    tokens = tokens_of(authorised, fake, moment)
    await tokens.instead_of("access-1")
    fake.refuse_tokens = -14014
    with pytest.raises(NoToken):
        await tokens.instead_of("access-2")
    assert caplog.records
    written = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert not any(secret in written for secret in ("access-", "refresh-1", "refresh-2", "app-secret"))


@pytest.mark.parametrize("note", [None, [], {}, {"access": "a"}, {"access": "a", "more": 1}, "x"])
def test_a_note_that_is_no_pair(note: object) -> None:
    assert read_pair(note) is None
