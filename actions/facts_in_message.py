"""What a message says of the case: answers to the question on the screen and to others, and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from actions.case_question import back_buttons
from actions.library import scorer
from actions.payloads import button
from actions.topic_words import without_correcting, without_insisting
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import say_answer
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented, telling_words
from knowledge.reading.denials import denied
from knowledge.reading.reader import Reading, read_message
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure, Question
from knowledge.settings import now_in_vietnam
from knowledge.wording import wording


def read(turn: Turn) -> Reading:
    """What the message says of the case, read once; nothing without a procedure and of a button."""
    if turn.procedure is None or turn.pressed:
        return Reading(turn.text)
    text = told(turn)
    said_before = _said_before(turn, text)
    about = (turn.code, turn.asking, text)
    if turn.read is None or turn.read[0] != about:
        turn.read = about, said_before or _read(turn, turn.procedure, text, turn.asking, insisted=insists(turn))
        turn.remember(turn.read[1].perhaps)
    return turn.read[1]


def insists(turn: Turn) -> bool:
    """Whether a message says that what it tells was said before."""
    return without_insisting(turn.text) != turn.text


def _said_before(turn: Turn, text: str) -> Reading | None:
    """ "Tôi nói rồi mà" and nothing else: what seems to have been said of the open question, if anything."""
    value = turn.perhaps.get(turn.code or "", {}).get(turn.asking or "")
    if value is None or not insists(turn) or without_insisting(text):
        return None
    return Reading(text, {str(turn.asking): value})


def told(turn: Turn) -> str:
    """The message without the parts that ask something of the procedure: "tặng con, mà có đóng thuế không"."""
    parts = turn.understood.parts
    asking = [part.text for part in parts if part.intent.startswith("ask_") and _asks(part.text)]
    text = turn.text.replace(turn.without, "", 1).lstrip(" ,.;:!") if turn.without else turn.text
    whole = text
    for part in asking:
        text = text.replace(part, " ")
    text = without_correcting(text if text.strip(" ,.?!") and asking else whole)
    return without_insisting(text) or text


def _asks(part: str) -> bool:
    """Whether a part asks, with its marks put back too: "dat tui co so hong" ends in "hồng", and not in "hông"."""
    return asks_openly(part) and asks_openly(accented(part))


def _read(
    turn: Turn,
    procedure: Procedure,
    text: str,
    asking: str | None,
    refused: Mapping[str, frozenset[str]] = MappingProxyType({}),
    *,
    insisted: bool = False,
) -> Reading:
    before = {key: frozenset(values) for key, values in turn.refused.get(procedure.code, {}).items()}
    known = procedure.question(asking or "") is not None
    return read_message(
        procedure,
        text,
        now_in_vietnam().date(),
        asking=asking if known else None,
        known=turn.facts,
        refused={**before, **refused},
        insisted=insisted,
        scorer=scorer(),
    )


def facts_said(turn: Turn) -> dict[str, str]:
    """Facts the message says that are not noted yet, and other answers to what was answered."""
    return {key: value for key, value in read(turn).facts.items() if turn.facts.get(key) != value}


def corrections(turn: Turn, text: str = "", *, refusing: bool = False) -> dict[str, str]:
    """Other answers that a message gives to questions answered before, each read as if it were on the screen.

    Args:
        turn: with the facts so far.
        text: what is told; the message but for what it asks when empty.
        refusing: the person says that what was noted is not so, so that it is no reading.
    """
    procedure = turn.procedure
    if procedure is None or turn.pressed:
        return {}
    found = {}
    for question_id, before in turn.facts.items():
        refused = {question_id: frozenset({before})} if refusing else {}
        value = _read(turn, procedure, text or told(turn), question_id, refused).facts.get(question_id)
        if value not in (None, before, UNKNOWN):
            found[question_id] = str(value)
    return found


def given_again(turn: Turn) -> list[tuple[Question, str]]:
    """The noted answers that the message gives once more, each read as if it were on the screen."""
    procedure = turn.procedure
    if procedure is None or turn.pressed:
        return []
    noted = ((question, turn.facts[question.id]) for question in turn.questions() if question.id in turn.facts)
    return [
        (question, value)
        for question, value in noted
        if value != UNKNOWN and _read(turn, procedure, told(turn), question.id).facts.get(question.id) == value
    ]


def perhaps_corrected(turn: Turn) -> list[tuple[Question, str]]:
    """Other answers that a message may give to questions answered before: to be asked back."""
    procedure, found = turn.procedure, []
    if procedure is None or turn.pressed:
        return []
    for question in turn.questions():
        if question.id in turn.facts:
            meant = _read(turn, procedure, told(turn), question.id).unsure.get(question.id, ())
            found += [(question, value) for value in meant if value != turn.facts[question.id]]
    return found


def denied_facts(turn: Turn) -> tuple[str, ...]:
    """The questions whose noted answer the message denies, looked for once in a turn; a question denies nothing."""
    if turn.procedure is None or turn.pressed or not turn.facts or asks_openly(accented(turn.text)):
        return ()
    if turn.denied is None:
        taken = denied(turn.procedure, turn.text, turn.facts, scorer())
        sure = (key for key in taken if _shares_a_word(turn, turn.procedure, key))
        turn.denied = tuple(key for key in sure if not _says_the_same(turn, turn.procedure, key))
    return turn.denied


def _shares_a_word(turn: Turn, procedure: Procedure, question_id: str) -> bool:
    """Whether a message that may deny an answer shares a word with it: "chưa hủy hóa đơn" does not deny "Nghỉ hẳn"."""
    question, value = procedure.question(question_id), turn.facts[question_id]
    if question is None:
        return False
    hears = (phrase for option in question.options if option.value == value for phrase in option.hears)
    return bool(telling_words(turn.text) & telling_words(" ".join((question.ask, question.say(value), *hears))))


def _says_the_same(turn: Turn, procedure: Procedure, question_id: str) -> bool:
    """ "Không phải thương binh, là bệnh binh": whether a message denies words of an answer, and gives it again."""
    return _read(turn, procedure, turn.text, question_id).facts.get(question_id) == turn.facts[question_id]


def take_back(turn: Turn, question_ids: Iterable[str]) -> None:
    """Take noted answers back, and say so; they are asked again."""
    before = {question_id: turn.facts[question_id] for question_id in question_ids}
    turn.say(say("taken_back", answers=_answers(turn, before)), Notice(topic="noted"))
    for question_id in before:
        turn.take_back(question_id)


def already_noted(turn: Turn) -> dict[str, str]:
    """Facts the message says once more."""
    return {key: value for key, value in read(turn).facts.items() if turn.facts.get(key) == value}


def say_noted(turn: Turn, facts: dict[str, str]) -> None:
    """Say that these answers stand already."""
    buttons = back_buttons(turn) if turn.open_question is None else []
    turn.say(say("already_noted", answers=_answers(turn, facts)), Notice(topic="noted"), buttons)


def note(turn: Turn, facts: dict[str, str]) -> None:
    """Take these facts in, and say which, so that a wrong one can be put right."""
    if not facts:
        return
    before = turn.facts
    for question_id, value in facts.items():
        turn.answer(question_id, value)
    about = {"question": next(iter(facts))} if len(facts) == 1 else {}
    mend = button(say("button_mend"), "change" if about else "change_answer", procedure=turn.code or "", **about)
    changed = any(before.get(key, value) != value for key, value in facts.items())
    turn.say(say("changed" if changed else "noted", answers=_answers(turn, facts)), Notice(topic="noted"), [mend])


def note_carried(turn: Turn, facts: dict[str, str]) -> None:
    """Take in answers that hold for another need too, and say so."""
    if not facts:
        return
    for question_id, value in facts.items():
        turn.answer(question_id, value)
    mend = button(say("button_mend"), "change_answer", procedure=turn.code or "")
    turn.say(say("needs.carried", answers=_answers(turn, facts)), Notice(topic="noted"), [mend])


def recall(turn: Turn) -> None:
    """Say what was answered about this procedure before: it may have been for somebody else."""
    facts = {question.id: value for question, value in (turn.case.answered() if turn.case else [])}
    if facts:
        change = button(say("button_change"), "change_answer", procedure=turn.code or "")
        turn.say(say("recalled", answers=_answers(turn, facts)), Notice(topic="recalled"), [change])


def _answers(turn: Turn, facts: dict[str, str]) -> str:
    case = turn.case
    return "; ".join(
        wording().say("condition", question=question.ask, answer=say_answer(case, question.id, facts[question.id]))
        for question in (case.procedure.questions if case else ())
        if case and question.id in facts
    )
