"""Replay the README's conversations: `make demo` prints them, `--check` compares the README, `--write` updates it."""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import yaml

from deploy.whole import ROOT, Person, running_whole

SCRIPT = Path(__file__).with_name("demo.yml")
README = ROOT / "README.md"
BEGIN, END = "<!-- demo:begin -->", "<!-- demo:end -->"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the conversations; with --check 1 when the README shows something else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, running_whole(Path(folder)) as settings:
        played = transcript(f"http://127.0.0.1:{settings.web_port}")
    before, shown, after = split_readme(README.read_text(encoding="utf-8"))
    if options.write:
        README.write_text(before + played + after, encoding="utf-8")
        return 0
    if not options.check:
        print(played)
        return 0
    difference = list(
        difflib.unified_diff(shown.splitlines(), played.splitlines(), "README.md", "the bot", lineterm="")
    )
    print("\n".join(difference) or "the README shows what the bot says")
    return int(bool(difference))


def transcript(base: str) -> str:
    """All conversations as Markdown, each with a new person."""
    return "\n" + "\n".join(line for talk in _script() for line in _played(base, talk)) + "\n"


def split_readme(text: str) -> tuple[str, str, str]:
    """What stands before, between and after the two marks (the marks stay outside)."""
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return text[:start], text[start:end], text[end:]


def _script() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    return loaded


def _played(base: str, talk: dict[str, Any]) -> Iterator[str]:
    yield f"**{talk['title']}**"
    yield "```text"
    with httpx.Client(base_url=base, timeout=60) as client:
        person = Person(client)
        for turn in talk["turns"]:
            if "press" in turn:
                yield f"▸ [{turn['press']}]"
                person.press(turn["press"])
            else:
                yield f"▸ {turn['say']}"
                person.say(turn["say"])
            for message in person.messages:
                yield from (f"  {line}" for line in message["text"].splitlines())
    yield "```"


if __name__ == "__main__":
    sys.exit(main())
