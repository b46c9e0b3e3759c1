"""Walking the documents one by one: had, lacking, lost or not known; what to do about a missing one; the verdict."""

from __future__ import annotations

from actions.after import After
from actions.case_question import checklist_buttons, current_checklist, put_question, show_checklist
from actions.library import scorer
from actions.payloads import button
from actions.questions.answers import OWN, best
from actions.questions.papers import source_lines, without_it
from actions.topics.card import turn_to_button
from actions.topics.not_understood import not_understood
from actions.turn import Turn
from actions.walk.papers_said import LOST, NO, NOT_KNOWN, YES, asks_to_walk, papers_said, tells_of_having
from actions.walk.verdict import say_verdict
from actions.wording import say, say_more
from knowledge.checklist.as_text import how_to_bring
from knowledge.checklist.phrases import called
from knowledge.messages import Button, Checklist, DocumentLine, DocumentStep, Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import Mood, accented, read_clauses
from knowledge.reading.papers import paper_named
from knowledge.reading.reader import read_choice
from knowledge.schema.means import Means
from knowledge.schema.procedure import Option, Question

_SAYS = {"have_document": YES, "affirm": YES, "lack_document": NO, "deny": NO, "dont_know": NOT_KNOWN}
"""What an intent means for the document being asked about."""
EXPLAINED = "walk.explained"
"""Noted when a paper was explained because the person did not know of it: said again, "I do not know" stands."""


def walk(turn: Turn) -> After:
    """Begin with the first document that was not asked about, or begin again when all were."""
    turn_to_button(turn)
    checklist = _ready(turn)
    if checklist is None:
        return After.NOTHING
    if all(document.type in turn.said_of_papers for document in checklist.documents):
        turn.papers.pop(checklist.code, None)
        checklist = current_checklist(turn) or checklist
    return _next(turn, checklist)


def walk_answer(turn: Turn) -> After:
    """ "Có rồi" or "chưa có", by button or in words, about a document named or the one being asked about."""
    turn_to_button(turn)
    said = _said(turn)
    document = _meant(turn)
    answer = _SAYS.get(turn.intent)
    if not said and document and answer:
        said = {document.type: answer}
    if not said:
        return nothing_asked(turn)
    return _take(turn, said)


async def walk_wanted(turn: Turn) -> After | None:
    """ "Kiểm từng giấy tờ": in words, whatever is on the screen."""
    return walk(turn) if turn.procedure is not None and asks_to_walk(turn.text) else None


async def walk_heard(turn: Turn) -> After | None:
    """Take what a message says of papers while they are walked through, or of one that it names of a list."""
    if turn.walk is None and not _names_one(turn):
        return None
    asks = turn.walk is None and not turn.pressed and asks_openly(turn.text)
    if asks and (_only_asks(turn.text) or best(turn) >= OWN):
        return None  # a question that the procedure's own sentences answer: "rút bảo hiểm được chưa"
    said = _said(turn)
    return _take(turn, said) if said else None


def _only_asks(typed: str) -> bool:
    """Whether every clause asks, so that nothing is told of a paper."""
    clauses = read_clauses(accented(typed))
    return bool(clauses) and all(clause.mood is Mood.ASKED for clause in clauses)


def _names_one(turn: Turn) -> bool:
    """Whether a list is ready, nothing else is on the screen, and the message says whether one of its papers is had."""
    if turn.procedure is None or turn.open_question or turn.offered or turn.next_question() is not None:
        return False
    if not turn.pressed and not tells_of_having(turn.text):
        return False  # "hộ khẩu làm gộp ở trên rồi mà": done, and no paper that is had
    checklist = current_checklist(turn)
    names = [document.name for document in checklist.documents] if checklist and not checklist.redirects else []
    return bool(names) and paper_named(turn.text, names) is not None


def _said(turn: Turn) -> dict[str, str]:
    """What a button or the words say of papers."""
    checklist = current_checklist(turn)
    documents = checklist.documents if checklist else []
    if turn.pressed:
        kind, answer = turn.values.get("document"), turn.values.get("have")
        known = {document.type for document in documents}
        return {kind: answer} if kind in known and answer in (YES, NO, LOST, NOT_KNOWN) else {}
    by_number = _by_number(turn)
    if by_number and turn.walk:
        return {turn.walk: by_number}
    said = papers_said(turn.text, documents, turn.walk)
    if said or turn.walk is None:
        return said
    document = _meant(turn)
    answer = _by_meaning(turn, document) if document else None
    return {document.type: answer} if document and answer else {}


def _take(turn: Turn, said: dict[str, str]) -> After:
    """Note what was said; tell what to do about papers that are missing; go on with the next."""
    checklist = _ready(turn)
    if checklist is None:
        return After.NOTHING
    if [*said.values()] == [NOT_KNOWN] and turn.repeated != EXPLAINED:
        turn.repeating = EXPLAINED
        return walk_get(turn, next(iter(said)))
    turn.note_papers(said)
    checklist = current_checklist(turn) or checklist
    missing = [document for document in checklist.documents if said.get(document.type) in (NO, LOST)]
    if len(missing) == 1:
        _tell_missing(turn, missing[0], lost=said[missing[0].type] == LOST)
    return _next(turn, checklist)


