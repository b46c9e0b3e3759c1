"""What a typed answer means: from free text to an option of a question.

Only what leaves no doubt is taken; everything else returns None and is asked again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.provinces import ELSEWHERE, PROVINCE, find_provinces
from knowledge.reading.values.fits import has_values
from knowledge.reading.vocabulary import plain, vocabulary
from knowledge.reading.yes_no import is_yes_or_no, option_of_yes_or_no
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Option, Question
from knowledge.text.fold import fold
from knowledge.text.words import WORD, whole_words

SHORT_ANSWER = 5
"""A message of up to so many words can be an answer and nothing else."""
NEGATED = 4
"""Words before a phrase among which a negation denies it ("không nằm trong danh sách hộ nghèo")."""
_STATES = frozenset({"da", "chua", "co", "khong"})
"""Words of a label that its other words do not say: "đăng ký kết hôn" is not "Đã đăng ký kết hôn"."""
_PIECES = re.compile(r"[,.;!?\n]+")


def label_of_answer(question: Question, text: str) -> str | None:
    """The value whose label, number or phrase (`hears`) a message is; None for other words.

    "unknown" is the number after the last.
    """
    typed = plain(text)
    letters = _letters(text)
    options = [option.value for option in question.options if _letters(option.say) == letters]
    if len(options) == 1:
        return options[0]
    bare = _without_politeness(typed)
    if bare == str(len(question.options) + 1) or bare in vocabulary().unknown:
        return UNKNOWN
    number = _place(question, bare)
    if number is not None and number <= len(question.options):
        return question.options[number - 1].value
    options = [option.value for option in question.options if plain(option.say) == bare]
    options = options or [option.value for option in question.options if bare in map(plain, option.hears)]
    return options[0] if len(options) == 1 else None


def match_answer(question: Question, text: str) -> str | None:
    """The value that a typed choice among a few means, "unknown" for "không biết", or None when in doubt.

    For offered choices and papers; what is said of a case is read by the reader.
    """
    if label := label_of_answer(question, text):
        return label
    typed = _without_politeness(plain(text))
    if not typed:
        return None
    if question.id == PROVINCE and (key := province_named(question, text)):
        return key
    if value := heard(question, text) or option_of_yes_or_no(question, typed):
        return value
    if is_yes_or_no(typed) and not any(option.means for option in question.options):
        return None
    return by_words(question, typed)


def heard(question: Question, text: str) -> str | None:
    """The option of the longest `hears` phrase that stands in the text, not negated; None when two are as long."""
    if question.id == PROVINCE:
        return province_named(question, text, districts=False)
    pieces = [plain(piece) for piece in _PIECES.split(text)]
    lengths = {
        option.value: max((len(phrase) for phrase in map(plain, option.hears) if _stands_in(phrase, pieces)), default=0)
        for option in question.options
    }
    longest = max(lengths.values())
    values = [value for value, length in lengths.items() if length == longest]
    return values[0] if longest and len(values) == 1 else None


def province_named(question: Question, text: str, *, districts: bool = True) -> str | None:
    """The option of the province that a text names: itself, or "elsewhere" when it is no option."""
    keys = find_provinces(text, districts=districts)
    if len(keys) != 1:
        return None
    return keys[0] if keys[0] in question.values else ELSEWHERE


def by_words(question: Question, typed: str) -> str | None:
    """The only option whose own words stand in the answer, or hold the whole answer (in its plain form)."""
    values = [option.value for option in question.options if _shares_words(option, typed)]
    return values[0] if len(values) == 1 else None


@lru_cache(maxsize=16_384)
def _letters(text: str) -> tuple[str, ...]:
    """The words of a text as they stand, without marks: short forms are not written out ("hong" may be "hỏng")."""
    return tuple(WORD.findall(fold(text)))


def _place(question: Question, bare: str) -> int | None:
    """The place that a number names, from 1; in words alone ("hai") not where the question is about a number."""
    if bare in vocabulary().counted and not has_values(question):
        return vocabulary().counted.index(bare) + 1
    return vocabulary().ordinals.get(bare)


def _without_politeness(typed: str) -> str:
    """ "dạ chưa ạ" → "chua"; a message of nothing but politeness stays as it is."""
    return " ".join(word for word in typed.split() if word not in vocabulary().polite) or typed


def _stands_in(phrase: str, pieces: list[str]) -> bool:
    return any(_stands(phrase, piece) for piece in pieces)


def _stands(phrase: str, typed: str) -> bool:
    """Whether the phrase stands in the text at least once without a negation shortly before it."""
    for match in _pattern(phrase).finditer(typed):
        before = " ".join(typed[: match.start()].split()[-NEGATED:])
        if not _negation().search(before):
            return True
    return False


@lru_cache(maxsize=16_384)
def _pattern(phrase: str) -> re.Pattern[str]:
    return whole_words([phrase])


@lru_cache(maxsize=1)
def _negation() -> re.Pattern[str]:
    return whole_words(vocabulary().negations)


def _shares_words(option: Option, typed: str) -> bool:
    own = plain(option.say)
    if len(typed.split()) >= 2 and (match := _pattern(typed).search(own)):
        return not _STATES.intersection((own[: match.start()] + own[match.end() :]).split())
    return len(own.split()) >= 2 and _stands(own, typed)
