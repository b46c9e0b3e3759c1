"""The answer to what is on the screen, and what else a message says of the case."""

from __future__ import annotations

from actions.after import After
from actions.facts_in_message import already_noted, corrections, facts_said, note, read, say_noted
from actions.questions.answers import ANSWERS, PLAIN, answer_topics, asked_in
from actions.topic_words import mentions, supposes
from actions.topics.answer import ask_back, ask_which
from actions.topics.document_walk import walk_heard
from actions.topics.other_need import names_a_need
from actions.turn import Turn
from knowledge.reading.asking import asks_openly
from knowledge.schema.conditions import UNKNOWN

ASKS = 0.55
"""How probable a question must be before it is answered."""
ASKS_BESIDE = 0.7
"""The same in a message that answered what is on the screen, or told something."""
SHORT = 6
"""Words up to which a message that answered asks nothing besides."""
UNSURE = 0.6
"""How probable "I do not know" must be."""
OTHERWISE = ("greet", "thanks", "complain", "ask_human", "affirm", "dont_know", "ask_procedure", "out_of_scope")
"""What a message without a word of correction is, if it is surely that."""
NO_ANSWER = (
    "stop",
    "skip",
    "start_over",
    "summarise",
    "show_again",
    "print_list",
    "other_need",
    "wait",
    "greet",
    "thanks",
)
"""What is no answer to a question, if it is surely that."""
COMMANDS = 0.6
"""How probable that must be before an answer is asked back."""
NEEDS = 0.75
"""How probable a need of its own must be before what the message seems to say of the case is left aside."""


async def answer_on_screen(turn: Turn) -> After | None:
    """The paper or the question on the screen; a typed answer is as good as a button."""
    if (after := walk_heard(turn)) is not None:
        return after
    question = turn.open_question
    if question is None or only_asks(turn):
        return None
    reading = read(turn)
    if question.id in reading.facts:
        note(turn, facts_said(turn))
        answer_beside(turn)
        return After.NEXT
    if mentions(turn.text, "corrects"):
        return None
    asks = bool(asked_in(turn, ASKS))
    otherwise = turn.understood.says(NO_ANSWER, COMMANDS)
    if (values := reading.unsure.get(question.id)) and not asks and not otherwise:
        ask_back(turn, question, values)
        return After.NOTHING
    if not asks and not supposes(turn.text) and turn.understood.says(["dont_know"], UNSURE):
        note(turn, {question.id: UNKNOWN})
        return After.NEXT
    return None


async def facts_in_passing(turn: Turn) -> After | None:
    """Facts and corrections, whatever is on the screen; a message that asks corrects nothing."""
    if only_asks(turn):
        return None
    said = facts_said(turn)
    if _asks(turn):
        said = {key: value for key, value in said.items() if key not in turn.facts}
    elif not said and (after := _correct(turn)) is not None:
        return after
    if said:
        if turn.understood.says(["ask_procedure"], NEEDS) and await names_a_need(turn):
            return None
        note(turn, said)
        answer_beside(turn)
        return After.NEXT
    if turn.open_question is None and not _asks(turn) and (again := already_noted(turn)):
        say_noted(turn, again)
        return After.AGAIN
    return None


def only_asks(turn: Turn) -> bool:
    """Whether every part of the message is surely a question about the procedure: then nothing of it is told."""
    guesses = turn.understood.parts or (turn.understood.whole,)
    return all(guess.intent in ANSWERS and guess.confidence >= PLAIN and asks_openly(guess.text) for guess in guesses)


def _asks(turn: Turn) -> bool:
    """Whether the message asks; "à quên, nộp qua mạng cho lẹ" corrects, whatever it is about."""
    tells = _corrects(turn) and not asks_openly(turn.text)
    return not tells and bool(asked_in(turn, ASKS))


def _corrects(turn: Turn) -> bool:
    return mentions(turn.text, "corrects") or turn.understood.says(["change_answer"], ASKS)


def _correct(turn: Turn) -> After | None:
    """Take in the one answer that is corrected; of several, or where no word says so, ask whether it is."""
    sure = _corrects(turn)
    other = turn.open_question is not None or asks_openly(turn.text) or turn.understood.says(OTHERWISE, ASKS)
    if not sure and other:
        return None
    found = corrections(turn)
    if len(found) == 1 and sure:
        note(turn, found)
        return After.NEXT
    if found and (procedure := turn.procedure):
        ask_which(turn, [(question, found[question.id]) for question in procedure.questions if question.id in found])
        return After.NOTHING
    return None


def answer_beside(turn: Turn) -> None:
    """ "Quá hạn rồi, mất bao nhiêu tiền?" answers and asks: what is asked is answered too."""
    long = len(turn.text.split()) > SHORT
    asked = [guess for guess in asked_in(turn, ASKS_BESIDE, by_words=True) if long or guess.text != turn.text]
    if asked:
        answer_topics(turn, asked)
