"""Changing one's mind: take an answer back, change one of several, start over."""

from __future__ import annotations

from actions.facts_in_message import facts_said, note
from actions.payloads import button
from actions.rasa_bridge import Topic, TurnAction
from actions.topics.card import turn_to_button
from actions.topics.case_question import put_question
from actions.turn import Turn
from actions.wording import say, say_more
from knowledge.case.facts import Case
from knowledge.checklist.phrases import say_answer
from knowledge.messages import Notice
from knowledge.wording import wording


def change_answer(turn: Turn) -> None:
    """Take in the correction if the message holds it; go one question back; or ask which answer to change."""
    turn_to_button(turn)
    case = turn.case
    answered = case.answered() if case else []
    if case is None or not answered:
        turn.say(say("change_nothing"), Notice(topic="change_nothing"))
        if turn.procedure is None:
            turn.say(say_more(), Notice(topic="say_more"))
        put_question(turn)
    elif facts := facts_said(turn):
        note(turn, facts)
        put_question(turn)
    elif turn.next_question() is not None:
        _one_back(turn, [question.id for question, _ in answered])
    else:
        _which(turn, case)


def _which(turn: Turn, case: Case) -> None:
    buttons = [
        button(
            wording().say("condition", question=question.ask, answer=say_answer(case, question.id, value)),
            "change",
            procedure=turn.code or "",
            question=question.id,
        )
        for question, value in case.answered()
    ]
    buttons.append(button(say("change_none"), "ask_documents"))
    lines = [say("ask_option", number=number, say=choice.title) for number, choice in enumerate(buttons, start=1)]
    turn.quiet = True
    turn.say("\n".join([say("change_which"), *lines]), Notice(topic="change_which"), buttons, numbered=len(buttons))
    turn.expect(buttons)


def change_one(turn: Turn) -> None:
    """The answer to change was chosen: forget it and ask again."""
    turn_to_button(turn)
    question_id, case = turn.values.get("question", ""), turn.case
    if case is None or not case.reachable(question_id):
        turn.say(say("asked_gone"), Notice(topic="asked_gone"))
        put_question(turn)
        return
    turn.take_back(question_id)
    put_question(turn, question_id)


def start_over(turn: Turn) -> None:
    """Forget everything and ask what is needed."""
    turn.forget_all()
    turn.say(say("started_over"), Notice(topic="started_over"))


def _one_back(turn: Turn, answered: list[str]) -> None:
    in_order = [question_id for code, question_id in turn.trail if code == turn.code and question_id in answered]
    last = in_order[-1] if in_order else answered[-1]
    turn.take_back(last)
    turn.say(say("changed_back"), Notice(topic="changed_back"))
    put_question(turn, last)


class ActionChangeAnswer(TurnAction):
    """Intent change_answer, and its button."""

    def name(self) -> str:
        return "action_change_answer"

    def topic(self) -> Topic:
        return change_answer


class ActionChangeOne(TurnAction):
    """The button that names the answer to change."""

    def name(self) -> str:
        return "action_change_one"

    def topic(self) -> Topic:
        return change_one


class ActionStartOver(TurnAction):
    """Intent start_over, and its button."""

    def name(self) -> str:
        return "action_start_over"

    def topic(self) -> Topic:
        return start_over
