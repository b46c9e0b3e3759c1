"""`python -m benchmarks.talk questions_dev|questions_test|replies|commands|danger [--write FILE]`."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import Any

from benchmarks.shown import show
from benchmarks.talk import judging
from benchmarks.talk.talker import load_agent

PARTS = ("questions_dev", "questions_test", "replies", "commands", "danger")


async def measure(agent: Any, part: str) -> list[judging.Outcome]:
    """The outcomes of one file of held-out messages."""
    if part.startswith("questions"):
        return await judging.questions(agent, part)
    judged: list[judging.Outcome] = await getattr(judging, part)(agent)
    return judged


async def measured(parts: list[str]) -> list[str]:
    """A table for each part."""
    agent = load_agent()
    lines: list[str] = []
    for part in parts:
        lines += ["", f"## {part}", "", *judging.table(await measure(agent, part))]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", choices=PARTS)
    parser.add_argument("--write", type=Path, help="also write the report there, as Markdown")
    arguments = parser.parse_args()
    show(asyncio.run(measured(arguments.parts)), arguments.write)


if __name__ == "__main__":
    main()
