"""How a message is read: the order stands here, once.

Danger; the answer to what is on the screen; facts and corrections; questions; commands; another need; small talk. Each
reading looks for one kind of thing; below its confidence floor it finds nothing, and the next is tried. What a button
and an intent do stands in `actions.handlers`.
"""

from __future__ import annotations

import inspect

from actions.after import After, Handler, Reading
from actions.case_question import put_open_question, put_question
from actions.command_words import command_in
from actions.handlers import BUTTONS, COMMANDS, HARMLESS, SHORT_REPLIES, SMALL_TALK, TYPED
from actions.questions.answers import answer_topics
from actions.topic_words import mentions
from actions.topics.choices import picked
from actions.topics.commands import keep
from actions.topics.danger import danger
from actions.topics.matters import gone_back_to, turned_down
from actions.topics.not_understood import not_understood
from actions.topics.on_screen import answer_on_screen, facts_in_passing
from actions.topics.other_need import other_need
from actions.topics.questions import questions
from actions.topics.whose import forget_on_a_shared_screen, still_asked, still_there
from actions.turn import Turn
from actions.understood import Guess
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import telling_words
from knowledge.reading.short_answers import refuses

COMMAND = 0.6
"""How probable a command must be."""
CLUMSY = 0.7
"""How probable a command of more than SHORT words must be while a question is open."""
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
    if turn.open_question is not None:
        floor = SURE if turn.intent in LEAVES else CLUMSY if len(turn.text.split()) > SHORT else COMMAND
    return await by_intent(COMMANDS, floor)(turn)


async def best_guess(turn: Turn) -> After | None:
    """Before saying that nothing was understood: what is likeliest, where a wrong guess loses nothing."""
    if turn.open_question and mentions(turn.text, "explain"):
        return await run(COMMANDS["explain_question"], turn)
    harmless = {name: COMMANDS[name] for name in HARMLESS if turn.open_question is None or name not in LEAVES}
    if (after := await by_intent(harmless, GUESS)(turn)) is not None:
        return after
    if turn.procedure and asks_openly(turn.text):
        answer_topics(turn, [Guess("ask_other", 1.0, turn.text)])
        return After.AGAIN
    return None


async def small_talk(turn: Turn) -> After | None:
    """Small talk; while a question is open it must be surer, since a few words may be a clumsy answer."""
    return await by_intent(SMALL_TALK, SURE if turn.open_question else SMALL)(turn)


ORDER: tuple[Reading, ...] = (
    danger,
    still_there,
    pick,
    still_asked,
    command_alone,
    gone_back_to,
    turned_down,
    answer_on_screen,
    facts_in_passing,
    questions,
    command,
    other_need,
    small_talk,
    by_intent(SHORT_REPLIES, SMALL),
    best_guess,
)


async def answer(turn: Turn) -> None:
    """Answer one turn, and put on the screen what comes after."""
    forget_on_a_shared_screen(turn)
    if turn.pressed and turn.intent not in WAITED_FOR:
        turn.waiting = {}  # another button of this conversation: it is the same person
    await finish(turn, await (press(turn) if turn.pressed else read(turn)))
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
    return await run({**TYPED, **BUTTONS}.get(turn.intent, not_understood), turn)


async def read(turn: Turn) -> After:
    """Try one reading after another; with none left, say what was understood."""
    for reading in ORDER:
        if (after := await reading(turn)) is not None:
            return after
    return not_understood(turn)


async def run(handler: Handler, turn: Turn) -> After:
    """What a handler, waited for or not, says comes after."""
    after = handler(turn)
    return await after if inspect.isawaitable(after) else after
