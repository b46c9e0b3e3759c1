"""The page as a channel: what its request says, and messages as they are."""

from __future__ import annotations

import pytest

from knowledge.messages import Message
from web.channels.page import ChatRequest, Page, PageRequest
from web.chat.sender import Sender
from web.chat.sessions import Session
from web.errors import ApiError

SESSION = Session(id="abc", token="t", fresh=False)


def test_a_request_says_who_sends_what_and_for_which_question() -> None:
    body = ChatRequest(text="có", message_id="m1", answers="1.001193/birth_proof")
    incoming = Page().receive(PageRequest(body, SESSION))
    assert (incoming.sender, incoming.text, incoming.payload) == ("abc", "có", None)
    assert (incoming.message_id, incoming.answers) == ("m1", "1.001193/birth_proof")
    pressed = Page().receive(PageRequest(ChatRequest(payload="/greet"), SESSION))
    assert (pressed.text, pressed.payload, pressed.answers) == (None, "/greet", None)


def test_neither_or_both_is_refused() -> None:
    for body in (ChatRequest(), ChatRequest(text="a", payload="/greet")):
        with pytest.raises(ApiError, match="text_or_payload"):
            Page().receive(PageRequest(body, SESSION))


def test_conversations_from_before_go_on() -> None:
    sender = Sender(Page.name, SESSION.id)
    assert (sender.name, sender.hash) == ("web:abc", SESSION.hash)


def test_messages_are_shown_as_they_are() -> None:
    messages = [Message(text="a"), Message(text="b")]
    assert Page().render(messages) == messages
