"""The reserved names of a value: what ``{normal: [H, W]}`` and its kin make.

An operator is written with a shape alone, or with its options: ``{uniform: {shape: [H], low: -1, high: 1}}``.
Every option that is a number may be an expression over sizes. Random operators draw from the generator that
they are given and from nothing else, so the same seed gives the same values on every machine.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_ELEMENTS = 1 << 26

Options = Mapping[str, Any]
Shape = tuple[int, ...]
Draw = Callable[["np.random.Generator", Shape, Options], "np.ndarray[Any, Any]"]
# The generator's class stands in quotes: naming it would import numpy.random, which not every run needs.


@dataclass(frozen=True, slots=True)
class Operator:
    """One reserved name: what it makes, and its options (number, numbers) beside ``shape``, ``dtype``."""

    draw: Draw
    options: Mapping[str, str]
    random: bool = False


def _normal(rng: "np.random.Generator", shape: Shape, options: Options) -> Any:
    return options.get("mean", 0.0) + options.get("std", 1.0) * rng.standard_normal(shape)


def _uniform(rng: "np.random.Generator", shape: Shape, options: Options) -> Any:
    low, high = options.get("low", 0.0), options.get("high", 1.0)
    return low + (high - low) * rng.random(shape)


def _integers(rng: "np.random.Generator", shape: Shape, options: Options) -> Any:
    low, high = options.get("low", 0), options.get("high", 9)
    return rng.integers(int(low), int(high), size=shape, endpoint=True)


def _full(_: "np.random.Generator", shape: Shape, options: Options) -> Any:
    return np.full(shape, options.get("value", 0.0), dtype=np.float64)


def _arange(_: "np.random.Generator", shape: Shape, options: Options) -> Any:
    start, step = options.get("start", 0.0), options.get("step", 1.0)
    if "stop" in options:
        counted = np.arange(start, options["stop"], step, dtype=np.float64)
        return counted.reshape(shape) if shape else counted
    return start + step * np.arange(math.prod(shape), dtype=np.float64).reshape(shape)


def _one_hot(rng: "np.random.Generator", shape: Shape, options: Options) -> Any:
    if "labels" in options:
        labels = np.asarray(options["labels"], dtype=np.int64)
        classes = int(options.get("classes", labels.max(initial=-1) + 1))
    else:
        if not shape:
            raise ValueError("one_hot needs a shape such as [N, K]")
        classes = shape[-1]
        labels = rng.integers(0, classes, size=shape[:-1])
    return np.eye(classes)[labels]


def _probabilities(rng: "np.random.Generator", shape: Shape, _: Options) -> Any:
    # Away from zero, so that a logarithm of them is tame.
    weights = 0.05 + rng.random(shape)
    return weights / weights.sum(axis=-1, keepdims=True)


def _permutation(rng: "np.random.Generator", shape: Shape, options: Options) -> Any:
    values = rng.permutation(math.prod(shape)).reshape(shape)
    return options.get("start", 0.0) + options.get("step", 1.0) * values


OPERATORS: Mapping[str, Operator] = {
    "normal": Operator(_normal, {"mean": "number", "std": "number"}, random=True),
    "uniform": Operator(_uniform, {"low": "number", "high": "number"}, random=True),
    "integers": Operator(_integers, {"low": "number", "high": "number"}, random=True),
    "zeros": Operator(lambda _, shape, __: np.zeros(shape), {}),
    "ones": Operator(lambda _, shape, __: np.ones(shape), {}),
    "full": Operator(_full, {"value": "number"}),
    "arange": Operator(_arange, {"start": "number", "stop": "number", "step": "number"}),
    "one_hot": Operator(_one_hot, {"labels": "numbers", "classes": "number"}, random=True),
    "probabilities": Operator(_probabilities, {}, random=True),
    "permutation": Operator(_permutation, {"start": "number", "step": "number"}, random=True),
}
FILES: Mapping[str, Mapping[str, str]] = {
    "image": {"path": "text", "mode": "text"},
    "file": {"path": "text", "key": "text"},
}
FORMS = ("tuple", "list", "array", "value")
RESERVED = frozenset({*OPERATORS, *FILES, *FORMS})


def make(name: str, rng: "Callable[[], np.random.Generator] | None", shape: Shape, options: Options) -> Any:
    """Make what an operator stands for: an array, or a plain Python number where the shape is ``[]``."""
    if any(side < 0 for side in shape):
        raise ValueError(f"a shape has no negative side: {list(shape)}")
    if math.prod(shape) > MAX_ELEMENTS:
        raise ValueError(f"the shape {list(shape)} is too large")
    operator = OPERATORS[name]
    generator: Any = rng() if rng is not None and operator.random else None
    made = np.asarray(operator.draw(generator, shape, options))
    if "dtype" in options:
        made = made.astype(options["dtype"])
    return made.item() if made.ndim == 0 else made
