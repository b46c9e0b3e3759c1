"""The words by which a message names what it is about, kept in topic_words.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.reading.asking import without_telling
from knowledge.reading.clauses import accented, telling_words
from knowledge.text.fold import fold, is_mostly_marked
from knowledge.text.normalise import normalise
from knowledge.text.privacy import without_markers
from knowledge.text.words import WORD, typed_words, whole_words
from knowledge.wording import read_wording

ASKED = ("ask_fee", "ask_time", "ask_place", "ask_online", "ask_legal_basis", "wrong_procedure")
"""What `topic_of` tells apart; the other lists of topic_words.yml are signs for `mentions` and `begins_with`."""
NAMED_TOPICS = ("ask_fee", "ask_time", "ask_place", "ask_legal_basis")
"""Topics whose words ask, also without a question; "qua mạng" may tell how the papers go in."""

_PART = re.compile(r"([,.;!\n]+)")


def mentions(typed: str, topic: str) -> bool:
    """Whether the message holds one of the words of a topic."""
    return _find(typed, topic) is not None


def begins_with(typed: str, topic: str) -> bool:
    """Whether the message begins with one of the words of a topic."""
    match = _find(typed, topic)
    return match is not None and match.start() == 0


def after(typed: str, topic: str) -> str:
    """What follows the first of the words of a topic; empty when none stands there."""
    match = _find(typed, topic)
    return match.string[match.end() :].strip() if match else ""


def before(typed: str, topic: str) -> str:
    """What stands before the first of the words of a topic; empty when none stands there."""
    match = _find(typed, topic)
    return match.string[: match.start()].strip() if match else ""


def without(typed: str, topic: str) -> str:
    """The message without the words of a topic."""
    plain, marked = _plain(typed)
    return _patterns(marked)[topic].sub(" ", plain)


def topic_of(typed: str) -> str | None:
    """The one thing a message asks about (an intent's name such as "ask_fee"), or None."""
    return next(iter(topics_of(typed)), None)


def names_outright(text: str) -> bool:
    """Whether words of a text ask without a question: fee, time, place, legal basis."""
    spoken = accented(text)
    asking = without_telling(spoken)  # "không sai chỗ nào" asks for no place
    return bool(set(topics_of(text if asking == spoken else asking)) & set(NAMED_TOPICS))


def topics_of(typed: str) -> list[str]:
    """All that a message asks about by its words, in the order of ASKED."""
    return [topic for topic in ASKED if mentions(typed, topic)]


def supposes(typed: str) -> bool:
    """Whether a message only supposes something ("nếu …"), so that it says nothing about the person's case."""
    return mentions(typed, "supposed")


def without_correcting(text: str) -> str:
    """The message without "ý em là …" and "…, em nói lộn", which say nothing themselves; itself if that is all."""
    parts = _PART.split(text)
    while len(parts) > 1 and _only(parts[0], "corrects"):
        parts = parts[2:]
    while len(parts) > 1 and (not parts[-1].strip() or _only(parts[-1], "corrected")):
        parts = parts[:-2]
    said = "".join(parts).strip()
    if begins_with(said, "correcting"):
        said = without(said, "correcting").strip() or said
    return said or text


def without_insisting(text: str) -> str:
    """What a message tells besides that it was said before: "đã nói trường thường rồi mà"; empty if that is all."""
    if not mentions(text, "insists"):
        return text
    kept = [_uninsisting(part) for part in _PART.split(_plain(text)[0])]
    return "".join(kept).strip(" ,.;!\n")


def corrects(text: str) -> bool:
    """Whether a message says that it corrects something; "hồi nãy nói rồi" corrects nothing."""
    return mentions(without_insisting(text), "corrects")


def _uninsisting(part: str) -> str:
    """A part without the words by which the person themself insists, and the small words beside them."""
    match = _find(part, "insists")
    if match is None:
        return part
    ahead, behind = match.string[: match.start()], match.string[match.end() :]
    if _tells(ahead) and _tells(behind):
        return part  # "bệnh viện đã nói là chưa có": somebody else said so
    return " " + (ahead if _tells(ahead) else behind if _tells(behind) else "")


def _tells(piece: str) -> bool:
    return bool(WORD.search(without(piece, "insisting")))


def _only(part: str, topic: str) -> bool:
    """Whether a part holds words of a topic, and beside them nothing that tells."""
    left = {fold(word) for word in WORD.findall(without(part, topic).lower())}
    return mentions(part, topic) and not left & {fold(word) for word in telling_words(part)}


def _find(typed: str, topic: str) -> re.Match[str] | None:
    plain, marked = _plain(typed)
    return _patterns(marked)[topic].search(plain)


@lru_cache(maxsize=256)  # a message is asked about every topic
def _plain(typed: str) -> tuple[str, bool]:
    """The message in its one written form, and whether it is accented."""
    plain = normalise(without_markers(typed)).strip()
    return plain, is_mostly_marked(plain)


@lru_cache(maxsize=2)
def _patterns(marked: bool) -> dict[str, re.Pattern[str]]:
    """For a text with marks the phrases as they are; for one without, each of their words may lack its marks."""
    words = read_wording(Path(__file__).with_name("topic_words.yml"))
    make = whole_words if marked else typed_words
    return {topic: make(map(normalise, words.list(topic))) for topic in words.lists()}