def _tell_missing(turn: Turn, document: DocumentLine, *, lost: bool) -> None:
    """How a missing paper is had, what counts instead, and the way to the procedure that issues it."""
    how = document.how_to_get
    known = say("walk_how", name=document.name, get=how) if how else say("walk_how_unknown", name=document.name)
    noted = say("walk_lost", name=document.name) if lost else say("walk_missing", name=document.name)
    lines = [noted, known]
    buttons: list[Button] = []
    instead = without_it(turn, document)
    if instead:
        lines += instead.lines
        about = {"procedure": turn.code or "", "question": instead.question, "value": instead.value}
        buttons.append(button(say("walk_instead"), "answer", **about))
    if (code := document.how_to_get_code) in turn.catalogue.procedures:
        name = called(turn.catalogue.get(code))
        buttons.append(button(say("walk_take", name=name), "take_need", procedure=code))
    turn.say("\n".join(lines), Notice(topic="walk_missing"), buttons)


def walk_get(turn: Turn, kind: str = "") -> After:
    """How the document being asked about is obtained, which papers count, how to photograph it."""
    turn_to_button(turn)
    document = _meant(turn, kind)
    if document is None:
        return nothing_asked(turn)
    turn.say("\n".join(source_lines(document)), Notice(topic="how_to_get"), _buttons(turn, document)[:-1])
    if turn.next_question() is not None:
        return After.AGAIN
    turn.expect([])
    turn.walk = document.type
    return After.NOTHING


def _ready(turn: Turn) -> Checklist | None:
    """The checklist to walk through; None, after saying what comes first, while there is none for sure."""
    checklist = current_checklist(turn)
    if checklist is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return None
    if turn.next_question() is not None:
        turn.say(say("walk_first"), Notice(topic="walk_first"))
        put_question(turn, turn.asking)
        return None
    if checklist.redirects:
        show_checklist(turn)
        return None
    return checklist


def _meant(turn: Turn, kind: str = "") -> DocumentLine | None:
    """The document of a button, the one the words name, or else the one being asked about."""
    checklist = current_checklist(turn)
    documents = {document.type: document for document in checklist.documents} if checklist else {}
    if kind := kind or turn.values.get("document", ""):
        return documents.get(kind)
    lines = list(documents.values())
    named = paper_named(turn.text, [document.name for document in lines])
    return documents.get(turn.walk or "") if named is None else lines[named]


def _options() -> tuple[Option, ...]:
    return (
        Option(value=YES, say=say("walk_have"), means=Means(yes=True)),
        Option(value=NO, say=say("walk_lack"), means=Means(yes=False)),
        Option(value=LOST, say=say("walk_lost_it")),
    )


def _by_number(turn: Turn) -> str | None:
    """The answer whose number or label was typed, and nothing else."""
    labels = [option.say.lower() for option in _options()]
    typed = turn.text.strip().lower()
    values = [option.value for option in _options()]
    if typed.isdigit() and 1 <= int(typed) <= len(values):
        return values[int(typed) - 1]
    return values[labels.index(typed)] if typed in labels else None


def _by_meaning(turn: Turn, document: DocumentLine) -> str | None:
    """What a message says of one document, told by its meaning."""
    question = Question(id="have", ask=say("walk_question", name=document.name), options=_options()[:2])
    return read_choice(question, turn.text, turn.now.date(), scorer())


def nothing_asked(turn: Turn) -> After:
    """ "Có", "chưa", "không biết" when no document is being asked about: say what can be done now."""
    checklist = current_checklist(turn)
    if turn.values.get("document") and checklist is not None:
        turn.say(say("walk_not_listed"), Notice(topic="walk_not_listed"))
        return After.NEXT
    if turn.open_question or turn.offered:
        return not_understood(turn)
    if checklist is None:
        about_paper = turn.intent in ("have_document", "lack_document", "walk_get")
        turn.say(say("walk_not_now") if about_paper else say_more(), Notice(topic="say_more"))
        return After.NOTHING
    if checklist.redirects or turn.next_question() is not None:
        return After.NEXT
    text = say("walk_offer", name=called(turn.catalogue.get(checklist.code)), walk=say("button_walk"))
    turn.say(text, Notice(topic="walk_offer"), checklist_buttons(turn))
    return After.NOTHING


def _next(turn: Turn, checklist: Checklist) -> After:
    turn.expect([])
    for position, document in enumerate(checklist.documents, start=1):
        if document.type not in turn.said_of_papers:
            turn.walk = document.type
            _put(turn, checklist, document, position)
            return After.NOTHING
    say_verdict(turn, checklist)
    return After.NOTHING


def _put(turn: Turn, checklist: Checklist, document: DocumentLine, position: int) -> None:
    total = len(checklist.documents)
    step = DocumentStep(code=checklist.code, document=document, position=position, total=total)
    lines = [
        say("walk_step", position=position, total=total, name=document.name, how=how_to_bring(document)),
        *([say("walk_looks", examples="; ".join(document.examples))] if document.examples else []),
        *([say("walk_form", get=document.how_to_get)] if document.form and document.how_to_get else []),
        say("walk_ask"),
    ]
    text = " ".join(lines)
    turn.say(text, step, _buttons(turn, document))


def _buttons(turn: Turn, document: DocumentLine) -> list[Button]:
    about = {"procedure": turn.code or "", "document": document.type}
    return [
        button(say("walk_have"), "walk_answer", **about, have=YES),
        button(say("walk_lack"), "walk_answer", **about, have=NO),
        button(say("walk_lost_it"), "walk_answer", **about, have=LOST),
        button(say("walk_get"), "walk_get", **about),
    ]
