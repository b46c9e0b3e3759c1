"""What each topic is answered with, and the answer to all that one message asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from actions.case_question import back_buttons, current_checklist
from actions.questions import costs, papers, people, ways, when
from actions.questions.asked import AskedAbout
from actions.questions.difference import asks_for_difference, difference
from actions.questions.own_lines import cue_words
from actions.questions.question_words import QuestionWords, own_words, says_again
from actions.questions.relevance import LATE, MADE, Judged, judged
from actions.questions.statements import TOPICS, Statement
from actions.topic_words import topic_of, topics_of
from actions.turn import Turn
from actions.understood import Guess, Understood
from actions.wording import say
from knowledge.checklist.phrases import marked_unverified
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented
from knowledge.text.words import whole_words
from knowledge.wording import wording

ANSWERS: dict[str, Callable[[AskedAbout], list[str]]] = {
    "ask_fee": costs.fee,
    "ask_time": when.time_limit,
    "ask_deadline": when.deadline,
    "ask_validity": when.validity,
    "ask_place": ways.place,
    "ask_hours": ways.hours,
    "ask_online": ways.online,
    "ask_steps": ways.steps,
    "ask_result": ways.result,
    "ask_next": ways.afterwards,
    "ask_filer": people.filers,
    "ask_eligibility": people.eligibility,
    "ask_form": costs.form,
    "ask_legal_basis": costs.legal_basis,
    "ask_paper": papers.paper,
    "ask_paper_source": papers.source,
    "ask_difference": difference,
}
"""Intent → lines; none when the case's own lines do not tell."""
OTHER = "ask_other"
"""A question of which no topic is known."""
PLAIN = 0.35
"""How probable a topic must be where the message is plainly a question."""
FLOOR = 0.4
"""How probable it must be that a sentence answers a message that is not known to ask."""
NOTHING = 0.2
"""How probable it must be that nothing answers, for nothing to be said."""
NOTHING_OF_IT = 0.4
"""The same of a question whose topic is known."""
MEANT = 0.5
"""How probable a topic must be for something of it to be said in any case."""
OF_A_PAPER = ("paper", "not_needed", "source")
"""Kinds of statements that are about one paper, not about a topic."""
OWN = 0.5
"""How probable an own sentence must answer a message, before another procedure or an answer is looked for in it."""
BESIDE = 0.15
"""So much of the best one's probability a further sentence must have."""
ENOUGH = 0.8
"""With so much of what is probable told, no further sentence is: nobody asked for it."""
LINES = 3
"""Lines after which no further sentence is told."""
YES_NO = 2
"""The same where a yes or a no is wanted: the line that says it, and one more."""
DOUBTFUL = 0.3
"""So probable the best sentence must be, for no more than these to be told."""
NEARLY = 0.6
"""So much of the best one's probability a sentence must have to be told first since it says yes or no."""
ONLY_IF = 0.5
"""So much a further sentence must have whose condition is not known to hold."""
FROM_A_PART = 2
"""Sentences of a part of the procedure that is not told whole."""
GENERAL = 2
"""Words of its own up to which a question asks in general ("điều kiện gì"), and wants to hear all."""
MOST = 4
"""Sentences of one answer."""
PAPER = 0.8
"""How probable it must be that a paper is asked about, before it is said that the list does not hold it."""
ASKED_TOGETHER = frozenset({"ask_fee", "ask_time", "ask_place"})
"""Topics that people ask for in one breath ("mấy ngày có, hết bao nhiêu tiền"): their words are as good as a guess."""
LONGEST = 400
"""Characters of a quotation."""


def answer_topics(turn: Turn, asked: Sequence[Guess], *, aloud: bool = True) -> bool:
    """Answer what a message asks of the active procedure, in one message, with its source.

    Args:
        aloud: say so where nothing is known; not beside another answer.

    Returns:
        Whether something was known.
    """
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return False
    answered: list[str] = []
    told = ""
    for text, guesses in _segments(turn, asked):
        about = AskedAbout(turn, case, checklist, text)
        lines = answer(about, guesses)
        told = told or (max(guesses, key=lambda topic: guesses[topic], default="") if lines else "")
        for line in "\n".join(lines).splitlines():
            answered += [] if says_again(line, answered) else [line]
    if not answered:
        if aloud:
            _no_information(turn, next((guess.intent for guess in asked), OTHER))
        return False
    source = wording().say("checklist.source", source=checklist.source.title)
    buttons = back_buttons(turn) if turn.next_question() is None else []  # an open question is put after this anyway
    turn.say("\n".join([*answered, source]), Notice(topic=told.removeprefix("ask_")), buttons)
    return True


