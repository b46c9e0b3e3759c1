"""What the classifier makes of a message: an intent for the whole, and one for each of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guess:
    """One intent, how probable it is, and the words it was guessed from."""

    intent: str = ""
    confidence: float = 0.0
    text: str = ""


@dataclass(frozen=True)
class Understood:
    """The guesses about one message.

    Attributes:
        whole: about the message as it is.
        parts: about its sentences and clauses, where it has several.
        ranked: what else the whole may be, likeliest first.
    """

    whole: Guess = Guess()
    parts: tuple[Guess, ...] = ()
    ranked: tuple[Guess, ...] = ()

    @classmethod
    def of(cls, latest: Mapping[str, Any]) -> Understood:
        """As Rasa's tracker holds it (`bot.classifier` writes `parts`)."""
        text = str(latest.get("text") or "")
        return cls(
            _guess(latest.get("intent") or {}, text),
            tuple(_guess(part, str(part.get("text", ""))) for part in latest.get("parts") or []),
            tuple(_guess(other, text) for other in latest.get("intent_ranking") or []),
        )

    def as_dict(self) -> dict[str, Any]:
        """As `of` reads it."""
        return {"intent": _written(self.whole), "parts": [_written(part) for part in self.parts]}

    def says(self, intents: Iterable[str], floor: float) -> bool:
        """Whether the message as a whole is one of these, surely enough."""
        return self.whole.intent in intents and self.whole.confidence >= floor

    def all_of(self, intents: Iterable[str], floor: float) -> Iterator[Guess]:
        """Each of these intents that the message or a part of it has surely enough, once, in the order said."""
        wanted, seen = frozenset(intents), set[str]()
        for guess in (*self.parts, self.whole):
            if guess.intent in wanted and guess.confidence >= floor and guess.intent not in seen:
                seen.add(guess.intent)
                yield guess


def _guess(found: Mapping[str, Any], text: str) -> Guess:
    return Guess(str(found.get("name") or ""), float(found.get("confidence") or 0.0), text)


def _written(guess: Guess) -> dict[str, Any]:
    return {"name": guess.intent, "confidence": guess.confidence, "text": guess.text}
