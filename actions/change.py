"""Changing one's mind: take an answer back, change one of several, start over."""

from __future__ import annotations

from actions.ask import put_question
from actions.card import turn_to_button
from actions.payloads import button
from actions.talk import Talk
from actions.texts import say
from actions.told import note, told
from actions.turn import Topic, TurnAction
from knowledge.case.facts import Case
from knowledge.checklist.phrases import say_answer
from knowledge.messages import Notice


def change_answer(talk: Talk) -> None:
    """Take in the correction if the message holds it; go one question back; or ask which answer to change."""
    turn_to_button(talk)
    case = talk.case
    answered = case.answered() if case else []
    if case is None or not answered:
        talk.say(say("change_nothing"), Notice(topic="change_nothing"))
        if talk.procedure is None:
            talk.say(say("say_more"), Notice(topic="say_more"))
        put_question(talk)
    elif corrected := told(talk):
        note(talk, corrected)
        put_question(talk)
    elif talk.next_question() is not None:
        _one_back(talk, [question.id for question, _ in answered])
    else:
        _which(talk, case)


def _which(talk: Talk, case: Case) -> None:
    buttons = [
        button(
            say("change_button", question=question.ask, answer=say_answer(case, question.id, value)),
            "change",
            procedure=talk.code or "",
            question=question.id,
        )
        for question, value in case.answered()
    ]
    buttons.append(button(say("change_none"), "ask_documents"))
    lines = [say("ask_option", number=number, say=one.title) for number, one in enumerate(buttons, start=1)]
    talk.quiet = True
    talk.say("\n".join([say("change_which"), *lines]), Notice(topic="change_which"), buttons)
    talk.expect(buttons)


def change_one(talk: Talk) -> None:
    """The answer to change was chosen: forget it and ask again."""
    turn_to_button(talk)
    question_id, case = talk.values.get("question", ""), talk.case
    if case is None or not case.reachable(question_id):
        talk.say(say("asked_gone"), Notice(topic="asked_gone"))
        put_question(talk)
        return
    talk.take_back(question_id)
    put_question(talk, question_id)


def start_over(talk: Talk) -> None:
    """Forget everything and ask what is needed."""
    talk.forget_all()
    talk.say(say("started_over"), Notice(topic="started_over"))


def _one_back(talk: Talk, answered: list[str]) -> None:
    in_order = [question_id for code, question_id in talk.trail if code == talk.code and question_id in answered]
    last = in_order[-1] if in_order else answered[-1]
    talk.take_back(last)
    talk.say(say("changed_back"), Notice(topic="changed_back"))
    put_question(talk, last)


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
