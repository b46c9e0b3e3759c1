"""One paper: whether it is needed and how it is brought; what it is, where it comes from, what if it is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from actions.case_question import current_checklist
from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.as_text import how_to_bring
from knowledge.checklist.build import build_checklist
from knowledge.checklist.phrases import called
from knowledge.messages import Checklist, DocumentLine, NotNeededLine
from knowledge.reading.clauses import accented
from knowledge.reading.papers import names_paper, paper_named, same_paper, shares_a_name
from knowledge.schema.guidance import GUIDANCE
from knowledge.text.words import WORD, whole_words
from knowledge.wording import wording

Paper = DocumentLine | NotNeededLine
MOST = 8
"""Papers listed when the question names none."""
FEW = 3
"""Papers listed beside the one that is not among them."""
BETWEEN = 2
"""Words between "có cần" and the paper."""
JUST_BEFORE = 5
"""Words before "được không" among which what is asked about stands."""
LONGEST_NAME = 6
"""Words of what people call a paper."""


def paper(asked: AskedAbout) -> list[str]:
    """Whether a paper is needed in the case and how it is brought; with none named, how each is."""
    found = named(asked)
    if isinstance(found, DocumentLine):
        return paper_lines(found, certified=_asks_for_certified(asked))
    if isinstance(found, NotNeededLine):
        return [say("paper_not_needed", name=found.name, why=found.why)]
    names_one = whole_words(cue_words("of_papers")).search(accented(asked.text))
    if not asked.checklist.documents or not (names_one or _points(asked)):
        return []
    each = [say("paper_line", name=line.name, how=how_to_bring(line)) for line in asked.checklist.documents[:MOST]]
    key = "paper_each" if _points(asked) else "paper_not_listed"
    return [say(key, name=asked.name), *each]


def not_listed(asked: AskedAbout) -> list[str]:
    """That a paper is not in the list, where a question asks for it and nothing of the case speaks of it."""
    name = _asked_for(accented(asked.text))
    known = [line.name for line in asked.checklist.documents]
    if not name or not known or asked.checklist.unpublished_documents:
        return []
    told = " . ".join([*map(_names, asked.checklist.documents), *map(_names, asked.checklist.not_needed), *_own(asked)])
    return [] if shares_a_name(name, told) else [say("paper_not_on_list", name=asked.name), *_listed(asked)]


def unheard_of(asked: AskedAbout, told: Iterable[str]) -> bool:
    """Whether a question asks if a paper will do ("học bạ được không") that nothing of the case speaks of."""
    spoken = accented(asked.text)
    may = whole_words(cue_words("will_do")).search(spoken)
    before = " ".join(WORD.findall(spoken[: may.start()])[-JUST_BEFORE:]) if may else ""
    called_so = [noun for noun in cue_words("of_papers") if " " in noun]
    if not any(before.endswith(noun) for noun in called_so):
        return False  # "không có hợp đồng thì đăng ký được không" asks of no paper whether it will do
    nouns = [noun for noun in called_so if whole_words([noun]).search(before)]
    every = " . ".join([*told, asked.procedure.name, asked.name, *_own(asked), *map(_names, _every(asked))])
    return any(whole_words([noun]).search(every.lower()) is None for noun in nouns)


def _asked_for(spoken: str) -> str:
    """The paper that is asked for, as it is called ("học bạ" of "có phải nộp học bạ không"); "" where none is."""
    for cue in whole_words(cue_words("asks_for_paper")).finditer(spoken):
        noun = whole_words(cue_words("of_papers")).search(spoken, cue.end())
        if noun and len(WORD.findall(spoken[cue.end() : noun.start()])) <= BETWEEN and (name := _name_at(spoken, noun)):
            return name
    handed_in = whole_words(cue_words("handed_in")).search(spoken)
    noun = whole_words(cue_words("of_papers")).search(spoken, 0, handed_in.start()) if handed_in else None
    return _name_at(spoken, noun) if noun else ""


def _name_at(spoken: str, noun: re.Match[str]) -> str:
    """What a paper is called that begins with this word; "" where the word alone names none."""
    end = whole_words(cue_words("ends_paper")).search(spoken, noun.end())
    words = WORD.findall(spoken[noun.start() : end.start() if end else len(spoken)])[:LONGEST_NAME]
    name = " ".join(words)
    return name if len(words) > 1 and name not in cue_words("no_name") else ""


def _own(asked: AskedAbout) -> list[str]:
    """All that the procedure says itself: what speaks of a paper there is told instead."""
    own = [entry.say for part in GUIDANCE for entry in getattr(asked.procedure, part)]
    own += [line.why for line in asked.checklist.not_needed if line.often_brought]
    return [
        *own,
        *(warning.say for warning in asked.procedure.warnings),
        *(line.note for line in asked.checklist.documents),
    ]


def _every(asked: AskedAbout) -> list[Paper]:
    return [*asked.checklist.documents, *asked.checklist.not_needed]


def _listed(asked: AskedAbout) -> list[str]:
    documents = sorted(asked.checklist.documents, key=lambda line: bool(line.only_if))
    return [say("paper_line", name=line.name, how=how_to_bring(line)) for line in documents[:FEW]]


def paper_lines(document: DocumentLine, *, certified: bool) -> list[str]:
    """That a document is needed and how it is brought; with `certified` also that it need not be, where it need not."""
    key = "paper_perhaps" if document.only_if else "paper_needed"
    lines = [say(key, name=document.name, how=how_to_bring(document))]
    told = whole_words(cue_words("certified")).search(f"{document.name} {document.note}".lower())
    if certified and not (_is_certified(document) or told):
        lines.append(say("paper_not_certified"))
    return lines


def source(asked: AskedAbout) -> list[str]:
    """What a paper is, where it is had, which papers count, how long it is valid."""
    found = named(asked) or _on_screen(asked)
    lacks = found and whole_words(cue_words("lacking")).search(accented(asked.text))
    if found and lacks and (instead := without_it(asked.turn, found)):
        return instead.lines
    if isinstance(found, DocumentLine):
        return source_lines(found)
    if isinstance(found, NotNeededLine):
        kind = asked.turn.catalogue.document_types[found.type]
        get = kind.get.words or wording().say(
            "get_from_procedure", name=called(asked.turn.catalogue.get(kind.get.code)), code=kind.get.code
        )
        return [say("paper_not_needed", name=found.name, why=found.why), say("walk_how", name=found.name, get=get)]
    return []


@dataclass(frozen=True)
class Instead:
    """What counts instead of a paper: the lines that say it, and the answer "I have none" to the case's question."""

    lines: list[str]
    question: str
    value: str


