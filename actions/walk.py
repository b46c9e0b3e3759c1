"""Walking the documents one by one: have it, have it not, how to get it."""

from __future__ import annotations

from actions.ask import checklist_buttons, current_checklist, put_question, show_checklist
from actions.card import turn_to_button
from actions.payloads import button
from actions.talk import Talk
from actions.texts import say, texts
from actions.turn import Topic, TurnAction
from knowledge.checklist.as_text import how_to_bring
from knowledge.messages import Button, Checklist, DocumentLine, DocumentStep, Notice
from knowledge.reading.options import match_answer
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Option, Question
from knowledge.text.fold import fold

_SAYS = {"have_document": "yes", "affirm": "yes", "lack_document": "no", "deny": "no", "dont_know": UNKNOWN}
"""What an intent means for the document being asked about."""


def walk(talk: Talk) -> None:
    """Begin with the first document that was not asked about, or begin again when all were."""
    turn_to_button(talk)
    checklist = _ready(talk)
    if checklist is None:
        return
    if all(document.have is not None for document in checklist.documents):
        talk.have = {}
        checklist = current_checklist(talk) or checklist
    _next(talk, checklist)


def walk_answer(talk: Talk) -> None:
    """ "Có rồi" or "chưa có", by button or in words, about a document named or the one being asked about."""
    turn_to_button(talk)
    document = _meant(talk)
    says = talk.values.get("have") or _in_words(talk) or _SAYS.get(talk.intent)
    if document is None or says is None:
        _nothing_asked(talk)
    elif says == UNKNOWN:
        walk_get(talk)
    else:
        talk.have[document.type] = says == "yes"
        checklist = _ready(talk)
        if checklist:
            _next(talk, checklist)


def walk_heard(talk: Talk) -> bool:
    """Take a bare "rồi", "chưa" or a number as the answer while documents are walked; False when it is none."""
    if talk.walk is None or talk.text.startswith("/") or _in_words(talk) is None:
        return False
    walk_answer(talk)
    return True


def walk_get(talk: Talk) -> None:
    """How the document being asked about is obtained, which papers count, how to photograph it."""
    turn_to_button(talk)
    document = _meant(talk)
    if document is None:
        _nothing_asked(talk)
        return
    lines = [say("walk_how", name=document.name, get=document.how_to_get)]
    if document.form and document.form.link:
        lines.append(say("walk_form_link", link=document.form.link))
    if document.full:
        lines.append(say("walk_full", full=document.full))
    if document.examples:
        lines.append(say("walk_examples", examples="; ".join(document.examples)))
    for name in ("looked_up", "valid", "photograph"):
        if value := getattr(document, name):
            lines.append(say(f"walk_{name}", **{name: value}))
    talk.say("\n".join(lines), Notice(topic="how_to_get"), _buttons(talk, document)[:2])
    if talk.next_question() is not None:
        put_question(talk, talk.asking)
    else:
        talk.expect([])
        talk.walk = document.type


def _ready(talk: Talk) -> Checklist | None:
    """The checklist to walk through; None, after saying what comes first, while there is none for sure."""
    checklist = current_checklist(talk)
    if checklist is None:
        talk.say(say("no_procedure"), Notice(topic="no_procedure"))
        return None
    if talk.next_question() is not None:
        talk.say(say("walk_first"), Notice(topic="walk_first"))
        put_question(talk, talk.asking)
        return None
    if checklist.redirects:
        show_checklist(talk)
        return None
    return checklist


def _meant(talk: Talk) -> DocumentLine | None:
    """The document of a button, the one the words name, or else the one being asked about."""
    checklist = current_checklist(talk)
    documents = {document.type: document for document in checklist.documents} if checklist else {}
    if kind := talk.values.get("document"):
        return documents.get(kind)
    said = fold(talk.text)
    named = [document for document in documents.values() if fold(document.name) in said]
    return named[0] if len(named) == 1 else documents.get(talk.walk or "")


def _in_words(talk: Talk) -> str | None:
    """ "yes", "no" or "unknown" when that is all the message says."""
    options = (Option(value="yes", say=texts()["walk_have"]), Option(value="no", say=texts()["walk_lack"]))
    return match_answer(Question(id="have", ask=talk.text or "?", options=options), talk.text)


def _nothing_asked(talk: Talk) -> None:
    """ "Có", "chưa", "không biết" when no document is being asked about: say what can be done now."""
    checklist = current_checklist(talk)
    if talk.values.get("document") and checklist is not None:
        talk.say(say("walk_not_listed"), Notice(topic="walk_not_listed"))
        put_question(talk)
    elif talk.offered:
        talk.say(say("choose_again"), Notice(topic="choose_again"))
    elif checklist is None:
        name = "walk_not_now" if talk.intent in ("have_document", "lack_document", "walk_get") else "say_more"
        talk.say(say(name), Notice(topic="say_more"))
    elif checklist.redirects or talk.next_question() is not None:
        put_question(talk)
    else:
        text = say("walk_offer", name=checklist.name, walk=texts()["button_walk"])
        talk.say(text, Notice(topic="walk_offer"), checklist_buttons(talk))


def _next(talk: Talk, checklist: Checklist) -> None:
    talk.expect([])
    for position, document in enumerate(checklist.documents, start=1):
        if document.have is None:
            talk.walk = document.type
            _put(talk, checklist, document, position)
            return
    missing = [document.name for document in checklist.documents if not document.have]
    if missing:
        text = say("walk_done_missing", count=len(missing), names=", ".join(missing))
    else:
        text = say("walk_done_all", total=len(checklist.documents))
    talk.say(text, Notice(topic="walk_done"))
    show_checklist(talk)


def _put(talk: Talk, checklist: Checklist, document: DocumentLine, position: int) -> None:
    total = len(checklist.documents)
    step = DocumentStep(code=checklist.code, document=document, position=position, total=total)
    name = "walk_form" if document.form else "walk_step"
    text = say(
        name, position=position, total=total, name=document.name, how=how_to_bring(document), get=document.how_to_get
    )
    talk.say(text, step, _buttons(talk, document))


def _buttons(talk: Talk, document: DocumentLine) -> list[Button]:
    said, about = texts(), {"procedure": talk.code or "", "document": document.type}
    return [
        button(said["walk_have"], "walk_answer", **about, have="yes"),
        button(said["walk_lack"], "walk_answer", **about, have="no"),
        button(said["walk_get"], "walk_get", **about),
    ]


class ActionWalk(TurnAction):
    """The button "Kiểm từng giấy tờ"."""

    def name(self) -> str:
        return "action_walk"

    def topic(self) -> Topic:
        return walk


class ActionWalkGet(TurnAction):
    """The button "Làm sao để có?"."""

    def name(self) -> str:
        return "action_walk_get"

    def topic(self) -> Topic:
        return walk_get
