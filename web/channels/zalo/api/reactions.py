"""What is done about each error code of Zalo's message API."""

from __future__ import annotations

from enum import Enum


class Reaction(Enum):
    """What an error code asks for."""

    REFRESH = "refresh"
    """The access token is dead: get another one, once, and send again."""
    WAIT = "wait"
    """Too many calls: everybody waits."""
    SPLIT = "split"
    """Too long: in smaller parts."""
    SIMPLER = "simpler"
    """Zalo does not take its form: once more as plain text."""
    STOP = "stop"
    """Nothing can be sent to this person now."""
    QUOTA = "quota"
    """No message is left that could be sent to this person now; an operator is told."""
    MISCONFIGURED = "misconfigured"
    """Nobody can be sent anything until the office changes something; an operator is told."""
    UNKNOWN = "unknown"
    """Tried again a few times."""


REACTIONS: dict[int, Reaction] = {
    -216: Reaction.REFRESH,  # invalid access token
    -220: Reaction.REFRESH,  # expired access token
    -124: Reaction.REFRESH,  # seen for a dead token
    3: Reaction.REFRESH,  # seen for a dead token
    -32: Reaction.WAIT,  # rate limit
    -210: Reaction.SPLIT,  # a parameter is too long
    -201: Reaction.SIMPLER,  # a parameter is wrong
    -213: Reaction.STOP,  # not a follower
    -227: Reaction.STOP,  # inactive for 45 days
    -230: Reaction.STOP,  # no interaction in time
    -232: Reaction.STOP,
    -233: Reaction.STOP,
    -244: Reaction.STOP,  # the person restricts this kind of message
    -211: Reaction.QUOTA,
    -218: Reaction.QUOTA,
    -209: Reaction.MISCONFIGURED,  # the app is not active
    -212: Reaction.MISCONFIGURED,  # a permission was not granted
    -219: Reaction.MISCONFIGURED,  # the app is disabled
    -221: Reaction.MISCONFIGURED,  # the Official Account is not verified
    -223: Reaction.MISCONFIGURED,
    -224: Reaction.MISCONFIGURED,  # the Official Account needs a paid package
    -240: Reaction.MISCONFIGURED,  # the V2 API is switched off
    -320: Reaction.MISCONFIGURED,  # no account to pay from
    -321: Reaction.MISCONFIGURED,  # the balance is not enough
}

MEANINGS: dict[int, str] = {
    -209: "the app is not active",
    -211: "the quota of messages is used up",
    -212: "the Official Account has not granted the permission to send",
    -218: "the quota of messages for a person is used up",
    -219: "the app is disabled",
    -221: "the Official Account is not verified",
    -223: "the permission to send was not granted",
    -224: "the Official Account needs a paid package",
    -240: "Zalo has switched this message API off",
    -320: "no account is linked that messages are paid from",
    -321: "the balance that messages are paid from is not enough",
}
"""What an operator is told."""


def reaction_to(code: int) -> Reaction:
    """What to do about an error code; 0 is none."""
    return REACTIONS.get(code, Reaction.UNKNOWN)
