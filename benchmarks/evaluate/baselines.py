"""What simpler systems do with the same questions in the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluate.cases import Case
from benchmarks.evaluate.measure import Share, share
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.settings import Settings
from knowledge.text.embedder.model import STOCK, load_model
from knowledge.text.normalise import normalise
from knowledge.text.words import syllables

Scores = Callable[[str], NDArray[np.float32]]
_RANK_CONSTANT = 60


def baselines(catalogue: Catalogue, settings: Settings) -> dict[str, Scores]:
    """Folded BM25 and raw e5-small over official titles and fields, and the two by rank fusion."""
    codes = catalogue.searched()
    texts = [f"{catalogue.name(code)} . {catalogue.entries[code].field}" for code in codes]
    words = bm25s.BM25(method="lucene")
    words.index([list(syllables(normalise(text))) for text in texts], show_progress=False)
    known = set(words.vocab_dict)
    model = load_model(STOCK, settings.embedder_dir)
    vectors = load_model(STOCK, settings.embedder_dir, 2).encode(
        [normalise(text) for text in texts], prompt="passage: "
    )

    def lexical(question: str) -> NDArray[np.float32]:
        tokens = [word for word in syllables(normalise(question)) if word in known]
        return np.asarray(words.get_scores(tokens) if tokens else np.zeros(len(codes)), dtype=np.float32)

    def dense(question: str) -> NDArray[np.float32]:
        return np.asarray(vectors @ model.encode(normalise(question), prompt="query: "), dtype=np.float32)

    def fused(question: str) -> NDArray[np.float32]:
        return _reciprocal(lexical(question)) + _reciprocal(dense(question))

    return {"folded BM25 on titles": lexical, "raw e5-small on titles": dense, "rank fusion of both": fused}


def first_right(scores: Scores, codes: Sequence[str], cases: Sequence[Case], depth: int) -> Share:
    """R@depth of a baseline."""
    hits = []
    for case in cases:
        best = np.argsort(-scores(case.question), kind="stable")[:depth]
        hits.append(any(codes[place] in case.accept for place in best))
    return share(hits)


def _reciprocal(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return np.asarray(1 / (_RANK_CONSTANT + ranks), dtype=np.float32)
