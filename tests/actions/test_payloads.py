"""What a button sends back can be read again, whatever its values hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actions.payloads import MOST, button, labelled, payload, read_payload

NAMES = st.from_regex(r"[a-z_]{1,20}", fullmatch=True)


def test_a_payload_in_rasas_form() -> None:
    assert payload("greet") == "/greet"
    assert payload("choose", procedure="1.001193") == '/choose{"procedure": "1.001193"}'


@given(NAMES, st.dictionaries(NAMES, st.text(max_size=40), max_size=4))
def test_round_trip(intent: str, values: dict[str, str]) -> None:
    assert read_payload(payload(intent, **values) if values else payload(intent)) == (intent, values)


@given(st.text(min_size=1, max_size=300).filter(lambda title: bool(title.strip())))
def test_a_title_fits_a_button(title: str) -> None:
    made = labelled(title, "/greet")
    assert len(made.title) <= MOST
    assert made.title == title or made.title.endswith("…")


def test_a_long_title_is_cut_at_a_word() -> None:
    made = button("Đăng ký " * 20, "choose", procedure="1.001193")
    assert made.title.endswith(" ký…") or made.title.endswith("Đăng…")
