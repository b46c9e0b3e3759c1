"""An answer to a case question: by button, or in words that must be asked back."""

from __future__ import annotations

from actions.after import After
from actions.facts_in_message import note
from actions.payloads import button, labelled
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
    meant = [
        button(question.say(value), "answer", procedure=turn.code or "", question=question.id, value=value)
        for value in values
    ]
    if len(meant) == 1:
        text = say("meant", answer=question.say(values[0]))
        buttons = [labelled(say("meant_yes"), meant[0].payload), button(say("meant_no"), "resume")]
    else:
        text = say("meant_which")
        buttons = [*meant, button(say("meant_neither"), "resume")]
    lines = [say("ask_option", number=number, say=one.title) for number, one in enumerate(buttons, start=1)]
    turn.say("\n".join([text, *lines]), Notice(topic="meant"), buttons, numbered=len(buttons))
    turn.expect(buttons)
    turn.asking = question.id
