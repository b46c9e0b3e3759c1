"""Walking the documents one by one: have it, have it not, how to get it."""

from __future__ import annotations

from actions.after import After
from actions.case_question import checklist_buttons, current_checklist, put_question, show_checklist
from actions.library import scorer
from actions.payloads import button
from actions.questions.papers import source_lines
from actions.topics.card import turn_to_button
from actions.topics.not_understood import not_understood
from actions.turn import Turn
from actions.wording import say, say_more
from knowledge.checklist.as_text import how_to_bring
from knowledge.checklist.phrases import called
from knowledge.messages import Button, Checklist, DocumentLine, DocumentStep, Notice
from knowledge.reading.papers import paper_named
from knowledge.reading.reader import read_choice
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.means import Means
from knowledge.schema.procedure import Option, Question

_SAYS = {"have_document": "yes", "affirm": "yes", "lack_document": "no", "deny": "no", "dont_know": UNKNOWN}
"""What an intent means for the document being asked about."""


def walk(turn: Turn) -> After:
    """Begin with the first document that was not asked about, or begin again when all were."""
    turn_to_button(turn)
    checklist = _ready(turn)
    if checklist is None:
        return After.NOTHING
    if all(document.have is not None for document in checklist.documents):
        turn.have = {}
        checklist = current_checklist(turn) or checklist
    return _next(turn, checklist)


def walk_answer(turn: Turn) -> After:
    """ "Có rồi" or "chưa có", by button or in words, about a document named or the one being asked about."""
    turn_to_button(turn)
    document = _meant(turn)
    answer = turn.values.get("have") or _in_words(turn, document) or _SAYS.get(turn.intent)
    if document is None or answer is None:
        return nothing_asked(turn)
    if answer == UNKNOWN:
        return walk_get(turn)
    turn.have[document.type] = answer == "yes"
    checklist = _ready(turn)
    return _next(turn, checklist) if checklist else After.NOTHING


def walk_heard(turn: Turn) -> After | None:
    """Take what a message says of a document while documents are walked; None when it says nothing of one."""
    if turn.walk is None or _in_words(turn, _meant(turn)) is None:
        return None
    return walk_answer(turn)


def walk_get(turn: Turn) -> After:
    """How the document being asked about is obtained, which papers count, how to photograph it."""
    turn_to_button(turn)
    document = _meant(turn)
    if document is None:
        return nothing_asked(turn)
    turn.say("\n".join(source_lines(document)), Notice(topic="how_to_get"), _buttons(turn, document)[:2])
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


def _meant(turn: Turn) -> DocumentLine | None:
    """The document of a button, the one the words name, or else the one being asked about."""
    checklist = current_checklist(turn)
    documents = {document.type: document for document in checklist.documents} if checklist else {}
    if kind := turn.values.get("document"):
        return documents.get(kind)
    lines = list(documents.values())
    named = paper_named(turn.text, [document.name for document in lines])
    return documents.get(turn.walk or "") if named is None else lines[named]


def _in_words(turn: Turn, document: DocumentLine | None) -> str | None:
    """ "yes", "no" or "unknown", when the message says that the person has a document, has it not, or does not know."""
    if document is None or turn.pressed:
        return None
    options = (
        Option(value="yes", say=say("walk_have"), means=Means(yes=True)),
        Option(value="no", say=say("walk_lack"), means=Means(yes=False)),
    )
    question = Question(id="have", ask=say("walk_question", name=document.name), options=options)
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
        if document.have is None:
            turn.walk = document.type
            _put(turn, checklist, document, position)
            return After.NOTHING
    missing = [document.name for document in checklist.documents if not document.have]
    if missing:
        text = say("walk_done_missing", count=len(missing), names=", ".join(missing))
    else:
        text = say("walk_done_all", total=len(checklist.documents))
    turn.say(text, Notice(topic="walk_done"))
    show_checklist(turn)
    return After.NOTHING


def _put(turn: Turn, checklist: Checklist, document: DocumentLine, position: int) -> None:
    total = len(checklist.documents)
    step = DocumentStep(code=checklist.code, document=document, position=position, total=total)
    lines = [
        say("walk_step", position=position, total=total, name=document.name, how=how_to_bring(document)),
        *([say("walk_form", get=document.how_to_get)] if document.form and document.how_to_get else []),
        say("walk_ask"),
    ]
    text = " ".join(lines)
    turn.say(text, step, _buttons(turn, document))


def _buttons(turn: Turn, document: DocumentLine) -> list[Button]:
    about = {"procedure": turn.code or "", "document": document.type}
    return [
        button(say("walk_have"), "walk_answer", **about, have="yes"),
        button(say("walk_lack"), "walk_answer", **about, have="no"),
        button(say("walk_get"), "walk_get", **about),
    ]
