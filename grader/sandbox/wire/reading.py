"""Bytes, which may be hostile, → values."""

import math
import struct
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from grader.sandbox.wire.form import (
    CONSTANTS,
    DTYPES,
    F64,
    I64,
    ITEM,
    MAX_CELLS,
    MAX_DEPTH,
    MAX_DIMENSIONS,
    MAX_INTEGER_DIGITS,
    MAX_SOURCE_BYTES,
    MAX_TEXT_BYTES,
    PAIR,
    U32,
    Budget,
    Opaque,
    WireError,
)


def decode(
    data: Any,
    *,
    opaque: Callable[[str, str], Any] = Opaque,
    plain_bytes: bool = False,
) -> Any:
    """Read one value out of a payload that may be hostile.

    Arrays are copies: writable, aligned and owning their data.

    Raises
    ------
    WireError
        Whatever the bytes are, nothing else is raised, and no more is allocated than the payload's length
        (times a small factor) allows.
    """
    return _Reader(opaque, plain_bytes).whole(memoryview(data))


def decode_each(
    payloads: Iterable[Any], *, opaque: Callable[[str, str], Any] = Opaque, plain_bytes: bool = False
) -> Iterator[Any]:
    """Read one value out of each payload; together they may hold what one alone may."""
    reader = _Reader(opaque, plain_bytes)
    for data in payloads:
        yield reader.whole(memoryview(data))


class _Reader:
    """Reads a payload from its start; ``at`` is the place of the next value."""

    data: memoryview
    at: int

    def __init__(self, opaque: Callable[[str, str], Any], plain_bytes: bool) -> None:  # noqa: FBT001
        self.budget = Budget()
        self.opaque = opaque
        self.plain_bytes = plain_bytes

    def whole(self, data: memoryview) -> Any:
        self.data, self.at = data, 0
        try:
            value = self.read(0)
        except (IndexError, struct.error):  # read beyond the end
            raise WireError("truncated") from None
        if self.at != len(data):
            raise WireError("bytes after the value")
        return value

    def take(self, size: int) -> memoryview:
        start, self.at = self.at, self.at + size
        if self.at > len(self.data):
            raise WireError("truncated")
        return self.data[start : self.at]

    def length(self) -> int:
        at = self.at
        self.at = at + 4
        return int(U32.unpack_from(self.data, at)[0])

    def count(self, places: int) -> int:
        count = self.length()
        self.budget.spend(places * count)
        return count

    def text(self) -> str:
        size = self.length()
        if size > (MAX_SOURCE_BYTES if self.plain_bytes else MAX_TEXT_BYTES):
            raise WireError("a text that is too long")
        return str(self.take(size), "utf-8", "replace")

    def read(self, depth: int) -> Any:
        if depth > MAX_DEPTH + 1:
            raise WireError("nested too deeply")
        at = self.at
        tag = self.data[at]
        self.at = at + 1
        if tag == 0x61:  # a
            return self.array()
        if tag == 0x73:  # s
            return self.text()
        if tag == 0x62 and self.plain_bytes:  # b
            return bytes(self.take(self.length()))
        if tag == 0x69:  # i
            self.at = at + 9
            return I64.unpack_from(self.data, at + 1)[0]
        if tag == 0x66:  # f
            self.at = at + 9
            return F64.unpack_from(self.data, at + 1)[0]
        if tag in CONSTANTS:
            return CONSTANTS[tag]
        if tag in b"lt":
            items = [self.read(depth + 1) for _ in range(self.count(ITEM))]
            return items if tag == 0x6C else tuple(items)
        if tag == 0x64:  # d
            return {self.text(): self.read(depth + 1) for _ in range(self.count(PAIR))}
        if tag in b"xypq":
            count = self.count(1)
            numbers = struct.unpack(f"<{count}{'d' if tag in b'xy' else 'q'}", self.take(8 * count))
            return list(numbers) if tag in b"xp" else numbers
        if tag == 0x49:  # I
            return self.integer()
        if tag == 0x58:  # X
            return self.opaque(self.text(), self.text())
        raise WireError("an unknown tag")

    def integer(self) -> int:
        size = self.count(1)
        if size > MAX_INTEGER_DIGITS:
            raise WireError("an integer with too many digits")
        digits = bytes(self.take(size))
        if not digits.removeprefix(b"-").isdigit():
            raise WireError("an integer that is none")
        return int(digits)

    def array(self) -> Any:
        code, dimensions = self.data[self.at], self.data[self.at + 1]
        if code >= len(DTYPES) or dimensions > MAX_DIMENSIONS:
            raise WireError("an array of another kind")
        shape = struct.unpack_from(f"<{dimensions}Q", self.data, self.at + 2)
        self.at += 2 + 8 * dimensions
        dtype = DTYPES[code]
        cells = math.prod(shape)
        if (
            cells or math.prod(size or 1 for size in shape)
        ) > MAX_CELLS:  # NumPy refuses (0, 2**39, 2**39) too
            raise WireError("an array that is too large")
        raw = self.take(cells * dtype.itemsize)
        if not cells:
            return np.empty(shape, dtype)
        if code == 0 and np.frombuffer(raw, np.uint8).max() > 1:
            raise WireError("a bool that is neither")
        return np.frombuffer(raw, dtype).reshape(shape).copy()
