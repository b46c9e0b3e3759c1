"""The tokenizer: what people type becomes written-out words, and nothing makes it fail."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.tokenizer import VietnameseTokenizer
from knowledge.text.fold import fold


@pytest.fixture(scope="module")
def tokenizer() -> VietnameseTokenizer:
    return VietnameseTokenizer(VietnameseTokenizer.get_default_config())


def tokens(tokenizer: VietnameseTokenizer, text: str) -> list[Token]:
    return tokenizer.tokenize(Message(data={TEXT: text}), TEXT)


def test_compounds_are_joined(tokenizer: VietnameseTokenizer) -> None:
    assert [token.text for token in tokens(tokenizer, "Đăng ký kết hôn")] == ["đăng_ký", "kết_hôn"]


@pytest.mark.parametrize("typed", ["dang ky ket hon", "ĐĂNG KÝ KẾT HÔN!!!", "dk kết hôn"])
def test_ways_to_type_one_thing_are_one_thing(tokenizer: VietnameseTokenizer, typed: str) -> None:
    assert [token.text for token in tokens(tokenizer, typed)] == ["đăng_ký", "kết_hôn"]


def test_text_with_marks_is_not_restored(tokenizer: VietnameseTokenizer) -> None:
    assert fold("".join(tokenizer.words("ba tôi mất"))) == "batoimat"
    assert "ba" in tokenizer.words("ba tôi mất")


@pytest.mark.parametrize("text", ["", " ", "???", ":)", "🙂🙂", "\u200b", "/", "日本語", "a" * 5000, "giấy " * 2000])
def test_odd_text_has_ordered_tokens_in_range(tokenizer: VietnameseTokenizer, text: str) -> None:
    found = tokens(tokenizer, text)
    assert found
    assert all(0 <= token.start <= token.end for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


def test_a_long_letter_is_cut(tokenizer: VietnameseTokenizer) -> None:
    assert sum(len(word) + 1 for word in tokenizer.words("giấy tờ " * 1000)) <= 401


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_a_token_within_it(text: str) -> None:
    found = tokens(VietnameseTokenizer(VietnameseTokenizer.get_default_config()), text)
    assert found
    assert all(token.start <= len(text) for token in found)


def test_process_sets_the_tokens(tokenizer: VietnameseTokenizer) -> None:
    (message,) = tokenizer.process([Message(data={TEXT: "xin chào"})])
    assert [token.text for token in message.get("text_tokens")] == ["xin", "chào"]


def test_the_digest_follows_the_text_files() -> None:
    digest = VietnameseTokenizer.fingerprint_addon({})
    assert digest == VietnameseTokenizer.fingerprint_addon({})
    assert len(digest) == 64
