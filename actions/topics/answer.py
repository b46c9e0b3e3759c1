"""An answer to a case question: by button, or in words that must be asked back."""

from __future__ import annotations

from actions.after import After
from actions.case_question import put_choice
from actions.facts_in_message import note
from actions.payloads import button, labelled, payload
from actions.topics.card import turn_to_button
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question


def answer_button(turn: Turn) -> After:
    """An option's button was pressed, perhaps an older one: the answer is noted, or changed, which is said."""
    turn_to_button(turn)
    procedure, case = turn.procedure, turn.case
    question = procedure.question(turn.values.get("question", "")) if procedure else None
    value = turn.values.get("value", "")
    mine = turn.code == turn.values.get("procedure")
    if not (case and question and mine and value in (*question.values, UNKNOWN) and case.reachable(question.id)):
        turn.say(say("asked_gone"), Notice(topic="asked_gone"))
    elif turn.facts.get(question.id, value) != value:
        note(turn, {question.id: value})
    else:
        turn.answer(question.id, value)
    return After.NEXT


def ask_back(turn: Turn, question: Question, values: tuple[str, ...]) -> None:
    """ "Ý bạn là …?": what may be meant is noted when the person says so, and not before."""
    ask_which(turn, [(question, value) for value in values])


def was_offered(turn: Turn, question: Question, value: str) -> bool:
    """Whether "Ý bạn là …?" about this very answer is on the screen."""
    return _sent_back(turn, question, value) in [sent_back for _, sent_back in turn.offered]


def _sent_back(turn: Turn, question: Question, value: str) -> str:
    return payload("answer", procedure=turn.code or "", question=question.id, value=value)


def ask_which(turn: Turn, meant: list[tuple[Question, str]]) -> None:
    """Put answers of which one may be meant, perhaps to several questions; none is noted before a yes."""
    buttons = [
        button(question.say(value), "answer", procedure=turn.code or "", question=question.id, value=value)
        for question, value in meant
    ]
    if len(buttons) == 1:
        text = say("meant", answer=buttons[0].title)
        buttons = [labelled(say("meant_yes"), buttons[0].payload), button(say("meant_no"), "resume")]
    else:
        text = say("meant_which")
        buttons.append(button(say("meant_neither"), "resume"))
    put_choice(turn, text, "meant", buttons)
