"""What the words of a question show: what is asked for, of whom, and whether a statement can hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from actions.library import nearness
from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words
from actions.questions.statements import Statement
from actions.topic_words import topics_of
from knowledge.provinces import find_provinces
from knowledge.reading.clauses import accented
from knowledge.text.words import WORD, whole_words

ANSWERS_OF = (
    "hours",
    "money",
    "span",
    "phone",
    "times",
    "percent",
    "near",
    "queue",
    "late",
    "where",
    "who",
    "paper",
    "source",
    "amount",
    "support",
    "crime",
    "fine",
    "in_time",
)
"""Kinds of answers that the words of a question ask for (`asks_…` and `tells_…` in cue_words.yml)."""
TOLD_OR_NOT = frozenset(
    {"hours", "phone", "times", "percent", "near", "queue", "amount", "support", "crime", "fine", "in_time"}
)
"""Those that a sentence must hold to be an answer at all."""
PAPERS = {"paper": ("paper", "not_needed"), "source": ("source",)}
"""Those of them that are kinds of statements."""
FORMS = ("paper", "source", "not_needed")
"""Kinds of statements about one paper."""
NO_SUPPORT = ("paper", "not_needed")
"""Kinds of statements that do not tell what one is paid."""
NO_SUPPORT_BY = ("ask_steps", "ask_fee")
"""Topics of statements that do not either; what one pays is another thing."""
IN_TIME = ("ask_time", "ask_deadline", "")
"""Topics of statements that tell whether there is time; "" may be any."""
VERDICTS = ("may", "must")
"""What a question that wants a yes or a no may ask for."""
AGAIN = 0.75
"""So much of the words of the shorter of two lines the other must hold to say the same."""
ALIKE = 0.93
"""So alike two lines must be to say the same."""
HEAD = 12
"""Characters before which a paper's name begins in a statement ("Không cần …")."""

_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class QuestionWords:
    """What the words of a question show.

    Attributes:
        spoken: with diacritics put back; naming a province also says "another province".
        words: all of them.
        telling: its words but the small ones.
        own: how many of them are neither the procedure's name nor only say which of the usual things is asked.
        topics: what it asks by its words.
        acts: the person must act by when.
        gives: the office gives something back.
        wants: the kinds of answer it asks for (`answers` in cue_words.yml).
        units: of its numbers ("14 năm").
        yes_no: it wants a yes or a no.
        says_form: it speaks of a paper that is filled in.
    """

    spoken: str
    words: set[str]
    telling: set[str]
    own: int
    topics: tuple[str, ...]
    acts: bool
    gives: bool
    wants: frozenset[str]
    units: frozenset[str]
    yes_no: bool
    says_form: bool

    @property
    def awaits(self) -> bool:
        """Whether it asks when the office gives something ("chừng nào mới có sổ mới")."""
        return "span" in self.wants and self.gives and not self.acts

    def is_told_by(self, one: Statement) -> bool:
        """Whether a statement says yes or no to what is asked: whether one may, or whether one must."""
        if one.kind in FORMS and not (one.named or one.kind == "not_needed"):
            return False
        kinds = [kind for kind in VERDICTS if _has(f"asks_{kind}", self.spoken)]
        return any(_has(f"tells_{kind}", one.bare.lower()) for kind in kinds[:1])

    @classmethod
    def of(cls, asked: AskedAbout) -> QuestionWords:
        spoken = accented(asked.text)
        pays = _has("tells_support", asked.name.lower())
        if find_provinces(asked.text, districts=False):
            spoken = " ".join([spoken, *cue_words("elsewhere")])
        return cls(
            spoken,
            set(all_words(asked.text)),
            telling(asked.text),
            own_words(asked),
            tuple(topics_of(asked.text)),
            _has("must_act", spoken),
            _has("office_gives", spoken),
            frozenset(kind for kind in ANSWERS_OF if _has(f"asks_{kind}", spoken) and not (kind == "support" and pays)),
            units_of(spoken),
            _ends_yes_no(spoken),
            _has("says_form", spoken),
        )

    def may_be_answered_by(self, one: Statement) -> bool:
        """Whether it holds the hours or the number asked for; where a paper comes from, only if that is asked."""
        if one.kind == "source" and "source" not in self.wants:
            return False
        if "support" in self.wants and (one.kind in NO_SUPPORT or one.topic in NO_SUPPORT_BY):
            return False
        if "in_time" in self.wants and one.topic not in IN_TIME:
            return False
        return all(_has(f"tells_{kind}", one.bare.lower()) for kind in self.wants & TOLD_OR_NOT)

    def kinds_of_answer(self, one: Statement) -> dict[str, float]:
        """Whether a statement holds what is asked for: hours, an amount, a length of time, a place to get a paper."""
        signs = {}
        text = one.bare.lower()
        for kind in self.wants:
            if kind in PAPERS:
                signs[f"asks_{kind}_and_{'is' if one.kind in PAPERS[kind] else 'is_not'}"] = 1.0
            else:
                signs[f"asks_{kind}_and_{'tells' if _has(f'tells_{kind}', text) else 'not'}"] = 1.0
        for kind in PAPERS:
            if kind not in self.wants and one.kind in PAPERS[kind]:
                signs[f"asks_no_{kind}"] = 1.0
        if self.yes_no:
            signs[f"yes_no_and_{one.kind}"] = 1.0
        if one.kind in FORMS and not one.named:
            signs[f"unnamed_{one.kind}"] = 1.0
        if one.kind in FORMS and not self.says_form and _begins("forms", text):
            signs["form_unsaid"] = 1.0
        if self.units:
            signs["units"] = len(self.units & units_of(text)) / len(self.units)
        return signs


