"""What an operator is told, and what is looked after every minute."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from knowledge.settings import VIETNAM, Settings
from tests.web.channels.zalo.fake import FakeZalo, Time, with_zalo
from web.channels.zalo import watch as module
from web.channels.zalo.api.oauth import OAuth, Pair
from web.channels.zalo.api.tokens import Tokens, write_pair
from web.channels.zalo.mail import Mail
from web.channels.zalo.people import People
from web.channels.zalo.turns import Turns
from web.channels.zalo.watch import NOTE, Watch
from web.channels.zalo.words import load_words
from web.store.database import Database, StoreUnavailable
from web.store.leases import Leases
from web.store.notes import Notes

FRIDAY = dt.datetime(2026, 11, 20, 8, tzinfo=VIETNAM).timestamp()
HOUR = 3600.0


class Told(Mail):
    """Keeps what would be sent."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.told: list[dict[str, str]] = []

    async def tell(self, problems: Any) -> None:
        self.told.append(dict(problems))


def watch_of(database: Database, time: Time, fake: FakeZalo | None = None, **changes: Any) -> tuple[Watch, Told]:
    settings, notes, leases = with_zalo(Settings(), **changes), Notes(database), Leases(database)
    fake = fake or FakeZalo()
    tokens = Tokens(notes, leases, OAuth(fake.client(), settings, time).refresh, time)
    mail = Told("zalo", settings, load_words("1800"), notes, leases)
    people = People("zalo", notes, Turns(leases), time)
    return Watch(
        settings, notes, tokens, mail, people, lambda: {"form": "refused"} if fake.quota == {} else {}, time
    ), mail


@pytest.fixture
def friday(plain_database: Database) -> Time:
    write_pair(Notes(plain_database), Pair("access-1", "refresh-1", FRIDAY + 90_000, FRIDAY + 90 * 86_400))
    return Time(FRIDAY)


async def test_all_is_well(plain_database: Database, friday: Time) -> None:
    watch, mail = watch_of(plain_database, friday)
    await watch.look()
    assert (watch.problems(), mail.told) == ({}, [{}])


async def test_silence_is_told_when_offices_were_open(plain_database: Database, friday: Time) -> None:
    watch, _ = watch_of(plain_database, friday)
    watch.heard()
    await watch.look()
    friday.now = FRIDAY + 48 * HOUR  # Sunday morning: eight open hours later
    assert watch.problems().get("silence") is None
    friday.now = FRIDAY + 78.9 * HOUR  # Monday 14:54
    assert "office hours" in watch.problems()["silence"]
    watch.heard()
    assert "silence" not in watch.problems()


async def test_the_last_event_is_known_after_a_restart_and_to_other_gateways(
    plain_database: Database, friday: Time
) -> None:
    first, _ = watch_of(plain_database, friday)
    await first.look()
    friday.now += 80 * HOUR
    second, _ = watch_of(plain_database, friday)
    await second.look()
    assert "silence" in second.problems()
    first.heard()
    await first.look()
    await second.look()
    assert "silence" not in second.problems()


async def test_silence_need_not_be_told(plain_database: Database, friday: Time) -> None:
    watch, _ = watch_of(plain_database, friday, zalo_alarm_hours=0)
    watch.heard()
    friday.now += 999 * HOUR
    assert "silence" not in watch.problems()


async def test_wrong_signatures_are_told_for_an_hour(plain_database: Database, friday: Time) -> None:
    watch, _ = watch_of(plain_database, friday)
    watch.unsigned()
    assert "signature" in watch.problems()
    friday.now += HOUR
    assert "signature" not in watch.problems()


async def test_what_is_set_wrongly_is_told(plain_database: Database, friday: Time) -> None:
    fake = FakeZalo(quota={})
    watch, mail = watch_of(plain_database, friday, fake, zalo_oa_secret="", zalo_bootstrap=True)
    mail.problem = "TimeoutError"
    assert watch.problems().keys() >= {"secret", "bootstrap", "mail", "form"}


async def test_tokens_are_renewed_by_themselves(plain_database: Database, friday: Time) -> None:
    fake = FakeZalo()
    watch, _ = watch_of(plain_database, friday, fake)
    friday.now += 24 * HOUR
    await watch.look()
    assert len(fake.asked) == 1


async def test_the_silent_are_forgotten_once_a_day(plain_database: Database, friday: Time) -> None:
    watch, _ = watch_of(plain_database, friday, keep_days=30)
    people = watch._people
    async with people.turn("71") as lan:
        lan.heard(FRIDAY)
    await watch.look()
    assert (await people.read("71")).heard_at == FRIDAY
    friday.now += 31 * 24 * HOUR
    await watch.look()
    assert (await people.read("71")).heard_at == 0


async def test_a_fault_does_not_end_the_watch(
    plain_database: Database, friday: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EVERY", 0.01)
    watch, mail = watch_of(plain_database, friday)
    faults = iter([StoreUnavailable("full"), KeyError("oops")])
    remember = watch._remember

    async def sometimes() -> None:
        if fault := next(faults, None):
            raise fault
        await remember()

    monkeypatch.setattr(watch, "_remember", sometimes)
    watch.start()
    async with asyncio.timeout(5):
        while not mail.told:
            await asyncio.sleep(0.01)
    await watch.close()
    assert Notes(plain_database).read(NOTE) == FRIDAY
