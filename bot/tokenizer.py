"""Vietnamese words for Rasa: short forms written out, diacritics put back, compounds joined ("đăng_ký")."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

import knowledge.text
from knowledge.text.fold import is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.parts import parts_of
from knowledge.text.privacy import without_markers
from knowledge.text.restore import Restorer
from knowledge.text.segment import segment

PART = "part"
"""The property by which a part of a message is known."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class VietnameseTokenizer(Tokenizer):
    """Tokens of the normalised, restored text, in lower case.

    The written-out text is longer than what was typed ("dk" → "đăng ký"), so a token's `start` and `end` count in the
    written-out text and are cut to the length of the message: they are ordered and in range, no more. No entity is
    extracted from them.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "prefix_separator_symbol": None,
            # What decides the intent stands at the front; the rest of a pasted letter would only cost time.
            "max_characters": 400,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """A digest of knowledge/text: a changed dictionary or restoration table makes Rasa tokenise again."""
        digest = hashlib.sha256()
        for path in sorted(Path(knowledge.text.__file__).parent.glob("*")):
            if path.suffix in {".py", ".yml", ".gz"}:
                digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message followed by its parts, all with their tokens; the classifier puts them together again."""
        split = []
        for message in messages:
            text = _cut(str(message.get(TEXT)), self._config["max_characters"])
            split += [message, *(Message({TEXT: part, PART: True}) for part in parts_of(text))]
        return super().process(split)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute; at least one, also for text without words (":)", "???", blank)."""
        text = str(message.get(attribute))
        words = self.words(text)
        if not words:
            return [Token(text, 0)]
        return _place(words, len(text))

    def words(self, text: str) -> list[str]:
        """`text` as words: "dk tam tru" → ["đăng_ký", "tạm_trú"]. Punctuation stays only when alone."""
        written = _cut(normalise(without_markers(text)), self._config["max_characters"])
        if is_toneless(written):
            written = Restorer.load().restore(written)
        pieces = segment(written)
        spoken = [piece for piece in pieces if any(char.isalnum() for char in piece)]
        return spoken or list(pieces)


def _cut(text: str, length: int) -> str:
    """The first `length` characters, without a broken word at the end."""
    if len(text) <= length:
        return text
    head = text[:length]
    return head.rsplit(" ", 1)[0]


def _place(words: list[str], length: int) -> list[Token]:
    """A token for each word, in order; offsets are cut to a message of `length` characters."""
    tokens, at = [], 0
    for word in words:
        end = at + len(word)
        tokens.append(Token(word, min(at, length), min(end, length)))
        at = end + 1
    return tokens
