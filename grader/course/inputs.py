"""Arguments out of specifications: seeded, the same on every machine, new arrays at every draw.

What is drawn depends on the exercise, the case's seed (or name), the number of the draw and the argument's
name, and on nothing else: adding an argument or a case changes no other values.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from grader import expressions
from grader.course.values import Scope, resolve
from grader.course.values import shape as resolve_shape
from grader.errors import ReferenceFault
from grader.expressions import ExpressionError
from grader.model import Case, Exercise, Question

DRAW_ERRORS = (ValueError, ArithmeticError, TypeError, LookupError, MemoryError, OSError)


def draw(
    exercise: Exercise, case: Case, index: int = 0, *, sizes: Mapping[str, int] | None = None, fresh: int = 0
) -> dict[str, Any]:
    """Draw the arguments of a case, or the values of its steps.

    Parameters
    ----------
    exercise, case
        What is asked.
    index
        Which of the case's ``repeat`` draws.
    sizes
        Sizes that replace the drawn ones.
    fresh
        Other, unseen values for each number above 0.

    Raises
    ------
    ReferenceFault
        Where the sizes make it impossible: an author's fault, never a student's.
    """
    specs = case.values if case.steps else case.args
    try:
        names = names_of(case, index, sizes=sizes, fresh=fresh)
        return {
            name: resolve(spec, Scope(names, _source(case.seed, index, fresh, name), exercise.folder))
            for name, spec in specs.items()
        }
    except DRAW_ERRORS as error:
        raise ReferenceFault(
            f"{exercise.id}, case {case.name!r}: its input cannot be drawn: {error}"
        ) from error


def drawn_sizes(case: Case, index: int = 0, *, fresh: int = 0) -> dict[str, int]:
    """Return the sizes of a draw by letter."""
    if not case.sizes:
        return {}
    rng = _generator(case.seed, index, fresh, "sizes of the case")
    return {name: int(rng.integers(low, high, endpoint=True)) for name, (low, high) in case.sizes.items()}


def names_of(
    case: Case, index: int = 0, *, sizes: Mapping[str, int] | None = None, fresh: int = 0
) -> dict[str, Any]:
    """Return every name of a draw: its sizes, and what ``let`` derives from them."""
    names: dict[str, Any] = {**drawn_sizes(case, index, fresh=fresh), **(sizes or {})}
    for name, text in case.let.items():
        names[name] = expressions.evaluate(expressions.parse(text, names=names), names)
    return names


def question(exercise: Exercise, case: Case, arguments: Mapping[str, Any]) -> Question:
    """Put a case into a question for a student's process; it holds nothing of what is expected."""
    figure = case.expect.kind == "figure" or exercise.kind == "figure"
    return Question(
        function=case.of,
        arguments=arguments,
        steps=case.steps,
        limits=case.limits,
        hidden=case.hidden,
        describe="figure" if figure else "value",
    )


def literal(exercise: Exercise, case: Case, index: int = 0) -> Any:
    """Return what a case states itself: its literal value, shape or figure, with the names of the draw."""
    expect = case.expect
    try:
        names = names_of(case, index)
        if expect.kind == "shape":
            return resolve_shape(expect.value, names)
        if expect.kind == "value":
            return resolve(expect.value, Scope(names, None, exercise.folder))
        if expect.kind == "figure" and "size" in expect.value:
            return {**expect.value, "size": resolve_shape(expect.value["size"], names)}
    except (*DRAW_ERRORS, ExpressionError) as error:
        raise ReferenceFault(f"{exercise.id}, case {case.name!r}: what it expects fails: {error}") from error
    return expect.value


def _source(seed: int, index: int, fresh: int, name: str) -> "Callable[[], np.random.Generator]":
    """Return what makes the generator of an argument when the first random operator asks, and keeps it."""
    return lru_cache(maxsize=1)(lambda: _generator(seed, index, fresh, name))


def _generator(seed: int, index: int, fresh: int, name: str) -> "np.random.Generator":
    sequence = np.random.SeedSequence([seed, index, fresh, _number(name)])
    return np.random.Generator(np.random.PCG64(sequence))


@lru_cache(maxsize=1024)
def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
