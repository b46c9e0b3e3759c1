"""Messages that leave the open question: commands, small talk, questions, another matter. None answers it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from knowledge.library.assemble import load_authored
from knowledge.reading.clauses import accented
from knowledge.settings import get_settings
from knowledge.text.fold import fold
from training.reading.rows import FOLDER, NOTHING, Labelled, Questions, Row

NLU = Path(__file__).resolve().parents[2] / "data" / "nlu"


def interruptions(
    messages: Sequence[Labelled], questions: Questions, luck: random.Random, count: int, toneless: float
) -> Iterator[Row]:
    """Rows of questions on the screen beside messages that leave them.

    Args:
        messages: labelled ones; their questions are the ones on the screen.
        questions: of every procedure.
        count: how many rows.
        toneless: of how many the diacritics are taken off and put back.
    """
    plan = yaml.safe_load((FOLDER / "interruptions.yml").read_text(encoding="utf-8"))
    alone = list(_examples(plan["files"], plan["without"]))
    entries = {code: one for code, one in load_authored(get_settings()).entries.items() if one.aliases}
    asked = [one for one in messages if one.asking in questions.get(one.code, {})]
    matters = [entries[code] for code in sorted(entries)]
    for _ in range(count):
        at = luck.choice(asked)
        if luck.random() < 0.5:
            text = luck.choice(alone)
        else:
            field = entries[at.code].field if at.code in entries else ""
            other = luck.choice([one for one in matters if one.field != field])
            text = luck.choice(plan["frames"]).format(matter=luck.choice((*other.aliases, *other.sayings)))
        text = accented(fold(text) if luck.random() < toneless else text)
        if text.strip():
            yield Row(text, questions[at.code][at.asking or ""].options, NOTHING, True)


def _examples(files: Sequence[str], without: Sequence[str]) -> Iterator[str]:
    """The examples of Rasa's training data in these files, but for those of some intents."""
    for name in files:
        for part in yaml.safe_load((NLU / name).read_text(encoding="utf-8"))["nlu"]:
            if part["intent"] not in without:
                yield from (line.removeprefix("- ").strip() for line in part["examples"].splitlines())
