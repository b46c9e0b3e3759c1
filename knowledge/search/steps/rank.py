"""Step Rank: a small learned ranker over the likeliest candidates, linear so that it can explain itself.

The weights (learned.yml) are those of a conditional logit: P(candidate | question) is the softmax of its weighted
features. They are fitted by `python -m training.ranker` on the train questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue_files.catalogue import Catalogue, Entry
from knowledge.schema.conditions import Level
from knowledge.search.evidence import Evidence
from knowledge.search.learned import RankConfig
from knowledge.search.signs import Signs, load_signs
from knowledge.search.steps.focus import LONG

DEPTH = 50
"""How many of the best of each retriever are ranked."""
_NUMBER = re.compile(r"(?<!\w)(?:\d{1,4}|i{1,3}|iv|vi?)(?!\w)")
Floats = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Ranking:
    """The candidates of one question, the likeliest first, with P(this one is meant | it is among them)."""

    places: Places
    probabilities: Floats
    features: Floats
    """(candidates, features), in the order of `places`."""

    def of(self, place: int) -> float:
        """The probability of one place; 0 when it is no candidate."""
        return float(self.probabilities[self.places == place].sum())


class Traits:
    """What is known of every procedure before a question is asked, (procedures, traits)."""

    NAMES = (
        "province",
        "ministry",
        "other_level",
        "asked_1",
        "asked_2",
        "asked_3",
        "authored",
        "of_a_province",
        "long_name",
    )

    def __init__(self, catalogue: Catalogue, codes: Sequence[str], signs: Signs) -> None:
        entries = [catalogue.entries[code] for code in codes]
        rows = [_traits(entry) for entry in entries]
        self.table = np.array(rows, dtype=np.float32).reshape(len(codes), len(self.NAMES))
        self.signs = signs.in_names([f"{entry.name} . {entry.field}" for entry in entries])
        self._numbers: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            texts = (entry.name, entry.about, *entry.aliases)
            for number in set(_NUMBER.findall(" ".join(texts).lower())):
                self._numbers.setdefault(number, []).append(place)

    def numbers(self, text: str) -> Floats:
        """For each procedure the share of the question's numbers (75, 1975, ii) that its texts hold, (procedures,)."""
        shares = np.zeros(len(self.table), dtype=np.float32)
        asked = set(_NUMBER.findall(text))
        for number in asked:
            shares[self._numbers.get(number, [])] += 1 / len(asked)
        return shares


def _traits(entry: Entry) -> list[float]:
    return [
        entry.level == Level.PROVINCE,
        entry.level == Level.MINISTRY,
        entry.level == Level.OTHER,
        entry.asked == 1,
        entry.asked == 2,
        entry.asked == 3,
        entry.authored,
        bool(entry.province),
        min(1.0, len(entry.name) / 300),
    ]


