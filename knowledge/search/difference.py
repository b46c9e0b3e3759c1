"""What tells candidates apart, in plain words: the question that asking back should put."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.search.signs import load_signs


def differences(names: Sequence[str]) -> tuple[str, ...]:
    """What tells the likeliest two apart, a short phrase each ("trong nước", "có yếu tố nước ngoài").

    Only where a single sign does, which the first has and the second has not, or the other way round: a mixture ("ở
    trong nước", "đăng ký lại") would puzzle more than help. Else empty: then the lines about the procedures must do.
    """
    signs = load_signs()
    if len(names) < 2:
        return ()
    first, second = signs.in_names(names[:2]) > 0
    telling = [i for i in np.flatnonzero(first != second) if signs.labels[i][0]]
    if len(telling) != 1:
        return ()
    label, otherwise = signs.labels[telling[0]]
    return (label, otherwise) if first[telling[0]] else (otherwise, label)
