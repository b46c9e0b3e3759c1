"""What the retrievers found for one question: the input of Rank and Decide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.search.types import Query

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class LexicalScores:
    """Scores of each procedure by its words, shape (procedures,) each.

    `best` text, the `whole` of its texts, `extra` (documents, questions), the `accented` form (None when it is switched
    off), the share of the question that the procedure's words cover (0–1), and the best text for
    the question's `focus`.
    """

    best: Floats
    whole: Floats
    extra: Floats
    accented: Floats | None
    coverage: Floats
    focus: Floats


@dataclass(frozen=True)
class DenseScores:
    """Cosines of each procedure's nearest text, of its second nearest, of its name, and of the nearest text to the
    question's focus, shape (procedures,) each.
    """

    best: Floats
    second: Floats
    name: Floats
    focus: Floats


@dataclass(frozen=True)
class Evidence:
    """What is known of one question; None where a step is switched off.

    `words` are the content words, `dice` how nearly each procedure's best text says the same (see Overlap), `dice_name`
    its name alone, `fused` the retrievers together.
    """

    query: Query
    words: tuple[str, ...]
    fused: Floats
    lexical: LexicalScores | None
    dense: DenseScores | None
    dice: Floats
    dice_name: Floats
