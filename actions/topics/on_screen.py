"""The answer to what is on the screen, and what else a message says of the case."""

from __future__ import annotations

from actions.after import After
from actions.case_question import the_right_one
from actions.facts_in_message import (
    already_noted,
    corrections,
    denied_facts,
    facts_said,
    note,
    read,
    say_noted,
    take_back,
    told,
)
from actions.questions.answers import ANSWERS, FLOOR, OTHER, PLAIN, answer_topics, asked_in, best
from actions.topic_words import corrects, mentions, names_outright, supposes, without
from actions.topics.answer import ask_back, ask_which, is_about, said_again, was_offered
from actions.topics.other_need import calls_another, names_a_need
from actions.turn import Turn
from actions.understood import Guess
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented, is_denied, telling_words
from knowledge.reading.short_answers import only_agrees, refuses
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
    question = turn.open_question
    if question is None or only_asks(turn) or calls_another(turn):
        return None
    reading = read(turn)
    if question.id in reading.facts:
        beside = (question, reading.facts[question.id])
        if not only_agrees(turn.text) and turn.facts and (before := said_again(turn, beside)):
            say_noted(turn, before)  # an answer said once more is none to the question on the screen
            return After.AGAIN
        note(turn, facts_said(turn))
        answer_beside(turn)
        return After.NEXT
    if denied_facts(turn) or corrects(turn.text):
        return None
    asks = _asks(turn)
    otherwise = turn.understood.says(NO_ANSWER, COMMANDS)
    values = reading.unsure.get(question.id, ())
    plain = not (asks or otherwise or supposes(turn.text) or is_denied(accented(turn.text)))
    again = len(values) == 1 and was_offered(turn, question, values[0]) and is_about(question, values[0], turn.text)
    if plain and again:
        note(turn, {**facts_said(turn), question.id: values[0]})  # said again, it is a yes
        return After.NEXT
    wanted = turn.understood.says(["ask_procedure"], NEEDS) or mentions(turn.text, "wishes")
    if values and wanted and await names_a_need(turn):
        return None
    if refuses(turn.text):
        return None  # a bare "không phải" to "Bé học lớp nào?" means none of the answers
    if values and told(turn) == turn.text and asks_openly(turn.text) and best(turn) >= FLOOR:
        return None  # a question that the procedure's own sentences answer
    if reading.facts and not any(is_about(question, value, turn.text) for value in values):
        return None  # "nộp trực tiếp" surely answers another question: no guess at this one
    if len(values) > 1 and not any(is_about(question, value, turn.text) for value in values):
        return None  # it may be any of them: nothing was understood
    about_none = not any(is_about(question, value, turn.text) for value in values)
    if values and about_none and not asks and (noted := said_again(turn)):
        say_noted(turn, noted)
        return After.AGAIN
    if values and not otherwise and (not asks or told(turn) != turn.text):
        note(turn, {key: value for key, value in facts_said(turn).items() if key not in turn.facts})
        answer_beside(turn)
        ask_back(turn, question, values)
        return After.NOTHING
    if not asks and not supposes(turn.text) and turn.understood.says(["dont_know"], UNSURE):
        note(turn, {question.id: UNKNOWN})
        return After.NEXT
    return None


async def facts_in_passing(turn: Turn) -> After | None:
    """Facts and corrections, whatever is on the screen; a message that asks corrects nothing."""
    if only_asks(turn) or calls_another(turn):
        return None
    said = facts_said(turn)
    if _asks(turn):
        said = {key: value for key, value in said.items() if key not in turn.facts}
    elif not said and (after := _correct(turn)) is not None:
        return after
    elif not said and (taken := denied_facts(turn)):
        instead = {key: value for key, value in corrections(turn, refusing=True).items() if key in taken}
        if instead:
            note(turn, instead)  # "thẻ đâu có hỏng, tui nói mất mà": it says what is so instead
        else:
            take_back(turn, taken)
        return After.NEXT
    if said:
        if turn.understood.says(["ask_procedure"], NEEDS) and await names_a_need(turn):
            return None
        note(turn, said)
        answer_beside(turn)
        return After.NEXT
    if turn.open_question is None and not asks_openly(turn.text) and not _asks(turn) and (again := already_noted(turn)):
        say_noted(turn, again)
        return After.NEXT if the_right_one(turn) else After.AGAIN
    return None


def only_asks(turn: Turn) -> bool:
    """Whether every part of the message is surely a question about the procedure: then nothing of it is told."""
    guesses = turn.understood.parts or (turn.understood.whole,)
    return all(guess.intent in ANSWERS and guess.confidence >= PLAIN and asks_openly(guess.text) for guess in guesses)


def _asks(turn: Turn) -> bool:
    """Whether the message asks; "nộp qua mạng cho lẹ" tells, whatever it is about."""
    return (asks_openly(turn.text) or names_outright(turn.text)) and bool(asked_in(turn, ASKS))


def _corrects(turn: Turn) -> bool:
    return corrects(turn.text) or turn.understood.says(["change_answer"], ASKS)


def _correct(turn: Turn) -> After | None:
    """Take in the one answer that is corrected; of several, or where no word says so, ask whether it is."""
    sure = _corrects(turn)
    other = turn.open_question is not None or asks_openly(turn.text) or turn.understood.says(OTHERWISE, ASKS)
    if not sure and other:
        return None
    if not sure and (again := said_again(turn)):
        say_noted(turn, again)
        return After.AGAIN
    found = corrections(turn)
    meant = [(question, found[question.id]) for question in turn.questions() if question.id in found]
    about = [one for one in meant if is_about(*one, turn.text)]
    if sure and not about and not telling_words(without(turn.text, "corrects")):
        return None  # "nãy em nói sai rồi đó nha" says of none what is right
    sure = sure and bool(about)  # "không phải, chuyện khác" says nothing of any answer
    meant = about or meant
    if len(meant) == 1 and (sure or was_offered(turn, *meant[0])):
        note(turn, {question.id: value for question, value in meant})
        return After.NEXT
    if meant:
        ask_which(turn, meant)
        return After.NOTHING
    return None


def answer_beside(turn: Turn) -> None:
    """ "Quá hạn rồi, mất bao nhiêu tiền?" answers and asks: what is asked is answered too."""
    if not (asks_openly(turn.text) or names_outright(turn.text)):
        return  # "con ruột đi cho mẹ" is about who goes, and asks nothing
    long = len(turn.text.split()) > SHORT
    asked = [guess for guess in asked_in(turn, ASKS_BESIDE, by_words=True) if long or guess.text != turn.text]
    if not asked and long and asks_openly(turn.text):
        asked = [Guess(OTHER, 0.0, turn.text)]  # "12 tuổi rồi, có bắt buộc làm không": what it asks, it asks plainly
    if asked:
        answer_topics(turn, asked, aloud=False)
