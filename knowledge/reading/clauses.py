"""The clauses of a message and how each is meant: said of the case, asked, supposed, wished, past, or another's.

Only what is said of the case may become a fact. The words by which the others are known lie in clauses.yml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.put_plainly import put_plainly
from knowledge.reading.vocabulary import plain
from knowledge.text.fold import is_mostly_marked
from knowledge.text.normalise import normalise
from knowledge.text.privacy import without_markers
from knowledge.text.restore import Restorer
from knowledge.text.words import WORD, whole_words

LEAST_QUESTION = 3
"""Words from which "… không" and "… chưa" at the end may ask; "chưa có" alone answers."""
LEAST_FOREIGN = 4
"""Words from which a text can be told to be in another language; "ok facebook" is no language."""
LONGEST_CONTRAST = 4
"""Words up to which "còn em không" says that the person has none, and does not ask."""
_SENTENCE = re.compile(r"[^.!?;…\n]+[.!?;…\n]*")
_ALTERNATIVE = re.compile(r"\w+\s+hay\s+(?!bị|đi|ốm|quên|bệnh|có|lắm|quá|ho|sợ|khóc|đau|mệt|giận|té)\w+")


class Mood(StrEnum):
    """How a clause is meant.

    "wanted" is what the person comes for ("muốn bán"), "wished" what is still to come ("sang năm bán"); "relative" is
    said of a relative, seldom what the case is about; "taken back" is what the message itself corrects ("à không, B1").
    """

    SAID = "said"
    ASKED = "asked"
    SUPPOSED = "supposed"
    WANTED = "wanted"
    WISHED = "wished"
    PAST = "past"
    OTHER = "other"
    RELATIVE = "relative"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True)
class Clause:
    """A part of a message: its normalised, accented text, how it is meant, and whether it comes back to the speaker."""

    text: str
    mood: Mood
    own: bool = False


@dataclass(frozen=True)
class _Words:
    patterns: dict[str, re.Pattern[str]]
    ends_asking: frozenset[str]
    before_end: frozenset[str]
    called: frozenset[str]
    joined: frozenset[str]
    tells_ending: frozenset[str]
    untelling: frozenset[str]
    ends_in_kin: re.Pattern[str]

    def has(self, kind: str, text: str) -> bool:
        return self.patterns[kind].search(text) is not None

    def turns(self, text: str) -> bool:
        """Whether a clause turns to the case: "còn ông …", and not "mà ông ấy …"."""
        return self.patterns["turns"].match(text) is not None and not self.patterns["turns_away"].match(text)

    def own(self, text: str) -> bool:
        """Whether the speaker is set off as the subject: "em thì", but not in "chị em thì"."""
        matches = self.patterns["own"].finditer(text)
        return any(not self.ends_in_kin.search(text[: match.start()]) for match in matches)


@lru_cache(maxsize=8_192)
def accented(typed: str) -> str:
    """What was typed in its one written form, with diacritics put back where they are missing; punctuation stays."""
    text = normalise(without_markers(typed))
    if not text.strip():
        return ""
    if not is_mostly_marked(text):
        text = normalise(Restorer.load().restore(text))  # "nop o mo": put back, it is dialect
    return put_plainly(_words().patterns["asks_help"].sub(" ", text))


@lru_cache(maxsize=512)
def read_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of an accented text (see `accented`), in order."""
    words = _words()
    found: list[Clause] = []
    ends: set[int] = set()
    for sentence in _SENTENCE.findall(text):
        question = "?" in sentence
        parts = [part for part in _parts(sentence) if WORD.search(part)]
        spread: Mood | None = None
        for place, part in enumerate(parts):
            own = words.own(part)
            if own or words.has("now", part):
                spread = None
            mood = _mood(part, spread, asks=question and place == len(parts) - 1)
            if mood in (Mood.SUPPOSED, Mood.OTHER, Mood.PAST) and not own:
                spread = mood
            found.append(Clause(part.strip(" ,.!?;\n"), mood, own))
        ends.add(len(found) - 1)
    return tuple(_taken_back(list(_against_what_follows(found, ends))))


