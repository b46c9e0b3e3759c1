"""What each topic is answered with, and the answer to all that one message asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from actions.case_question import back_buttons, current_checklist
from actions.questions import costs, papers, people, ways, when
from actions.questions.asked import AskedAbout
from actions.questions.difference import difference
from actions.questions.official import quotation
from actions.topic_words import topic_of
from actions.turn import Turn
from actions.understood import Guess
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.clauses import Mood, accented, read_clauses
from knowledge.wording import wording

ANSWERS: dict[str, Callable[[AskedAbout], list[str]]] = {
    "ask_fee": costs.fee,
    "ask_time": when.time_limit,
    "ask_deadline": when.deadline,
    "ask_validity": when.validity,
    "ask_place": ways.place,
    "ask_hours": ways.hours,
    "ask_online": ways.online,
    "ask_steps": ways.steps,
    "ask_result": ways.result,
    "ask_next": ways.afterwards,
    "ask_filer": people.filers,
    "ask_eligibility": people.eligibility,
    "ask_form": costs.form,
    "ask_legal_basis": costs.legal_basis,
    "ask_paper": papers.paper,
    "ask_paper_source": papers.source,
    "ask_difference": difference,
}
"""Intent → lines; none when the case's own lines do not tell."""
PLAIN = 0.35
"""How probable a topic must be where the message is plainly a question."""
QUOTED = {"ask_deadline", "ask_eligibility", "ask_filer", "ask_steps", "ask_result", "ask_validity", "ask_paper_source"}
"""Topics on which the official record may have a sentence that ours lack."""


def answer_topics(turn: Turn, asked: Iterable[Guess]) -> None:
    """Answer what a message asks of the active procedure, in one message, with its source."""
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return
    answered: list[list[str]] = []
    unknown: list[str] = []
    first = ""
    for guess in asked:
        about = AskedAbout(turn, case, checklist, guess.text or turn.text)
        lines = ANSWERS[guess.intent](about) or (quotation(about) if guess.intent in QUOTED else [])
        if lines and lines not in answered:
            first = first or guess.intent
            answered.append(lines)
        elif not lines:
            unknown.append(guess.intent)
    if not answered:
        _no_information(turn, unknown)
        return
    text = "\n".join(chain.from_iterable(answered))
    source = wording().say("checklist.source", source=checklist.source.title)
    buttons = back_buttons(turn) if turn.next_question() is None else []  # an open question is put after this anyway
    turn.say(f"{text}\n{source}", Notice(topic=first.removeprefix("ask_")), buttons)


def asked_in(turn: Turn, floor: float, *, by_words: bool = False) -> list[Guess]:
    """What the message asks about the procedure; with `by_words` also what only its words show ("bao nhiêu tiền")."""
    if floor > PLAIN and asks_openly(turn.text):
        floor = PLAIN
    asked = list(turn.understood.all_of(ANSWERS, floor))
    topic = topic_of(turn.text) if by_words and not asked and not turn.pressed else None
    return [Guess(topic, floor, turn.text)] if topic in ANSWERS else asked


def asks_openly(text: str) -> bool:
    """Whether a clause of the message asks something."""
    return any(clause.mood is Mood.ASKED for clause in read_clauses(accented(text)))


def knows_paper(turn: Turn, guess: Guess) -> bool:
    """Whether a question is about a paper of the case, or one that the case does not need."""
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        return False
    return papers.named(AskedAbout(turn, case, checklist, guess.text or turn.text)) is not None


def _no_information(turn: Turn, topics: list[str]) -> None:
    """An honest "I do not know": said instead of an answer, never beside one."""
    about = say(f"topic.{topics[0]}") if topics else say("topic.ask_other")
    turn.say(say("no_information", about=about), Notice(topic="no_information"), back_buttons(turn))
