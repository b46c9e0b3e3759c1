"""Play a written conversation and check it step by step.

A step is a mapping with one key: `say` (typed text), `about` (name this procedure, and choose it where several may be
meant), `press` (a button's title), `send` (a payload), `choose` (press
the choice with this code), `answers` (question → value: press until nothing is asked; a question that is not listed
fails), or an expectation about the last answer: `finds` (code on the card), `offers` (codes among the choices), `asks`
(question id), `checklist` ({needed, not_needed, fee, due}), `redirect` (code offered instead; it is taken), `topic`
(of a notice), `step` (document asked about), `needs` (code → state of the list of needs), `verdict` (text of the
walk's end), `contains` and `lacks` (text).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from deploy.whole import Person
from knowledge.catalogue_files.yaml_file import read_yaml
from knowledge.settings import get_settings


def play(person: Person, steps: list[dict[str, Any]]) -> None:
    """Carry out and check every step; an AssertionError names the step and shows the last answer."""
    for number, step in enumerate(steps, start=1):
        (kind, value) = next(iter(step.items()))
        try:
            _STEPS[kind](person, value)
        except (AssertionError, KeyError) as error:
            answer = "\n".join(message["text"] for message in person.messages)
            raise AssertionError(f"step {number} {step}: {error}\n--- the bot answered:\n{answer}") from error


def _about(person: Person, code: str) -> None:
    person.say(_name_of(code))
    if not person.customs("procedure_card"):
        person.send(_payload(person, procedure=code))
    _finds(person, code)


@lru_cache
def _name_of(code: str) -> str:
    (path,) = get_settings().catalogue.glob(f"*/{code}.yml")
    return str(read_yaml(path.read_bytes())["name"])


def _answers(person: Person, answers: dict[str, str]) -> None:
    for _ in range(20):
        questions = person.customs("case_question")
        if not questions:
            return
        assert len(questions) == 1, "more than one question at once"
        question = questions[0]["question_id"]
        assert question in answers, f"asks {question!r}, which the case does not say"
        person.send(_payload(person, question=question, value=answers[question]))
    raise AssertionError("the questions do not end")


def _payload(person: Person, **values: str) -> str:
    for button in person.buttons():
        start = button["payload"].find("{")
        sent = json.loads(button["payload"][start:]) if start > 0 else {}
        if values.items() <= sent.items():
            return button["payload"]
    raise KeyError(f"no button sends {values}")


def _finds(person: Person, code: str) -> None:
    found = [card["code"] for card in person.customs("procedure_card")]
    assert found == [code], f"found {found}"


def _offers(person: Person, codes: list[str]) -> None:
    found = [choice["code"] for custom in person.customs("procedure_choices") for choice in custom["choices"]]
    assert set(codes) <= set(found), f"offered {found}"
    assert len(found) <= 4, "too many choices"


def _asks(person: Person, question: str) -> None:
    found = [custom["question_id"] for custom in person.customs("case_question")]
    assert found == [question], f"asked {found}"


def _checklist(person: Person, wanted: dict[str, Any]) -> None:
    found = person.customs("checklist")
    assert len(found) == 1, f"{len(found)} checklists"
    checklist = found[0]
    if "code" in wanted:
        assert checklist["code"] == wanted["code"]
    if "needed" in wanted:
        assert sorted(line["type"] for line in checklist["documents"]) == sorted(wanted["needed"])
    missing = set(wanted.get("not_needed", [])) - {line["type"] for line in checklist["not_needed"]}
    assert not missing, f"not_needed lacks {missing}"
    if "fee" in wanted:
        assert wanted["fee"] in checklist["fee"]["text"], checklist["fee"]["text"]
    if "due" in wanted:
        assert checklist["due_date"] == wanted["due"]
    assert checklist["source"]["read"]
    assert checklist["source"]["title"]


def _redirect(person: Person, code: str) -> None:
    person.send(_payload(person, procedure=code))
    _finds(person, code)


def _topic(person: Person, topic: str) -> None:
    found = [custom.get("topic") for custom in person.customs("notice")] + [
        c["type"] for c in person.customs("handoff")
    ]
    assert topic in found, f"topics {found}"


def _step(person: Person, document: str) -> None:
    found = [custom["document"]["type"] for custom in person.customs("document_step")]
    assert found == [document], f"asked about {found}"


def _needs(person: Person, wanted: dict[str, str]) -> None:
    lists = person.customs("needs")
    found = {item["code"]: item["state"] for item in (lists[-1]["items"] if lists else [])}
    assert list(found.items()) == list(wanted.items()), f"needs {found}"


def _verdict(person: Person, text: str) -> None:
    _topic(person, "walk_done")
    _contains(person, text)


def _contains(person: Person, text: str) -> None:
    assert any(text in message["text"] for message in person.messages)


def _lacks(person: Person, text: str) -> None:
    assert not any(text in message["text"] for message in person.messages)


_STEPS: dict[str, Any] = {
    "say": lambda person, text: person.say(text),
    "about": _about,
    "press": lambda person, title: person.press(title),
    "send": lambda person, payload: person.send(payload),
    "choose": lambda person, code: person.send(_payload(person, procedure=code)),
    "answers": _answers,
    "finds": _finds,
    "offers": _offers,
    "asks": _asks,
    "checklist": _checklist,
    "redirect": _redirect,
    "topic": _topic,
    "step": _step,
    "needs": _needs,
    "verdict": _verdict,
    "contains": _contains,
    "lacks": _lacks,
}
