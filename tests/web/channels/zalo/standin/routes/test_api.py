"""The API over real HTTP: always 200, the error in the body."""

from __future__ import annotations

import pytest

from tests.web.channels.zalo.standin.helpers import LAN, PDF, Office, buttons, query

SEND = "/v3.0/oa/message/cs"


def test_a_message_goes_out(office: Office) -> None:
    office.act("say", text="chào")
    response = office.post(buttons(query()))
    assert response.headers["x-ratelimit-limit"] == "4000"
    body = response.json()
    assert (body["error"], body["message"], body["data"]["user_id"]) == (0, "Success", LAN)
    assert body["data"]["quota"]["quota_type"] == "reply"
    assert office.transcript()[-1]["buttons"] == [query()]


def test_the_windows_and_quotas(office: Office) -> None:
    assert office.say("a")["error"] == -230
    office.act("say", text="chào")
    assert [office.say("a")["error"] for _ in range(9)] == [0] * 8 + [-211]
    office.control("limits", sub_quota=1, purchase_quota=1)
    kinds = [office.say("a")["data"]["quota"]["quota_type"] for _ in range(2)]
    assert kinds == ["sub_quota", "purchase_quota"]
    office.control("limits", without_quota=-218)
    assert office.say("a")["error"] == -218
    office.act("say", text="nữa")
    assert office.say("a")["data"]["quota"]["quota_type"] == "reply"
    office.control("clock", advance=7 * 86_400 + 1)
    office.permit()
    assert office.say("a")["error"] == -230


def test_tokens(office: Office) -> None:
    office.act("say", text="chào")
    good = office.token
    for wrong in ("", "other", good + "x"):
        office.token = wrong
        assert office.say("a")["error"] == -216
    assert office.http.post(SEND, json={}).json()["error"] == -216
    office.token = good
    assert office.say("a")["error"] == 0
    office.control("tokens/expire", access=True)
    assert office.say("a")["error"] == -220
    office.control("tokens/revoke")
    assert office.say("a")["error"] == -216


def test_a_token_expires_when_the_clock_is_moved(office: Office) -> None:
    office.act("say", text="chào")
    office.control("clock", advance=90_001)
    assert office.say("a")["error"] == -220


def test_the_rate_is_that_of_all_calls(office: Office) -> None:
    office.act("say", text="chào")
    office.control("limits", rate_per_minute=2)
    assert office.upload("a.pdf", PDF)["error"] == 0
    assert office.say("a")["error"] == 0
    limited = office.post({"text": "b"})
    assert (limited.status_code, limited.json()["error"]) == (200, -32)
    assert (limited.headers["x-ratelimit-limit"], limited.headers["x-ratelimit-remain"]) == ("2", "0")
    office.control("clock", advance=60)
    assert office.say("c")["error"] == 0


def test_a_file_is_uploaded_and_sent(office: Office) -> None:
    office.act("say", text="chào")
    token = office.upload("Tờ khai.pdf", PDF)["data"]["token"]
    assert office.send({"attachment": {"type": "file", "payload": {"token": token}}})["error"] == 0
    shown = office.transcript()[-1]["attachment"]
    assert shown["name"] == "Tờ khai.pdf"
    assert office.http.get(shown["url"]).content == PDF
    assert office.upload("a.png", b"\x89PNG")["error"] == -201
    office.control("clock", advance=7 * 86_400 + 1)
    office.permit()
    office.act("say", text="chào")
    assert office.send({"attachment": {"type": "file", "payload": {"token": token}}})["error"] == -201


def test_files_up_to_five_megabytes(office: Office) -> None:
    assert office.upload("a.pdf", PDF.ljust(5 * 2**20))["error"] == 0
    assert office.upload("a.pdf", PDF.ljust(5 * 2**20 + 1))["error"] == -210


def test_the_text_limit_can_be_the_other_sources(office: Office) -> None:
    office.act("say", text="chào")
    assert office.say("a" * 2_001)["error"] == -210
    office.control("limits", text_limit=500)
    assert office.say("a" * 501)["error"] == -210
    assert office.say("a" * 500)["error"] == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b"1" * 5_000, b"null", b'{"a":NaN}'])
def test_what_is_no_json_is_a_bad_parameter(office: Office, body: bytes) -> None:
    response = office.http.post(SEND, content=body, headers={"access_token": office.token})
    assert (response.status_code, response.json()["error"]) == (200, -201)


def test_the_old_message_api_is_off(office: Office) -> None:
    headers = {"access_token": office.token}
    assert office.http.post("/v2.0/oa/message", json={}, headers=headers).json()["error"] == -240
