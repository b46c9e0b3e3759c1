"""`python -m training.danger [--out FILE]`: learn to see danger, in a few minutes.

From the messages in this folder (kinds: violence, suicide, child, fire, accident, scam, bribe, none) and, as none, from
the training messages of every intent and of the reader. `dev.jsonl` is left out: the floors of `actions.topics.danger`
were chosen on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from knowledge.reading.danger.classifier import NONE, WEIGHTS
from knowledge.reading.danger.features import SIZE, features
from knowledge.text.fold import fold

FOLDER = Path(__file__).parent
DEV = FOLDER / "dev.jsonl"
INTENTS = FOLDER.parents[1] / "data" / "nlu"
STRENGTH = 20.0
"""Inverse strength of the regularisation."""


def read_messages(paths: list[Path]) -> list[tuple[str, str]]:
    """(text, kind) of each line."""
    lines = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [(line["text"], line["kind"]) for line in lines]


def with_unmarked(messages: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each message also as it is typed without marks: half of the people who write in a hurry do."""
    for text, kind in messages:
        yield text, kind
        if (bare := fold(text)) != text.lower():
            yield bare, kind


def ordinary_messages() -> Iterator[tuple[str, str]]:
    """The messages that intents are learned from: none tells of danger."""
    for path in sorted(INTENTS.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in str(block.get("examples", "")).splitlines():
                yield line.removeprefix("- "), NONE


def told_messages() -> Iterator[tuple[str, str]]:
    """What people tell of their cases, from the reader's training: none tells of danger."""
    for path in sorted((FOLDER.parent / "reading").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if text := json.loads(line).get("t"):
                yield text, NONE


def learn(messages: list[tuple[str, str]]) -> LogisticRegression:
    """A logistic regression; kinds weigh alike, however many messages each has."""
    rows = [features(text) for text, _ in messages]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    values = np.array([value for row in rows for value in row.values()], dtype=np.float32)
    matrix = csr_matrix((values, np.array([number for row in rows for number in row]), starts), (len(rows), SIZE))
    regression = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=300)
    return regression.fit(matrix, [kind for _, kind in messages])


def write(regression: LogisticRegression, path: Path) -> None:
    """Weights as 8-bit rows with a scale each."""
    scales = np.abs(regression.coef_).max(axis=1) / 127
    np.savez_compressed(
        path,
        weights=np.rint(regression.coef_ / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        biases=regression.intercept_.astype(np.float32),
        kinds=regression.classes_.astype(str),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="train the classifier of danger")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    told = read_messages(sorted(path for path in FOLDER.glob("*.jsonl") if path != DEV))
    write(learn([*with_unmarked(told), *ordinary_messages(), *told_messages()]), arguments.out)
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes, {len(told)} messages written for it")


if __name__ == "__main__":
    main()
