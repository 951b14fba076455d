# ruff: noqa: E501 - tables read better in rows
"""Comparison: type, then shape, then dtype, then values."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.errors import ReferenceFault
from grader.judge.compare import compare, compare_dtype, compare_shape
from grader.judge.wording import WIDTH
from grader.model import Foreign, Tolerance

NAN, INF = float("nan"), float("inf")
A = np.array
HUGE = 10**30
FINE = Tolerance()
F32 = np.float32

SAME = {
    "array": (A([1.0, 2.0]), A([1.0, 2.0])),
    "list for an array": (A([[1.0, 2.0]]), [[1, 2]]),
    "tuple for an array": (A([1.0, 2.0]), (1, 2.0)),
    "list of arrays for an array": (A([[1.0, 2.0]]), [A([1.0, 2.0])]),
    "array for a tuple": ((28, 28, 1), A([28, 28, 1])),
    "array for a list of lists": ([[1, 2], [3, 4]], A([[1.0, 2.0], [3.0, 4.0]])),
    "0-d array for a number": (6, A(6)),
    "number for a 0-d array": (A(6.0), 6),
    "NumPy scalar": (6, np.int64(6)),
    "float for an int": (6, 6.0),
    "bool for a number": (A([1.0, 0.0]), A([True, False])),
    "number for a bool": (True, 1),
    "Fortran order": (A([[1.0, 2.0], [3.0, 4.0]]), np.asfortranarray([[1.0, 2.0], [3.0, 4.0]])),
    "NaN where it is expected": (A([NAN, 1.0]), A([NAN, 1.0])),
    "the same infinity": (A([INF, -INF]), A([INF, -INF])),
    "zeros of two signs": (A([0.0]), A([-0.0])),
    "float32 within its precision": (A([1.0, 0.0]), A([1.00005, 9e-6], F32)),
    "float32 expected": (A([1.0], F32), A([1.00005])),
    "within rtol": (A([1e6]), A([1e6 + 0.5])),
    "within atol": (A([0.0]), A([5e-10])),
    "both empty": (np.zeros((0, 3)), np.zeros((0, 3))),
    "empty list": (np.zeros(0), []),
    "text": ("max", "max"),
    "None": (None, None),
    "tuple of arrays": ((A([1.0, 2.0]), A([[3.0]]), 4.0), [A([1, 2]), [[3]], A(4)]),
    "rows of text and numbers": ([("conv", (26, 26, 6), 60)], [["conv", [26, 26, 6], 60]]),
    "dict": ({"w": A([1.0]), "b": 2}, {"b": 2.0, "w": [1]}),
    "huge integers": (HUGE, HUGE),
    "list of huge integers": ([HUGE, 1], [HUGE, 1]),
    "integers beyond 63 bits": ([2**63, -1], [2**63, -1]),
    "uint64 and int64": (A([2**63], np.uint64), [2**63]),
    "uint8 and int": (A([250, 3]), A([250, 3], np.uint8)),
    "ragged shapes, row by row": ([(28, 28, 1), (784,)], [[28, 28, 1], [784]]),
    "nested dicts": ([{"a": [1, {"b": "x"}]}], [{"a": [1, {"b": "x"}]}]),
}  # fmt: skip

DIFFERENT = {
    "None for an array": (A([1.0]), None, "type", "array (1,)", "None", ""),
    "None for a number": (2.5, None, "type", "float", "None", ""),
    "text for a number": (1.0, "1.0", "type", "float", "str", ""),
    "number for text": ("max", 3, "type", "str", "int", ""),
    "dict for an array": (A([1.0]), {"y": 1}, "type", "array (1,)", "dict (1)", ""),
    "ragged": (A([[1.0, 2.0], [3.0, 4.0]]), [[1, 2], [3]], "type", "array (2, 2)", "list (2)", ""),
    "complex": (A([1.0]), A([1j]), "type", "array (1,)", "array (1,) complex128", ""),
    "complex number": (1.0, 1j, "type", "float", "complex", ""),
    "objects": (A([1.0]), A([None]), "type", "array (1,)", "array (1,) object", ""),
    "foreign": (A([1.0]), Foreign("torch.Size"), "type", "array (1,)", "torch.Size", ""),
    "list of text": ([1.0, 2.0], ["1", "2"], "type", "list (2)", "list (2)", ""),
    "list with None": (A([1.0, 2.0]), [1.0, None], "type", "array (2,)", "list (2)", ""),
    "one array for a tuple": ((A([1.0]), A([2.0, 3.0])), 7.0, "type", "tuple (2)", "float", ""),
    "answer for None": (None, 0, "type", "None", "int", ""),
    "(1,) for ()": (6, [6], "shape", "()", "(1,)", ""),
    "() for (1,)": (A([6]), 6, "shape", "(1,)", "()", ""),
    "transposed": (np.zeros((2, 3)), np.zeros((3, 2)), "shape", "(2, 3)", "(3, 2)", ""),
    "empty of another shape": (np.zeros((0, 3)), np.zeros((3, 0)), "shape", "(0, 3)", "(3, 0)", ""),
    "shape before values": (A([1.0, 2.0]), A([9.0]), "shape", "(2,)", "(1,)", ""),
    "too few parts": ((A([1.0]), A([2.0, 3.0]), 4.0), (A([1.0]),), "shape", "tuple (3)", "tuple (1)", ""),
    "a part of another shape": ((A([1.0]), A([2.0, 3.0])), (A([1.0]), A([2.0])), "shape", "(2,)", "(1,)", "[1]"),
    "a type before a shape": ((A([1.0]), "a"), (A([1.0, 2.0]), 5), "type", "str", "int", "[1]"),
    "a shape before a value": ((A([1.0]), A([2.0, 3.0])), (A([5.0]), A([2.0])), "shape", "(2,)", "(1,)", "[1]"),
    "a value in a part": ((A([1.0]), A([2.0, 3.0])), (A([1.0]), A([2.0, 4.0])), "value", "3.0", "4.0", "[1]"),
    "missing key": ({"w": 1, "b": 2}, {"w": 1}, "shape", "{'b'}", "dict (1)", ""),
    "extra key": ({"w": 1}, {"w": 1, "B": 2}, "shape", "dict (1)", "{'B'}", ""),
    "value of a key": ({"w": 1}, {"w": 2}, "value", "1", "2", '["w"]'),
    "row of a table": ([("conv", 60), ("pool", 0)], [("conv", 60), ("pool", 1)], "value", "0", "1", "[1][1]"),
    "other text": ("max", "min", "value", "'max'", "'min'", ""),
    "one wrong": (A([19.0, 25.0]), A([5.0, 25.0]), "value", "19.0", "5.0", ""),
    "NaN for a number": (A([1.0]), A([NAN]), "value", "1.0", "nan", ""),
    "a number for NaN": (A([NAN]), A([1.0]), "value", "nan", "1.0", ""),
    "infinity for a number": (A([1.0]), A([INF]), "value", "1.0", "inf", ""),
    "a number for infinity": (A([INF]), A([1e308]), "value", "inf", "1e+308", ""),
    "the other infinity": (A([INF]), A([-INF]), "value", "inf", "-inf", ""),
    "float32 of low precision": (A([1.0]), A([1.001], F32), "value", "1.0", "1.001", ""),
    "differences stay visible": (1 / 3, 0.33334, "value", "0.333333", "0.33334", ""),
    "tiny differences stay visible": (1.0, 1.0000021, "value", "1.0", "1.0000021", ""),
    "wraparound of uint8": (A([250]), A([-6]), "value", "250", "-6", ""),
    "uint8 answer": (A([-6]), A([250], np.uint8), "value", "-6", "250", ""),
    "huge integers, last digit": (HUGE, HUGE + 1, "value", "…000000000000000000 (31 digits)", "…000000000000000001 (31 digits)", ""),
    "integers are not rounded": (16_781_312, 16_781_313, "value", "16781312", "16781313", ""),
    "integers beyond 2**53": (2**53 + 1, 2**53, "value", "9007199254740993", "9007199254740992", ""),
    "overflowing difference": (A([1e308]), A([-1e308]), "value", "1e+308", "-1e+308", ""),
    "bool for a count": (2, True, "value", "2", "True", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_answer(name):
    expected, actual = SAME[name]
    assert compare(expected, actual, FINE) is None


@pytest.mark.parametrize("name", DIFFERENT)
def test_the_first_cause_of_a_difference(name):
    expected, actual, kind, shown, got, part = DIFFERENT[name]
    found = compare(expected, actual, FINE)
    assert found is not None
    assert (found.kind, found.expected, found.actual, found.part) == (kind, shown, got, part)


DTYPES = {
    "int": ("int", 6, 6, None),
    "NumPy int": ("int", 6, np.int32(6), None),
    "uint8 is an int": ("int", A([6]), A([6], np.uint8), None),
    "float is no int": ("int", 6, 6.0, "float64"),
    "bool is no int": ("int", 1, True, "bool"),
    "huge ints are ints": ("int", HUGE, HUGE, None),
    "float": ("float", 6.0, 6.0, None),
    "float32 is a float": ("float", 6.0, F32(6), None),
    "int is no float": ("float", 6.0, 6, "int64"),
    "bool": ("bool", A([True]), A([True]), None),
    "int is no bool": ("bool", A([True]), A([1]), "int64"),
    "uint8": ("uint8", A([6], np.uint8), A([6], np.uint8), None),
    "int64 is no uint8": ("uint8", A([6], np.uint8), A([6]), "int64"),
    "every part": ("int", (1, A([2, 3])), (1, A([2.0, 3.0])), "float64"),
    "an empty list has no dtype": ("int", np.zeros(0, int), [], None),
}


@pytest.mark.parametrize("name", DTYPES)
def test_dtypes_count_where_the_exercise_asks(name):
    dtype, expected, actual, got = DTYPES[name]
    found = compare(expected, actual, FINE, dtype=dtype)
    assert (found and found.actual) == got
    if found:
        assert (found.kind, found.expected) == ("dtype", dtype)


def test_shape_comes_before_dtype_and_dtype_before_values():
    assert compare(A([1, 2]), A([1.0]), FINE, dtype="int").kind == "shape"
    assert compare(A([1, 2]), A([7.0, 8.0]), FINE, dtype="int").kind == "dtype"


def test_evidence_of_wrong_values():
    found = compare(A([[1.0, 2.0], [3.0, 4.0]]), A([[1.0, 2.5], [NAN, 4.0]]), FINE)
    assert (found.first_index, found.wrong, found.total, found.share_wrong) == ((0, 1), 2, 4, 0.5)
    assert (found.max_abs_error, found.shape) == (0.5, (2, 2))
    assert compare(A([1.0]), A([NAN]), FINE).max_abs_error is None
    assert compare(A([0, 2**62]), A([0, -(2**62)]), FINE).max_abs_error == 2.0**63


def test_a_deliberate_tolerance_holds_for_integers_too():
    assert compare(A([100, 7]), A([101, 7]), Tolerance(rtol=0.02)) is None
    assert compare(A([100, 7]), A([101, 7]), Tolerance(atol=1)) is None
    assert compare(A([100, 7]), A([102, 7]), Tolerance(atol=1)) is not None
    assert compare(HUGE, HUGE + 5, Tolerance(atol=5)) is None


def test_shape_alone():
    assert compare_shape((3, 3), np.ones((3, 3))) is None
    assert compare_shape((), 4.5) is None
    assert compare_shape((2,), [1, 2]) is None
    assert compare_shape((3, 3), np.ones((3, 2))).actual == "(3, 2)"
    assert compare_shape((), [4.5]).kind == "shape"
    assert compare_shape((3,), None).kind == "type"
    assert compare_shape((3,), "abc").kind == "type"


def test_dtype_alone():
    assert compare_dtype("uint8", A([1], np.uint8)) is None
    assert compare_dtype("float", [1.0, 2.0]) is None
    assert compare_dtype("str", "relu") is None
    assert compare_dtype("uint8", A([1])).kind == "dtype"
    assert compare_dtype("int", (A([1, 2]), A([[0.5]]))).kind == "dtype"
    assert compare_dtype("int", None).kind == "type"


def test_an_expected_side_that_is_no_value_is_our_fault():
    with pytest.raises(ReferenceFault):
        compare(A([1j]), A([1.0]), FINE)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | hnp.arrays(
        st.sampled_from([np.float64, np.float32, np.int64, np.uint8, np.bool_]), hnp.array_shapes(max_side=3)
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.tuples(inner)
    ),
    max_leaves=6,
)


@given(VALUES)
def test_every_value_equals_itself(value):
    assert compare(value, value, FINE) is None


@given(VALUES, VALUES)
def test_whatever_is_compared_is_told_in_few_characters(expected, actual):
    found = compare(expected, actual, FINE)
    if found is not None:
        assert len(found.expected) <= WIDTH
        assert len(found.actual) <= WIDTH


def test_large_arrays_are_fast():
    x = np.ones((1000, 1000))
    start = time.process_time()
    assert compare(x, x + 1e-9, FINE) is None
    assert compare(x, x + 1, FINE).wrong == 1_000_000
    assert time.process_time() - start < 1