def answer(about: AskedAbout, topics: dict[str, float]) -> list[str]:
    """The sentences that answer one question; none where none is probable enough.

    Args:
        about: the question.
        topics: what the classifier makes of it: intent → how probable.
    """
    if asks_for_difference(about.text):
        return difference(about)
    if unknown := people.silent_on_another(about, topics.get("ask_filer", 0.0)):
        return unknown
    question = QuestionWords.of(about)
    if question.awaits:
        topics = {**topics, "ask_time": 1.0}
    found = judged(about, topics)
    unsure = question.yes_no and max((one.share for one in found), default=0.0) < OWN
    if unsure and papers.unheard_of(about, [one.statement.bare for one in found]):
        return [say("paper_unknown")]
    in_vain = any(one.statement.kind == "not_needed" for one in _enough(found))
    if not in_vain and (missing := papers.not_listed(about)):
        return missing
    topic = max((topic for topic in ANSWERS if topics.get(topic, 0.0) >= MEANT), key=topics.__getitem__, default="")
    if topic in ("", "ask_steps") and _asks_steps(about) and (steps := ways.steps(about)):
        return steps
    if 1 - sum(one.share for one in found) <= (NOTHING_OF_IT if topic else NOTHING):
        most = YES_NO if question.yes_no and found[0].share >= DOUBTFUL else LINES
        wanted = frozenset[str]() if question.yes_no else asked_whole(about, topic)
        return _told(about, _led(question, found, _chosen(found, topic, wanted, most)), most)
    if topics.get("ask_paper", 0.0) >= PAPER:
        return papers.paper(about)
    return []


def asked_whole(about: AskedAbout, topic: str) -> frozenset[str]:
    """The topics of which a question wants to hear all: its own, if it names nothing else."""
    return frozenset({topic} if own_words(about) <= GENERAL else ())


def _asks_steps(about: AskedAbout) -> bool:
    return whole_words(cue_words("asks_steps")).search(accented(about.text)) is not None


def _chosen(found: Sequence[Judged], topic: str, whole: frozenset[str], most: int) -> list[Statement]:
    """The likeliest statements; one at least is of the topic that the question is known to be of.

    Args:
        whole: topics of which a part of the procedure is told whole.
        most: lines up to which one is told whole in any case.
    """
    likely = (told for one in _enough(found) for told in _asked_for(one.statement, found, whole, most))
    chosen = [one for one in dict.fromkeys(likely) if not _confuses(found[0].statement, one)][:MOST]
    if not topic or any(one.topic == topic for one in chosen):
        return chosen
    of_topic = (one.statement for one in found if one.share and one.statement.topic == topic)
    may = (one for one in of_topic if one.kind not in OF_A_PAPER and not _confuses(found[0].statement, one))
    beside = [told for one in may for told in _asked_for(one, found, whole, most)][:1]
    return [*chosen[: MOST - len(beside)], *beside]


def _enough(found: Sequence[Judged]) -> Iterator[Judged]:
    """The likeliest, as long as what was told is not yet enough."""
    told, whole = 0.0, sum(one.share for one in found)
    for one in found:
        if told >= ENOUGH * whole or one.share < BESIDE * found[0].share:
            return
        told += one.share
        yield one


def _asked_for(one: Statement, found: Sequence[Judged], whole: frozenset[str], most: int) -> list[Statement]:
    """A part of the procedure is told whole only if it is asked for; else its likeliest sentences."""
    short = most > YES_NO and one.topic != "ask_steps" and one.text.count("\n") < most
    if one.kind != "list" or one.topic in whole or short:
        return [one]
    of_part = (other.statement for other in found if other.share and TOPICS.get(other.statement.kind) == one.topic)
    return [other for other in of_part if other.bare in one.bare][:FROM_A_PART]


def _led(question: QuestionWords, found: Sequence[Judged], chosen: Sequence[Statement]) -> list[Statement]:
    """First what says yes or no, where that is asked; behind it nothing unlikely that holds in another case only."""
    shares = {one.statement: one.share for one in found}
    best = max((shares[one] for one in chosen), default=0.0)
    if question.yes_no:
        likely = (one for one in chosen if shares[one] >= NEARLY * best and one.kind not in MADE)
        says = [one for one in likely if question.is_told_by(one)]
        chosen = list(dict.fromkeys([*says[:1], *chosen]))
    holds = [one for one in chosen if one.text.strip() in (one.bare.strip(), marked_unverified(one.bare).strip())]
    sure = [one for one in chosen if one in holds or shares[one] >= ONLY_IF * best]
    return [one for one in chosen if one in sure or one is chosen[0]]