def without_it(turn: Turn, paper: Paper) -> Instead | None:
    """What is brought by one who has not got a paper: the papers that the answer "I have none" adds to the list."""
    checklist = current_checklist(turn)
    for question in turn.questions() if checklist else ():
        lacking = [option for option in question.options if option.means and option.means.yes is False]
        if checklist is None or len(lacking) != 1 or paper_named(question.ask, [paper.name]) is None:
            continue
        case = {**turn.facts, question.id: lacking[0].value}
        instead = build_checklist(turn.catalogue, checklist.code, case, turn.now, turn.province)
        have = {line.type for line in checklist.documents if not line.only_if}
        added = [line for line in instead.documents if line.type not in have and line.type != paper.type]
        if not added:
            return None
        lines = [say("paper_line", name=line.name, how=how_to_bring(line)) for line in added[:MOST]]
        return Instead([say("paper_without", name=paper.name), *lines], question.id, lacking[0].value)
    return None


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


def asked_in_vain(asked: AskedAbout) -> list[NotNeededLine]:
    """The papers that a question may be about and the case does not need.

    What people often bring in vain answers any question about papers that names no other; what only the case's
    answers ruled out, a question that names it. None of which another is needed: "không cần" beside "cần giấy tờ tùy
    thân" misleads.
    """
    spoken = accented(asked.text)
    if not whole_words(cue_words("about_papers")).search(spoken):
        return []
    of_papers = whole_words(cue_words("of_papers")).search(spoken) is not None
    name = _asked_for(spoken)
    return [
        line
        for line in spare(asked.checklist)
        if names_paper(asked.text, line.name)
        or (of_papers and line.often_brought and (not name or shares_a_name(name, f"{line.name} . {line.why}")))
    ]


def spare(checklist: Checklist) -> list[NotNeededLine]:
    """The papers that are not needed, and no other of their kind is."""
    needed = [document.name for document in checklist.documents]
    return [line for line in checklist.not_needed if not any(same_paper(line.name, name) for name in needed)]


def named(asked: AskedAbout) -> Paper | None:
    """The paper of the case that a question names, among those needed, perhaps needed, and not needed."""
    found = _named_in(asked, asked.text)
    if isinstance(found, NotNeededLine) and not names_paper(asked.text, found.name):
        return None
    return found


def _named_in(asked: AskedAbout, text: str) -> Paper | None:
    """A paper that is brought in several ways counts once."""
    lines: list[Paper] = [*asked.checklist.documents, *spare(asked.checklist)]
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
