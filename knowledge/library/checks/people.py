"""`knowledge check`: what is asked of people can be done by them.

Nobody is asked for an authorisation that nobody can give; a married couple is no "several people"; who is asked what
the State's data hold may be unsure; what can only be shown is not asked of somebody who files by post; who files online
and fetches the result is told to bring the papers; what the desk makes is not theirs to bring.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.case.paths import Path as QuestionPath
from knowledge.library.checks.paths import Place
from knowledge.library.checks.words import check_words
from knowledge.schema.conditions import Method
from knowledge.schema.procedure import DocumentEntry, DocumentType, Option, Procedure

METHOD = "method"
"""The question on the way of filing."""


def people_faults(
    procedure: Procedure, paths: tuple[QuestionPath, ...], types: Mapping[str, DocumentType]
) -> Iterator[tuple[Place, str]]:
    """The faults of a procedure whose references are sound, each once, with its place."""
    yield from _couples(procedure)
    yield from _unseen_data(procedure)
    yield from _desk_papers(procedure, types)
    seen: set[tuple[Place, str]] = set()
    for path in paths:
        chosen = dict(path.parts)
        if chosen["redirects"]:
            continue
        values = dict(path.values)
        for found in (
            *_without_authority(procedure, values, chosen["documents"]),
            *_posted(procedure, values, chosen),
            *_fetched(procedure, values, chosen, types),
        ):
            if found not in seen:
                seen.add(found)
                yield found


def _couples(procedure: Procedure) -> Iterator[tuple[Place, str]]:
    for index, question in enumerate(procedure.questions):
        if any(option.means and option.means.yes for option in question.options):
            continue  # "several?" yes or no: a couple says yes
        said = [_said(option) for option in question.options]
        if any(_holds(text, check_words().several_owners) for text in said) and not any(
            _holds(text, check_words().couple) for text in said
        ):
            yield ("questions", index), f"{question.id!r} has several owners as an option, and no married couple"


def _unseen_data(procedure: Procedure) -> Iterator[tuple[Place, str]]:
    for index, question in enumerate(procedure.questions):
        asked = question.ask.lower()
        if _holds(asked, check_words().data) and not any(
            _holds(_said(option), check_words().not_sure) for option in question.options
        ):
            yield (
                ("questions", index),
                f"{question.id!r} asks about the State's data: nobody need know",
            )


def _desk_papers(procedure: Procedure, types: Mapping[str, DocumentType]) -> Iterator[tuple[Place, str]]:
    for index, entry in enumerate(procedure.documents):
        if types[entry.type].made_at_desk:
            yield ("documents", index), f"{entry.type!r} is made at the desk: nobody brings it (`not_needed` says so)"


def _without_authority(
    procedure: Procedure, values: Mapping[str, str], documents: Iterable[int]
) -> Iterator[tuple[Place, str]]:
    alone = [
        option
        for question in procedure.questions
        for option in question.options
        if values.get(question.id) == option.value and _holds(_said(option), check_words().nobody)
    ]
    if not alone:
        return
    for index in documents:
        if any(piece in procedure.documents[index].type for piece in check_words().authorisations):
            yield ("documents", index), f"an authorisation where nobody can authorise ({alone[0].value})"


def _posted(
    procedure: Procedure, values: Mapping[str, str], chosen: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[Place, str]]:
    asked = values.get(METHOD)
    if Method.POSTAL not in procedure.methods or asked not in (None, Method.POSTAL):
        return
    for index in chosen["documents"]:
        entry = procedure.documents[index]
        if entry.present and not entry.submit and (asked or not _says_how_by_post(entry)):
            yield ("documents", index), f"{entry.type!r} can only be shown, and is asked for by post as well"


def _fetched(
    procedure: Procedure,
    values: Mapping[str, str],
    chosen: Mapping[str, tuple[int, ...]],
    types: Mapping[str, DocumentType],
) -> Iterator[tuple[Place, str]]:
    if values.get(METHOD) != Method.ONLINE:
        return
    entries = [procedure.documents[index] for index in chosen["documents"]]
    shown = [index for index in chosen["documents"] if _is_shown_on_fetching(procedure.documents[index])]
    handed_in = any(
        entry.submit and entry.submit.original and not _is_filled_in_online(entry, types) for entry in entries
    )
    warned = any(
        _holds(procedure.warnings[index].say.lower(), check_words().brought_then) for index in chosen["warnings"]
    )
    if shown and handed_in and not warned:
        yield ("documents", shown[0]), "is shown on fetching the result: no warning says to bring the other papers too"


def _is_shown_on_fetching(entry: DocumentEntry) -> bool:
    return bool(entry.present) and _holds(f"{entry.note}".lower(), check_words().fetched)


def _is_filled_in_online(entry: DocumentEntry, types: Mapping[str, DocumentType]) -> bool:
    form = types[entry.type].form
    return bool(form and form.online)


def _says_how_by_post(entry: DocumentEntry) -> bool:
    return _holds(f"{entry.note} {entry.why}".lower(), check_words().by_post)


def _said(option: Option) -> str:
    return f"{option.say} {option.clause}".lower()


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)
