"""How a message is read: the order stands here, once.

Danger; the answer to what is on the screen; facts and corrections; questions; commands; another need; small talk. Each
reading looks for one kind of thing; below its confidence floor it finds nothing, and the next is tried. What a button
and an intent do stands in `actions.handlers`.
"""

from __future__ import annotations

import inspect

from actions.after import After, Handler, Reading
from actions.case_question import put_open_question, put_question
from actions.command_words import command_beside, command_in
from actions.corrections.as_it_seemed import as_it_seemed
from actions.corrections.asked_back import ask_back_again, hear_refusal, keep_the_way, proposed_answer
from actions.corrections.elsewhere import answers_another
from actions.corrections.named import changed_somehow, denied_by_name, named_change, numbered_change
from actions.corrections.plainly_changed import plainly_changed
from actions.corrections.protests import protested
from actions.corrections.yes_and_more import yes_and_more
from actions.facts_in_message import facts_said, note
from actions.handlers import BUTTONS, COMMANDS, HARMLESS, SHORT_REPLIES, SMALL_TALK, TYPED
from actions.needs.listed import keep_up
from actions.questions.answers import answer_topics, asked_in
from actions.questions.difference import compare_offered
from actions.several.beside import added_beside
from actions.several.life_event import event_answered, life_event
from actions.several.listing import added_need, list_said, offer_next, several_needs
from actions.several.outright import named_for_itself
from actions.several.turning import need_refused, turned_to
from actions.topic_words import mentions
from actions.topics.choices import picked, picked_before_more
from actions.topics.commands import explain_term, keep
from actions.topics.danger import danger
from actions.topics.matters import gone_back_to, moved_already, turned_down
from actions.topics.not_understood import already_on, not_understood
from actions.topics.on_screen import answer_on_screen, facts_in_passing
from actions.topics.other_need import other_need
from actions.topics.questions import questions
from actions.topics.right_one import about_the_right_one
from actions.topics.whose import forget_on_a_shared_screen, still_asked, still_there
from actions.turn import Turn
from actions.understood import Guess
from actions.walk.document_walk import walk_heard, walk_wanted
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import telling_words
from knowledge.reading.short_answers import refuses

COMMAND = 0.6
"""How probable a command must be."""
CLUMSY = 0.7
"""How probable a command of more than SHORT words must be while a question is open."""
PLAIN = 10
"""Words of a message that plainly commands."""
SAYS_NOTHING = ("summarise", "print_list", "show_again")
"""Commands whose words tell nothing of the case."""
SHORT = 4
"""Words up to which a message at an open question may be a command as well as an answer."""
LEAVES = ("stop", "start_over")
"""Commands that leave the question on the screen: "mình em thôi" is an answer, and no end."""
WAITED_FOR = ("go_on", "start_over")
"""What a message that waits waits for."""
GUESS = 0.3
"""How probable a harmless command must be to be tried last."""
SURE = 0.85
"""How probable small talk must be while a question is open."""
SMALL = 0.5
"""How probable small talk, or a bare yes or no, must be."""


async def command_alone(turn: Turn) -> After | None:
    """A message that is a command and nothing else ("quay lại"): no answer to any question."""
    if mentions(turn.text, "compares") and len(turn.text.split()) <= SHORT and len(turn.offered_codes()) > 1:
        compare_offered(turn)
        return After.NOTHING
    name = command_in(turn.text)
    if turn.procedure and name is None and mentions(turn.text, "wrong_procedure"):
        name = "wrong_procedure"
    if name == "wait" and turn.open_question is None:
        return None  # "ok", "vâng" after a list, "alo" at the beginning
    return await run(COMMANDS[name], turn) if name else None


async def pick(turn: Turn) -> After | None:
    """A number, a name or a yes that means one of the buttons put last."""
    if picked(turn):
        return await press(turn)
    if turn.proposed and turn.procedure and (refuses(turn.text) or command_in(turn.text) == "stop"):
        return await run(keep, turn)
    return None


async def pick_and_more(turn: Turn) -> After | None:
    """The way that is accepted first is taken; what the message says besides is read for what is open then."""
    understood = turn.understood
    rest = picked_before_more(turn)
    if not rest:
        return None
    after = await press(turn)
    turn.text, turn.understood, turn.values = rest, understood, {}
    if facts := facts_said(turn):
        note(turn, facts)
    if asks_openly(rest) and (answered := await questions(turn)) is not None:
        return after if answered is After.AGAIN else answered
    return after


def by_intent(handlers: dict[str, Handler], floor: float) -> Reading:
    """The reading of a message whose intent is one of these, surely enough."""

    async def reading(turn: Turn) -> After | None:
        if not turn.understood.says(handlers, floor):
            return None
        if turn.intent == "ask_human" and not mentions(turn.text, "human"):
            return None
        if turn.intent == "other_need" and len(turn.cases) < 2 and telling_words(turn.text):
            return None  # nothing else was talked about: the words name a new need
        return await run(handlers[turn.intent], turn)

    return reading


