from __future__ import annotations

import pytest

from tests.web.channels.zalo.standin.helpers import Time
from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.refusals import Refusal, TokenRefusal
from web.channels.zalo.standin.tokens import Pair, Tokens, challenge_of

VERIFIER = "v" * 43


@pytest.fixture
def tokens(clock: Clock) -> Tokens:
    return Tokens(Account(), clock)


def ask(tokens: Tokens, secret: str | None = "standin-app-secret", **form: str) -> Pair:
    return tokens.respond({"app_id": Account().app_id, **form}, secret)


def redeem(tokens: Tokens, code: str, verifier: str = VERIFIER) -> Pair:
    return ask(tokens, grant_type="authorization_code", code=code, code_verifier=verifier)


def refresh(tokens: Tokens, token: str) -> Pair:
    return ask(tokens, grant_type="refresh_token", refresh_token=token)


def refused(tokens: Tokens, access: str | None) -> int | None:
    try:
        tokens.check(access)
    except Refusal as refusal:
        return refusal.code
    return None


def test_the_challenge_is_the_one_of_the_standard() -> None:
    # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_code_is_redeemed_once(tokens: Tokens) -> None:
    code = tokens.code(challenge_of(VERIFIER))
    pair = redeem(tokens, code)
    assert refused(tokens, pair.access) is None
    assert pair.body() == {"access_token": pair.access, "refresh_token": pair.refresh, "expires_in": "90000"}
    with pytest.raises(TokenRefusal, match="Invalid code"):
        redeem(tokens, code)


@pytest.mark.parametrize("verifier", ["w" * 43, "", "v" * 42, "v" * 44, "é" * 43])
def test_the_verifier_is_checked_and_a_wrong_one_uses_the_code_up(tokens: Tokens, verifier: str) -> None:
    code = tokens.code(challenge_of(VERIFIER))
    with pytest.raises(TokenRefusal, match="Invalid code_verifier"):
        redeem(tokens, code, verifier)
    with pytest.raises(TokenRefusal, match="Invalid code"):
        redeem(tokens, code)


def test_a_code_is_good_for_ten_minutes(tokens: Tokens, moment: Time) -> None:
    first, second = tokens.code(challenge_of(VERIFIER)), tokens.code(challenge_of(VERIFIER))
    moment.now += 600
    redeem(tokens, first)
    moment.now += 1
    with pytest.raises(TokenRefusal, match="Code expired"):
        redeem(tokens, second)


def test_refreshing_rotates_both_tokens_and_kills_the_old_ones(tokens: Tokens) -> None:
    old = tokens.issue()
    new = refresh(tokens, old.refresh)
    assert {old.access, old.refresh}.isdisjoint({new.access, new.refresh})
    assert (refused(tokens, old.access), refused(tokens, new.access)) == (-216, None)
    with pytest.raises(TokenRefusal, match="Invalid refresh token"):
        refresh(tokens, old.refresh)
    assert refused(tokens, new.access) is None
    assert tokens.refreshed == 1


def test_access_lives_25_hours_and_refresh_three_months(tokens: Tokens, moment: Time) -> None:
    pair = tokens.issue()
    moment.now += 25 * 3_600
    assert refused(tokens, pair.access) is None
    moment.now += 1
    assert refused(tokens, pair.access) == -220
    moment.now += 89 * 86_400 - 3_601
    pair = refresh(tokens, pair.refresh)
    moment.now += 90 * 86_400 + 1
    with pytest.raises(TokenRefusal, match="Refresh token expired"):
        refresh(tokens, pair.refresh)


def test_tokens_are_made_to_expire_or_revoked(tokens: Tokens) -> None:
    tokens.expire(access=True, refresh=True)  # there is none yet
    pair = tokens.issue()
    tokens.expire(access=True, refresh=False)
    assert refused(tokens, pair.access) == -220
    pair = refresh(tokens, pair.refresh)
    tokens.expire(access=False, refresh=True)
    assert refused(tokens, pair.access) is None
    with pytest.raises(TokenRefusal):
        refresh(tokens, pair.refresh)
    tokens.revoke()
    assert refused(tokens, pair.access) == -216


def test_who_is_not_the_app_gets_nothing(tokens: Tokens) -> None:
    pair = tokens.issue()
    wrong: list[tuple[dict[str, str], str | None]] = [
        ({"grant_type": "refresh_token", "refresh_token": pair.refresh}, "other"),
        ({"grant_type": "refresh_token", "refresh_token": pair.refresh}, None),
        ({"grant_type": "refresh_token", "refresh_token": pair.refresh, "app_id": "1"}, "standin-app-secret"),
        ({"grant_type": "password"}, "standin-app-secret"),
        ({}, "standin-app-secret"),
        ({"grant_type": "refresh_token"}, "standin-app-secret"),
        ({"grant_type": "authorization_code"}, "standin-app-secret"),
    ]
    for form, secret in wrong:
        with pytest.raises(TokenRefusal):
            ask(tokens, secret, **form)
    assert refused(tokens, pair.access) is None
    assert refused(tokens, None) == -216
    assert refresh(tokens, pair.refresh)
