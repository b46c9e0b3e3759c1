"""Tokens asked for as the facts say, and every way in which that can go wrong."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.settings import Settings
from tests.web.channels.zalo.fake import APP, NOON, OFFICE, FakeZalo, Time, with_zalo
from web.channels.zalo.api.oauth import BadReturn, OAuth, Pair, Permission, TokenRefused, TokenUnreachable

SETTINGS = with_zalo(Settings())


def oauth_of(transport: Any) -> OAuth:
    return OAuth(httpx.AsyncClient(transport=httpx.MockTransport(transport)), SETTINGS, Time())


async def test_a_refresh_is_asked_for_with_the_apps_secret(fake: FakeZalo) -> None:
    pair = await oauth_of(fake).refresh("refresh-1")
    assert pair == Pair("access-2", "refresh-2", NOON + 90_000, NOON + 90 * 86_400)
    form = {"refresh_token": "refresh-1", "grant_type": "refresh_token", "app_id": APP, "secret": "app-secret"}
    assert fake.asked == [form]
    with pytest.raises(TokenRefused, match="-14014"):
        await oauth_of(fake).refresh("refresh-1")  # it was good once


async def test_a_code_is_redeemed_with_its_verifier(fake: FakeZalo) -> None:
    permission = Permission.new()
    await oauth_of(fake).redeem("the-code", permission)
    (form,) = fake.asked
    assert (form["grant_type"], form["code"], form["code_verifier"]) == (
        "authorization_code", "the-code", permission.verifier,
    )  # fmt: skip


def test_the_verifier_has_43_characters_and_the_challenge_is_its_digest() -> None:
    permission = Permission.new()
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", permission.verifier)
    digest = hashlib.sha256(permission.verifier.encode()).digest()
    assert base64.urlsafe_b64decode(permission.challenge + "=") == digest
    assert Permission.new() != permission


def test_the_address_to_open(fake: FakeZalo) -> None:
    permission = Permission.new()
    address = urlsplit(oauth_of(fake).permission_url(permission, "https://motcua.test/x?a=b"))
    assert (address.netloc, address.path) == ("oauth.test", "/v4/oa/permission")
    asked = {"app_id": [APP], "redirect_uri": ["https://motcua.test/x?a=b"]}
    assert parse_qs(address.query) == asked | {
        "code_challenge": [permission.challenge], "state": [permission.state],
    }  # fmt: skip
    assert permission.verifier not in address.query


def test_the_address_that_comes_back(fake: FakeZalo) -> None:
    oauth, permission = oauth_of(fake), Permission.new()
    good = f"https://motcua.test/?oa_id={OFFICE}&code=abc&state={permission.state}"
    assert oauth.code_in(f" {good}\n", permission) == "abc"
    for bad, why in [
        ("", "no code"),
        ("http://[", "no address"),
        (f"https://motcua.test/?state={permission.state}", "no code"),
        ("https://motcua.test/?code=abc&state=old", "another round"),
        (good.replace(OFFICE, "99"), "Official Account 99"),
    ]:
        with pytest.raises(BadReturn, match=why):
            oauth.code_in(bad, permission)


@given(st.text())
def test_any_address_is_read(address: str) -> None:
    with pytest.raises(BadReturn):
        oauth_of(None).code_in(address, Permission("v" * 43, "state"))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.ReadTimeout("slow"), "timeout"),
        (httpx.ConnectError("away"), "connection"),
        (httpx.Response(502, text="<h1>"), "status"),
        (httpx.Response(200, text="<h1>"), "format"),
        (httpx.Response(200, json=[]), "format"),
        (httpx.Response(200, json={}), "format"),
        (httpx.Response(200, json={"access_token": "a", "refresh_token": ""}), "format"),
    ],
)
async def test_no_usable_answer(answer: httpx.Response | Exception, reason: str) -> None:
    def handle(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(TokenUnreachable, match=reason):
        await oauth_of(handle).refresh("r")


@pytest.mark.parametrize(("given_", "lives"), [("90000", 90_000), (3600, 3_600), ("soon", 0), (None, 0), (-5, 0)])
async def test_how_long_a_token_lives(given_: Any, lives: float) -> None:
    body = {"access_token": "a", "refresh_token": "r", "expires_in": given_}
    pair = await oauth_of(lambda _: httpx.Response(200, json=body)).refresh("r")
    assert pair.access_until == NOON + lives


def test_a_pair_is_never_shown() -> None:
    assert "geheim" not in repr(Pair("geheim", "geheim", 1.0, 2.0))
