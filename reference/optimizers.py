"""One step of an optimiser: how a gradient becomes a change of the weights."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def optimizer_step(
    w: ArrayLike,
    g: ArrayLike,
    state: Mapping[str, Any],
    kind: str,
    lr: float = 0.01,
    momentum: float = 0.0,
    weight_decay: float = 0.0,
    rho: float = 0.9,
    eps: float = 1e-7,
    drops: int = 0,
) -> tuple[Array, dict[str, Array]]:
    """Move the weights once, by SGD with momentum or by RMSprop.

    Slides: deck 002, "Ejemplo 2 (completa)"; deck 003, "AlexNet".

    The penalty (λ/2)·Σw² adds λw to the gradient: d = g + weight_decay·w. The rate has been divided by 10
    `drops` times: r = lr / 10^drops. Then

    - "sgd": v ← momentum·v - r·d and w ← w + v;
    - "rmsprop": s ← rho·s + (1 - rho)·d² and w ← w - r·d / (√s + eps).

    Parameters
    ----------
    w, g : arrays of one shape
        The weights and the gradient of the loss without the penalty. They are not changed.
    state : dict
        What the step before returned; empty at first, which means v = 0 or s = 0.
    kind : {"sgd", "rmsprop"}
    lr, momentum, weight_decay, rho, eps : float
    drops : int

    Returns
    -------
    w : array
    state : dict
        {"v": v} or {"s": s}.

    Examples
    --------
    >>> w, state = optimizer_step([1.0], [1.0], {}, "sgd", lr=0.01, momentum=0.9, weight_decay=0.0005)
    >>> w, state = optimizer_step(w, [1.0], state, "sgd", lr=0.01, momentum=0.9, weight_decay=0.0005)
    >>> w
    array([0.97098555])
    """
    w, g = np.asarray(w, dtype=float), np.asarray(g, dtype=float)
    rate = lr / 10**drops
    decayed = g + weight_decay * w
    if kind == "sgd":
        v = momentum * np.asarray(state.get("v", np.zeros_like(w))) - rate * decayed
        return w + v, {"v": v}
    s = rho * np.asarray(state.get("s", np.zeros_like(w))) + (1 - rho) * decayed**2
    return w - rate * decayed / (np.sqrt(s) + eps), {"s": s}
