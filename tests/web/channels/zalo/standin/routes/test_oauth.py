"""The permission page and the tokens over real HTTP."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.channels.zalo.standin.helpers import Office
from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.tokens import challenge_of

VERIFIER = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
ASKED = {
    "app_id": Account().app_id,
    "redirect_uri": "http://127.0.0.1:1/back?x=1&y=%C3%A1",
    "code_challenge": challenge_of(VERIFIER),
    "state": 'a&"<b>',
}


def press(office: Office) -> dict[str, list[str]]:
    """Press the page's one button; what the address leads back with."""
    page = office.http.get("/v4/oa/permission", params=ASKED)
    assert page.text.count("<button") == 1
    assert "Cho phép" in page.text
    hidden = {
        html.unescape(name): html.unescape(value)
        for name, value in re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', page.text)
    }
    assert hidden == ASKED
    back = office.http.post("/v4/oa/permission", data=hidden)
    assert back.status_code == 303
    address = urlsplit(back.headers["location"])
    assert (address.netloc, address.path) == ("127.0.0.1:1", "/back")
    return parse_qs(address.query)


def ask(office: Office, **form: str) -> dict[str, str]:
    response = office.http.post(
        "/v4/oa/access_token",
        data={"app_id": Account().app_id, **form},
        headers={"secret_key": Account().app_secret},
    )
    assert response.status_code == 200
    body: dict[str, str] = response.json()
    return body


def test_from_the_page_to_a_message_and_the_next_token(office: Office) -> None:
    office.act("say", text="chào")
    came = press(office)
    assert came["oa_id"] == [Account().oa_id]
    assert came["state"] == [ASKED["state"]]
    assert (came["x"], came["y"]) == (["1"], ["á"])
    [code] = came["code"]
    first = ask(office, grant_type="authorization_code", code=code, code_verifier=VERIFIER)
    assert first.keys() == {"access_token", "refresh_token", "expires_in"}
    assert first["expires_in"] == "90000"
    office.token = first["access_token"]
    assert office.say("a")["error"] == 0
    second = ask(office, grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert office.say("b")["error"] == -216
    office.token = second["access_token"]
    assert office.say("c")["error"] == 0
    refused = ask(office, grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert refused.keys() == {"error", "error_name", "error_description"}
    assert ask(office, grant_type="authorization_code", code=code, code_verifier=VERIFIER)["error"]


def test_the_secret_is_asked_for(office: Office) -> None:
    form = {"app_id": Account().app_id, "grant_type": "refresh_token"}
    assert office.http.post("/v4/oa/access_token", data=form).json()["error_name"] == "Invalid secret key"


def test_a_code_is_too_old_after_ten_minutes(office: Office) -> None:
    [code] = press(office)["code"]
    office.control("clock", advance=601)
    refused = ask(office, grant_type="authorization_code", code=code, code_verifier=VERIFIER)
    assert refused["error_name"] == "Code expired"


@pytest.mark.parametrize(
    "wrong",
    [
        {"app_id": "1"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "/back"},
        {"redirect_uri": "http://["},
        {"code_challenge": "short"},
        {"code_challenge": ""},
    ],
)
def test_a_page_that_is_asked_for_wrongly(office: Office, wrong: dict[str, str]) -> None:
    for response in (
        office.http.get("/v4/oa/permission", params=ASKED | wrong),
        office.http.post("/v4/oa/permission", data=ASKED | wrong),
    ):
        assert response.status_code == 200
        assert response.json().keys() == {"error", "error_name", "error_description"}
