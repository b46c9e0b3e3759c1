"""Faults over real HTTP: what the caller sees, and what the platform did all the same."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from tests.web.channels.zalo.standin.helpers import PDF, Office
from web.channels.zalo.standin.faults import Fault, Faults


def sent(office: Office) -> list[str]:
    return [entry["text"] for entry in office.transcript() if entry["author"] == "oa"]


def test_the_next_calls_answer_with_an_error(office: Office) -> None:
    office.act("say", text="chào")
    office.control("faults", error=-32, times=2)
    office.control("faults", error=-216)
    first = office.post({"text": "a"})
    assert (first.status_code, first.json()["error"], first.headers["x-ratelimit-remain"]) == (200, -32, "0")
    assert [office.say(words)["error"] for words in "bcde"] == [-32, -216, 0, 0]
    assert sent(office) == ["d", "e"]
    assert office.status()["faults"] == {"coming": [], "passed": 3}


def test_each_kind_of_call_has_its_own(office: Office) -> None:
    office.act("say", text="chào")
    office.control("faults", on="upload", error=-201)
    office.control("faults", on="token", error=-14014)
    assert office.say("a")["error"] == 0
    assert office.upload("a.pdf", PDF)["error"] == -201
    assert office.upload("a.pdf", PDF)["error"] == 0
    refused = office.http.post("/v4/oa/access_token", data={"grant_type": "refresh_token"}).json()
    assert refused == {"error": -14014, "error_name": "Ordered fault", "error_description": "Ordered fault"}


def test_a_slow_answer_comes_after_the_message_went_out(office: Office) -> None:
    office.act("say", text="chào")
    office.control("faults", delay=1)
    began = time.monotonic()
    with pytest.raises(httpx.ReadTimeout):
        office.http.post(
            "/v3.0/oa/message/cs",
            json={"recipient": {"user_id": "7100000000000000001"}, "message": {"text": "a"}},
            headers={"access_token": office.token},
            timeout=0.3,
        )
    assert time.monotonic() - began < 1
    assert sent(office) == ["a"]


@pytest.mark.parametrize(("drop", "went_out"), [("request", []), ("answer", ["a"])])
def test_a_connection_is_cut_before_or_after(office: Office, drop: str, went_out: list[str]) -> None:
    office.act("say", text="chào")
    office.control("faults", drop=drop)
    with pytest.raises(httpx.RemoteProtocolError):
        office.say("a")
    assert sent(office) == went_out
    assert office.say("b")["error"] == 0


def test_a_proxys_page(office: Office) -> None:
    office.control("faults", status=502)
    response = office.post({"text": "a"})
    assert (response.status_code, response.headers["content-type"]) == (502, "text/html")
    assert sent(office) == []


def test_faults_are_forgotten(office: Office) -> None:
    office.act("say", text="chào")
    office.control("faults", error=-32, times=100)
    assert office.http.delete("/standin/faults").json() == {"coming": 0}
    assert office.say("a")["error"] == 0


def test_faults_are_taken_in_their_order() -> None:
    faults = Faults()
    faults.coming = [Fault(on="token", error=-1), Fault(error=-2, times=2), Fault(error=-3)]
    taken = [fault.error if (fault := faults.take("send")) else None for _ in range(4)]
    assert taken == [-2, -2, -3, None]
    assert [fault.on for fault in faults.coming] == ["token"]


@pytest.mark.parametrize("wrong", [{"times": 0}, {"on": "x"}, {"status": 200}, {"delay": -1}, {"drop": "x"}, {"y": 1}])
def test_orders_that_make_no_sense(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Fault.model_validate(wrong)
