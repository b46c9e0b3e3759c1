"""The command `read`: what a message says of a case."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.errors import FactError, KnowledgeError
from knowledge.library.assemble import load_catalogue
from knowledge.reading.reader import read_message
from knowledge.reading.scorer.scorer import load_scorer
from knowledge.settings import get_settings, now_in_vietnam

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


@dataclass(frozen=True)
class Message:
    """A message to be read, the question on the screen, and what was said before."""

    code: str
    text: str
    asking: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def add_read_command(commands: Commands) -> None:
    """Add `read` to the commands of `python -m knowledge`."""
    read = commands.add_parser("read", help="what a message says of a case")
    read.add_argument("code", nargs="?", metavar="CODE", help="such as 1.001193")
    read.add_argument("text", nargs="*", metavar="TEXT")
    read.add_argument("--batch", type=Path, metavar="FILE", help='lines of {"code", "text", "asking"?, "facts"?}')
    read.add_argument("--asking", metavar="QUESTION", help="the id of the question on the screen")
    read.add_argument("--fact", action="append", default=[], metavar="id=value", help="what was said before")
    read.add_argument("--json", action="store_true", help="one JSON object for each message")
    read.add_argument("--rules", action="store_true", help="without the scorer: only what words leave no doubt about")
    read.set_defaults(run=run_read)


def run_read(options: argparse.Namespace) -> int:
    """`python -m knowledge read`."""
    if not options.batch and not (options.code and options.text):
        print("knowledge read: give a code and a text, or --batch FILE", file=sys.stderr)
        return 2
    settings = get_settings()
    catalogue = load_catalogue(settings)
    scorer = None if options.rules else load_scorer(settings.embedder_dir)
    today = now_in_vietnam().date()
    for message in _messages(options):
        procedure = catalogue.get(message.code)
        reading = read_message(
            procedure, message.text, today, asking=message.asking, known=message.facts, scorer=scorer
        )
        if options.json or options.batch:
            print(json.dumps(reading.as_dict(), ensure_ascii=False), flush=True)
            continue
        for question_id, value in reading.facts.items():
            print(f"{question_id}={value}  ({reading.words[question_id]})")
        for question_id, values in reading.unsure.items():
            print(f"{question_id}: {' or '.join(values)}?")
        if not reading.facts and not reading.unsure:
            print("nothing")
    return 0


def given_facts(given: list[str]) -> dict[str, str]:
    """`--fact id=value …` as facts.

    Raises:
        FactError: one is not of that form.
    """
    facts = {}
    for fact in given:
        question_id, equals, value = fact.partition("=")
        if not equals:
            raise FactError(f"--fact {fact!r} is not of the form id=value")
        facts[question_id] = value
    return facts


def _messages(options: argparse.Namespace) -> Iterator[Message]:
    if options.text:
        yield Message(options.code, " ".join(options.text), options.asking, given_facts(options.fact))
    if options.batch:
        try:
            lines = options.batch.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{options.batch}: cannot be read as UTF-8 text: {error}") from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _message(line, f"{options.batch}:{number}")


def _message(line: str, where: str) -> Message:
    try:
        value: Any = json.loads(line)
        facts = dict(value.get("facts") or {})
        return Message(str(value["code"]), str(value["text"]), value.get("asking") or None, facts)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise KnowledgeError(f'{where}: a line is {{"code": …, "text": …, "asking"?: …, "facts"?: {{…}}}}') from None
