"""Updates of the Bot Platform, with their envelope and without; whatever else comes is refused by one error only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.channels.zalo_bot.events import TEXT, UnreadableUpdate, Update, parse

MESSAGE = {
    "message_id": "m1",
    "from": {"id": "71", "display_name": "Lan", "is_bot": False},
    "chat": {"id": "71", "chat_type": "PRIVATE"},
    "text": "xin chào",
    "date": 1_790_000_000_000,
}
PLAIN: dict[str, Any] = {"event_name": TEXT, "message": MESSAGE}


def raw(body: Any) -> bytes:
    return json.dumps(body).encode()


def test_with_and_without_an_envelope() -> None:
    expected = Update(TEXT, "71", "m1", "xin chào", private=True, from_bot=False)
    assert parse(raw(PLAIN)) == expected
    assert parse(raw({"ok": True, "result": PLAIN})) == expected


def test_groups_and_machines() -> None:
    group = {**PLAIN, "message": {**MESSAGE, "chat": {"id": 5, "chat_type": "GROUP"}, "from": {"is_bot": True}}}
    update = parse(raw(group))
    assert (update.chat, update.private, update.from_bot) == ("5", False, True)


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"result": 3},
        {"event_name": TEXT},
        {"event_name": "", "message": MESSAGE},
        {"event_name": TEXT, "message": {**MESSAGE, "chat": {}}},
        {"event_name": TEXT, "message": {**MESSAGE, "message_id": "a b"}},
        {"event_name": TEXT, "message": {**MESSAGE, "message_id": "a" * 201}},
    ],
)
def test_what_is_no_update(body: Any) -> None:
    with pytest.raises(UnreadableUpdate):
        parse(raw(body))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["event_name", "message", "chat", "id", "message_id", "result"]), inner)
    ),
)


@given(JSON.map(raw) | st.binary(max_size=80))
def test_any_body_is_an_update_or_is_refused(body: bytes) -> None:
    try:
        assert parse(body).chat
    except UnreadableUpdate:
        return
