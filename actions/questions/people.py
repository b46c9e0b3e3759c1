"""Who may, who goes, and whether somebody else may go instead."""

from __future__ import annotations

from collections.abc import Sequence

from actions.questions.asked import AskedAbout
from actions.questions.own_lines import MOST, cue_words, held, say_line, say_lines, told_by
from actions.questions.what_if import changes, supposed, who_goes
from actions.wording import say
from knowledge.reading.clauses import accented
from knowledge.reading.values.ages import Age, read_ages
from knowledge.schema.guidance import Eligibility, Guidance
from knowledge.schema.means import Range
from knowledge.schema.procedure import Caution
from knowledge.text.words import WORD, whole_words

NEAR = 6
"""Words before an age among which its subject stands."""
ASKS_WHO = 0.35
"""How probable it must be that a question asks who goes."""
SELF = "self"
"""The value of the shared question `filer` for the person whose matter it is."""
_VERDICTS = {True: "age_fits", False: "age_misses", None: "age_unsure"}


def eligibility(asked: AskedAbout) -> list[str]:
    """The conditions; an age that the question names is held against them first."""
    if judged := ages(asked):
        return judged
    entries = [entry for entry in asked.procedure.eligibility if asked.case.holds(entry.when) is not False]
    lines = [say_line(asked, entry) for entry in held(asked, entries)[:MOST]]
    return lines or told_by(asked, "ask_eligibility")


def ages(asked: AskedAbout) -> list[str]:
    """What an age that the question names means for the conditions of age; nothing where either is missing."""
    entries = [entry for entry in asked.procedure.eligibility if asked.case.holds(entry.when) is not False]
    said = read_ages(accented(asked.text), asked.turn.now.date())
    return _judged(asked, entries, said[0]) if said else []


def _judged(asked: AskedAbout, entries: list[Eligibility], age: Age) -> list[str]:
    """What the age that was named means for each condition of age that is about the one asked of."""
    of_age = [entry for entry in entries if entry.age]
    spoken = accented(asked.text)
    named = [entry for entry in of_age if entry.of and whole_words(entry.of).search(spoken)]
    own = [entry for entry in of_age if not entry.of]
    children = whole_words(cue_words("children"))
    grown = [entry for entry in of_age if not all(children.search(word) for word in entry.of)]
    of_children = [entry for entry in named if all(children.search(word) for word in entry.of)]
    if len(of_children) == len(named) and _is_the_speakers(spoken, age):
        named = []  # "tôi 62 tuổi có được nhận con nuôi không"
    meant = named or own or grown
    verdicts = [(entry, _verdict(entry.age, age)) for entry in meant if entry.age]
    met = {entry.of for entry, verdict in verdicts if verdict}  # conditions of one group of people are alternatives
    return [
        say(_VERDICTS[verdict], age=f"{age.low:g}", condition=say_line(asked, entry))
        for entry, verdict in verdicts
        if verdict or entry.of not in met
    ][:MOST]


def _is_the_speakers(spoken: str, age: Age) -> bool:
    """Whether an age is said of whoever speaks ("vợ chồng tui 52 tuổi"), and not of a child ("con tui 5 tuổi")."""
    before = WORD.findall(spoken[: age.start])[-NEAR:]
    return not set(before) & set(cue_words("offspring")) and bool(set(before) & set(cue_words("speakers")))


def _verdict(allowed: Range, age: Age) -> bool | None:
    low, high = allowed.holds(age.low), allowed.holds(max(age.low, age.high - 0.01))
    return low if low == high else None


def filers(asked: AskedAbout) -> list[str]:
    """Who goes; when another is spoken of, whether that may be, and which papers it takes, come first."""
    if lines := instead(asked):
        return lines
    who, others = say_lines(asked, asked.procedure.filers), say_lines(asked, asked.procedure.authorisation)
    first, then = (others, who) if _speaks_of_another(asked) else (who, others)
    return list(dict.fromkeys([*first, *then, *told_by(asked, "ask_filer")]))[:MOST]


def instead(asked: AskedAbout) -> list[str]:
    """What it takes when the one who goes is the one spoken of; nothing where the procedure does not ask who goes."""
    question = who_goes(asked)
    if not (question and (value := supposed(asked, question))):
        return []
    told = say_lines(asked, asked.procedure.authorisation) if value != SELF else []
    lines = changes(asked, question, value)
    return list(dict.fromkeys([*lines, *told]))[:MOST] if lines else []


def silent_on_another(asked: AskedAbout, likely: float) -> list[str]:
    """That it is not known whether somebody else may go, where that is asked and nothing of the procedure tells.

    Args:
        asked: the question.
        likely: how probable it is that it asks who goes.
    """
    if likely < ASKS_WHO or not _speaks_of_another(asked) or who_goes(asked):
        return []
    procedure = asked.procedure
    parts: tuple[Sequence[Guidance | Caution], ...] = (
        procedure.filers,
        procedure.eligibility,
        procedure.steps,
        procedure.warnings,
    )
    cues = whole_words((*cue_words("another_goes"), *cue_words("ask_filer")))
    possible = [entry for part in parts for entry in part if asked.case.holds(entry.when) is not False]
    if procedure.authorisation or any(cues.search(entry.say.lower()) for entry in possible):
        return []
    return [say("another_unknown"), *say_lines(asked, procedure.filers)[:1]]


def _speaks_of_another(asked: AskedAbout) -> bool:
    return whole_words(cue_words("another_goes")).search(accented(asked.text)) is not None