def _told(about: AskedAbout, chosen: Sequence[Statement], most: int) -> list[str]:
    """The sentences as they are said, as many as fit; none twice, none beside the whole part that holds it."""
    told: list[Statement] = []
    for one in chosen:
        again = any(one.bare.strip() in f"{other.text} {other.bare}" for other in told)
        if again or (one.kind == "list" and any(other.kind == "list" for other in told)):
            continue
        beside = [other for other in told if one.kind != "list" or other.bare.strip() not in one.bare]
        if not told or sum(other.text.count("\n") + 1 for other in (*beside, one)) <= most:
            told = [*beside, one]
    return [_said(about, one) for one in told]


def _confuses(first: Statement, other: Statement) -> bool:
    """Whether the time limit would stand beside a sentence that answers better, or a deadline beside the time limit."""
    beside = other.topic == "ask_time" and first.kind not in MADE
    return beside or {first.topic, other.topic} == set(LATE)


def best(turn: Turn) -> float:
    """How probable it is that a sentence of the procedure's own answers the message; 0 where none does.

    The fee, the place and other facts that every procedure has do not count: they may be asked of another one.
    """
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None or turn.pressed:
        return 0.0
    about = AskedAbout(turn, case, checklist, turn.text)
    found = judged(about, topics_in(turn.understood))
    return max((one.alone for one in found if one.statement.kind not in MADE), default=0.0)


def _segments(turn: Turn, asked: Sequence[Guess]) -> list[tuple[str, dict[str, float]]]:
    """The questions of a message with what each is about: its asking parts where there are several, else the whole."""
    parts = [part for part in turn.understood.parts if part in asked or asks_openly(part.text)]
    if len(parts) > 1:
        by_words = [guess for guess in asked if guess.text == turn.text and guess.intent in ASKED_TOGETHER]
        told = {part.intent for part in parts}
        return [
            *((part.text, {part.intent: part.confidence}) for part in parts),
            *((turn.text, {guess.intent: 1.0}) for guess in by_words if guess.intent not in told),
        ]
    if len(asked) > 1:
        return [(guess.text or turn.text, {guess.intent: guess.confidence}) for guess in asked]
    topics = topics_in(turn.understood)
    for guess in asked:
        topics[guess.intent] = max(guess.confidence, topics.get(guess.intent, 0.0))
    return [(turn.text, topics)]


def topics_in(understood: Understood) -> dict[str, float]:
    """The intents of a message and its parts: each with its highest probability."""
    found: dict[str, float] = {}
    for guess in (*understood.parts, *understood.ranked, understood.whole):
        found[guess.intent] = max(guess.confidence, found.get(guess.intent, 0.0))
    return found


def _said(about: AskedAbout, statement: Statement) -> str:
    if statement.kind != "official":
        return statement.text
    text = statement.text if len(statement.text) <= LONGEST else statement.text[:LONGEST].rsplit(" ", 1)[0] + "…"
    link = about.checklist.source.url
    return say("quoted_link", text=text, link=link) if link else say("quoted", text=text)


def asked_in(turn: Turn, floor: float, *, by_words: bool = False) -> list[Guess]:
    """What the message asks about the procedure; with `by_words` also what only its words show ("bao nhiêu tiền")."""
    if floor > PLAIN and asks_openly(turn.text):
        floor = PLAIN
    asked = list(turn.understood.all_of(ANSWERS, floor))
    if asked and {guess.intent for guess in asked} <= ASKED_TOGETHER:
        beside = [topic for topic in topics_of(turn.text) if topic in ASKED_TOGETHER]
        asked += [Guess(topic, 1.0, turn.text) for topic in beside if topic not in {guess.intent for guess in asked}]
    typed = not asked and not turn.pressed and asks_openly(turn.text)
    if typed and whole_words(cue_words("receives")).search(accented(turn.text)):
        asked = [Guess("ask_fee", 1.0, turn.text)]  # "lãnh được bao nhiêu"
    return asked_by_words(turn.text) if by_words and not asked and not turn.pressed else asked


def asked_by_words(text: str) -> list[Guess]:
    """The one topic that the words of a text show, whatever the classifier says."""
    topic = topic_of(text) if text else None
    return [Guess(topic, 1.0, text)] if topic in ANSWERS else []


def knows_paper(turn: Turn, guess: Guess) -> bool:
    """Whether a question is about a paper of the case, or one that the case does not need."""
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        return False
    return papers.named(AskedAbout(turn, case, checklist, guess.text or turn.text)) is not None


def _no_information(turn: Turn, topic: str) -> None:
    """An honest "I do not know": said instead of an answer, never beside one."""
    turn.say(say("no_information", about=say(f"topic.{topic}")), Notice(topic="no_information"), back_buttons(turn))
