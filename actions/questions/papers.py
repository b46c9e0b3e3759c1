"""One paper: whether it is needed and how it is brought; what it is, where it comes from, what if it is missing."""

from __future__ import annotations

from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words
from actions.wording import say
from knowledge.checklist.as_text import how_to_bring
from knowledge.checklist.build import build_checklist
from knowledge.messages import DocumentLine, NotNeededLine
from knowledge.reading.clauses import accented
from knowledge.reading.papers import paper_named
from knowledge.text.words import whole_words
from knowledge.wording import wording

Paper = DocumentLine | NotNeededLine
MOST = 8
"""Papers listed when the question names none."""


def paper(asked: AskedAbout) -> list[str]:
    """Whether a paper is needed in the case and how it is brought; with none named, how each is."""
    found = named(asked)
    if isinstance(found, DocumentLine):
        key = "paper_perhaps" if found.only_if else "paper_needed"
        lines = [say(key, name=found.name, how=how_to_bring(found))]
        told = whole_words(cue_words("certified")).search(f"{found.name} {found.note}".lower())
        if _asks_for_certified(asked) and not (_is_certified(found) or told):
            lines.append(say("paper_not_certified"))
        return lines
    if isinstance(found, NotNeededLine):
        return [say("paper_not_needed", name=found.name, why=found.why)]
    names_one = whole_words(cue_words("of_papers")).search(accented(asked.text))
    if not asked.checklist.documents or not (names_one or _points(asked)):
        return []
    each = [say("paper_line", name=line.name, how=how_to_bring(line)) for line in asked.checklist.documents[:MOST]]
    key = "paper_each" if _points(asked) else "paper_not_listed"
    return [say(key, name=asked.name), *each]


def source(asked: AskedAbout) -> list[str]:
    """What a paper is, where it is had, which papers count, how long it is valid."""
    found = named(asked) or _on_screen(asked)
    if found and whole_words(cue_words("lacking")).search(accented(asked.text)) and (lines := _without(asked, found)):
        return lines
    if isinstance(found, DocumentLine):
        return source_lines(found)
    if isinstance(found, NotNeededLine):
        kind = asked.turn.catalogue.document_types[found.type]
        get = kind.get.words or wording().say(
            "get_from_procedure", name=asked.turn.catalogue.name(kind.get.code), code=kind.get.code
        )
        return [say("paper_not_needed", name=found.name, why=found.why), say("walk_how", name=found.name, get=get)]
    return []


def _without(asked: AskedAbout, paper: Paper) -> list[str]:
    """What is brought by one who has not got a paper: the papers that the answer "I have none" adds to the list."""
    procedure, facts = asked.procedure, dict(asked.case.facts)
    for question in procedure.questions:
        lacking = [option for option in question.options if option.means and option.means.yes is False]
        if len(lacking) != 1 or paper_named(question.ask, [paper.name]) is None:
            continue
        catalogue, turn = asked.turn.catalogue, asked.turn
        case = {**facts, question.id: lacking[0].value}
        instead = build_checklist(catalogue, procedure.code, case, turn.now, turn.province)
        have = {line.type for line in asked.checklist.documents if not line.only_if}
        added = [line for line in instead.documents if line.type not in have and line.type != paper.type]
        return (
            [
                say("paper_without", name=paper.name),
                *(say("paper_line", name=line.name, how=how_to_bring(line)) for line in added[:MOST]),
            ]
            if added
            else []
        )
    return []


def source_lines(document: DocumentLine) -> list[str]:
    """How a document of the list is had, which papers count, how to photograph it."""
    how = document.how_to_get
    lines = [say("walk_how", name=document.name, get=how) if how else say("walk_how_unknown", name=document.name)]
    if document.why:
        lines.append(say("paper_why", why=document.why))
    if document.form and document.form.link:
        lines.append(say("walk_form_link", link=document.form.link))
    if document.full:
        lines.append(say("walk_full", full=document.full))
    if document.examples:
        lines.append(say("walk_examples", examples="; ".join(document.examples)))
    if document.looked_up:
        lines.append(wording().say("checklist.warning", say=document.looked_up))
    for name in ("valid", "photograph"):
        if value := getattr(document, name):
            lines.append(say(f"walk_{name}", **{name: value}))
    return lines


def named(asked: AskedAbout) -> Paper | None:
    """The paper of the case that a question names, among those needed, perhaps needed, and not needed."""
    return _named_in(asked, asked.text)


def _named_in(asked: AskedAbout, text: str) -> Paper | None:
    """A paper that is brought in several ways counts once."""
    lines: list[Paper] = [*asked.checklist.documents, *asked.checklist.not_needed]
    papers: list[Paper] = list({line.type: line for line in reversed(lines)}.values())
    place = paper_named(text, [_names(line) for line in papers])
    return None if place is None else papers[place]


def _names(line: Paper) -> str:
    """All that a paper is called, apart from one another."""
    if isinstance(line, NotNeededLine):
        return line.name
    return " . ".join([line.name, line.full, *line.examples])


def _on_screen(asked: AskedAbout) -> Paper | None:
    """The paper that is walked through, or that the question on the screen asks for."""
    turn = asked.turn
    walked = next((line for line in asked.checklist.documents if line.type == turn.walk), None)
    if walked or turn.open_question is None:
        return walked
    return _named_in(asked, turn.open_question.ask)


def _points(asked: AskedAbout) -> bool:
    """Whether the question is about the papers as they were listed ("nộp mấy bản", "giấy tờ photo được không")."""
    return whole_words(cue_words("all_papers")).search(accented(asked.text)) is not None


def _asks_for_certified(asked: AskedAbout) -> bool:
    return whole_words(cue_words("certified")).search(accented(asked.text)) is not None


def _is_certified(document: DocumentLine) -> bool:
    return any(copies and copies.certified_copy for copies in (document.submit, document.present))
