"""Sessions: server-issued, signed, and nobody else's."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner

from knowledge.settings import Settings
from web.chat.sessions import MAX_AGE, RENEW_AFTER, SessionIssuer, load_secret


def test_a_token_leads_back_to_its_session() -> None:
    issuer = SessionIssuer("s" * 32)
    first = issuer.new()
    again = issuer.resolve(first.token)
    assert (again.id, again.token, again.fresh) == (first.id, first.token, False)
    assert issuer.new().id != first.id


@pytest.mark.parametrize("bad", ["", "x", "abc.def.ghi", "é.x.y", "a" * 5000, "\x00.1.2", "..", "\ud800"])
def test_a_forged_token_gives_a_fresh_session(bad: str) -> None:
    session = SessionIssuer("s" * 32).resolve(bad)
    assert session.fresh
    assert session.id not in bad


def test_a_token_of_another_secret_or_with_another_id_is_refused() -> None:
    mine = SessionIssuer("s" * 32)
    token = mine.new().token
    assert SessionIssuer("t" * 32).resolve(token).fresh
    stamp_and_signature = token.split(".", 1)[1]
    assert mine.resolve(f"somebody-else.{stamp_and_signature}").fresh


def test_tokens_expire_and_are_renewed_while_used(monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = SessionIssuer("s" * 32)
    first = issuer.new()
    start = TimestampSigner("x").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: start + RENEW_AFTER + 10)
    renewed = issuer.resolve(first.token)
    assert renewed.id == first.id
    assert renewed.token != first.token
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: start + MAX_AGE + 10)
    assert issuer.resolve(first.token).fresh
    assert issuer.resolve(renewed.token).id == first.id


def test_a_clock_that_was_put_back_ends_no_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = SessionIssuer("s" * 32)
    first = issuer.new()
    start = TimestampSigner("x").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: start - 600)
    assert issuer.resolve(first.token).id == first.id


def test_without_a_token_a_conversation_begins() -> None:
    assert SessionIssuer("s" * 32).resolve(None).fresh


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