def _taken_back(clauses: list[Clause]) -> Iterator[Clause]:
    """What stands before "à không, …", "à nhầm, …" does not count: only what comes after it is meant."""
    pattern = _words().patterns["retracts"]
    last = 0
    for place, clause in enumerate(clauses):
        match = pattern.match(clause.text)
        goes_on = match and (WORD.search(clause.text[match.end() :]) or place + 1 < len(clauses))
        if place and goes_on:
            last = place
    for place, clause in enumerate(clauses):
        yield replace(clause, mood=Mood.TAKEN_BACK) if place < last else clause


def _against_what_follows(clauses: list[Clause], ends: Collection[int]) -> Iterator[Clause]:
    """What stands before "còn em …" is another's, "trước …" before "giờ …" is over, and "… mà … được không" asks.

    Args:
        clauses: of a message.
        ends: the places of those that end a sentence: what a new sentence asks is a question of its own.
    """
    words = _words()
    for place, clause in enumerate(clauses):
        following = clauses[place + 1 :]
        if clause.mood is Mood.SAID and not clause.own:
            if any(later.own or words.turns(later.text) for later in following):
                yield replace(clause, mood=Mood.OTHER)
                continue
            if words.has("earlier", clause.text) and (
                any(words.has("now", later.text) or words.has("over", later.text) for later in following)
                or words.has("over", clause.text)
            ):
                yield replace(clause, mood=Mood.PAST)
                continue
            asks = following and place not in ends and following[0].mood is Mood.ASKED
            told = WORD.findall(clause.text)[-1] in words.tells_ending
            if asks and not told and words.patterns["leads_on"].match(following[0].text):
                yield replace(clause, mood=Mood.ASKED)
                continue
        yield clause


def _mood(part: str, spread: Mood | None, *, asks: bool) -> Mood:
    words = _words()
    if words.has("supposed", part):
        return Mood.SUPPOSED
    if words.own(part) and len(WORD.findall(part)) <= LONGEST_CONTRAST:
        return Mood.SAID
    if asks or _asks(part):
        return Mood.ASKED
    if words.own(part):
        return Mood.SAID
    if (words.has("other", part) and not words.has("beside", part)) or _contrasts(part):
        return Mood.OTHER
    if words.patterns["relatives"].match(part.strip()):
        return Mood.RELATIVE
    if words.has("past", part) and not words.has("now", part):
        return Mood.PAST
    if spread:
        return spread
    if words.has("wished", part):
        return Mood.WISHED
    return Mood.WANTED if words.has("wanted", part) else Mood.SAID


def _contrasts(part: str) -> bool:
    """ "bà ngoại em 80 thì có rồi": a subject set off by "thì" that is not the speaker."""
    words = _words()
    subject, found, _ = part.partition(" thì ")
    return bool(found) and not words.own(part) and words.has("kin", subject)


def _asks(part: str) -> bool:
    words = _words()
    spoken = WORD.findall(part)
    while spoken and spoken[-1] in words.called:
        spoken.pop()
    part = words.patterns["no_asking"].sub(" ", part)
    not_yet = len(spoken) >= LEAST_QUESTION and spoken[-1] == "chưa"
    if not_yet and words.patterns["before_not_yet"].fullmatch(spoken[-2]):
        return True
    if words.has("asks", part) or _ALTERNATIVE.search(part) or _asks_openly(part):
        return True
    return (
        len(spoken) >= LEAST_QUESTION
        and spoken[-1] in words.ends_asking
        and any(word in words.before_end for word in spoken[:-1])
    )


def asks_plainly(part: str) -> bool:
    """Whether a clause asks by more than a word that may also tell ("ai", "gì", "mấy năm nay")."""
    words = _words()
    spoken = WORD.findall(part)
    while spoken and spoken[-1] in words.called:
        spoken.pop()
    return words.has("asks", part) or bool(len(spoken) >= LEAST_QUESTION and spoken[-1] in words.ends_asking)


def _asks_openly(part: str) -> bool:
    """Whether "gì", "ai", "nào" ask; after a denial they say that there is nothing ("không có gì hết")."""
    words = _words()
    match = words.patterns["asks_unless_denied"].search(part)
    return match is not None and not words.has("denied", part[: match.start()])


