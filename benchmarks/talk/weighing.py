"""`python -m benchmarks.talk.weighing`: learns how much each sign speaks for a statement (relevance.yml).

From the questions that may be tuned on: a statement that holds all that an answer must hold, and nothing it must not,
is an answer; where nothing is known, what sends to the desk is one, and so is silence. Questions about several things
at once are left out, since no one statement answers them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.case_question import current_checklist
from actions.questions.answers import topics_in
from actions.questions.asked import AskedAbout
from actions.questions.question_words import QuestionWords
from actions.questions.relevance import WEIGHTS, signs_of, signs_of_none
from actions.questions.statements import statements
from actions.turn import Turn
from actions.understood import Understood
from benchmarks.talk.judging import ASK_THE_DESK, lines_of
from benchmarks.talk.talker import load_agent

FROM = ("questions_dev", "questions_dev2", "questions_dev3")
"""Files of questions that may be tuned on."""
STRENGTH = 0.5
"""Inverse strength of the regularisation where each statement is judged alone."""
PULL = 0.3
"""How much large weights cost where statements are judged beside each other."""
STEPS = 150
QUOTED = "is_official"
"""The sign of a sentence of the official record."""
Floats = NDArray[np.float64]
Signs = Mapping[str, float]


@dataclass(frozen=True)
class Example:
    """A question.

    Attributes:
        statements: the signs of every statement of the case, and whether it is an answer.
        may: whether each can be one at all.
        none: the signs that nothing answers.
        unanswered: nothing does.
    """

    statements: Sequence[tuple[Signs, bool]]
    may: Sequence[bool]
    none: Signs
    unanswered: bool


def is_answer(line: Mapping[str, Any], text: str) -> bool:
    """Whether a text holds all that the answer to a question must hold, and nothing it must not."""
    if line.get("dont_know"):
        return ASK_THE_DESK in text
    spoken = text.lower()
    holds = [any(piece.lower() in spoken for piece in must.split("|")) for must in line["must"]]
    misleads = any(piece.lower() in spoken for never in line.get("never", []) for piece in never.split("|"))
    return bool(holds) and all(holds) and not misleads


def example_of(line: Mapping[str, Any], understood: Understood) -> Example | None:
    """A question with the signs of all that may be said of the case it is about."""
    turn = Turn(text=line["ask"], understood=understood)
    turn.take(line["code"])
    for question_id, value in line.get("facts", {}).items():
        turn.answer(question_id, value)
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        return None
    asked = AskedAbout(turn, case, checklist, line["ask"])
    every, topics = statements(asked), topics_in(understood)
    signs, question = signs_of(asked, topics, every), QuestionWords.of(asked)
    may = [question.may_be_answered_by(statement) for statement in every]
    told = [is_answer(line, statement.text) for statement in every]
    unanswered = bool(line.get("dont_know")) or not any(right for right, can in zip(told, may, strict=True) if can)
    return Example(list(zip(signs, told, strict=True)), may, signs_of_none(topics, signs), unanswered)


def learn(examples: Sequence[tuple[Signs, bool]]) -> dict[str, float]:
    """A weight for each sign, and "always" for what stands without any: of statements judged alone."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for signs, _ in examples for name in signs})
    table = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(table, [right for _, right in examples])
    return {"always": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def learn_among(examples: Sequence[Example]) -> dict[str, float]:
    """A weight for each sign, of statements judged beside each other and beside "nothing answers"."""
    from scipy.optimize import minimize

    rows = [_rows(one) for one in examples]
    names = sorted({name for signs, _ in rows for sign in signs for name in sign})
    tables = [np.array([[sign.get(name, 0.0) for name in names] for sign in signs]) for signs, _ in rows]
    rights = [np.array(right, dtype=np.float64) for _, right in rows]

    def loss(weights: Floats) -> tuple[float, Floats]:
        lost, slope = PULL * float(weights @ weights) / 2, PULL * weights
        for table, right in zip(tables, rights, strict=True):
            scores = table @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            hit = float(shares @ right) + 1e-9
            lost -= float(np.log(hit))
            slope = slope - table.T @ (shares * right / hit - shares)
        return lost, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return dict(zip(names, map(float, found.x), strict=True))


def _rows(example: Example) -> tuple[list[Signs], list[bool]]:
    """The signs of what may be said, with "nothing" as the last, and whether each is right."""
    possible = [one for one, can in zip(example.statements, example.may, strict=True) if can]
    return [*(signs for signs, _ in possible), example.none], [*(right for _, right in possible), example.unanswered]


def written(weights: Mapping[str, Mapping[str, float]]) -> str:
    """relevance.yml."""
    lines = ["# Learned by `python -m benchmarks.talk.weighing`: a sign → how much it speaks for a statement."]
    for judge, of in weights.items():
        lines += [f"{judge}:", *(f"  {name}: {value:.3f}" for name, value in of.items())]
    return "\n".join(lines) + "\n"


def learned(examples: Sequence[Example]) -> str:
    """The weights of both judges, as relevance.yml."""
    alone = [statement for one in examples for statement in one.statements]
    return written({"alone": cautious(learn(alone)), "among": cautious(learn_among(examples))})


def cautious(weights: Mapping[str, float]) -> dict[str, float]:
    """With a weight for the record's own sentences, which no example holds where no records are imported.

    They are trusted as little as the least trusted kind of our own.
    """
    kinds = [value for name, value in weights.items() if name.startswith("is_")]
    return {QUOTED: min(kinds, default=0.0), **weights}


async def main() -> None:
    """Learn from FROM, and write the weights."""
    agent = load_agent()
    examples: list[Example] = []
    for line in (line for name in FROM for line in lines_of(name)):
        if isinstance(line["topic"], str):
            parsed = await agent.parse_message(line["ask"])
            example = example_of(line, Understood.of({**parsed, "text": line["ask"]}))
            examples += [example] if example else []
    WEIGHTS.write_text(learned(examples), encoding="utf-8")
    told = [right for one in examples for _, right in one.statements]
    print(f"{len(examples)} questions, {len(told)} statements, {sum(told)} of them answers")


if __name__ == "__main__":
    asyncio.run(main())
