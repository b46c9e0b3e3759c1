"""Step Rank: a small learned ranker over the likeliest candidates, linear so that it can explain itself.

The weights (learned.yml) are those of a conditional logit: P(candidate | question) is the softmax of its weighted
features. They are fitted by `python -m training.ranker` on the train questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.catalogue_files.catalogue import Catalogue, Entry
from knowledge.schema.conditions import Level
from knowledge.schema.relations import PUBLIC
from knowledge.search.evidence import Evidence, Floats, Places, Ranking
from knowledge.search.learned import RankConfig
from knowledge.search.signs import Signs, load_signs
from knowledge.search.step import Act, Parts, Stage, Step
from knowledge.search.steps.focus import LONG
from knowledge.search.steps.overlap import EXACT
from knowledge.search.types import Query
from knowledge.text.normalise import normalise
from knowledge.text.words import whole_words

DENIED = "denied"
"""How many of the signs that a question denies the procedure's name has."""
DEPTH = 50
"""How many of the best of each retriever are ranked."""
_MOST_HELD = 5
"""Words of a name from which more do not count."""
_NUMBER = re.compile(r"(?<!\w)(?:\d{1,4}|i{1,3}|iv|vi?)(?!\w)")


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
    ASKED = ("province_named", "closed_asked", "closed_unasked")
    """What is known of them with the question, (procedures, ASKED)."""

    def __init__(self, catalogue: Catalogue, codes: Sequence[str], signs: Signs) -> None:
        entries = [catalogue.entries[code] for code in codes]
        rows = [_traits(entry) for entry in entries]
        self.table = np.array(rows, dtype=np.float32).reshape(len(codes), len(self.NAMES))
        self.signs = signs.in_names([f"{entry.name} . {entry.field}" for entry in entries])
        self._provinces: dict[str, list[int]] = {}
        self._closed: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            if entry.province:
                self._provinces.setdefault(entry.province, []).append(place)
            if (audience := catalogue.audience(entry.code)) != PUBLIC:
                self._closed.setdefault(audience, []).append(place)
        self._hears = {key: whole_words(map(normalise, group.hears)) for key, group in catalogue.groups.items()}
        self._numbers: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            texts = (entry.name, entry.about, *entry.aliases)
            for number in set(_NUMBER.findall(" ".join(texts).lower())):
                self._numbers.setdefault(number, []).append(place)

    def asked(self, query: Query) -> Floats:
        """Whether a procedure's province is named, whether it is for a closed group, spoken of or not."""
        table = np.zeros((len(self.table), len(self.ASKED)), dtype=np.float32)
        for province in query.provinces:
            table[self._provinces.get(province, []), 0] = 1
        for audience, places in self._closed.items():
            table[places, 1 if self._hears[audience].search(query.text) else 2] = 1
        return table

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


