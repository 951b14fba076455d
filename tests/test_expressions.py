"""The small language of course files: what it computes, and that nothing else gets through."""

import contextlib
import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import expressions
from grader.expressions import ExpressionError, evaluate, follow, parse, split_target

X = np.arange(12.0).reshape(3, 4)
NAMES = {"x": X, "k": 3, "H": 7, "name": "same", "pair": (1, 2), "d": {"a": 5}, "f": lambda *a, **k: (a, k)}

COMPUTED = {
    "arithmetic": ("(H + 2*1 - k)//2 + 1", 4),
    "power and sign": ("-k**2 % 5", -(3**2) % 5),
    "bits": ("(k << 2) | 1", 13),
    "matrix product": ("x @ x.T", X @ X.T),
    "flip": ("x[::-1, ::-1]", X[::-1, ::-1]),
    "ellipsis and a new axis": ("x[..., None]", X[..., None]),
    "mask": ("x[x > 5]", X[X > 5]),
    "comparison chain": ("1 < k < 3", False),
    "in": ("name in ('same', 'full')", True),
    "condition": ("'a' if k > 2 else 1/0", "a"),
    "and stops": ("k > 5 and 1/0", False),
    "or stops": ("k or 1/0", 3),
    "not": ("not k", False),
    "dict": ("{'stride': k, 'pad': d['a']}", {"stride": 3, "pad": 5}),
    "builtins": ("max(abs(-4), len(pair), sum([1, 2]))", 4),
    "keywords of a method": ("x.sum(axis=1, keepdims=True)", X.sum(1, keepdims=True)),
    "array function": ("np.where(x > k, x, 0.0)", np.where(X > 3, X, 0.0)),
    "deep array function": ("np.lib.stride_tricks.sliding_window_view(x, (2, 2)).shape", (2, 3, 2, 2)),
    "constant": ("np.pi", np.pi),
    "comprehension": ("[i*i for i in range(5) if i % 2]", [1, 9]),
    "generator": ("sum(i*k for i in pair)", 9),
    "name of a loop hides a builtin": ("[len for len in pair]", [1, 2]),
    "call of a name": ("f(x.shape, k=k)", (((3, 4),), {"k": 3})),
    "transpose": ("x.transpose(1, 0)", X.T),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_it_computes(name):
    text, expected = COMPUTED[name]
    np.testing.assert_equal(evaluate(parse(text, names=NAMES), NAMES), expected)


REFUSED = {
    "import": "__import__('os')",
    "dunder": "x.__class__",
    "single underscore": "x._x",
    "dunder name": "__builtins__",
    "class walk": "().__class__.__bases__[0].__subclasses__()",
    "reading a file": "np.load('a')",
    "writing a file": "x.tofile('a')",
    "a module of numpy": "np.ctypeslib",
    "a way out of numpy": "np.lib.npyio",
    "pickle": "x.dumps()",
    "eval": "eval('1')",
    "open": "open('a')",
    "getattr": "getattr(x, 'T')",
    "type": "type(x)",
    "lambda": "lambda: 1",
    "call of a lambda": "(lambda: 1)()",
    "call of a call": "f()()",
    "assignment": "(k := 3)",
    "f-string": "f'{x}'",
    "format": "'%99999d' % 1",
    "a method of text": "'{0}'.format(x)",
    "star": "f(*pair)",
    "double star": "f(**d)",
    "double star in a dict": "{**d}",
    "out": "np.add(x, x, out=x)",
    "in place": "x.sort()",
    "two loops": "[i for i in pair for j in pair]",
    "loop over a tuple": "[i for i, j in d.items()]",
    "complex": "1j",
    "bytes": "b'a'",
    "statement": "import os",
    "two statements": "1; 2",
    "nothing": "",
    "yield": "(yield 1)",
    "await": "await x",
    "a name alone that is callable": "sum",
    "np alone": "np",
    "too long": "1 + " * 600 + "1",
    "too deep": "(" * 90 + "1" + ")" * 90 + "+" + "-" * 90 + "1",
    "deep beyond Python": "-" * 1900 + "1",
    "a null byte": "1\0",
    "large power": "10**10**5",
    "power of a power": "2**4000**2",
    "large shift": "1 << 10**6",
    "repeated list": "[0]*10**9",
    "repeated text": "'a'*10**9",
    "zeros": "np.zeros((10**5, 10**5))",
    "full": "np.full(10**9, 1.0)",
    "eye": "np.eye(10**5)",
    "range": "list(range(10**9))",
    "arange": "np.arange(0, 1, 1e-9)",
    "linspace": "np.linspace(0, 1, 10**9)",
    "tile": "np.tile(x, (10**5, 10**5))",
    "repeat": "np.repeat(x, 10**9)",
    "repeat of a method": "x.repeat(10**9)",
    "pad": "np.pad(x, 10**5)",
    "broadcast": "np.ones(10**4)[:, None] * np.ones(10**4)",
    "broadcast_to": "np.broadcast_to(x, (10**7, 3, 4))",
    "outer": "np.outer(np.ones(10**4), np.ones(10**4))",
    "many rounds": "[0 for i in range(10**6)]",
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses(name):
    with pytest.raises(ExpressionError):
        evaluate(parse(REFUSED[name], names=NAMES), NAMES)


def test_an_unknown_name_is_named_with_the_nearest_one():
    with pytest.raises(
        ExpressionError, match=r"case a: unknown name 'stide' \(did you mean 'stride'\?\) in 'stide \+ 1'"
    ):
        parse("stide + 1", names={"stride", "x"}, source="case a")


def test_names_are_the_free_ones():
    assert parse("[i + k for i in range(n)] + len(x)").names == {"k", "n", "x"}


def test_what_an_operation_raises_is_not_caught():
    with pytest.raises(ZeroDivisionError):
        evaluate(parse("1/0"), {})
    with pytest.raises(IndexError):
        evaluate(parse("pair[5]"), NAMES)


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_an_expression_error(text):
    with contextlib.suppress(ExpressionError):
        parse(text, names={"x"})


TARGETS = {
    "a name": ("layer", ("layer", ())),
    "a method": ("layer.forward", ("layer", (".forward",))),
    "elements": ("out[1]['w'].x", ("out", ("[1]", "['w']", ".x"))),
    "an expression": ("layer.forward()", None),
    "a dunder": ("layer.__dict__", None),
    "private": ("layer._x", None),
    "a sum": ("a + b", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize("name", TARGETS)
def test_targets_of_steps(name):
    text, expected = TARGETS[name]
    if expected is None:
        with pytest.raises(ExpressionError):
            split_target(text)
    else:
        assert split_target(text) == expected


def test_following_a_target():
    assert follow("d['a']", NAMES) == 5
    assert follow("pair[-1]", NAMES) == 2
    assert follow("x.T", NAMES).shape == (4, 3)


def test_the_examples_of_the_docstrings():
    assert doctest.testmod(expressions).failed == 0


def test_it_imports_the_standard_library_and_numpy_alone():
    import ast
    import sys
    from pathlib import Path

    tree = ast.parse(Path(expressions.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    assert {name.partition(".")[0] for name in imported} <= {*sys.stdlib_module_names, "numpy"}
