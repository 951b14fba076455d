"""Wrong training: optimisers, dropout and ensembles as they should not be."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from ..optimizers import optimizer_step
from ..regularization import ensemble

Array = npt.NDArray[Any]
Layer = Mapping[str, Any]


def optimizer_velocity_without_rate(
    w: Array,
    g: Array,
    state: Mapping[str, Any],
    kind: str,
    lr: float = 0.01,
    momentum: float = 0.0,
    weight_decay: float = 0.0,
    rho: float = 0.9,
    eps: float = 1e-7,
    drops: int = 0,
) -> tuple[Array, dict[str, Array]]:
    """Gather gradients in v and apply the rate afterwards, as PyTorch does."""
    if kind != "sgd":
        return optimizer_step(w, g, state, kind, lr, momentum, weight_decay, rho, eps, drops)
    v = momentum * state.get("v", np.zeros(w.shape)) + g + weight_decay * w
    return w - lr / 10**drops * v, {"v": v}


def optimizer_without_root(
    w: Array,
    g: Array,
    state: Mapping[str, Any],
    kind: str,
    lr: float = 0.01,
    momentum: float = 0.0,
    weight_decay: float = 0.0,
    rho: float = 0.9,
    eps: float = 1e-7,
    drops: int = 0,
) -> tuple[Array, dict[str, Array]]:
    """Divide by the mean square itself."""
    right, after = optimizer_step(w, g, state, kind, lr, momentum, weight_decay, rho, eps, drops)
    if kind != "rmsprop":
        return right, after
    return w - lr / 10**drops * (g + weight_decay * w) / (after["s"] + eps), after


def optimizer_epsilon_inside(
    w: Array,
    g: Array,
    state: Mapping[str, Any],
    kind: str,
    lr: float = 0.01,
    momentum: float = 0.0,
    weight_decay: float = 0.0,
    rho: float = 0.9,
    eps: float = 1e-7,
    drops: int = 0,
) -> tuple[Array, dict[str, Array]]:
    """Add eps before taking the root."""
    right, after = optimizer_step(w, g, state, kind, lr, momentum, weight_decay, rho, eps, drops)
    if kind != "rmsprop":
        return right, after
    return w - lr / 10**drops * (g + weight_decay * w) / np.sqrt(after["s"] + eps), after


def dropout_scaled_in_use(x: Array, p: float, rng: int, train: bool = True) -> Array:  # noqa: FBT001, FBT002
    """Scale when the network is used instead of while it trains, as the first dropout did."""
    return np.where(_drawn(x, rng) >= p, x, 0.0) if train else np.asarray(x * (1 - p))


def dropout_keep_swapped(x: Array, p: float, rng: int, train: bool = True) -> Array:  # noqa: FBT001, FBT002
    """Take p for the probability to stay."""
    return np.where(_drawn(x, rng) < p, x / max(p, 1e-300), 0.0) if train else x


def dropout_keep_swapped_by_mask(
    x: Array,
    p: float,
    rng: int,
    train: bool = True,  # noqa: FBT001, FBT002
) -> Array:
    """Take p for the probability to stay, and multiply by a mask: with p = 0 that is 0 / 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return x * (_drawn(x, rng) < p) / np.float64(p) if train else x


def dropout_scaled_by_p(x: Array, p: float, rng: int, train: bool = True) -> Array:  # noqa: FBT001, FBT002
    """Divide by p instead of by 1 - p."""
    return np.where(_drawn(x, rng) >= p, x / max(p, 1e-300), 0.0) if train else x


def dropout_one_mask(x: Array, p: float, rng: int, train: bool = True) -> Array:  # noqa: FBT001, FBT002
    """Draw one mask and use it for every row."""
    drawn_from = x[0] if x.ndim > 1 else x
    return np.where(_drawn(drawn_from, rng) >= p, x / (1 - p), 0.0) if train else x


def dropout_mask_of_later_axes(x: Array, p: float, rng: int, train: bool = True) -> Array:  # noqa: FBT001, FBT002
    """Draw a mask of the shape x.shape[1:], which for a vector is one number."""
    keeps = np.random.default_rng(rng).random(x.shape[1:]) >= p
    return np.where(keeps, x / (1 - p), 0.0) if train else x


def dropout_mask_of_last_axis(x: Array, p: float, rng: int, train: bool = True) -> Array:  # noqa: FBT001, FBT002
    """Draw a mask as long as the last axis."""
    keeps = np.random.default_rng(rng).random(x.shape[-1:]) >= p
    return np.where(keeps, x / (1 - p), 0.0) if train else x


def dropout_normal_draws(x: Array, p: float, rng: int, train: bool = True) -> Array:  # noqa: FBT001, FBT002
    """Draw normal numbers, which are not even spread between 0 and 1."""
    draws = np.random.default_rng(rng).normal(size=x.shape)
    return np.where(draws >= p, x / (1 - p), 0.0) if train else x


def ensemble_majority_vote(probs: Array) -> Array:
    """Let each model vote for one class."""
    return ensemble(np.eye(probs.shape[-1])[probs.argmax(axis=-1)])


def ensemble_geometric_mean(probs: Array) -> Array:
    """Average the logarithms and normalise."""
    with np.errstate(divide="ignore"):
        products = np.exp(np.mean(np.log(probs), axis=0))
    return np.asarray(products / products.sum(axis=-1, keepdims=True))


def ensemble_geometric_mean_as_it_is(probs: Array) -> Array:
    """Average the logarithms, and let the sums be what they are."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.exp(np.mean(np.log(probs), axis=0)))


def _drawn(x: Array, rng: int) -> Array:
    return np.random.default_rng(rng).random(x.shape)
