from __future__ import annotations

from web.channels.zalo.standin.refusals import Refusal, TokenRefusal


def test_a_refusal_says_what_its_code_means_or_what_is_wrong() -> None:
    assert Refusal(-216).body() == {"error": -216, "message": "Access token is invalid"}
    assert Refusal(-201, "text is missing").body() == {"error": -201, "message": "text is missing"}
    assert Refusal(-999).body() == {"error": -999, "message": "Error"}


def test_a_refusal_of_tokens_has_the_keys_of_the_facts() -> None:
    assert TokenRefusal(-14014, "Invalid refresh token", "used").body() == {
        "error": -14014,
        "error_name": "Invalid refresh token",
        "error_description": "used",
    }
    assert TokenRefusal(-14002, "Invalid app_id").body()["error_description"] == "Invalid app_id"