class Rank:
    """Evidence → the candidates in order."""

    SCORES = (
        "best", "whole", "extra", "accented", "coverage", "dice", "dense", "dense_second", "dense_name", "fused",
        "best_first", "dense_first", "dice_full", "dense_restored", "best_long", "dense_long", "coverage_long",
        "dice_short", "best_focus", "dense_focus", "dice_name", "numbers", "accented_restored",
    )  # fmt: skip

    def __init__(self, catalogue: Catalogue, codes: Sequence[str], config: RankConfig) -> None:
        self._signs = load_signs()
        self._traits = Traits(catalogue, codes, self._signs)
        both = [f"{name}_agreed" for name in self._signs.names]
        alone = [f"{name}_unasked" for name in self._signs.names]
        self.names = (*self.SCORES, *Traits.NAMES, *both, *alone)
        self._weights = np.array([config.weights.get(name, 0.0) for name in self.names], dtype=np.float32)

    def __call__(self, evidence: Evidence) -> Ranking:
        """Rank the union of the best of each retriever; deterministic, ties by place."""
        places = candidates(evidence)
        features = self.features(evidence, places)
        return self.order(places, features)

    def order(self, places: Places, features: Floats) -> Ranking:
        """The candidates by their weighted features."""
        scores = np.einsum("ij,j->i", features, self._weights)  # no BLAS: its threads wait for each other under load
        order = np.lexsort((places, -scores))
        scores = scores[order]
        odds = np.exp(scores - scores.max(initial=0.0)) if scores.size else scores
        return Ranking(places[order], np.asarray(odds / max(odds.sum(), 1e-9), dtype=np.float32), features[order])

    def features(self, evidence: Evidence, places: Places) -> Floats:
        """(candidates, features); scores are relative to the best candidate's."""
        columns = self._scores(evidence, places)
        asked = self._signs.in_question(evidence.query.text)
        named = self._traits.signs[places]
        table = np.stack([columns[name] for name in self.SCORES], axis=1)
        return np.concatenate([table, self._traits.table[places], named * asked, named * (1 - asked)], axis=1)

    def why(self, ranking: Ranking, row: int) -> Mapping[str, float]:
        """What each feature adds to a candidate's score against the average candidate's, the weightiest first."""
        if not ranking.features.shape[1]:
            return {}
        parts = (ranking.features[row] - ranking.features.mean(axis=0)) * self._weights
        order = np.argsort(-np.abs(parts), kind="stable")
        return {self.names[i]: float(parts[i]) for i in order if abs(parts[i]) > 1e-3}

    def _scores(self, evidence: Evidence, places: Places) -> dict[str, Floats]:
        def relative(scores: Floats | None) -> Floats:
            if scores is None or not places.size:
                return np.zeros(len(places), dtype=np.float32)
            own = scores[places]
            best = float(own.max())
            return np.asarray(own / best, dtype=np.float32) if best > 0 else np.zeros_like(own)

        def below(scores: Floats | None, of: Floats | None) -> Floats:
            if scores is None or of is None or not places.size:
                return np.zeros(len(places), dtype=np.float32)
            return np.asarray((scores[places] - float(of[places].max())) * 10, dtype=np.float32)

        lexical, dense = evidence.lexical, evidence.dense
        nearest = dense.best if dense else None
        long = float(len(evidence.query.text.split()) >= LONG)
        short = float(len(evidence.words) <= 2)
        found = {
            "best": relative(lexical.best if lexical else None),
            "whole": relative(lexical.whole if lexical else None),
            "extra": relative(lexical.extra if lexical else None),
            "accented": relative(lexical.accented if lexical else None),
            "coverage": lexical.coverage[places] if lexical else np.zeros(len(places), "f4"),
            "dice": evidence.dice[places],
            "dense": below(nearest, nearest),
            "dense_second": below(dense.second if dense else None, nearest),
            "dense_name": below(dense.name if dense else None, nearest),
            "fused": relative(evidence.fused),
        }
        found["best_focus"] = relative(lexical.focus if lexical else None) * long
        found["dense_focus"] = below(dense.focus, dense.focus) * long if dense else found["dense"]
        found["accented_restored"] = found["accented"] * (not evidence.query.marked)
        found["accented"] = found["accented"] * evidence.query.marked
        found["numbers"] = self._traits.numbers(evidence.query.text)[places]
        found["dice_name"] = evidence.dice_name[places]
        found["best_first"] = (found["best"] >= 1).astype(np.float32)
        found["dense_first"] = (found["dense"] >= 0).astype(np.float32) if dense else np.zeros(len(places), "f4")
        found["dice_full"] = (found["dice"] >= 0.999).astype(np.float32)
        found["dense_restored"] = found["dense"] * (not evidence.query.marked)
        found["best_long"] = found["best"] * long
        found["dense_long"] = found["dense"] * long
        found["coverage_long"] = found["coverage"] * long
        found["dice_short"] = found["dice"] * short
        return found


def candidates(evidence: Evidence) -> Places:
    """The places worth ranking, sorted: the best of each retriever and of both together."""
    lists = [evidence.fused, evidence.dice]
    if evidence.lexical is not None:
        lists += [evidence.lexical.best, evidence.lexical.whole, evidence.lexical.focus]
    if evidence.dense is not None:
        lists += [evidence.dense.best, evidence.dense.focus]
    return np.unique(np.concatenate([_best(scores) for scores in lists])) if lists else np.zeros(0, np.int64)


def _best(scores: Floats) -> Places:
    if len(scores) <= DEPTH:
        return np.arange(len(scores))
    found = np.argpartition(-scores, DEPTH)[:DEPTH]
    return np.asarray(found[scores[found] > 0], dtype=np.int64)


def by_score(places: Places, scores: Floats) -> Ranking:
    """A ranking by one score between 0 and 1, for when the step is off."""
    order = np.lexsort((places, -scores))
    odds = np.exp(8 * scores[order])
    return Ranking(
        places[order], np.asarray(odds / max(odds.sum(), 1e-9), dtype=np.float32), np.zeros((len(places), 0), "f4")
    )
