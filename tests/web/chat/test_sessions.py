"""Sessions: server-issued, signed, and nobody else's."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from itsdangerous import TimestampSigner

from knowledge.settings import Settings
from tests.web.stand_in import StandIn
from web.chat.sessions import COOKIE, MAX_AGE, RENEW_AFTER, SessionIssuer, load_secret


def test_a_token_leads_back_to_its_session() -> None:
    issuer = SessionIssuer("s" * 32)
    first = issuer.new()
    again = issuer.resolve(first.token, None)
    assert (again.id, again.token, again.fresh) == (first.id, first.token, False)
    assert issuer.new().id != first.id


@pytest.mark.parametrize("bad", ["", "x", "abc.def.ghi", "é.x.y", "a" * 5000, "\x00.1.2", "..", "\ud800"])
def test_a_forged_token_gives_a_fresh_session(bad: str) -> None:
    session = SessionIssuer("s" * 32).resolve(bad, None)
    assert session.fresh
    assert session.id not in bad


def test_a_token_of_another_secret_or_with_another_id_is_refused() -> None:
    mine = SessionIssuer("s" * 32)
    token = mine.new().token
    assert SessionIssuer("t" * 32).resolve(token, None).fresh
    stamp_and_signature = token.split(".", 1)[1]
    assert mine.resolve(f"somebody-else.{stamp_and_signature}", None).fresh


def test_tokens_expire_and_are_renewed_while_used(monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = SessionIssuer("s" * 32)
    first = issuer.new()
    start = TimestampSigner("x").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: start + RENEW_AFTER + 10)
    renewed = issuer.resolve(first.token, None)
    assert renewed.id == first.id
    assert renewed.token != first.token
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: start + MAX_AGE + 10)
    assert issuer.resolve(first.token, None).fresh
    assert issuer.resolve(renewed.token, None).id == first.id


def test_the_body_decides_over_the_cookie() -> None:
    issuer = SessionIssuer("s" * 32)
    body, cookie = issuer.new(), issuer.new()
    assert issuer.resolve(body.token, cookie.token).id == body.id
    assert issuer.resolve(None, cookie.token).id == cookie.id
    assert issuer.resolve("", cookie.token).fresh


def test_the_secret_is_made_once_with_mode_600(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var", secret="")
    made = load_secret(settings)
    assert load_secret(settings) == made
    assert len(made) == 64
    assert stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode) == 0o600
    assert load_secret(Settings(var=tmp_path, secret="given")) == "given"


def test_an_unusable_secret_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    with pytest.raises(RuntimeError, match="DIMOTLAN_SECRET"):
        load_secret(Settings(var=tmp_path, secret=""))


def test_the_conversation_goes_on_by_body_and_by_cookie(client: TestClient, rasa: StandIn) -> None:
    first = client.post("/api/chat", json={"text": "một"})
    cookie = first.headers["set-cookie"].lower()
    assert f"{COOKIE}=" in cookie
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    client.post("/api/chat", json={"text": "hai"})
    client.cookies.clear()
    client.post("/api/chat", json={"text": "ba", "session": first.json()["session"]})
    client.cookies.clear()
    client.post("/api/chat", json={"text": "bốn"})
    senders = [sender for sender, _ in rasa.got]
    assert senders[0] == senders[1] == senders[2] != senders[3]
    assert all(sender.startswith("web:") for sender in senders)


def test_the_cookie_is_secure_behind_https(make_client: Callable[..., TestClient]) -> None:
    client = make_client(secure_cookie=True)
    assert "secure" in client.post("/api/chat", json={"text": "a"}).headers["set-cookie"].lower()
