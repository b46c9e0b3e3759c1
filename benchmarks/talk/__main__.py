"""`python -m benchmarks.talk PART… [--write FILE]`; the parts are files of held-out messages."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import Any

from benchmarks.shown import show
from benchmarks.talk import judging, several
from benchmarks.talk.talker import load_agent

PARTS = (
    "questions_dev",
    "questions_dev2",
    "questions_dev3",
    "questions_test",
    "replies",
    "commands",
    "danger",
    "needs_dev",
    "needs_test",
)

UNSEEN = ("questions_test", "danger", "needs_test")
"""Parts of which only the shares are shown: who mends a kind of fault must not read these messages."""


async def measure(agent: Any, part: str) -> list[judging.Outcome]:
    """The outcomes of one file of held-out messages."""
    if part.startswith("questions"):
        return await judging.questions(agent, part)
    if part.startswith("needs"):
        return await several.needs(agent, part)
    judged: list[judging.Outcome] = await getattr(judging, part)(agent)
    return judged


async def measured(parts: list[str]) -> list[str]:
    """A table for each part."""
    agent = load_agent()
    lines: list[str] = []
    for part in parts:
        lines += ["", f"## {part}", "", *judging.table(await measure(agent, part), misses=part not in UNSEEN)]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", choices=PARTS)
    parser.add_argument("--write", type=Path, help="also write the report there, as Markdown")
    arguments = parser.parse_args()
    show(asyncio.run(measured(arguments.parts)), arguments.write)


if __name__ == "__main__":
    main()
