"""The gateway is killed at the worst moments; what people get is as if it had not been."""

from __future__ import annotations

import time

from knowledge.settings import Settings
from tests.web.channels.zalo.playing import Somebody, Zalo, gateway_to_kill, wait_for
from tests.web.stand_in import StandIn


def test_a_gateway_killed_between_sending_and_marking_does_not_send_twice(
    connected: Settings, zalo: Zalo, lan: Somebody, rasa: StandIn
) -> None:
    rasa.delay = 1.0
    zalo.control("faults", on="send", times=1, delay=30)  # Zalo sends it, and the gateway does not hear of it …
    with gateway_to_kill(connected) as kill:
        lan.say("xin chào")
        wait_for(lambda: rasa.got)
        zalo.control("webhook", hold=100)  # … by the echo neither
        lan.gets(1)
        kill()
    rasa.delay = 0.0
    with gateway_to_kill(connected):
        zalo.control("webhook", hold=0)  # by the echo the next one knows that the message in doubt arrived
        lan.say("còn đó không")
        lan.gets(2, 40)  # well before it would have been sent again
        time.sleep(1)
        assert lan.texts() == ["nhận: xin chào", "nhận: còn đó không"]


def test_what_was_not_answered_when_the_gateway_died_is_answered_after(
    connected: Settings, zalo: Zalo, lan: Somebody, rasa: StandIn
) -> None:
    rasa.delay = 3.0
    with gateway_to_kill(connected) as kill:
        lan.say("xin chào")
        wait_for(lambda: rasa.got)
        kill()
    lan.say("còn đó không")  # nobody is there: Zalo tries again
    rasa.delay = 0.0
    with gateway_to_kill(connected):
        lan.gets(2, 60)
        assert sorted(lan.texts()) == ["nhận: còn đó không", "nhận: xin chào"]
