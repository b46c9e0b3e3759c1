from __future__ import annotations

import pytest

from tests.web.channels.zalo.standin.helpers import NOON, Time
from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.allowance.limits import Limits
from web.channels.zalo.standin.allowance.windows import Windows
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.people import Person
from web.channels.zalo.standin.refusals import Refusal

HOUR, DAY = 3_600.0, 86_400.0


@pytest.fixture
def windows(clock: Clock) -> Windows:
    return Windows(Account(), clock)


@pytest.fixture
def person() -> Person:
    person = Person(id="1", name="Lan")
    person.heard(NOON)
    return person


def code_of(windows: Windows, person: Person, limits: Limits) -> int:
    with pytest.raises(Refusal) as refusal:
        windows.charge(person, limits)
    return refusal.value.code


def test_eight_messages_are_free_and_a_message_of_the_person_begins_anew(windows: Windows, person: Person) -> None:
    quotas = [windows.charge(person, Limits()) for _ in range(8)]
    assert {quota["quota_type"] for quota in quotas} == {"reply"}
    assert [quota["remain"] for quota in quotas] == list("76543210")
    assert quotas[0] == {
        "quota_type": "reply",
        "remain": "7",
        "total": "8",
        "owner_type": "OA",
        "owner_id": Account().oa_id,
    }
    assert code_of(windows, person, Limits()) == -211
    person.heard(NOON)
    assert windows.charge(person, Limits())["remain"] == "7"


def test_the_free_window_shuts_after_48_hours(windows: Windows, person: Person, moment: Time) -> None:
    moment.now += 48 * HOUR
    assert windows.free_seconds(person) == 0
    assert windows.charge(person, Limits())["quota_type"] == "reply"
    moment.now += 1
    assert windows.free_left(person, Limits()) == 0
    assert code_of(windows, person, Limits()) == -211
    assert windows.charge(person, Limits(purchase_quota=1))["quota_type"] == "purchase_quota"


def test_paid_messages_until_seven_days(windows: Windows, person: Person, moment: Time) -> None:
    limits = Limits(sub_quota=1, reward_quota=1, purchase_quota=2)
    moment.now += 7 * DAY
    kinds = [windows.charge(person, limits)["quota_type"] for _ in range(4)]
    assert kinds == ["sub_quota", "reward_quota", "purchase_quota", "purchase_quota"]
    assert windows.paid_left(limits) == {"sub_quota": 0, "reward_quota": 0, "purchase_quota": 0}
    assert code_of(windows, person, limits) == -211
    moment.now += 1
    assert code_of(windows, person, limits) == -230


def test_the_refusal_without_quota_is_set_and_a_quota_is_filled_up(windows: Windows, person: Person) -> None:
    limits = Limits(free_messages=0, sub_quota=1, purchase_quota=1)
    assert windows.charge(person, limits)["remain"] == "0"
    windows.refill(Limits(sub_quota=1))
    assert windows.charge(person, limits)["quota_type"] == "sub_quota"
    windows.refill(Limits(text_limit=500))
    assert windows.charge(person, limits)["quota_type"] == "purchase_quota"
    assert code_of(windows, person, Limits(free_messages=0, without_quota=-218)) == -218


def test_who_never_did_anything_cannot_be_written_to(windows: Windows) -> None:
    stranger = Person(id="2", name="Tuấn")
    assert code_of(windows, stranger, Limits(sub_quota=9)) == -230
    assert windows.free_seconds(stranger) == 0
    stranger.interacted = NOON  # followed, wrote nothing: no free window
    assert code_of(windows, stranger, Limits()) == -211
    assert windows.charge(stranger, Limits(sub_quota=9))["quota_type"] == "sub_quota"
