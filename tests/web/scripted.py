"""A scripted dialogue for the page's tests: every kind of message the page can show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.settings import Settings, now_in_vietnam
from tests.web.helpers import CATALOGUE
from tests.web.stand_in import wrap

CODE = "1.001193"
GREETING = "Chào bạn! Tôi là Đi Một Lần, một trợ lý tự động. Bạn cần làm việc gì ở Một cửa?"
PROOF = "Bé có Giấy chứng sinh của bệnh viện hoặc trạm y tế không?"
FACTS = {"birth_proof": "none", "witness": "yes", "within_60_days": "no", "filer": "other"}


def _button(title: str, intent: str, **values: str) -> dict[str, str]:
    return {"title": title, "payload": f"/{intent}" + (json.dumps(values) if values else "")}


def _greeting() -> list[dict[str, Any]]:
    buttons = [
        _button("Làm khai sinh cho con", "choose", procedure=CODE),
        _button("Đăng ký tạm trú", "choose", procedure="1.004194"),
    ]
    return [wrap({"text": GREETING, "buttons": buttons})]


def _choices() -> list[dict[str, Any]]:
    choices = [
        {"code": CODE, "name": "Đăng ký khai sinh", "hint": "khi bé chưa có giấy khai sinh"},
        {"code": "1.004884", "name": "Đăng ký lại khai sinh", "hint": "khi sổ hộ tịch và bản chính đều đã mất"},
        {"code": "2.000635", "name": "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", "hint": ""},
    ]
    buttons = [_button(choice["name"], "choose", procedure=choice["code"]) for choice in choices]
    for choice, button in zip(choices, buttons, strict=True):
        choice["payload"] = button["payload"]
    custom = {"type": "procedure_choices", "choices": choices}
    text = "Việc bạn nói có thể là một trong các thủ tục sau. Bạn cần việc nào?"
    return [wrap({"text": text, "buttons": [*buttons, _button("Việc khác", "none_of_these")], "custom": custom})]


def _card() -> dict[str, Any]:
    source = {
        "kind": "portal",
        "title": "Cổng Dịch vụ công quốc gia, đọc ngày 18/07/2026",
        "read": "2026-07-18",
        "verified": True,
    }
    custom = {
        "type": "procedure_card", "code": CODE, "name": "Đăng ký khai sinh", "field": "Hộ tịch",
        "about": "Ghi tên một em bé vào sổ hộ tịch và nhận Giấy khai sinh.",
        "agency": "Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ",
        "methods": ["direct", "online", "postal"], "source": source,
    }  # fmt: skip
    return wrap({"text": "Bạn cần thủ tục: Đăng ký khai sinh.", "custom": custom})


def _ask(question_id: str, ask: str, why: str, options: dict[str, str], asked: int, answer: str = "") -> dict[str, Any]:
    buttons = [_button(say, "answer", question=question_id, value=value) for value, say in options.items()]
    custom = {
        "type": "case_question", "code": CODE, "question_id": question_id, "text": ask, "asked": asked, "at_most": 4,
        "why": why,
        "facts": [{"question_id": "birth_proof", "question": PROOF, "value": "given", "answer": answer}] * bool(answer),
        "options": [
            {"value": value, "say": say, "payload": button["payload"]}
            for (value, say), button in zip(options.items(), buttons, strict=True)
        ],
    }  # fmt: skip
    unknown = _button("Tôi không rõ", "answer", question=question_id, value="unknown")
    return wrap({"text": f"Câu {asked + 1}: {ask}", "buttons": [*buttons, unknown], "custom": custom})


def _question() -> dict[str, Any]:
    options = {"paper": "Có bản giấy", "electronic": "Đã có bản điện tử", "none": "Không có"}
    return _ask("birth_proof", PROOF, "Giấy này quyết định giấy tờ chứng minh việc sinh.", options, 1)


def _second_question(answer: str) -> dict[str, Any]:
    options = {"yes": "Chưa quá 60 ngày", "no": "Đã quá 60 ngày"}
    return _ask("within_60_days", "Bé sinh chưa quá 60 ngày phải không?", "", options, 2, answer)


def _noted() -> dict[str, Any]:
    mend = _button("Sửa", "change", procedure=CODE, question="birth_proof")
    text = f"Tôi ghi: {PROOF} → Có bản giấy."
    return wrap({"text": text, "buttons": [mend], "custom": {"type": "notice", "topic": "noted"}})


def _imported() -> list[dict[str, Any]]:
    """A procedure as the portal publishes it: no words of our own, the same filler under every paper."""
    name = "Cấp giấy phép cho việc làm rất hiếm khi ai phải làm ở cấp xã"
    card = _card()
    card["custom"] = {**card["custom"], "text": f"Việc của bạn: {name}."}
    card["custom"]["custom"] = {**card["custom"]["custom"], "name": name, "about": "", "code": "1.999999"}
    (said,) = _checklist({})
    filler = {"how_to_get": "Xem mẫu ở quyết định công bố.", "form": None, "why": "", "photograph": "", "only_if": ""}
    custom = said["custom"]["custom"]
    documents = [{**line, **filler, "verified": False} for line in custom["documents"]]
    said["custom"]["custom"] = {**custom, "documents": documents, "name": name, "code": "1.999999"}
    return [card, said]


def _needs() -> list[dict[str, Any]]:
    items = [
        {"code": CODE, "short_name": "Khai sinh cho con", "state": "now", "drop": "/drop1"},
        {"code": "1.004194", "short_name": "Đăng ký tạm trú", "state": "waiting", "take": "/take2", "drop": "/drop2"},
    ]
    return [wrap({"text": "Bạn có 2 việc cần làm.", "custom": {"type": "needs", "items": items}})]


def _checklist(facts: dict[str, str]) -> list[dict[str, Any]]:
    catalogue = load_catalogue(Settings(catalogue=CATALOGUE, var=Path("/nonexistent")))
    checklist = build_checklist(catalogue, CODE, facts, now_in_vietnam())
    buttons = [_button("Kiểm từng giấy tờ", "walk"), _button("Sửa câu trả lời", "change_answer")]
    return [wrap({"text": checklist_text(checklist), "buttons": buttons, "custom": checklist.model_dump(mode="json")})]


def _step() -> list[dict[str, Any]]:
    checklist = _checklist(FACTS)[0]["custom"]["custom"]
    custom = {"type": "document_step", "code": CODE, "document": checklist["documents"][0], "position": 1, "total": 5}
    buttons = [
        _button("Có rồi", "have_document"),
        _button("Chưa có", "lack_document"),
        _button("Làm sao để có?", "ask_form"),
    ]
    return [wrap({"text": "Giấy 1/5: Tờ khai. Bạn có chưa?", "buttons": buttons, "custom": custom})]


def _handoff() -> list[dict[str, Any]]:
    words = "Tôi là máy nên không chuyển máy cho cán bộ được. Bạn gặp cán bộ ở Bộ phận Một cửa, hoặc gọi tổng đài."
    return [wrap({"text": words, "custom": {"type": "handoff", "hotline": "18001096", "text": words}})]


def script(message: str) -> list[dict[str, Any]]:
    """What the scripted bot answers."""
    if message in ("/greet", "/start_over"):
        return _greeting()
    if message.startswith("/choose"):
        return [_card(), _question()]
    if '"electronic"' in message:
        return [_second_question("Đã có bản điện tử")]
    if message.startswith("/change"):
        return [_question()]
    if message.startswith("/answer") or message == "danh sách":
        return _checklist(FACTS)
    answers: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "khai sinh": _choices, "/walk": _step, "gặp cán bộ": _handoff, "chưa rõ": lambda: _checklist({}),
        "nhiều việc": _needs, "việc hiếm": _imported,
        "có giấy rồi": lambda: [_noted(), _second_question("Có bản giấy")],
        "kể dài": lambda: [wrap({"text": "Câu này rất dài. " * 200})],
        "<b>x</b>": lambda: [wrap({"text": "<img src=x onerror=alert(1)> <b>đậm</b>"})],
    }  # fmt: skip
    found = answers.get(message)
    if found is not None:
        return found()
    return [wrap({"text": f"nhận: {message}", "custom": {"type": "notice", "topic": "other"}})]
