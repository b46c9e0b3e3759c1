"""How two procedures differ: who they are for, the papers, the fee, the time, the place."""

from __future__ import annotations

from actions.payloads import read_payload
from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.build import build_checklist
from knowledge.checklist.phrases import called
from knowledge.messages import Checklist, Notice
from knowledge.reading.clauses import accented
from knowledge.text.words import WORD, whole_words

MOST = 3
"""Choices that are compared."""


def difference(asked: AskedAbout) -> list[str]:
    """The active procedure beside the one it is compared with: among those put to choose, or often confused with it."""
    other = _other(asked)
    if other is None or not asks_for_difference(asked.text):
        return []
    both = [
        asked.checklist,
        build_checklist(asked.turn.catalogue, other, {}, asked.turn.now, asked.turn.province),
    ]
    near = {entry.code: entry.when for entry in asked.procedure.confused_with}
    return [line for one in both for line in _described(asked.turn, one, near.get(one.code, ""))]


def asks_for_difference(text: str) -> bool:
    """Whether it says so in words: a guess is not enough for a long table."""
    return whole_words(cue_words("differs")).search(accented(text)) is not None


def compare_offered(turn: Turn) -> None:
    """The choices on the screen beside each other; they stay there."""
    lines = []
    codes = [code for _, payload in turn.offered if (code := read_payload(payload)[1].get("procedure"))]
    for code in list(dict.fromkeys(codes))[:MOST]:
        checklist = build_checklist(turn.catalogue, code, {}, turn.now, turn.province)
        lines += _described(turn, checklist, "")
    turn.say("\n".join([*lines, say("compare_choose")]), Notice(topic="difference"))


def _described(turn: Turn, checklist: Checklist, when: str) -> list[str]:
    procedure = turn.catalogue.get(checklist.code)
    about = procedure.about or when or checklist.agency
    papers = ", ".join(line.name for line in checklist.documents if not line.only_if) or say("compare_no_papers")
    return [
        say("compare_title", name=called(procedure), about=about),
        say("compare_papers", papers=papers),
        say("compare_rest", fee=checklist.fee.text, time=checklist.time_limit.text, agency=checklist.agency),
    ]


def _other(asked: AskedAbout) -> str | None:
    """The procedure the question names, else the first that people confuse with the active one."""
    turn = asked.turn
    near = [entry.code for entry in asked.procedure.confused_with if entry.code in turn.catalogue.procedures]
    talked = [code for code in turn.cases if code != turn.code and code in turn.catalogue.procedures]
    named = [code for code in near if shares_words(asked, code)]
    return next(iter([*named, *talked, *near]), None)


def shares_words(asked: AskedAbout, code: str) -> bool:
    """Whether the question says a word of the other's name that the active one's has not."""

    words = set(WORD.findall(accented(asked.text)))
    own, theirs = (set(WORD.findall(accented(asked.turn.catalogue.name(one)))) for one in (asked.procedure.code, code))
    return len(words & (theirs - own)) >= 2
