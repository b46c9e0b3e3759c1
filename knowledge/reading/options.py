"""What a typed answer means: from free text to an option of a question.

Only what leaves no doubt is taken; everything else returns None and is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.provinces import ELSEWHERE, PROVINCE, find_provinces
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import Clause, Mood
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
LEAST_LABEL = 2
"""Words from which a label is more than a yes or a no."""
_NTH = "thu"
"""Of a place ("thứ hai") and of a day: alone in a longer message it picks nothing."""
_REST = re.compile(r"[,.;:(]| hoặc ")
"""What follows the main words of a label."""
_PICKS = (Mood.SAID, Mood.WANTED, Mood.ASKED)
"""Moods in which a number picks: "vậy là chọn cái đầu hả" too."""
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


def label_said(question: Question, clauses: Sequence[Clause]) -> str | None:
    """The value that a clause says outright, whatever the others tell: by its label, or the first one by its number.

    "Nghỉ hẳn, còn VNeID thì có rồi", "có chỗ sai là cái tên đệm", "số một đó con, ổng lãnh hằng tháng". None where two
    are said so; a label of few words that only agrees or disagrees says nothing by itself.
    """
    told = [clause.text for clause in clauses if clause.mood is Mood.SAID]
    first = clauses[0] if clauses and clauses[0].mood in _PICKS else None
    if first and (value := _number_picked(question, plain(first.text), len(clauses) > 1)):
        return value
    labels = {option.value: (_spelt(option.say), _spelt(_REST.split(option.say)[0])) for option in question.options}
    found = {
        value
        for value, (label, main) in labels.items()
        for text in map(_said, told)
        if (text == label and not _only_sides(label)) or _begins_with(main, text)
    }
    return found.pop() if len(found) == 1 else None


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


def _number_picked(question: Question, clause: str, more: bool) -> str | None:
    """The option whose number a clause picks, in its plain form: "so mot do con", "chon so 2 nha"; `more` follows."""
    words, known = clause.split(), vocabulary()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            number = known.ordinals.get(" ".join(words[start:end]))
            around = known.polite | known.after_pick
            if number is None or not known.picks.issuperset(words[:start]) or not around.issuperset(words[end:]):
                continue
            doubtful = start == 0 and (words[0] == _NTH or (words[0].isdigit() and (not more or has_values(question))))
            if not doubtful and number <= len(question.options):
                return question.options[number - 1].value
    return None


def _said(clause: str) -> str:
    """A clause as it is spelt, without the small words at its end: "nghỉ hẳn luôn á" → "nghỉ hẳn"."""
    words = WORD.findall(clause.lower())
    small = vocabulary().polite | vocabulary().after_pick
    while len(words) > 1 and plain(words[-1]) in small:
        words.pop()
    while len(words) > 1 and plain(words[0]) in vocabulary().polite:
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=8_192)
def _spelt(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _only_sides(label: str) -> bool:
    """Whether a label is so short that it only agrees or disagrees: "có", "chưa có", "đã có"."""
    words = plain(label).split()
    return len(words) < LEAST_LABEL or (len(words) == LEAST_LABEL and words[0] in _STATES)


def _begins_with(main: str, text: str) -> bool:
    """Whether a clause says the main words of a label and little more: "có chỗ sai là cái tên đệm"."""
    if len(main.split()) <= LEAST_LABEL or not f"{text} ".startswith(f"{main} "):
        return False
    return len(text.split()) - len(main.split()) < SHORT_ANSWER and not asks_openly(text)


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
