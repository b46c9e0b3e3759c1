"""Changing one's mind: take an answer back, change one of several, start over."""

from __future__ import annotations

from actions.after import After
from actions.case_question import put_choice, put_question
from actions.command_words import command_in
from actions.facts_in_message import facts_said, note
from actions.payloads import button
from actions.topics.card import turn_to_button
from actions.turn import Turn
from actions.wording import say, say_more
from knowledge.case.facts import Case
from knowledge.checklist.phrases import say_answer
from knowledge.messages import Notice
from knowledge.wording import wording


def change_answer(turn: Turn) -> After:
    """Take in the correction if the message holds it; go one question back; or ask which answer to change."""
    turn_to_button(turn)
    case = turn.case
    answered = case.answered() if case else []
    if case is None or not answered:
        turn.say(say("change_nothing"), Notice(topic="change_nothing"))
        if turn.procedure is None:
            turn.say(say_more(), Notice(topic="say_more"))
        return After.NEXT
    facts = {} if command_in(turn.text) else facts_said(turn)  # "à nhầm" tells nothing
    if facts:
        note(turn, facts)
        return After.NEXT
    if turn.next_question() is not None:
        _one_back(turn, [question.id for question, _ in answered])
    else:
        _which(turn, case)
    return After.NOTHING


def ask_which_answer(turn: Turn) -> After:
    """Something is corrected, but not what: put all answers so far."""
    if case := turn.case:
        _which(turn, case)
    return After.NOTHING


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
    buttons.append(button(say("change_none"), "resume"))
    put_choice(turn, say("change_which"), "change_which", buttons)


def change_one(turn: Turn) -> After:
    """The answer to change was chosen: forget it and ask again."""
    turn_to_button(turn)
    question_id, case = turn.values.get("question", ""), turn.case
    if case is None or not case.reachable(question_id):
        turn.say(say("asked_gone"), Notice(topic="asked_gone"))
        return After.NEXT
    turn.take_back(question_id)
    put_question(turn, question_id)
    return After.NOTHING


def ask_to_start_over(turn: Turn) -> After:
    """ "Làm lại từ đầu" in words: nothing is forgotten without a yes."""
    if not (turn.procedure or turn.cases):
        return start_over(turn)
    buttons = [button(say("start_over_yes"), "start_over"), button(say("start_over_no"), "resume")]
    return put_choice(turn, say("start_over_ask"), "start_over_ask", buttons)


def start_over(turn: Turn) -> After:
    """Forget everything and ask what is needed; a message that waited is read then."""
    turn.forget_all()
    if turn.waiting:
        return After.WAITING
    turn.say(say("started_over"), Notice(topic="started_over"))
    return After.NOTHING


def _one_back(turn: Turn, answered: list[str]) -> None:
    in_order = [question_id for code, question_id in turn.trail if code == turn.code and question_id in answered]
    last = in_order[-1] if in_order else answered[-1]
    turn.take_back(last)
    turn.say(say("changed_back"), Notice(topic="changed_back"))
    put_question(turn, last)
