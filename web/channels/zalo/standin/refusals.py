"""How the platform says no: with HTTP 200 and a code in the body.

The codes of the messages are facts; their words, and all codes of the token calls, are beliefs.
"""

from __future__ import annotations

INVALID_TOKEN, EXPIRED_TOKEN = -216, -220
BAD_PARAMETER, TOO_LONG = -201, -210
NO_FOLLOWER, NO_INTERACTION = -213, -230
NO_QUOTA, NO_QUOTA_FOR_PERSON = -211, -218
RATE_LIMIT, V2_IS_OFF = -32, -240

WORDS = {
    INVALID_TOKEN: "Access token is invalid",
    EXPIRED_TOKEN: "Access token has expired",
    BAD_PARAMETER: "Parameter is invalid",
    TOO_LONG: "Parameter is longer than allowed",
    NO_FOLLOWER: "User has not followed the Official Account",
    NO_INTERACTION: "User has not interacted with the Official Account in the past 7 days",
    NO_QUOTA: "Out of quota",
    NO_QUOTA_FOR_PERSON: "Out of quota for this user",
    RATE_LIMIT: "Application request limit reached",
    V2_IS_OFF: "Message API v2 has been shut down, use v3",
    -209: "Application is not active",
    -212: "Official Account has not granted this permission",
    -219: "Application is disabled",
    -221: "Official Account is not verified",
    -223: "Permission is not granted",
    -224: "Official Account needs a paid package",
    -227: "User has been inactive for more than 45 days",
    -232: "User has not interacted with the Official Account",
    -233: "Message type is not allowed: no interaction in time",
    -244: "User restricts this kind of message",
    -320: "Account is not linked to a paying account",
    -321: "Balance is not enough",
}


class Refusal(Exception):
    """A call that is answered with an error.

    Args:
        code: negative.
        detail: what is wrong, for whoever reads the answer; by default the words of the code.
    """

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.message = detail or WORDS.get(code, "Error")

    def body(self) -> dict[str, object]:
        """The answer to a call of the API."""
        return {"error": self.code, "message": self.message}


INVALID_APP, INVALID_REDIRECT, INVALID_SECRET = -14002, -14003, -14004
INVALID_VERIFIER, INVALID_REFRESH, INVALID_CODE, INVALID_GRANT = -14010, -14014, -14019, -14020


class TokenRefusal(Exception):
    """A call for tokens that is answered with an error.

    Args:
        code: negative; B, all of them.
        name: of the error.
        description: what is wrong.
    """

    def __init__(self, code: int, name: str, description: str = "") -> None:
        super().__init__(code, name)
        self.code, self.name, self.description = code, name, description or name

    def body(self) -> dict[str, object]:
        """The answer, as the facts give its keys."""
        return {"error": self.code, "error_name": self.name, "error_description": self.description}
