"""A question's meaning as a sign that it is ours: a logistic regression over its vector, for the ranker's judges."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from knowledge.search.learned import Outside

STRENGTH = 10.0
"""Inverse of the pull of the weights towards nothing: the vectors are of length 1, so the weights are large."""
FOLDS = 5
Floats = NDArray[np.float32]


def fit_outside(meanings: Floats, ours: NDArray[np.bool_]) -> Outside:
    """The regression over these vectors, (questions, dimensions); both classes weigh alike."""
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000).fit(meanings, ours)
    weights = tuple(round(float(weight), 2) for weight in model.coef_[0])
    return Outside(bias=round(float(model.intercept_[0]), 2), weights=weights)


def cross_fitted(meanings: Floats, ours: NDArray[np.bool_]) -> Iterator[Outside]:
    """For each question the regression fitted without it and its fold: what the judges may learn from."""
    folds = np.arange(len(ours)) % FOLDS
    fitted = [fit_outside(meanings[folds != fold], ours[folds != fold]) for fold in range(FOLDS)]
    return (fitted[fold] for fold in folds)
