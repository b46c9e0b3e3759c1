"""Short answers: a yes, a no, "I do not know", whatever small words stand around them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.clauses import accented
from knowledge.schema.procedure import Question
from knowledge.text.fold import fold, is_mostly_marked, is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD, typed_words, whole_words

LONGEST = 6
"""Words up to which a clause is a yes or a no and nothing else."""
YES = 2
"""Words of a yes after which no mark has to stand: "đúng rồi em tự đi"."""
_FIRST = re.compile(r"[,.;:!\n]+| m[aà](?= )")
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
    """Whether a message takes what was proposed: "ừ", "đúng rồi", "ok em"; "dung" without its mark is "đúng"."""
    bare = is_toneless(typed) and _words()["bare_accepts"].fullmatch(typed.lower().strip(" .!"))
    return bool(bare) or (_is_only("accepts", typed) and not refuses(typed))  # "đâu có" is no "có"


def yes_before_more(typed: str) -> str:
    """The yes with which a message begins that tells more: "đúng rồi, mà bà 76 tuổi", "phải rồi em tự đi"; else ""."""
    typed = typed.strip()
    first = _FIRST.split(typed, maxsplit=1)[0]
    if not WORD.search(typed[len(first) :]):
        first = " ".join(typed.split()[:YES])  # nothing parts it: only what is a yes by itself, and no "có giấy"
        if not (_words()["accepts"].fullmatch(accented(first)) and first.split()[YES - 1 :]):
            return ""
    return first if accepts(first) and not accepts(typed) else ""


def refuses(typed: str) -> bool:
    """Whether a message turns down what was proposed: "không phải", "sai rồi"."""
    return _is_only("refuses", typed)


def only_agrees(typed: str) -> bool:
    """Whether a message holds a yes or a no and nothing else: it answers only what can be answered so."""
    return accepts(typed) or refuses(typed) or _sides(accented(typed)) is not None


def moves(typed: str) -> bool:
    """Whether a message takes a way to another procedure that was offered: "chuyển đi", "ừ chuyển sang"."""
    return _is_only("moves", typed)


def _is_only(name: str, typed: str) -> bool:
    """Whether a message holds one of the words of a list, and beside them only small ones.

    What is typed without marks is compared as it stands too: few words are restored badly ("chuyen qua do").
    """
    if _holds_only(_words(), name, accented(typed)):
        return True
    plain = normalise(typed)
    if is_toneless(plain.replace("đ", "d")):
        plain = fold(plain)  # "đung roi": only the "đ" was typed
    return not is_mostly_marked(plain) and _holds_only(_unmarked(), name, plain)


def _holds_only(words: dict[str, re.Pattern[str]], name: str, spoken: str) -> bool:
    if not words[name].search(spoken) or len(WORD.findall(spoken)) > LONGEST:
        return False
    rest = words["accepts"].sub(" ", words[name].sub(" ", spoken))
    if name == "moves":
        rest = words["move_ends"].sub(" ", rest)
    return not WORD.search(words["fillers"].sub(" ", rest))


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
    if not _about_it(question, meant):
        return None  # "mất 10 ngày rồi" says how long ago, "chưa xin lần nào" is about something else
    if meant and meant[0] == _NOT_YET:
        return False
    return True if meant and meant[-1] == _DONE and _NOT_YET not in meant and "không" not in meant else None


def _about_it(question: Question, meant: list[str]) -> bool:
    """Whether the words beside "rồi" and "chưa" are of the question, of its answers, or of any answer ("làm")."""
    told = [word for word in meant if word not in (_DONE, _NOT_YET)]
    hears = (phrase for option in question.options for phrase in (option.say, *option.hears))
    known = set(WORD.findall(" ".join((question.ask, *hears)).lower()))
    any_answer = _words()["any_answer"]
    plain = [word for word in told if not any_answer.fullmatch(word)]
    return not plain or any(word in known for word in plain)


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    return {name: whole_words(map(normalise, phrases)) for name, phrases in _lists().items()}


@lru_cache(maxsize=1)
def _unmarked() -> dict[str, re.Pattern[str]]:
    """The same where each word may lack its marks."""
    return {name: typed_words(map(normalise, phrases)) for name, phrases in _lists().items()}


def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = read_own_yaml(Path(__file__).with_name("short_answers.yml"))
    return lists
