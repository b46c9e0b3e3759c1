"""Train the scorer: `python -m training.reading first|second [--unseen] [--first FILE] [--out FILE]`.

`first` learns the look that is taken at every question; `second`, over it, the closer one at those that a message may
speak of. From the labelled messages of the authors and the examples of every authored question. `--unseen` leaves the
examples out: what is then understood of the dev and test procedures, whose questions were never met, is what will be
understood of a procedure that a clerk adds. Data in this folder, seeds and settings in `first.py` and `second.py`; each
look takes about an hour on two cores. docs/reader.md is the card of the result.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from safetensors.numpy import save_file

from knowledge.reading.scorer.weights import SECOND, WEIGHTS, pack
from training.reading.first import Plan, Trainer
from training.reading.rows import FOLDER, Labelled, read_labelled
from training.reading.second import SecondPlan, SecondTrainer

FIRST_LOOK = ("author_?.jsonl", "first_?.jsonl", *(f"examples_{name}.jsonl" for name in "ijklmnop"))
"""The files that the first look learned from."""
MET = "examples_*"
"""What was written for the questions of every procedure, those of dev and test among them."""


def messages(names: Iterable[str], *, unseen: bool) -> list[Labelled]:
    """The labelled messages of files; with `unseen` without the examples."""
    paths = sorted(path for name in names for path in FOLDER.glob(name))
    return read_labelled(path for path in paths if not (unseen and path.match(MET)))


def main() -> None:
    parser = argparse.ArgumentParser(description="train the scorer of the reader")
    parser.add_argument("look", choices=("first", "second"), help="the second stands over the first")
    parser.add_argument("--unseen", action="store_true", help="leave the examples of the authored questions out")
    parser.add_argument("--first", type=Path, default=WEIGHTS, help="the first look that a second one stands over")
    parser.add_argument("--out", type=Path, help="where the weights go; needed with --unseen, which serves nobody")
    arguments = parser.parse_args()
    if arguments.unseen and not arguments.out:
        parser.error("--unseen needs --out: what it learns is for measuring only")
    met = messages(FIRST_LOOK, unseen=arguments.unseen)
    if arguments.look == "first":
        trainer: Trainer | SecondTrainer = Trainer(Plan(), met)
    else:
        everything = messages(("author_*.jsonl", "first_*.jsonl", "examples_*.jsonl"), unseen=arguments.unseen)
        learned = set(map(id_of, met))
        trainer = SecondTrainer(
            SecondPlan(), met, [one for one in everything if id_of(one) not in learned], arguments.first
        )
    out = arguments.out or (WEIGHTS if arguments.look == "first" else SECOND)
    for step, steps, loss, seconds in trainer.run():
        print(f"step {step}/{steps}  loss {loss:.3f}  {seconds:.0f} s", flush=True)
        if step % 200 == 0 or step == steps:
            save_file(pack(trainer.weights()), out)
    save_file(pack(trainer.weights()), out)
    print(f"{out}: {out.stat().st_size} bytes")


def id_of(message: Labelled) -> tuple[str, str | None, str]:
    """What tells a labelled message from another."""
    return message.code, message.asking, message.text


if __name__ == "__main__":
    main()
