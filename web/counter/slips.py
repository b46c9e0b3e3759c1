"""The slips as PDF with empty lines for what is the person's: the server is told the case and the papers, no name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

from knowledge.checklist.as_text import called_in, say_copies
from knowledge.checklist.paper import qr_svg, render
from knowledge.messages import Checklist, DocumentLine
from knowledge.settings import VIETNAM
from knowledge.wording import Wording, say_day

Slip = Literal["missing", "receipt"]
MOST_PAPERS = 40


def slip_pdf(
    words: Wording, slip: Slip, checklist: Checklist, papers: Sequence[str], now: dt.datetime, base: str
) -> bytes:
    """The slip of a case as PDF.

    Args:
        words: the counter's.
        slip: "missing" (mẫu 02) or "receipt" (mẫu 01).
        checklist: the list of the case.
        papers: the types of the papers that are missing, or that were received; others are left out.
        now: when the dossier came.
        base: where people reach the gateway, for the QR code.
    """
    return render(f"slip_{slip}", slip_data(words, slip, checklist, papers, now, base))


def slip_data(
    words: Wording, slip: Slip, checklist: Checklist, papers: Sequence[str], now: dt.datetime, base: str
) -> dict[str, Any]:
    """What the template needs: texts, rows and the QR code."""
    script = words.group("script.slip")
    lines = [line for line in checklist.documents if line.type in set(papers)][:MOST_PAPERS]
    facts = {fact.question_id: fact.value for fact in checklist.facts}
    known = {
        "request": f"{checklist.name} ({checklist.code})",
        "case": "; ".join(f"{fact.question} {fact.answer}" for fact in checklist.facts),
        "received_at": f"{now.astimezone(VIETNAM):%H:%M}, {say_day(now.date())}",
        "due_at": say_day(checklist.due_date) if checklist.due_date else "",
        "time": checklist.time_limit.text,
    }
    return {
        "title": script[f"{slip}.title"],
        "form": script[f"{slip}.form"],
        "day": words.say("script.slip.day", day=known["received_at"]),
        "fields": {key.removeprefix("fields."): text for key, text in script.items() if key.startswith("fields.")},
        "lines": [{"id": key, "label": script[f"lines.{key}"], "text": text} for key, text in known.items() if text],
        "lead": _lead(words, slip, len(lines)),
        "once": script["missing.open" if any(line.only_if for line in lines) else "missing.once"],
        "heads": [script[key] for key in ("order", "paper", "copies", "why")],
        "papers": [_row(words, checklist, line) for line in lines],
        "sign": {key.removeprefix("sign."): text for key, text in script.items() if key.startswith("sign.")},
        "scan": script["scan"],
        "qr": qr_svg(list_address(base, checklist.code, facts)),
    }


def list_address(base: str, code: str, facts: Mapping[str, str]) -> str:
    """Where the person's phone shows the same list."""
    query = urlencode(facts)
    return f"{base}/thu-tuc/{code}{'?' if query else ''}{query}"


def _lead(words: Wording, slip: Slip, count: int) -> str:
    if slip == "missing":
        return words.say("script.slip.missing.lead") if count else words.say("script.slip.missing.none")
    return words.say("script.slip.receipt.papers", count=count) if count else words.say("script.slip.receipt.none")


def _condition(words: Wording, line: DocumentLine) -> str:
    if not line.only_if:
        return ""
    text = words.say("script.sheet.only_if", condition=line.only_if)
    return f"{text[0].upper()}{text[1:]}."


def _row(words: Wording, checklist: Checklist, line: DocumentLine) -> dict[str, str]:
    number = f" ({line.form.number})" if line.form and line.form.number else ""
    count = line.submit or line.present
    return {
        "name": f"{called_in(checklist, line)}{number}",
        "copies": say_copies(count) if count else "",
        "why": " ".join(part for part in (_condition(words, line), line.why, line.how_to_get) if part),
    }
