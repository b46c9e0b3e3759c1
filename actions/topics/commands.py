"""What a person tells the assistant to do: explain, leave out, stop, sum up, show or print, go to another matter."""

from __future__ import annotations

from actions.after import After
from actions.case_question import back_buttons, put_choice, put_question, show_checklist
from actions.facts_in_message import note
from actions.payloads import button
from actions.questions.answers import answer_topics, knows_paper
from actions.topic_words import before
from actions.turn import Turn
from actions.understood import Guess
from actions.wording import say
from knowledge.checklist.phrases import called, say_answer
from knowledge.messages import Notice
from knowledge.reading.clauses import telling_words
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.wording import wording


def explain(turn: Turn) -> After:
    """ "Câu này là sao?": why it is asked, and the question again."""
    question = turn.open_question
    if question is None:
        turn.say(say("explain_nothing"), Notice(topic="explain"), back_buttons(turn))
        return After.NOTHING
    text = say("explain", why=question.why) if question.why else say("explain_plain")
    turn.say(text, Notice(topic="explain"))
    return After.AGAIN


async def explain_term(turn: Turn) -> After | None:
    """ "Chứng sinh là giấy chi": a word of one of the questions; why that is asked, and the paper if it is one."""
    open_question = turn.open_question
    said = telling_words(before(turn.text, "explain"))
    if open_question is None or not said:
        return None
    asked = next((one for one in (open_question, *turn.questions()) if said <= _words_of(one)), None)
    if asked is None or not asked.why:
        return None
    turn.say(say("explain", why=asked.why), Notice(topic="explain"))
    about = Guess("ask_paper_source", 1.0, turn.text)
    if knows_paper(turn, about):
        answer_topics(turn, [about])
    return After.AGAIN


def _words_of(question: Question) -> set[str]:
    return telling_words(" ".join((question.ask, *(option.say for option in question.options))))


def skip(turn: Turn) -> After:
    """Leave the question on the screen out: its papers stay in the list with their condition."""
    question = turn.open_question
    if question is None and turn.next_question() is not None:
        return After.NEXT  # beside choices: back to the question that waits
    if question is None:
        turn.say(say("skip_nothing"), Notice(topic="skip"), back_buttons(turn))
        return After.NOTHING
    note(turn, {question.id: UNKNOWN})
    return After.NEXT


def stop(turn: Turn) -> After:
    """Leave it for now; everything is kept."""
    before = turn.asking
    turn.say(say("stopped" if turn.procedure else "stopped_nothing"), Notice(topic="stopped"), back_buttons(turn))
    turn.expect([])
    turn.asking = before
    return After.NOTHING


def summarise(turn: Turn) -> After:
    """What was answered so far, and how many questions are left."""
    case = turn.case
    if case is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return After.NOTHING
    said = [
        wording().say("condition", question=question.ask, answer=say_answer(case, question.id, value))
        for question, value in case.answered()
    ]
    name = called(case.procedure)
    lines = [say("summary", name=name), *said] if said else [say("summary_empty", name=name)]
    turn.say("\n".join(lines), Notice(topic="summary"), [] if turn.next_question() else back_buttons(turn))
    return After.AGAIN


def show_again(turn: Turn) -> After:
    """The list once more; while questions are open, as far as it is known, and the question again."""
    if turn.procedure is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return After.NOTHING
    if turn.next_question() is None:
        return After.NEXT
    turn.say(say("list_so_far"), Notice(topic="list_so_far"))
    show_checklist(turn)
    return After.AGAIN


def wait(turn: Turn) -> After:
    """ "Chờ chút": nothing happens, and nothing is lost."""
    turn.say(say("waiting"), Notice(topic="waiting"))
    return After.NOTHING


def print_list(turn: Turn) -> After:
    """The list once more, with how it is printed or kept; nothing is printed before it is certain."""
    if turn.procedure is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return After.NOTHING
    if turn.next_question() is not None:
        turn.say(say("print_first"), Notice(topic="print"))
        return After.AGAIN
    turn.say(say("print"), Notice(topic="print"))
    show_checklist(turn)
    return After.NOTHING


def other_matter(turn: Turn) -> After:
    """ "Việc kia sao rồi": back to what was talked about before, with its answers."""
    others = [code for code in reversed(turn.cases) if code != turn.code and code in turn.catalogue.procedures]
    if not others:
        turn.say(say("no_other_matter"), Notice(topic="no_other_matter"), back_buttons(turn))
        return After.AGAIN
    buttons = [
        button(say("button_return", name=called(turn.catalogue.get(code))), "choose", procedure=code)
        for code in others[:4]
    ]
    buttons.append(button(say("button_stay"), "resume"))
    return put_choice(turn, say("which_matter"), "which_matter", buttons)


def keep(turn: Turn) -> After:
    """The way that was offered is not taken: all stays as it is."""
    if procedure := turn.procedure:
        buttons = [] if turn.next_question() else back_buttons(turn)
        turn.say(say("kept", name=called(procedure)), Notice(topic="kept"), buttons)
    return After.AGAIN


def resume(turn: Turn) -> After:
    """The open question, or the list."""
    if turn.procedure is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
    put_question(turn, turn.asking)
    return After.NOTHING
