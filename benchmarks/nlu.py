"""How well a trained model tells the intents apart, and how fast: `python -m benchmarks.nlu [--model PATH]`.

Every message of tests/bot/nlu_test.jsonl (never trained on) goes through the whole graph, as it does in the server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from knowledge.settings import get_settings
from knowledge.text.fold import is_toneless

QUESTIONS = Path("tests/bot/nlu_test.jsonl")


@dataclass(frozen=True)
class Outcome:
    """One message, the intent it has and the intent that was found; `seconds` for the parse."""

    text: str
    intent: str
    found: str
    confidence: float
    seconds: float


async def measure(model: str, questions: Path) -> list[Outcome]:
    """Parse every message of `questions` with the newest model in `model` (a folder or a file)."""
    from rasa.core.agent import Agent  # TensorFlow takes seconds to import

    agent = Agent.load(model)
    if not agent.is_ready():
        raise SystemExit(f"No model in {model}: run `make train` first.")
    for warm in ("xin chào", "dk tam tru can j"):
        await agent.parse_message(warm)
    outcomes = []
    for line in questions.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        start = time.perf_counter()
        parsed = await agent.parse_message(question["text"])
        seconds = time.perf_counter() - start
        intent = parsed["intent"]
        outcomes.append(Outcome(question["text"], question["intent"], intent["name"], intent["confidence"], seconds))
    return outcomes


def f1(outcomes: list[Outcome], intent: str) -> float:
    """The F1 of one intent; 0 when it is never found rightly."""
    right = sum(outcome.intent == intent == outcome.found for outcome in outcomes)
    named = sum(outcome.found == intent for outcome in outcomes)
    meant = sum(outcome.intent == intent for outcome in outcomes)
    return 2 * right / (named + meant) if named + meant else 0.0


def macro_f1(outcomes: list[Outcome]) -> float:
    """The mean F1 over the intents of the held-out set."""
    return statistics.mean(f1(outcomes, intent) for intent in {outcome.intent for outcome in outcomes})


def accuracy(outcomes: list[Outcome]) -> float:
    return sum(outcome.intent == outcome.found for outcome in outcomes) / len(outcomes)


def report(outcomes: list[Outcome]) -> str:
    """The table people read: macro F1, toneless and accented apart, F1 an intent, confusions, latency."""
    lines = [f"messages {len(outcomes)}   macro F1 {macro_f1(outcomes):.3f}   accuracy {accuracy(outcomes):.3f}"]
    for name, wanted in (("toneless", True), ("accented", False)):
        part = [outcome for outcome in outcomes if is_toneless(outcome.text) is wanted]
        lines.append(f"{name:10} {len(part):4}   accuracy {accuracy(part):.3f}")
    lines += [
        f"  {intent:18} F1 {f1(outcomes, intent):.3f}" for intent in sorted({outcome.intent for outcome in outcomes})
    ]
    wrong = [outcome for outcome in outcomes if outcome.intent != outcome.found]
    lines += [
        f"  {n} × {pair[0]} → {pair[1]}"
        for pair, n in Counter((miss.intent, miss.found) for miss in wrong).most_common()
    ]
    lines += [f"    {miss.intent} → {miss.found} ({miss.confidence:.2f})  {miss.text}" for miss in wrong]
    times = sorted(outcome.seconds * 1000 for outcome in outcomes)
    lines.append(f"parse ms   p50 {statistics.median(times):.1f}   p95 {times[int(len(times) * 0.95)]:.1f}")
    return "\n".join(lines)


def main() -> None:
    """Print the report for a trained model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--model",
        default=str(get_settings().var / "models"),
        help="a model file, or a folder with models (the newest is taken)",
    )
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    args = parser.parse_args()
    print(report(asyncio.run(measure(args.model, args.questions))))


if __name__ == "__main__":
    main()
