"""The fee, the form and the law."""

from __future__ import annotations

from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words, told_by
from actions.wording import say
from knowledge.messages import DocumentLine
from knowledge.reading.clauses import accented
from knowledge.text.words import whole_words


def fee(asked: AskedAbout) -> list[str]:
    """What is paid in the case, and who pays nothing; of what one is paid only what the procedure itself says."""
    if whole_words(cue_words("receives")).search(accented(asked.text)):
        return told_by(asked, "amounts")
    return [say("fee", name=asked.name, text=asked.checklist.fee.text)]


def form(asked: AskedAbout) -> list[str]:
    """The forms of the case and where to get them."""
    forms = [
        say("form_line", name=_numbered(document), how=document.how_to_get)
        for document in asked.checklist.documents
        if document.form and document.how_to_get
    ]
    return [say("form_title", name=asked.name), *forms] if forms else [say("form_none", name=asked.name)]


def legal_basis(asked: AskedAbout) -> list[str]:
    """The texts the procedure rests on."""
    if not asked.checklist.legal_basis:
        return []
    return [say("legal_basis", name=asked.name, basis=", ".join(asked.checklist.legal_basis))]


def _numbered(document: DocumentLine) -> str:
    """The name, with the number of the form where its name does not hold it."""
    number = document.form.number if document.form else ""
    return (
        say("form_number", name=document.name, number=number)
        if number and number not in document.name
        else document.name
    )
