"""How two procedures differ: who they are for, the papers, the fee, the time, the place."""

from __future__ import annotations

from actions.questions.asked import AskedAbout
from actions.wording import say
from knowledge.checklist.build import build_checklist
from knowledge.checklist.phrases import called
from knowledge.messages import Checklist
from knowledge.reading.clauses import accented
from knowledge.text.words import WORD


def difference(asked: AskedAbout) -> list[str]:
    """The active procedure beside the one it is compared with: among those put to choose, or often confused with it."""
    other = _other(asked)
    if other is None:
        return []
    both = [
        asked.checklist,
        build_checklist(asked.turn.catalogue, other, {}, asked.turn.now, asked.turn.province),
    ]
    return [line for checklist in both for line in _described(asked, checklist)]


def _described(asked: AskedAbout, checklist: Checklist) -> list[str]:
    procedure = asked.turn.catalogue.get(checklist.code)
    when = next((near.when for near in asked.procedure.confused_with if near.code == checklist.code), "")
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