async def command(turn: Turn) -> After | None:
    """A command in other words; while a question is open a longer message must be surer to be one."""
    floor = COMMAND
    if turn.procedure is None and turn.intent in LEAVES and len(telling_words(turn.text)) > 1:
        return None  # "tạm ngừng kinh doanh" names a need; ended is nothing yet
    if turn.open_question is not None:
        floor = SURE if turn.intent in LEAVES else CLUMSY if len(turn.text.split()) > SHORT else COMMAND
    return await by_intent(COMMANDS, floor)(turn)


async def sure_command(turn: Turn) -> After | None:
    """What plainly commands is no answer, whatever may be read into its words."""
    if turn.procedure is None or len(turn.text.split()) > PLAIN:
        return None
    if turn.understood.says(SAYS_NOTHING, SURE):
        return await run(COMMANDS[turn.intent], turn)
    tells = bool(facts_said(turn))
    if not tells and turn.understood.says(["wrong_procedure"], SURE):
        return await run(COMMANDS["wrong_procedure"], turn)
    name = None if tells else command_beside(turn.text)
    return await run(COMMANDS[name], turn) if name else None


async def best_guess(turn: Turn) -> After | None:
    """Before saying that nothing was understood: what is likeliest, where a wrong guess loses nothing."""
    if turn.open_question and mentions(turn.text, "explain"):
        return await run(COMMANDS["explain_question"], turn)
    harmless = {name: COMMANDS[name] for name in HARMLESS if turn.open_question is None or name not in LEAVES}
    if (after := await by_intent(harmless, GUESS)(turn)) is not None:
        return after
    if turn.procedure is None:
        return None
    asks, asked = asks_openly(turn.text), asked_in(turn, GUESS)
    if asks or asked:
        known = answer_topics(turn, asked or [Guess("ask_other", 1.0, turn.text)], aloud=asks)
        return After.AGAIN if known or asks else None
    return None


async def small_talk(turn: Turn) -> After | None:
    """Small talk; while a question is open it must be surer, since a few words may be a clumsy answer."""
    return await by_intent(SMALL_TALK, SURE if turn.open_question else SMALL)(turn)


ORDER: tuple[Reading, ...] = (
    danger,
    still_there,
    numbered_change,
    yes_and_more,
    pick,
    pick_and_more,
    as_it_seemed,
    still_asked,
    event_answered,
    need_refused,
    protested,
    list_said,
    added_beside,
    named_for_itself,
    turned_to,
    walk_wanted,
    command_alone,
    gone_back_to,
    turned_down,
    named_change,
    added_need,
    life_event,
    several_needs,
    sure_command,
    about_the_right_one,
    explain_term,
    walk_heard,
    plainly_changed,
    answer_on_screen,
    facts_in_passing,
    denied_by_name,
    answers_another,
    changed_somehow,
    moved_already,
    questions,
    command,
    other_need,
    small_talk,
    by_intent(SHORT_REPLIES, SMALL),
    already_on,
    best_guess,
)
IN_BETWEEN: tuple[Reading, ...] = (answer_on_screen, facts_in_passing, questions)
"""After these a way that was offered still waits; after a question "Ý bạn là …?" does too."""


async def answer(turn: Turn) -> None:
    """Answer one turn, and put on the screen what comes after."""
    forget_on_a_shared_screen(turn)
    hear_refusal(turn)
    if turn.pressed and turn.intent not in WAITED_FOR:
        turn.waiting = {}  # another button of this conversation: it is the same person
    telling = turn.procedure is None
    await finish(turn, await (press(turn) if turn.pressed else read(turn)))
    keep_up(turn)
    offer_next(turn)
    if telling:
        turn.hear()
    turn.spoke = turn.now.timestamp()


async def finish(turn: Turn, after: After) -> None:
    """Put on the screen what a handler says comes after its answer."""
    if after is After.WAITING:
        turn.take_waiting()
        after = await read(turn)
    if after is After.NEXT:
        put_question(turn)
    elif after is After.AGAIN:
        put_open_question(turn)


async def press(turn: Turn) -> After:
    """Do what the button was made for."""
    hear_refusal(turn)  # a number may have picked "Không phải"
    return await run({**TYPED, **BUTTONS}.get(turn.intent, not_understood), turn)


async def read(turn: Turn) -> After:
    """Try one reading after another; with none left, say what was understood."""
    proposed = proposed_answer(turn)
    for reading in ORDER:
        if (after := await reading(turn)) is not None:
            if reading in IN_BETWEEN:
                keep_the_way(turn)
                return ask_back_again(turn, proposed, after) if proposed and reading is questions else after
            return after
    return not_understood(turn)


async def run(handler: Handler, turn: Turn) -> After:
    """What a handler, waited for or not, says comes after."""
    after = handler(turn)
    return await after if inspect.isawaitable(after) else after
