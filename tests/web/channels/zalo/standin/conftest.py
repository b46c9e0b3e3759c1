"""The stand-in on a free port, and a receiver of its webhook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.channels.zalo.standin.helpers import Office, Receiver, Time
from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.app import create_app, serving
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.hooks.webhook import WebhookSettings
from web.channels.zalo.standin.platform import Platform


@pytest.fixture
def moment() -> Time:
    return Time()


@pytest.fixture
def clock(moment: Time) -> Clock:
    return Clock(moment)


@pytest.fixture
def platform(clock: Clock) -> Platform:
    """A platform without a webhook."""
    return Platform(Account(), clock, WebhookSettings(), ("Lan", "Tuấn"))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.stop()


@pytest.fixture
def office(receiver: Receiver) -> Iterator[Office]:
    """An office with tokens whose webhook is the receiver, at a stand-in over real HTTP, in real time."""
    with serving(create_app(webhook=WebhookSettings(url=receiver.url))) as base:
        office = Office(base)
        office.permit()
        yield office
        office.http.close()
