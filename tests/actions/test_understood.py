"""What the classifier makes of a message and of its parts."""

from __future__ import annotations

from actions.understood import Guess, Understood

LATEST = {
    "text": "lệ phí bao nhiêu, bao lâu có",
    "intent": {"name": "ask_fee", "confidence": 0.6},
    "parts": [
        {"name": "ask_fee", "confidence": 0.9, "text": "lệ phí bao nhiêu"},
        {"name": "ask_time", "confidence": 0.8, "text": "bao lâu có"},
        {"name": "greet", "confidence": 0.2, "text": "bao lâu có"},
    ],
}


def test_every_part_asks_once_in_the_order_said() -> None:
    understood = Understood.of(LATEST)
    found = list(understood.all_of(("ask_fee", "ask_time", "greet"), 0.5))
    assert [(guess.intent, guess.text) for guess in found] == [
        ("ask_fee", "lệ phí bao nhiêu"),
        ("ask_time", "bao lâu có"),
    ]


def test_below_the_floor_nothing_is_said() -> None:
    understood = Understood.of(LATEST)
    assert understood.says(["ask_fee"], 0.6)
    assert not understood.says(["ask_fee"], 0.61)
    assert not understood.says(["ask_time"], 0.1)


def test_it_can_wait_in_a_slot() -> None:
    understood = Understood.of(LATEST)
    assert Understood.of({"text": LATEST["text"], **understood.as_dict()}) == understood


def test_a_message_without_guesses_is_nothing() -> None:
    assert Understood.of({"text": "x", "intent": None}).whole == Guess("", 0.0, "x")
