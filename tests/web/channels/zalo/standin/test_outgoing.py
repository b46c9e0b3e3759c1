from __future__ import annotations

import contextlib
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.channels.zalo.standin.helpers import PDF, buttons, query
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.files import Files
from web.channels.zalo.standin.forms import SentFile
from web.channels.zalo.standin.outgoing import Outgoing, read
from web.channels.zalo.standin.refusals import Refusal

ELEMENT = {"title": "Xin thông tin", "subtitle": "Để gọi lại", "image_url": "https://x/y.png"}


@pytest.fixture
def files(clock: Clock) -> Files:
    return Files(clock)


def of(files: Files, message: Any, limit: int = 2_000) -> Outgoing:
    return read({"recipient": {"user_id": "1"}, "message": message}, limit, files)


def code_of(files: Files, message: Any) -> int:
    with pytest.raises(Refusal) as refusal:
        of(files, message)
    return refusal.value.code


def template(**payload: Any) -> dict[str, Any]:
    return {"attachment": {"type": "template", "payload": payload}}


def test_a_text(files: Files) -> None:
    assert of(files, {"text": "Chào"}) == Outgoing(person_id="1", kind="text", text="Chào")


def test_a_text_has_at_most_so_many_characters(files: Files) -> None:
    assert len(of(files, {"text": "ấ" * 2_000}).text) == 2_000
    assert code_of(files, {"text": "ấ" * 2_001}) == -210
    assert code_of(files, {"text": unicodedata.normalize("NFD", "ấ" * 2_000)}) == -210  # it should be NFC
    with pytest.raises(Refusal):
        of(files, {"text": "a" * 501}, limit=500)


@pytest.mark.parametrize("text", [None, "", "  \n", 1, ["a"], "\ud800"])
def test_a_text_must_be_one(files: Files, text: object) -> None:
    assert code_of(files, {"text": text}) == -201
    assert code_of(files, buttons(query(), text=text)) == -201  # type: ignore[arg-type]


def test_buttons_of_all_kinds(files: Files) -> None:
    made = [
        query("a" * 100, "b" * 1_000),
        query(kind="oa.query.hide"),
        query(kind="oa.open.url", payload={"url": "https://dichvucong.gov.vn"}),
        query(kind="oa.open.phone", payload={"phone_code": "18001096"}),
        query(),
    ]
    read = of(files, buttons(*made))
    assert (read.kind, read.text, read.buttons) == ("text", "Chọn:", made)


@pytest.mark.parametrize(
    ("button", "code"),
    [
        (query(title="a" * 101), -210),
        (query(title=""), -201),
        (query(payload="b" * 1_001), -210),
        (query(payload={"x": 1}), -201),
        (query(payload=""), -201),
        (query(kind="oa.open.url", payload="https://x"), -201),
        (query(kind="oa.open.url", payload={"url": "javascript:alert(1)"}), -201),
        (query(kind="oa.open.phone", payload={}), -201),
        (query(kind="oa.open.sms"), -201),
        ({"title": "a", "payload": "b"}, -201),
        ("button", -201),
    ],
)
def test_faulty_buttons(files: Files, button: Any, code: int) -> None:
    assert code_of(files, buttons(query(), button)) == code


def test_one_to_five_buttons(files: Files) -> None:
    assert len(of(files, buttons(*[query()] * 5)).buttons) == 5
    assert code_of(files, buttons(*[query()] * 6)) == -201
    assert code_of(files, buttons()) == -201
    assert code_of(files, {"text": "a", **template(buttons={})}) == -201


def test_a_file_is_sent_by_its_token(files: Files) -> None:
    kept = files.upload(SentFile("a.pdf", PDF))
    assert of(files, {"attachment": {"type": "file", "payload": {"token": kept.token}}}).file == kept
    for token in ("other", None, 1):
        assert code_of(files, {"attachment": {"type": "file", "payload": {"token": token}}}) == -201


def test_a_request_for_particulars(files: Files) -> None:
    message = template(template_type="request_user_info", elements=[ELEMENT])
    assert of(files, message).element == ELEMENT
    for wrong in ([], [ELEMENT, ELEMENT], None, [{**ELEMENT, "title": ""}], ["x"]):
        assert code_of(files, template(template_type="request_user_info", elements=wrong)) == -201
    long = [{**ELEMENT, "title": "a" * 101}]
    assert code_of(files, template(template_type="request_user_info", elements=long)) == -210


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"recipient": {"user_id": "1"}},
        {"recipient": {}, "message": {"text": "a"}},
        {"recipient": {"user_id": 1}, "message": {"text": "a"}},
        {"recipient": "1", "message": {"text": "a"}},
        {"recipient": {"user_id": "1"}, "message": "a"},
        {"recipient": {"user_id": "1"}, "message": {"text": "a", "attachment": "b"}},
        {"recipient": {"user_id": "1"}, "message": {"attachment": {"type": "template"}}},
        {"recipient": {"user_id": "1"}, "message": {"attachment": {"type": "gif", "payload": {}}}},
        {"recipient": {"user_id": "1"}, "message": template(template_type="list", elements=[ELEMENT])},
    ],
)
def test_other_forms_are_refused(files: Files, body: object) -> None:
    with pytest.raises(Refusal) as refusal:
        read(body, 2_000, files)
    assert refusal.value.code == -201


KEYS = st.sampled_from(["recipient", "user_id", "message", "text", "attachment", "type", "payload", "buttons", "title"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["template", "file", "oa.query.show"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON, JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_body_is_a_message_or_refused(files: Files, body: Any, message: Any) -> None:
    for asked in (body, {"recipient": {"user_id": "1"}, "message": message}):
        with contextlib.suppress(Refusal):
            assert read(asked, 2_000, files).person_id
