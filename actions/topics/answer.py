"""An answer to a case question: by button, or in words that must be asked back."""

from __future__ import annotations

from actions.after import After
from actions.case_question import put_choice, put_question
from actions.facts_in_message import given_again, note
from actions.payloads import button, labelled, payload
from actions.topics.card import turn_to_button
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.clauses import accented, read_clauses, telling_words
from knowledge.reading.opposites import sides
from knowledge.reading.options import label_of_answer, label_said
from knowledge.reading.values.fits import has_values
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.wording import wording


def answer_button(turn: Turn) -> After:
    """An option's button was pressed, perhaps an older one: the answer is noted, or changed, which is said."""
    turn_to_button(turn)
    procedure, case = turn.procedure, turn.case
    question = procedure.question(turn.values.get("question", "")) if procedure else None
    value = turn.values.get("value", "")
    mine = turn.code == turn.values.get("procedure")
    known = question is not None and mine and value in (*question.values, UNKNOWN)
    if case is None or question is None or not known or case.reachable(question.id) is False:
        turn.say(say("asked_gone"), Notice(topic="asked_gone"))
    elif turn.facts.get(question.id, value) != value or turn.open_question not in (None, question):
        note(turn, {question.id: value})
    else:
        turn.answer(question.id, value)
    stands = turn.open_question is not None and turn.asking not in turn.facts and turn.next_question() is not None
    return After.AGAIN if stands else After.NEXT  # "Về câu …: ý bạn là …?" was beside the open question


def is_about(question: Question, value: str, text: str) -> bool:
    """Whether a message is about this answer: shares a telling word with it, or two with the question, or counts."""
    if has_values(question) and any(sign.isdigit() for sign in text):
        return True
    said = telling_words(text)
    option = next((one for one in question.options if one.value == value), None)
    told = telling_words(" ".join([question.say(value), *(option.hears if option else ())]))
    return bool(said & told) or len(said & telling_words(question.ask)) > 1


def said_again(turn: Turn, beside: tuple[Question, str] | None = None) -> dict[str, str]:
    """The noted answers of which a message speaks once more, and more plainly than of the one that stands beside.

    Args:
        turn: with the facts so far.
        beside: the question on the screen, with what the message may answer to it.
    """
    if beside and _is_outright(*beside, turn.text):
        return {}
    least = _shared(*beside, turn.text) if beside else 0
    about = [question for question in turn.questions() if _shares_more(turn, question, least)]
    if not about:
        return {}
    return {question.id: value for question, value in given_again(turn) if question in about}


def _is_outright(question: Question, value: str, text: str) -> bool:
    """Whether a message says an answer by its label or its number, or takes its side against another."""
    clauses = read_clauses(accented(text))
    outright = label_of_answer(question, text) or label_said(question, clauses)
    return outright == value or value in sides(question, clauses).taken


def _shares_more(turn: Turn, question: Question, least: int) -> bool:
    value = turn.facts.get(question.id)
    return value is not None and is_about(question, value, turn.text) and _shared(question, value, turn.text) > least


def _shared(question: Question, value: str, text: str) -> int:
    """How many telling words a message shares with an answer and its question; a number counts for one."""
    counts = has_values(question) and any(sign.isdigit() for sign in text)
    return counts + len(telling_words(text) & telling_words(f"{question.ask} {question.say(value)}"))


def ask_back(turn: Turn, question: Question, values: tuple[str, ...]) -> None:
    """ "Ý bạn là …?": what may be meant is noted when the person says so, and not before."""
    ask_which(turn, [(question, value) for value in values])


def was_offered(turn: Turn, question: Question, value: str) -> bool:
    """Whether "Ý bạn là …?" about this very answer is on the screen."""
    return _sent_back(turn, question, value) in [sent_back for _, sent_back in turn.offered]


def _sent_back(turn: Turn, question: Question, value: str) -> str:
    return payload("answer", procedure=turn.code or "", question=question.id, value=value)


def ask_which(turn: Turn, meant: list[tuple[Question, str]]) -> None:
    """Put answers of which one may be meant, perhaps to several questions; none is noted before a yes.

    What was denied before, or is on the screen already, is not asked back: the question itself is put.
    """
    left = [(question, value) for question, value in meant if not turn.was_refused(question.id, value)]
    if not left or (len(left) == 1 and was_offered(turn, *left[0])):
        put_question(turn, turn.asking or meant[0][0].id)
        return
    meant = left
    several = len({question.id for question, _ in meant}) > 1  # "Không" to which of them?
    buttons = [
        button(
            wording().say("condition", question=question.ask, answer=question.say(value))
            if several
            else question.say(value),
            "answer",
            procedure=turn.code or "",
            question=question.id,
            value=value,
        )
        for question, value in meant
    ]
    if len(buttons) == 1:
        question, answer = meant[0][0], buttons[0].title
        on_screen = question.id == turn.asking
        text = say("meant", answer=answer) if on_screen else say("meant_about", asked=question.ask, answer=answer)
        buttons = [labelled(say("meant_yes"), buttons[0].payload), button(say("meant_no"), "resume")]
    else:
        text = say("meant_which")
        buttons.append(button(say("meant_neither"), "resume"))
    put_choice(turn, text, "meant", buttons)
