"""Short answers: a yes, a no, "I do not know", whatever small words stand around them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.clauses import accented
from knowledge.schema.procedure import Question
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD, whole_words

LONGEST = 6
"""Words up to which a clause is a yes or a no and nothing else."""
_DONE, _NOT_YET = "rồi", "chưa"
_SO = ("nên", "mà", "thì", "cũng")


def agrees(question: Question, clause: str) -> str | None:
    """The option that a clause means by agreeing or disagreeing with the sentence asked, or None.

    "rồi ạ", "em làm rồi", "chưa, mai mới đi", "không có đâu": yes and no with small words around them. To "… chưa?" any
    short clause that ends in "rồi" is a yes, and one that begins with "chưa" a no.
    """
    options = {option.means.yes: option.value for option in question.options if option.means}
    options.pop(None, None)
    if not options:
        return None
    said = _sides(clause)
    if said is None:
        said = _done(question, clause)
    return None if said is None else options.get(said)


def says_unknown(clause: str) -> bool:
    """Whether a clause says that the person does not know; "không biết có mất phí không" asks instead."""
    words = _words()
    match = words["unknown"].search(clause)
    if match is None or words["unable"].match(clause[match.end() :].lstrip()):
        return False
    before, after = clause[: match.start()], clause[match.end() :]
    if words["procedure"].search(after):
        return False
    alone = not WORD.search(words["fillers"].sub(" ", before))
    return alone or before.rstrip().endswith(_SO) or not WORD.search(words["fillers"].sub(" ", after))


def accepts(typed: str) -> bool:
    """Whether a message takes what was proposed: "ừ", "đúng rồi", "ok em"."""
    return _is_only("accepts", typed)


def refuses(typed: str) -> bool:
    """Whether a message turns down what was proposed: "không phải", "sai rồi"."""
    return _is_only("refuses", typed)


def moves(typed: str) -> bool:
    """Whether a message takes a way to another procedure that was offered: "chuyển đi", "ừ chuyển sang"."""
    return _is_only("moves", typed)


def _is_only(name: str, typed: str) -> bool:
    """Whether a message holds one of the words of a list, and beside them only small ones."""
    words = _words()
    spoken = accented(typed)
    if not words[name].search(spoken) or len(WORD.findall(spoken)) > LONGEST:
        return False
    return not WORD.search(words["fillers"].sub(" ", words["accepts"].sub(" ", words[name].sub(" ", spoken))))


def takes_back(clause: str) -> bool:
    """Whether a clause takes back what was said before ("à không", "ủa quên") and answers nothing by itself."""
    return _words()["back"].match(clause) is not None


def _sides(clause: str) -> bool | None:
    """True for a bare yes, False for a bare no, None for anything else."""
    words = _words()
    rest = clause
    no = words["disagrees"].search(rest) is not None
    rest = words["disagrees"].sub(" ", rest)
    yes = words["agrees"].search(rest) is not None
    rest = words["fillers"].sub(" ", words["agrees"].sub(" ", rest))
    if WORD.search(rest) or len(WORD.findall(clause)) > LONGEST or not (yes or no):
        return None
    return not no


def _done(question: Question, clause: str) -> bool | None:
    """ "Cưới rồi", "làm xong rồi" and "chưa cưới" to a sentence that ends in "chưa?"."""
    spoken = WORD.findall(clause)
    asked = WORD.findall(question.ask.lower())
    if not spoken or len(spoken) > LONGEST or not asked or asked[-1] != _NOT_YET:
        return None
    meant = [word for word in spoken if not _words()["fillers"].fullmatch(word)]
    if meant and meant[0] == _NOT_YET:
        return False
    return True if meant and meant[-1] == _DONE and _NOT_YET not in meant and "không" not in meant else None


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    data = read_own_yaml(Path(__file__).with_name("short_answers.yml"))
    return {name: whole_words(map(normalise, phrases)) for name, phrases in data.items()}
