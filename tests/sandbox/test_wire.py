"""The wire: what goes in comes out, and no bytes do anything but raise ``WireError``."""

import contextlib
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.sandbox import wire

VALUES = {
    "nothing": None,
    "truth": True,
    "integer": -(2**63),
    "large integer": 10**300,
    "number": 0.1,
    "text": "convolución ✓",
    "list of numbers": [1.0, 2.5],
    "list of integers": [1, 2, 3],
    "tuple of integers": (1, 2),
    "integers that need more": [1, 2**70],
    "mixed": [1, "a", None, (True, 2.0)],
    "mapping": {"a": [1, {"b": ()}]},
    "empty": [[], (), {}, ""],
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_value_comes_back_as_it_was(value):
    back = wire.decode(wire.encode(value))
    assert back == value
    assert repr(back) == repr(value)


ARRAYS = {
    "scalar": np.float64(3),
    "no dimension": np.array(3, dtype=np.int32),
    "empty": np.zeros((0, 3)),
    "bools": np.array([True, False]),
    "Fortran order": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "big-endian": np.arange(4, dtype=">i2"),
    "negative stride": np.arange(6)[::-2],
    "half": np.array([1.5], dtype=np.float16),
    "matrix view": np.arange(12.0).reshape(3, 4)[:, 1::2],
}


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS)
def test_an_array_comes_back_as_a_fresh_array(array):
    back = wire.decode(wire.encode(array))
    assert type(back) is np.ndarray
    assert back.dtype == np.asarray(array).dtype.newbyteorder("=")
    np.testing.assert_array_equal(back, array)
    assert back.flags.writeable
    assert back.flags.owndata
    assert back.flags.aligned


NO_VALUES = {
    "object": object(),
    "bytes": b"x",
    "objects": np.array([None, 1], dtype=object),
    "complex": np.array([1j]),
    "other keys": {1: 2},
    "a set": {1},
}


@pytest.mark.parametrize("value", NO_VALUES.values(), ids=NO_VALUES)
def test_what_is_no_value_is_refused(value):
    with pytest.raises(wire.WireError):
        wire.encode(value)


def test_more_bytes_than_agreed_are_not_gathered():
    with pytest.raises(wire.TooLargeError):
        wire.encode(np.broadcast_to(1.0, (10**6, 10**6)), most_bytes=1000)


def _array(code, *shape):
    return struct.pack(f"<cBB{len(shape)}Q", b"a", code, len(shape), *shape)


HOSTILE = {
    "nothing": b"",
    "unknown tag": b"Z",
    "two values": b"NN",
    "a list without its items": b"l" + struct.pack("<I", 5),
    "a list of four thousand million": b"l" + struct.pack("<I", 2**32 - 1),
    "numbers that are not there": b"x" + struct.pack("<I", 999_999),
    "a text that is not there": b"s" + struct.pack("<I", 1000) + b"a",
    "an array of a million million": _array(11, 10**6, 10**6),
    "an array whose size overflows": _array(11, 2**63, 2**63, 0),
    "an empty array of huge extent": _array(11, 0, 2**39, 2**39),
    "an unknown dtype": _array(200, 1) + bytes(8),
    "too many dimensions": struct.pack("<cBB", b"a", 1, 200) + bytes(1600),
    "a bool that is seven": _array(0, 1) + b"\7",
    "a very deep list": (b"l" + struct.pack("<I", 1)) * 500 + b"N",
    "an integer of letters": b"I" + struct.pack("<I", 3) + b"abc",
    "an integer with spaces": b"I" + struct.pack("<I", 3) + b" 1 ",
    "an integer of a million digits": b"I" + struct.pack("<I", 10**6) + b"1" * 10**6,
    "bytes, which no answer has": b"b" + struct.pack("<I", 1) + b"x",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_are_refused(data):
    with pytest.raises(wire.WireError):
        wire.decode(data)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_wire_error(data):
    with contextlib.suppress(wire.WireError):
        wire.decode(data)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_frame_gives_a_value_or_a_wire_error(data):
    good = bytearray(wire.encode([1, 2.0, "abc", (np.arange(6.0).reshape(2, 3), {"k": [1, 2]}), 10**30]))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(wire.WireError):
        wire.decode(good[: data.draw(st.integers(0, len(good)))])


_leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_nested = st.recursive(
    _leaves,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(_nested)
def test_any_value_comes_back(value):
    assert wire.decode(wire.encode(value)) == value


@settings(max_examples=50, deadline=None)
@given(
    hnp.arrays(
        dtype=hnp.floating_dtypes() | hnp.integer_dtypes() | st.just(np.dtype(bool)),
        shape=hnp.array_shapes(max_dims=5),
    )
)
def test_any_array_comes_back(array):
    np.testing.assert_array_equal(wire.decode(wire.encode(array)), array)


SMALL_BUT_MANY = {
    "arrays of no dimension": [np.array(1.0)] * 510_000,
    "empty lists": [[]] * 510_000,
    "names": {str(number): None for number in range(260_000)},
    "long integers": [10**3600] * 570,
}


@pytest.mark.parametrize("value", SMALL_BUT_MANY.values(), ids=SMALL_BUT_MANY)
def test_what_is_small_on_the_wire_and_large_in_memory_is_refused(value):
    with pytest.raises(wire.TooLargeError):
        wire.encode(value)
    endless = wire.Budget()
    endless.places = 1 << 40
    payload = wire.encode(value, budget=endless)
    with pytest.raises(wire.WireError, match="too many"):
        wire.decode(payload)


def test_the_answers_to_one_case_share_what_one_may_hold():
    budget = wire.Budget()
    value = [[]] * 200_000
    payload = wire.encode(value, budget=budget)
    wire.encode(value, budget=budget)
    with pytest.raises(wire.TooLargeError):
        wire.encode(value, budget=budget)
    values = wire.decode_each([payload, payload, payload])
    assert len(next(values)) == len(next(values)) == 200_000
    with pytest.raises(wire.WireError, match="too many"):
        next(values)


def test_a_large_list_of_numbers_has_its_place():
    value = [[0.5] * 224 for _ in range(3 * 224)]
    assert wire.decode(wire.encode(value)) == value
