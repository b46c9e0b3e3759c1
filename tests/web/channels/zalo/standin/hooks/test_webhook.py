"""The webhook over real HTTP, in a time that is moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.web.channels.zalo.standin.helpers import Receiver, soon
from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.hooks import webhook as module
from web.channels.zalo.standin.hooks.webhook import WAITS, Webhook, WebhookSettings


@pytest.fixture
async def webhook(clock: Clock, receiver: Receiver) -> AsyncIterator[Webhook]:
    webhook = Webhook(Account(), clock, WebhookSettings(url=receiver.url))
    yield webhook
    await webhook.close()


def text(words: str) -> dict[str, Any]:
    return {"event_name": "user_send_text", "message": {"msg_id": words, "text": words}, "timestamp": "1"}


def change(webhook: Webhook, **changes: Any) -> None:
    webhook.change(WebhookSettings.model_validate(webhook.settings.model_dump() | changes))


async def test_an_event_is_signed_and_sent_once(webhook: Webhook, receiver: Receiver) -> None:
    webhook.emit(text("chào"))
    await soon(lambda: webhook.tries and not webhook.underway)
    [got] = receiver.got
    assert (got.body, got.signed) == (text("chào"), True)
    assert (
        got.raw.decode() == '{"event_name":"user_send_text","message":{"msg_id":"chào","text":"chào"},"timestamp":"1"}'
    )
    assert "num_retry" not in got.headers
    [first] = webhook.tries
    assert (first.event, first.num_retry, first.status) == ("user_send_text", 0, 200)


async def test_the_tries_come_at_their_times_then_the_webhook_is_off(
    webhook: Webhook, clock: Clock, receiver: Receiver
) -> None:
    receiver.statuses.extend([500, 503, 404, 401, 302, 204])  # nothing but 200 will do
    webhook.emit(text("a"))
    for number, wait in enumerate(WAITS, start=1):
        await soon(lambda: webhook.waiting == 1)
        clock.move_to(clock.offset + wait - 1)
        await asyncio.sleep(0.02)
        assert len(receiver.got) == number
        clock.move_to(clock.offset + 1)
        await soon(lambda number=number: len(receiver.got) == number + 1)  # type: ignore[misc]
    await soon(lambda: not webhook.underway)
    assert [got.headers.get("num_retry") for got in receiver.got] == [None, "1", "2", "3", "4", "5"]
    assert len({got.raw for got in receiver.got}) == 1
    assert clock.offset == 30 + 5 * 60 + 15 * 60 + 30 * 60 + 3_600
    assert (webhook.settings.on, webhook.lost) == (False, 1)
    webhook.emit(text("b"))
    assert (webhook.underway, webhook.lost) == (0, 2)
    change(webhook, on=True)
    webhook.emit(text("c"))
    await soon(lambda: len(receiver.got) == 7)


async def test_a_later_try_may_succeed(webhook: Webhook, clock: Clock, receiver: Receiver) -> None:
    receiver.statuses.append(500)
    webhook.emit(text("a"))
    await soon(lambda: webhook.waiting == 1)
    clock.move_to(30)
    await soon(lambda: not webhook.underway)
    assert [each.status for each in webhook.tries] == [500, 200]
    assert (webhook.settings.on, webhook.lost) == (True, 0)


async def test_waits_are_scaled_by_the_speed(webhook: Webhook, receiver: Receiver) -> None:
    real = Webhook(Account(), Clock(), WebhookSettings(url=receiver.url, speed=600))
    receiver.statuses.append(500)
    real.emit(text("a"))
    await soon(lambda: len(receiver.got) == 2)  # after 30 s / 600
    await real.close()


async def test_who_does_not_respond_in_time_has_not_taken_it(
    webhook: Webhook, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module.WITHIN == 2
    monkeypatch.setattr(module, "WITHIN", 0.05)
    receiver.delay = 0.3
    webhook.emit(text("a"))
    await soon(lambda: webhook.waiting == 1)
    assert webhook.tries[0].status is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/nobody", "ftp://x", "no address", "http://[", ""])
async def test_an_address_that_leads_nowhere(webhook: Webhook, url: str) -> None:
    change(webhook, url=url)
    webhook.emit(text("a"))
    await soon(lambda: webhook.waiting == 1)
    assert webhook.tries[0].status is None
    assert await webhook.probe() is None


async def test_switched_off_it_forgets_what_waits(webhook: Webhook, clock: Clock, receiver: Receiver) -> None:
    receiver.statuses.extend([500, 500])
    webhook.emit(text("a"))
    webhook.emit(text("b"))
    await soon(lambda: webhook.waiting == 2)
    change(webhook, on=False)
    await soon(lambda: webhook.underway == 0)
    assert webhook.lost == 2
    change(webhook, on=True)
    clock.move_to(10_000)
    await asyncio.sleep(0.05)
    assert len(receiver.got) == 2


async def test_a_failure_that_ends_after_switching_off_is_not_tried_again(webhook: Webhook, receiver: Receiver) -> None:
    receiver.statuses.append(500)
    receiver.delay = 0.1
    webhook.emit(text("a"))
    await soon(lambda: receiver.got)
    change(webhook, on=False)
    await soon(lambda: webhook.underway == 0)
    assert (webhook.waiting, webhook.lost) == (0, 1)


async def test_duplicates(webhook: Webhook, receiver: Receiver) -> None:
    change(webhook, duplicates=2)
    webhook.emit(text("a"))
    await soon(lambda: len(receiver.got) == 3)
    assert len({got.raw for got in receiver.got}) == 1


async def test_events_are_held_and_turned_round(webhook: Webhook, receiver: Receiver) -> None:
    change(webhook, hold=3)
    for words in "abc":
        assert receiver.got == []
        webhook.emit(text(words))
    await soon(lambda: len(receiver.got) == 3)
    assert [got.body["message"]["text"] for got in receiver.got] == ["c", "b", "a"]
    await soon(lambda: not webhook.underway)
    webhook.emit(text("d"))
    assert webhook.underway == 1
    webhook.release()
    await soon(lambda: len(receiver.got) == 4)
    webhook.emit(text("e"))
    change(webhook, hold=0)
    await soon(lambda: len(receiver.got) == 5 and not webhook.underway)
    change(webhook, hold=2)
    webhook.emit(text("f"))
    change(webhook, on=False)
    assert (webhook.underway, webhook.lost) == (0, 1)


async def test_held_events_that_fail_are_tried_again(webhook: Webhook, clock: Clock, receiver: Receiver) -> None:
    change(webhook, hold=2)
    receiver.statuses.append(500)
    webhook.emit(text("a"))
    webhook.emit(text("b"))
    await soon(lambda: webhook.waiting == 1)
    clock.move_to(30)
    await soon(lambda: len(receiver.got) == 3)
    assert [got.body["message"]["text"] for got in receiver.got] == ["b", "a", "b"]


async def test_only_what_is_switched_on_and_passes_the_filter(webhook: Webhook, receiver: Receiver) -> None:
    change(webhook, events=["user_send_text"], syntax_filter=True)
    webhook.emit({"event_name": "follow", "timestamp": "1"})
    webhook.emit(text("chào"))
    webhook.emit(text("#chao"))
    await soon(lambda: webhook.tries and not webhook.underway)
    assert [got.body["message"]["text"] for got in receiver.got] == ["#chao"]
    assert webhook.lost == 0


async def test_a_raw_event_may_be_anything(webhook: Webhook, receiver: Receiver) -> None:
    webhook.send({"x": [None, "\ud800"]}, "bad")
    webhook.send({}, "none", copies=2)
    await soon(lambda: len(receiver.got) == 3)
    assert sum("x-zevent-signature" in got.headers for got in receiver.got) == 1


async def test_the_probe_is_unsigned_and_empty(webhook: Webhook, receiver: Receiver) -> None:
    receiver.statuses.append(403)
    assert await webhook.probe() == 403
    [got] = receiver.got
    assert got.raw == b"{}"
    assert "x-zevent-signature" not in got.headers


async def test_without_an_address_nothing_is_sent(webhook: Webhook) -> None:
    change(webhook, url=None)
    webhook.emit(text("a"))
    assert (webhook.underway, webhook.lost) == (0, 1)