class Rank(Step):
    """The candidates in order: the best of each retriever, by their weighted features."""

    name = "rank"
    stage = Stage.FIND

    SCORES = (
        "best", "whole", "extra", "accented", "coverage", "dice", "dense", "dense_second", "dense_name", "fused",
        "best_first", "dense_first", "dice_full", "dense_restored", "best_long", "dense_long", "coverage_long",
        "dice_short", "best_focus", "dense_focus", "dice_name", "numbers", "accented_restored",
        "dice_clause", "dense_clause", "held", "held_long",
    )  # fmt: skip

    def __init__(self, catalogue: Catalogue, codes: Sequence[str], config: RankConfig) -> None:
        self._signs = load_signs()
        self._traits = Traits(catalogue, codes, self._signs)
        both = [f"{name}_agreed" for name in self._signs.names]
        alone = [f"{name}_unasked" for name in self._signs.names]
        self.names = (*self.SCORES, *Traits.NAMES, *Traits.ASKED, DENIED, *both, *alone)
        self._weights = np.array([config.weights.get(name, 0.0) for name in self.names], dtype=np.float32)

    @classmethod
    def make(cls, parts: Parts) -> Rank:
        return cls(parts.catalogue, parts.searched.codes, parts.learned.rank)

    @classmethod
    def instead(cls, parts: Parts) -> Act:
        """The same candidates by their fused score alone."""
        return _by_fused_score

    def __call__(self, evidence: Evidence) -> Evidence:
        places = candidates(evidence)
        return replace(evidence, ranking=self.order(places, self.features(evidence, places)))

    def order(self, places: Places, features: Floats) -> Ranking:
        """The candidates by their weighted features; deterministic, ties by place."""
        scores = np.einsum("ij,j->i", features, self._weights)  # no BLAS: its threads wait for each other under load
        order = np.lexsort((places, -scores))
        scores = scores[order]
        odds = np.exp(scores - scores.max(initial=0.0)) if scores.size else scores
        shares = np.asarray(odds / max(odds.sum(), 1e-9), dtype=np.float32)
        return Ranking(places[order], shares, features[order], self.names, self._weights)

    def features(self, evidence: Evidence, places: Places) -> Floats:
        """(candidates, features); scores are relative to the best candidate's."""
        columns = self._scores(evidence, places)
        shown = self._signs.in_question(evidence.query.text, evidence.query.denied)
        asked, denied = np.maximum(shown, 0), np.maximum(-shown, 0)
        named = self._traits.signs[places]
        table = np.stack([columns[name] for name in self.SCORES], axis=1)
        of_denied = (named @ denied)[:, None].astype(np.float32)
        known = (self._traits.table[places], self._traits.asked(evidence.query)[places], of_denied)
        return np.concatenate([table, *known, named * asked, named * (1 - asked)], axis=1)

    def _scores(self, evidence: Evidence, places: Places) -> dict[str, Floats]:
        nothing = np.zeros(len(places), dtype=np.float32)

        def plain(retriever: str, part: str = "") -> Floats:
            scores = evidence.scores(retriever, part)
            return nothing if scores is None else scores[places]

        def relative(scores: Floats | None) -> Floats:
            if scores is None or not places.size:
                return nothing
            own = scores[places]
            best = float(own.max())
            return np.asarray(own / best, dtype=np.float32) if best > 0 else np.zeros_like(own)

        def below(scores: Floats | None, of: Floats | None) -> Floats:
            if scores is None or of is None or not places.size:
                return nothing
            return np.asarray((scores[places] - float(of[places].max())) * 10, dtype=np.float32)

        nearest, near_focus = evidence.scores("dense"), evidence.scores("dense", "focus")
        near_clause = evidence.scores("dense", "clause")
        held = np.minimum(plain("overlap", "held") / _MOST_HELD, 1).astype(np.float32)
        typed = evidence.query.marked
        story = float(bool(evidence.query.clauses))
        long = float(len(evidence.query.text.split()) >= LONG)
        short = float(len(evidence.words) <= 2)
        best, dense = relative(evidence.scores("lexical")), below(nearest, nearest)
        accented, coverage = relative(evidence.scores("lexical", "accented")), plain("lexical", "coverage")
        dice = plain("overlap")
        return {
            "best": best,
            "whole": relative(evidence.scores("lexical", "whole")),
            "extra": relative(evidence.scores("lexical", "extra")),
            "accented": accented * typed,
            "coverage": coverage,
            "dice": dice,
            "dense": dense,
            "dense_second": below(evidence.scores("dense", "second"), nearest),
            "dense_name": below(evidence.scores("dense", "name"), nearest),
            "fused": relative(evidence.fused),
            "best_first": (best >= 1).astype(np.float32),
            "dense_first": (dense >= 0).astype(np.float32) if nearest is not None else nothing,
            "dice_full": (dice >= EXACT).astype(np.float32),
            "dense_restored": dense * (not typed),
            "best_long": best * long,
            "dense_long": dense * long,
            "coverage_long": coverage * long,
            "dice_short": dice * short,
            "best_focus": relative(evidence.scores("lexical", "focus")) * long,
            "dense_focus": below(near_focus, near_focus) * long,
            "dice_name": plain("overlap", "name"),
            "numbers": self._traits.numbers(evidence.query.text)[places],
            "accented_restored": accented * (not typed),
            "dice_clause": plain("overlap", "clause") * story,
            "dense_clause": below(near_clause, near_clause) * story,
            "held": held,
            "held_long": held * long,
        }


def candidates(evidence: Evidence) -> Places:
    """The places worth ranking, sorted: the best of each retriever and of all together."""
    lists = [evidence.fused, *(scores for found in evidence.retrieved.values() for scores in found.lists())]
    return np.asarray(np.unique(np.concatenate([_best(scores) for scores in lists])), dtype=np.int64)


def _best(scores: Floats) -> Places:
    if len(scores) <= DEPTH:
        return np.arange(len(scores))
    best = np.argpartition(-scores, DEPTH)[:DEPTH]
    return np.asarray(best[scores[best] > 0], dtype=np.int64)


def _by_fused_score(evidence: Evidence) -> Evidence:
    places = candidates(evidence)
    return replace(evidence, ranking=by_score(places, evidence.fused[places]))


def by_score(places: Places, scores: Floats) -> Ranking:
    """A ranking by one score between 0 and 1, without features."""
    order = np.lexsort((places, -scores))
    odds = np.exp(8 * scores[order])
    return Ranking(places[order], np.asarray(odds / max(odds.sum(), 1e-9), dtype=np.float32))
