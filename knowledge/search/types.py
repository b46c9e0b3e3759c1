"""What goes into the search and what comes out. Light to import."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.text.words import syllables


class Decision(StrEnum):
    """What to do with the candidates: take the first, let the person choose, or say that it is not ours."""

    ANSWER = "answer"
    ASK_BACK = "ask_back"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Candidate:
    """One procedure and its score between 0 and 1, comparable within one search only."""

    code: str
    name: str
    score: float


@dataclass(frozen=True)
class Known:
    """A procedure of the national list without a record: its code, its title, its page on the portal."""

    code: str
    name: str
    link: str


@dataclass(frozen=True)
class SearchResult:
    """The outcome of one search; the best candidate first. No candidates when out of scope.

    `words` are the question's content words (none in "làm ở đâu vậy"); `elsewhere` says that the need is known and is
    not for the one-stop desk. `topic` says of what kind it is (scope.yml: "elsewhere.court", "languages.en", "groups",
    "groups.family"), `known` are procedures of the national list of which only the name is known.
    """

    question: str
    decision: Decision
    candidates: tuple[Candidate, ...]
    words: tuple[str, ...] = ()
    elsewhere: bool = False
    topic: str = ""
    known: tuple[Known, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """{"question", "decision", "candidates": [{"code", "name", "score"}]}, ready for JSON."""
        return {
            "question": self.question,
            "decision": self.decision.value,
            "candidates": [
                {"code": candidate.code, "name": candidate.name, "score": round(candidate.score, 4)}
                for candidate in self.candidates
            ],
        }


@dataclass(frozen=True)
class Query:
    """A question on its way through the steps.

    `question` is what the person typed, `text` what the steps so far made of it, `marked` whether its accented form can
    be trusted (typed, not restored), `focus` the part of a long message that asks, `clauses` the parts of a story,
    `denied` what it says it is not,
    `topic` what it is about by its words when that is probably not ours (scope.yml), `provinces` the keys of those it
    names.
    """

    question: str
    text: str
    marked: bool = False
    focus: str = ""
    clauses: tuple[str, ...] = ()
    denied: str = ""
    topic: str = ""
    provinces: tuple[str, ...] = ()

    @property
    def folded(self) -> tuple[str, ...]:
        """The text's syllables without marks."""
        return syllables(self.text)


@dataclass(frozen=True)
class IndexReport:
    """What building the index did: how many procedures and texts, how many texts were embedded anew."""

    procedures: int
    texts: int
    embedded: int
    seconds: float
