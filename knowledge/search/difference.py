"""What tells candidates apart, in plain words: the question that asking back should put."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.search.signs import load_signs


def differences(names: Sequence[str]) -> tuple[str, ...]:
    """One short phrase for each procedure's name, all different ("làm lần đầu", "làm lại vì giấy bị mất, hỏng").

    Empty when the names' signs do not tell all of them apart: then the lines about the procedures must do.
    """
    signs = load_signs()
    if len(names) < 2:
        return ()
    flags = signs.in_names(names)
    telling = [i for i in np.flatnonzero(flags.any(axis=0) & ~flags.all(axis=0)) if signs.labels[i][0]]
    found = [next((signs.labels[i][0] for i in telling if row[i]), "") for row in flags]
    if found.count("") == 1:
        # the plain one among its siblings is told by what the first of them has and it has not
        found[found.index("")] = signs.labels[telling[0]][1] if telling else ""
    return tuple(found) if all(found) and len(set(found)) == len(found) else ()
