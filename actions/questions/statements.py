"""Every sentence that is known of a case, with what it is about: among these the answer to a question is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actions.questions import costs, papers, people, ways, when
from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words, say_line
from actions.wording import say
from knowledge.checklist.as_text import how_to_bring
from knowledge.messages import NotNeededLine
from knowledge.reading.clauses import accented
from knowledge.schema.guidance import GUIDANCE, Deadline
from knowledge.text.words import WORD, whole_words

WHOLE: dict[str, Callable[[AskedAbout], list[str]]] = {
    "ask_fee": costs.fee,
    "ask_time": when.time_limit,
    "ask_place": ways.place,
    "ask_hours": ways.hours,
    "ask_online": ways.online,
    "ask_result": ways.names_of_results,
    "ask_form": costs.form,
    "ask_legal_basis": costs.legal_basis,
}
"""Topics of which one answer is made of several facts of the case."""
TOPICS = {
    "deadline": "ask_deadline",
    "eligibility": "ask_eligibility",
    "filers": "ask_filer",
    "authorisation": "ask_filer",
    "steps": "ask_steps",
    "valid_for": "ask_validity",
    "receiving": "ask_result",
    "afterwards": "ask_next",
    "paper": "ask_paper",
    "not_needed": "ask_paper",
    "source": "ask_paper_source",
    "also": "ask_next",
}
"""What the parts of a procedure are about; warnings and the record's sentences may be about anything."""
TELLING = 5
"""Words of a step from which it answers anything by itself ("Đóng lệ phí." does not)."""


LISTED: dict[str, Callable[[AskedAbout], list[str]]] = {
    "ask_steps": ways.steps,
    "ask_eligibility": people.eligibility,
    "ask_filer": people.filers,
    "ask_deadline": when.deadline,
    "ask_validity": when.validity,
    "ask_next": ways.afterwards,
    "ask_result": ways.result,
}
"""Topics of which a whole part of the procedure is told ("điều kiện gì", "làm sao")."""


@dataclass(frozen=True)
class Statement:
    """A sentence, or a few that belong together.

    Attributes:
        text: as it is said.
        bare: its own words, without conditions: what a question is compared with.
        kind: a part of the procedure (see TOPICS), "warning", "official", "age", "whole" (made of several
            facts) or "list" (a part of the procedure, whole).
        topic: the intent that asks for it; "" where that may be any.
        about: words of a question that it answers before others.
        named: it is about the very paper that the question names.
    """

    text: str
    bare: str
    kind: str
    topic: str = ""
    about: tuple[str, ...] = ()
    named: bool = False


def statements(asked: AskedAbout) -> list[Statement]:
    """All that is said of the case anywhere, and the record's own sentences; each once."""
    found: dict[str, Statement] = {}
    for statement in (*_own(asked), *_papers(asked), *_wholes(asked), *_official(asked)):
        found.setdefault(statement.bare, statement)
    return list(found.values())


def _own(asked: AskedAbout) -> Iterator[Statement]:
    case = asked.case
    for part in GUIDANCE:
        for entry in getattr(case.procedure, part):
            if case.holds(entry.when) is not False and not (part == "steps" and len(WORD.findall(entry.say)) < TELLING):
                late = entry.late if isinstance(entry, Deadline) else ""
                bare = f"{entry.say} {late}".strip()
                yield Statement(say_line(asked, entry, bare), bare, part, TOPICS[part], entry.about)
    for warning in case.procedure.warnings:
        if warning.holds_on(asked.checklist.as_of) and case.holds(warning.when) is not False:
            yield Statement(say_line(asked, warning), warning.say, "warning")
    for other in asked.checklist.also:
        line = say("also", say=other.say, name=other.name)
        yield Statement(line, line, "also", TOPICS["also"])


def _papers(asked: AskedAbout) -> Iterator[Statement]:
    """Whether and how each paper is brought, and where it comes from; why one that is asked about is not needed."""
    named = papers.named(asked)
    kind = named.type if named else ""
    of_certified = whole_words(cue_words("certified")).search(accented(asked.text))
    for document in asked.checklist.documents:
        own = document.type == kind and not isinstance(named, NotNeededLine) and _is_meant(asked, document.name)
        lines = papers.paper_lines(document, certified=bool(own and of_certified))
        bare = f"{document.name} {document.note}"
        yield Statement("\n".join(lines), bare + how_to_bring(document), "paper", TOPICS["paper"], named=own)
        lines = papers.source_lines(document)
        yield Statement("\n".join(lines), " ".join(lines), "source", TOPICS["source"], named=own)
    for paper in papers.asked_in_vain(asked):
        line = say("paper_not_needed", name=paper.name, why=paper.why)
        yield Statement(line, line, "not_needed", TOPICS["not_needed"], named=paper.type == kind)


def _is_meant(asked: AskedAbout, paper: str) -> bool:
    """Whether a question names a form by more than the procedure's own name ("đơn xin …" holds that anyway)."""
    name = paper.lower()
    if not any(name.startswith(form) for form in cue_words("forms")):
        return True
    spoken, own = set(WORD.findall(accented(asked.text))), f"{asked.procedure.name} {asked.name}".lower()
    return bool(spoken & set(WORD.findall(name)) - set(WORD.findall(own)) - set(cue_words("small")))


def _wholes(asked: AskedAbout) -> Iterator[Statement]:
    """What is made of several facts; and each part of the procedure as a whole."""
    for topic, answer in WHOLE.items():
        if lines := answer(asked):
            text = "\n".join(lines)
            yield Statement(text, text, "whole", topic)
    for topic, answer in LISTED.items():
        if len(lines := answer(asked)) > 1:
            text = "\n".join(lines)
            yield Statement(text, f"{text}  ", "list", topic)
    if lines := people.instead(asked):
        text = "\n".join(lines)
        yield Statement(text, text, "whole", "ask_filer")
    if lines := people.ages(asked):
        text = "\n".join(lines)
        yield Statement(text, f"{text} ", "age", "ask_eligibility")


def _official(asked: AskedAbout) -> Iterator[Statement]:
    for sentence in asked.turn.catalogue.official_text(asked.procedure.code):
        yield Statement(sentence, sentence, "official")
