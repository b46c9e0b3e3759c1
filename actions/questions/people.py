"""Who may, who goes, and whether somebody else may go instead."""

from __future__ import annotations

from actions.questions.asked import AskedAbout
from actions.questions.own_lines import MOST, cue_words, held, say_line, say_lines, told_by
from actions.questions.what_if import changes, supposed, who_goes
from actions.wording import say
from knowledge.reading.clauses import accented
from knowledge.reading.values.ages import Age, read_ages
from knowledge.schema.guidance import Eligibility
from knowledge.schema.means import Range
from knowledge.text.words import WORD, whole_words

NEAR = 6
"""Words before an age among which its subject stands."""
SELF = "self"
"""The value of the shared question `filer` for the person whose matter it is."""
_VERDICTS = {True: "age_fits", False: "age_misses", None: "age_unsure"}


def eligibility(asked: AskedAbout) -> list[str]:
    """The conditions; an age that the question names is held against them first."""
    ages = read_ages(accented(asked.text), asked.turn.now.date())
    entries = [entry for entry in asked.procedure.eligibility if asked.case.holds(entry.when) is not False]
    if ages and (judged := _judged(asked, entries, ages[0])):
        return judged
    lines = [say_line(asked, entry) for entry in held(asked, entries)[:MOST]]
    return lines or told_by(asked, "ask_eligibility")


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
    question = who_goes(asked)
    if question and (value := supposed(asked, question)):
        told = say_lines(asked, asked.procedure.authorisation) if value != SELF else []
        if lines := changes(asked, question, value):
            return list(dict.fromkeys([*lines, *told]))[:MOST]
    who, instead = say_lines(asked, asked.procedure.filers), say_lines(asked, asked.procedure.authorisation)
    first, then = (
        (instead, who) if whole_words(cue_words("another_goes")).search(accented(asked.text)) else (who, instead)
    )
    return list(dict.fromkeys([*first, *then, *told_by(asked, "ask_filer")]))[:MOST]
