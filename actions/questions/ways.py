"""Where, how, in which steps, what for, and what comes after."""

from __future__ import annotations

from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words, say_lines, told_by
from actions.wording import say
from knowledge.checklist.as_text import say_methods
from knowledge.reading.clauses import accented
from knowledge.schema.conditions import Method
from knowledge.text.words import whole_words
from knowledge.wording import wording


def place(asked: AskedAbout) -> list[str]:
    """The office, its address where the province tells it, and the ways of filing."""
    agency, office = asked.checklist.agency, asked.checklist.office
    lines = [say("place", name=asked.name, agency=agency)] if agency else [say("place_unknown")]
    if office:
        lines.append(wording().say("checklist.office", place=office.address))
    return [*lines, say_methods(asked.checklist)]


def hours(asked: AskedAbout) -> list[str]:
    """Opening hours, where the province tells them."""
    office = asked.checklist.office
    if office and office.hours:
        return [say("hours", address=office.address, hours=office.hours)]
    return told_by(asked, "ask_hours")


def online(asked: AskedAbout) -> list[str]:
    """Whether it can be filed on the internet, or by post when the question names the post."""
    methods, names = asked.procedure.methods, wording().group("methods")
    if not methods:
        return [say("online_unknown", name=asked.name)]
    meant = Method.POSTAL if whole_words(cue_words("post")).search(accented(asked.text)) else Method.ONLINE
    key = "post" if meant is Method.POSTAL else "online"
    others = ", ".join(names[method] for method in methods if method is not meant)
    if meant not in methods:
        return [say(f"{key}_no", name=asked.name, methods=others)]
    return [say(f"{key}_yes", name=asked.name, others=others)] if others else [say(f"{key}_only", name=asked.name)]


def steps(asked: AskedAbout) -> list[str]:
    """What the person does, in order."""
    lines = say_lines(asked, asked.procedure.steps)
    return [say("ask_option", number=number, say=line) for number, line in enumerate(lines, start=1)]


def names_of_results(asked: AskedAbout) -> list[str]:
    """The papers one gets, by name."""
    names = "; ".join(asked.checklist.results)
    return [say("result", names=names)] if names else []


def result(asked: AskedAbout) -> list[str]:
    """What one gets, and how it is received."""
    lines = names_of_results(asked)
    receiving = say_lines(asked, asked.procedure.receiving) or told_by(asked, "ask_result")
    fetching = whole_words(cue_words("fetching")).search(accented(asked.text)) is not None
    return [*receiving, *lines] if fetching and receiving else [*lines, *receiving]


def afterwards(asked: AskedAbout) -> list[str]:
    """What is best done when the result is there, or at the same visit."""
    lines = say_lines(asked, asked.procedure.afterwards)
    lines += [say("also", say=other.say, name=other.name) for other in asked.checklist.also]
    return lines or told_by(asked, "ask_next")
