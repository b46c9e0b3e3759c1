"""What each topic is answered with, and the answer to all that one message asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actions.case_question import back_buttons, current_checklist
from actions.questions import costs, papers, people, ways, when
from actions.questions.asked import AskedAbout
from actions.questions.difference import difference
from actions.questions.own_lines import cue_words
from actions.questions.statements import Statement, closest
from actions.topic_words import topic_of, topics_of
from actions.turn import Turn
from actions.understood import Guess
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented
from knowledge.text.words import whole_words
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
PLAINLY_ANSWERED = ("ask_hours", "ask_difference", "ask_legal_basis")
"""Topics of which no other sentence tells more."""
DETAIL, ALONE = 0.35, 0.5
"""The part of a question's telling words that a sentence must share: beside the topic's own lines, and without any."""
ASKED_TOGETHER = frozenset({"ask_fee", "ask_time", "ask_place"})
"""Topics that people ask for in one breath ("mấy ngày có, hết bao nhiêu tiền"): their words are as good as a guess."""
MORE = 0.1
"""So much more of them than the topic's own lines."""
DETAILS = 2
"""Sentences besides the topic's lines."""
LONGEST = 400
"""Characters of a quotation."""


def answer_topics(turn: Turn, asked: Sequence[Guess]) -> None:
    """Answer what a message asks of the active procedure, in one message, with its source."""
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return
    answered: list[str] = []
    topics: list[str] = []
    for guess in asked:
        about = AskedAbout(turn, case, checklist, guess.text or turn.text)
        own = ANSWERS[guess.intent](about) if guess.intent in ANSWERS else []
        lines = own if guess.intent in PLAINLY_ANSWERED else with_details(about, own, DETAIL if own else ALONE)
        topics.append(guess.intent)
        answered += [line for line in lines if line not in answered]
        if not lines:
            topics.pop()
    if not answered:
        _no_information(turn, next((guess.intent for guess in asked), "ask_other"))
        return
    source = wording().say("checklist.source", source=checklist.source.title)
    buttons = back_buttons(turn) if turn.next_question() is None else []  # an open question is put after this anyway
    turn.say("\n".join([*answered, source]), Notice(topic=topics[0].removeprefix("ask_")), buttons)


def with_details(about: AskedAbout, own: list[str], floor: float) -> list[str]:
    """The topic's lines, and before them what else is known that holds more of the question's words.

    Args:
        about: the question.
        own: the topic's own lines.
        floor: the part of the question's telling words that a detail must share.
    """
    found = closest(about)
    said = " ".join(own)
    covered = max((statement.shared for statement in found if statement.text in said), default=0.0)
    details = [
        statement
        for statement in found[:DETAILS]
        if statement.shared >= max(floor, covered + MORE) and (statement.core or statement.text) not in said
    ]
    quoted = [_quote(about, statement) if statement.official else statement.text for statement in details]
    return [*quoted, *own]


def _quote(about: AskedAbout, statement: Statement) -> str:
    text = statement.text if len(statement.text) <= LONGEST else statement.text[:LONGEST].rsplit(" ", 1)[0] + "…"
    link = about.checklist.source.url
    return say("quoted_link", text=text, link=link) if link else say("quoted", text=text)


def asked_in(turn: Turn, floor: float, *, by_words: bool = False) -> list[Guess]:
    """What the message asks about the procedure; with `by_words` also what only its words show ("bao nhiêu tiền")."""
    if floor > PLAIN and asks_openly(turn.text):
        floor = PLAIN
    asked = list(turn.understood.all_of(ANSWERS, floor))
    if asked and {guess.intent for guess in asked} <= ASKED_TOGETHER:
        beside = [topic for topic in topics_of(turn.text) if topic in ASKED_TOGETHER]
        asked += [Guess(topic, 1.0, turn.text) for topic in beside if topic not in {guess.intent for guess in asked}]
    typed = not asked and not turn.pressed and asks_openly(turn.text)
    if typed and whole_words(cue_words("receives")).search(accented(turn.text)):
        asked = [Guess("ask_fee", 1.0, turn.text)]  # "lãnh được bao nhiêu"
    return asked_by_words(turn.text) if by_words and not asked and not turn.pressed else asked


def asked_by_words(text: str) -> list[Guess]:
    """The one topic that the words of a text show, whatever the classifier says."""
    topic = topic_of(text) if text else None
    return [Guess(topic, 1.0, text)] if topic in ANSWERS else []


def knows_paper(turn: Turn, guess: Guess) -> bool:
    """Whether a question is about a paper of the case, or one that the case does not need."""
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        return False
    return papers.named(AskedAbout(turn, case, checklist, guess.text or turn.text)) is not None


def _no_information(turn: Turn, topic: str) -> None:
    """An honest "I do not know": said instead of an answer, never beside one."""
    turn.say(say("no_information", about=say(f"topic.{topic}")), Notice(topic="no_information"), back_buttons(turn))