def _joins(before: str) -> bool:
    """Whether what stands before the beginning of a clause belongs to it: "nhưng" + "giờ …", "bao" + "giờ"."""
    words = _words()
    last = WORD.findall(before)[-1]
    return last in words.joined or words.patterns["begins"].fullmatch(before.strip()) is not None


def is_foreign(text: str) -> bool:
    """Whether an accented text is in another script, or most of its words are no Vietnamese syllables."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum("LATIN" not in unicodedata.name(letter, "LATIN") for letter in letters) > len(letters) / 2:
        return True
    words = WORD.findall(text)
    known = Restorer.load().knows
    strange = sum(not known(word) and not word.isdigit() for word in words)
    return (len(words) >= LEAST_FOREIGN and strange > len(words) / 2) or 1 < len(words) == strange


def since_contrast(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses from the last one on that is said against those before it: "nộp mạng bị lỗi, giờ ra phường"."""
    begins = [
        place
        for place, clause in enumerate(clauses)
        if clause.mood is Mood.SAID and _words().patterns["contrast"].match(clause.text)
    ]
    return clauses[begins[-1] :] if begins else clauses


def is_denied(text: str) -> bool:
    """Whether a clause denies something."""
    return _words().has("denied", text)


def begins_with_kin(text: str) -> bool:
    """Whether a clause begins with somebody else as its subject: "bố vợ 62 tuổi"."""
    return _words().patterns["kin"].match(text) is not None


def without_kin(text: str) -> str:
    """A text without the words that name relatives: they say of whom something is told, and nothing of the case."""
    return _words().patterns["kin"].sub(" ", text)


def without_denial(text: str) -> str:
    """A clause without the words that deny: "không phải người có công" → "người có công"."""
    return " ".join(_words().patterns["denied"].sub(" ", text).split())


def without_asking(text: str) -> str:
    """An accented text without the words by which it asks or supposes: "chồng đi thay được không" → "chồng đi thay"."""
    words = _words()
    for kind in ("asks", "supposed"):
        text = words.patterns[kind].sub(" ", text)
    spoken = WORD.findall(text)
    while spoken and (spoken[-1] in words.called or spoken[-1] in words.ends_asking or spoken[-1] in words.before_end):
        spoken.pop()
    return " ".join(spoken)


def telling_words(text: str) -> set[str]:
    """The words of a text, marks put back, that name something: "không phải làm khai sinh" → khai, sinh."""
    return set(WORD.findall(accented(text).lower())) - _words().untelling


def wants(ask: str) -> bool:
    """Whether a sentence asks what the person wants, so that "muốn …" answers it."""
    return _words().has("asks_wish", ask.lower())


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words, without marks, that are in every other question, so that sharing one says nothing."""
    return frozenset(plain(word) for word in read_own_yaml(Path(__file__).with_name("clauses.yml"))["small"])


def _parts(sentence: str) -> Iterator[str]:
    """The parts of a sentence: at commas, and before words that begin a clause."""
    for piece in sentence.split(","):
        start = 0
        for match in _words().patterns["begins"].finditer(piece):
            before = piece[start : match.start()]
            if WORD.search(before) and not _joins(before):
                yield before
                start = match.start()
        yield piece[start:]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_own_yaml(Path(__file__).with_name("clauses.yml"))
    lists = {name: [normalise(phrase) for phrase in phrases] for name, phrases in data.items()}
    turning = lists.pop("turn")
    lists["turns"] = [f"{turn} {subject}" for turn in turning for subject in lists["subjects"]]
    lists["begins"] += lists["turns"]
    lists["turns_away"] = [f"{one} {third}" for one in lists["turns"] for third in lists["third"]]
    lists["asks_help"] = [
        f"nhờ {who} {act}{me}"
        for who in lists["asked_one"]
        for act in lists["helping"]
        for me in ("", " em", " tôi", " tui", " mình", " con", " cháu", " giúp", " giúp em", " giùm")
    ]
    return _Words(
        {name: whole_words(phrases) for name, phrases in lists.items()},
        frozenset(lists["ends_asking"]),
        frozenset(lists["before_end"]),
        frozenset(lists["called"]),
        frozenset(lists["joined"]),
        frozenset(lists["tells_ending"]),
        frozenset(lists["untelling"]),
        re.compile(whole_words(lists["kin"]).pattern + r"\s*$"),
    )