def own_words(asked: AskedAbout) -> int:
    """Words of a question beside the procedure's name and those that only say which of the usual things is asked."""
    plain = {word for phrase in cue_words("plain") for word in phrase.split()}
    return len(telling(asked.text) - plain - telling(f"{asked.procedure.name} {asked.name}"))


@lru_cache(maxsize=4_096)
def all_words(text: str) -> frozenset[str]:
    """The words of a text, diacritics put back where they are missing."""
    return frozenset(WORD.findall(accented(text)))


def telling(text: str) -> set[str]:
    """Those that are not in every other question."""
    return set(all_words(text)) - set(cue_words("small"))


def says_again(line: str, told: Sequence[str]) -> bool:
    """Whether a line says in other words what was told: it shares most of its words, or means much the same."""
    if line in told:
        return True
    numbers = set(_NUMBERS.findall(line))
    same = [one for one in told if numbers <= set(_NUMBERS.findall(one))]
    return any(_mostly_shared(line, one) for one in same) or max(nearness(line, same), default=0.0) >= ALIKE


def _mostly_shared(line: str, other: str) -> bool:
    one, two = telling(line), telling(other)
    shorter = min(len(one), len(two))
    return bool(shorter) and len(one & two) >= AGAIN * shorter


def units_of(text: str) -> frozenset[str]:
    """What the numbers of a text count ("14 năm")."""
    return frozenset(_units().findall(text))


def _has(name: str, text: str) -> bool:
    return _pattern(name).search(text) is not None


def _begins(name: str, text: str) -> bool:
    match = _pattern(name).search(text)
    return match is not None and match.start() <= HEAD


def _ends_yes_no(spoken: str) -> bool:
    words = WORD.findall(spoken)
    while len(words) > 1 and words[-1] in cue_words("politely"):
        words.pop()
    return bool(words) and words[-1] in cue_words("ends_yes_no")


@lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    return whole_words(cue_words(name))


@lru_cache(maxsize=1)
def _units() -> re.Pattern[str]:
    return re.compile(rf"\d+ ?({'|'.join(map(re.escape, cue_words('units')))})")
