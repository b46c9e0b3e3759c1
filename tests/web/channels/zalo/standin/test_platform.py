from __future__ import annotations

from typing import Any

import pytest

from tests.web.channels.zalo.standin.helpers import LAN, PDF, buttons, query
from web.channels.zalo.standin.allowance.limits import Limits
from web.channels.zalo.standin.forms import SentFile
from web.channels.zalo.standin.hooks.webhook import WebhookSettings
from web.channels.zalo.standin.platform import Platform
from web.channels.zalo.standin.refusals import Refusal
from web.channels.zalo.standin.routes.acts import Acts


@pytest.fixture
def lan(platform: Platform) -> Acts:
    person = platform.people.find(LAN)
    assert person is not None
    return Acts(platform, person, "http://h")


def send(platform: Platform, message: dict[str, Any], person_id: str = LAN) -> dict[str, Any]:
    return platform.send({"recipient": {"user_id": person_id}, "message": message}, "http://h")


def code_of(platform: Platform, person_id: str = LAN) -> int:
    with pytest.raises(Refusal) as refusal:
        send(platform, {"text": "a"}, person_id)
    return refusal.value.code


def test_a_message_stands_in_the_transcript(platform: Platform, lan: Acts) -> None:
    lan.say("chào")
    answer = send(platform, buttons(query()))
    person = platform.people.find(LAN)
    assert person is not None
    entry = person.entries[-1]
    assert (answer["message_id"], answer["user_id"]) == (entry.msg_id, LAN)
    assert answer["quota"]["quota_type"] == entry.quota == "reply"
    assert (entry.author, entry.kind, entry.text, entry.buttons) == ("oa", "text", "Chọn:", [query()])


def test_a_file_is_shown_with_its_address(platform: Platform, lan: Acts) -> None:
    lan.say("chào")
    kept = platform.files.upload(SentFile("a.pdf", PDF))
    send(platform, {"attachment": {"type": "file", "payload": {"token": kept.token}}})
    person = platform.people.find(LAN)
    assert person is not None
    assert person.entries[-1].attachment == kept.shown("http://h")


def test_who_cannot_be_reached(platform: Platform, lan: Acts) -> None:
    assert code_of(platform) == -230
    lan.say("chào")
    assert code_of(platform, "1") == -201
    person = platform.people.find(LAN)
    assert person is not None
    person.refuses = -244
    assert code_of(platform) == -244
    person.refuses = None
    lan.follow(False)
    assert code_of(platform) == -213
    assert person.free_used == 0


def test_a_refused_message_uses_no_quota(platform: Platform, lan: Acts) -> None:
    lan.say("chào")
    with pytest.raises(Refusal):
        send(platform, {"text": ""})
    assert send(platform, {"text": "a"})["quota"]["remain"] == "7"


def test_changes_keep_what_they_do_not_name(platform: Platform) -> None:
    platform.change_limits(Limits(text_limit=500))
    platform.change_limits(Limits(sub_quota=3))
    assert (platform.limits.text_limit, platform.limits.sub_quota, platform.limits.free_messages) == (500, 3, 8)
    platform.change_webhook(WebhookSettings(url="http://x", numeric=True))
    platform.change_webhook(WebhookSettings(duplicates=1))
    assert (platform.webhook.settings.url, platform.webhook.settings.duplicates) == ("http://x", 1)
    assert platform.events.numeric
