# ruff: noqa: E501, PLW0108 — programs read best in one line
"""Arguments reach a student's parameters, whatever he called them."""

import functools

import numpy as np
import pytest

from grader.sandbox.student.calling import Parameter, call

CANONICAL = [
    Parameter("x", required=True),
    Parameter("w", required=True),
    Parameter("b", required=False, default=0.0),
    Parameter("stride", required=False, default=1),
    Parameter("padding", required=False, default=0),
]


class Callable:
    def __call__(self, X, K, stride=1):
        return (X, K, stride)

    def method(self, X, K):
        return (X, K)


def passing_on(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def positions_only(function):
    return lambda *args: function(*args)


def timed(function):
    def wrapper(*args, **kwargs):
        wrapper.calls = getattr(wrapper, "calls", 0) + 1
        return function(*args, **kwargs)

    return wrapper


def memoized_by_position(function):
    return lambda *args, **kwargs: function(*args)


class Counter:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)


class Updated(Counter):
    def __init__(self, function):
        super().__init__(function)
        self.other = print
        functools.update_wrapper(self, function)


class Settled:
    """Takes everything, and passes nothing on."""

    def __init__(self):
        self.helper = lambda b, w, x: (b, w, x)

    def __call__(self, *args, **kwargs):
        return args


def dispatched(function, *others):
    dispatching = functools.singledispatch(function)
    for kind, other in others:
        dispatching.register(kind)(other)
    return dispatching


TABLE = {
    "canonical names, another order": (lambda w, x: (x, w), {"x": 1, "w": 2}, (1, 2)),
    "canonical names, some defaults": (lambda x, w, padding=7, b=5: (x, w, padding, b), {"x": 1, "w": 2, "b": 3}, (1, 2, 7, 3)),
    "own names": (lambda a, k: (a, k), {"x": 1, "w": 2}, (1, 2)),
    "own names, gaps filled": (lambda a, k, c, s, p: (a, k, c, s, p), {"x": 1, "w": 2, "padding": 3}, (1, 2, 0.0, 1, 3)),
    "own names, a default that is not taken": (lambda a, k: (a, k), {"x": 1, "w": 2, "stride": 1}, (1, 2)),
    "mixed": (lambda X, K, stride=1: (X, K, stride), {"x": 1, "w": 2, "stride": 3}, (1, 2, 3)),
    "mixed, in another order": (lambda X, K, stride=1, b=9: (X, K, stride, b), {"x": 1, "w": 2, "b": 4, "stride": 3}, (1, 2, 3, 4)),
    "mixed, one by position": (
        lambda X, K, bias=0, stride=1, pad=0: (X, K, bias, stride, pad),
        {"x": 1, "w": 2, "b": 5, "stride": 3, "padding": 4}, (1, 2, 5, 3, 4),
    ),
    "a named one in front": (lambda x, K: (x, K), {"x": 1, "w": 2}, (1, 2)),
    "a named one in front, swapped": (lambda w, X: (w, X), {"x": 1, "w": 2}, (2, 1)),
    "any keyword": (lambda **k: sorted(k.items()), {"x": 1, "w": 2}, [("w", 2), ("x", 1)]),
    "any position": (lambda *a: a, {"x": 1, "w": 2, "stride": 4}, (1, 2, 0.0, 4)),
    "positional only": (lambda x, w, /: (x, w), {"x": 1, "w": 2}, (1, 2)),
    "keyword only": (lambda *, x, w: (x, w), {"x": 1, "w": 2}, (1, 2)),
    "a decorator that passes on": (passing_on(lambda a, k: (a, k)), {"x": 1, "w": 2}, (1, 2)),
    "a decorator that passes names on": (passing_on(lambda w, x: (x, w)), {"x": 1, "w": 2}, (1, 2)),
    "a decorator for positions": (positions_only(lambda a, k: (a, k)), {"x": 1, "w": 2}, (1, 2)),
    "a partial": (functools.partial(lambda s, a, k: (s, a, k), 9), {"x": 1, "w": 2}, (9, 1, 2)),
    "keyword only, behind a decorator without wraps": (timed(lambda x, w, *, b=0, stride=1: (x, w, b, stride)), {"x": 1, "w": 2, "stride": 3}, (1, 2, 0, 3)),
    "another order, behind a decorator without wraps": (timed(timed(lambda w, x: (x, w))), {"x": 1, "w": 2}, (1, 2)),
    "a decorator that hands on positions alone": (memoized_by_position(lambda x, w: (x, w)), {"x": 1, "w": 2}, (1, 2)),
    "keyword only, behind an object": (Counter(lambda x, w, *, b=0: (x, w, b)), {"x": 1, "w": 2, "b": 3}, (1, 2, 3)),
    "keyword only, behind an object that says what it wraps": (Updated(lambda x, w, *, b=0: (x, w, b)), {"x": 1, "w": 2, "b": 3}, (1, 2, 3)),
    "an object that takes everything": (Settled(), {"x": 1, "w": 2}, (1, 2)),
    "single dispatch": (dispatched(lambda x, w: 0, (int, lambda x, w: (x, w))), {"x": 1, "w": 2}, (1, 2)),
    "single dispatch to other names": (dispatched(lambda x, w: 0, (int, lambda a, k: (a, k))), {"x": 1, "w": 2}, (1, 2)),
    "single dispatch, keyword only": (dispatched(lambda x, w, *, b=0: 0, (int, lambda a, w, *, b=0: (a, w, b))), {"x": 1, "w": 2, "b": 3}, (1, 2, 3)),
    "single dispatch on the filter": (dispatched(lambda w, x: 0, (int, lambda w, x: (x, w))), {"x": 1, "w": 2}, (1, 2)),
    "an object": (Callable(), {"x": 1, "w": 2, "stride": 3}, (1, 2, 3)),
    "a method": (Callable().method, {"x": 1, "w": 2}, (1, 2)),
    "a C function": (pow, {"x": 2, "w": 5}, 32),
    "a ufunc": (np.add, {"x": 2, "w": 5}, 7),
}  # fmt: skip


@pytest.mark.parametrize(("function", "arguments", "expected"), TABLE.values(), ids=TABLE)
def test_arguments_reach_their_parameters(function, arguments, expected):
    assert call(function, CANONICAL, arguments) == expected


def test_vectorize_is_called_by_position():
    assert call(np.vectorize(lambda a, k: a + k), CANONICAL, {"x": 1, "w": 2}) == 3


def test_too_many_arguments_are_the_students_own_error():
    with pytest.raises(TypeError):
        call(lambda a: a, CANONICAL, {"x": 1, "w": 2, "stride": 3})


def test_arguments_of_a_method_keep_their_order_without_canonical_parameters():
    assert call(lambda a, b: (a, b), (), {"dy": 1, "cache": 2}) == (1, 2)
