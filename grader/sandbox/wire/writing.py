"""Values → bytes."""

import contextlib
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.sandbox.wire.form import (
    CODES,
    F64,
    I64,
    ITEM,
    MAX_DEPTH,
    MAX_INTEGER_DIGITS,
    MAX_SOURCE_BYTES,
    MAX_TEXT_BYTES,
    PAIR,
    U32,
    Budget,
    Opaque,
    TooLargeError,
    WireError,
)


def encode(
    value: Any,
    *,
    convert: Callable[[Any], Any] | None = None,
    most_bytes: int = 1 << 40,
    plain_bytes: bool = False,
    budget: Budget | None = None,
) -> bytes:
    """Write one value.

    Parameters
    ----------
    value : a value, or with ``convert`` any object
    convert : makes a value or an ``Opaque`` out of an object that is neither; it is not asked twice
    most_bytes : more than these raise ``TooLargeError``, before they are gathered
    plain_bytes : whether ``bytes`` may be written (questions, never answers)
    budget : shared with other values
    """
    writer = _Writer(convert, most_bytes, plain_bytes, budget or Budget())
    writer.write(value, 0)
    return b"".join(writer.parts)


class _Writer:
    def __init__(
        self,
        convert: Callable[[Any], Any] | None,
        most_bytes: int,
        plain_bytes: bool,  # noqa: FBT001
        budget: Budget,
    ) -> None:
        self.parts: list[Any] = []
        self.convert = convert
        self.left = most_bytes
        self.budget = budget
        self.plain_bytes = plain_bytes

    def put(self, data: bytes) -> None:
        self.left -= len(data)
        if self.left < 0:
            raise TooLargeError("more bytes than were agreed")
        self.parts.append(data)

    def write(self, value: Any, depth: int, *, converted: bool = False) -> None:
        kind = type(value)
        if kind is np.ndarray:
            self.array(value, converted=converted, depth=depth)
        elif value is None:
            self.put(b"N")
        elif kind is bool:
            self.put(b"T" if value else b"F")
        elif kind is int:
            self.integer(value)
        elif kind is float:
            self.put(b"f" + F64.pack(value))
        elif kind is str:
            self.text(b"s", value)
        elif kind is list or kind is tuple:
            self.sequence(value, depth)
        elif kind is dict:
            self.mapping(value, depth)
        elif kind is Opaque:
            self.text(b"X", value.type_name[:200])
            self.text(b"", value.why[:200])
        elif kind is bytes and self.plain_bytes:
            self.put(b"b" + U32.pack(len(value)))
            self.put(value)
        elif issubclass(kind, (np.number, np.bool_)) and not converted:
            self.array(np.asarray(value), converted=converted, depth=depth)
        elif self.convert is not None and not converted:
            self.write(self.convert(value), depth, converted=True)
        else:
            raise WireError("not a value")

    def integer(self, value: int) -> None:
        if -(1 << 63) <= value < 1 << 63:
            self.put(b"i" + I64.pack(value))
            return
        if value.bit_length() > 3 * MAX_INTEGER_DIGITS:  # a digit holds more than three bits
            raise TooLargeError("an integer with too many digits")
        digits = b"%d" % value
        self.budget.spend(len(digits))
        self.put(b"I" + U32.pack(len(digits)) + digits)

    def text(self, tag: bytes, value: str) -> None:
        data = value.encode("utf-8", "replace")
        if len(data) > (MAX_SOURCE_BYTES if self.plain_bytes else MAX_TEXT_BYTES):
            raise TooLargeError("a text that is too long")
        self.put(tag + U32.pack(len(data)))
        self.put(data)

    def instead(self, value: Any, why: str, depth: int) -> None:
        """Say that something stands here that has no place in a frame."""
        if self.convert is None:
            raise WireError(why)
        self.write(Opaque(type(value).__name__, why), depth)

    def sequence(self, value: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.instead(value, "depth", depth)
            return
        count = len(value)
        self.budget.spend(count)
        is_list = type(value) is list
        kinds = set(map(type, value)) if count > 1 else ()
        for kind, code, tags in ((float, "d", b"xy"), (int, "q", b"pq")):
            if kinds == {kind}:
                with contextlib.suppress(struct.error):  # an integer may be larger than eight bytes
                    packed = struct.pack(f"<{count}{code}", *value)
                    self.put(tags[:1] if is_list else tags[1:])
                    self.put(U32.pack(count) + packed)
                    return
        self.budget.spend((ITEM - 1) * count)
        self.put((b"l" if is_list else b"t") + U32.pack(count))
        for item in value:
            self.write(item, depth + 1)

    def mapping(self, value: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.instead(value, "depth", depth)
            return
        keys = list(value)
        if self.convert is not None and any(type(key) is not str for key in keys):
            keys = [self.convert(key) for key in keys]  # of an Enum that is a text, of an array of texts
        if any(type(key) is not str for key in keys):
            self.instead(value, "keys", depth)
            return
        self.budget.spend(PAIR * len(value))
        self.put(b"d" + U32.pack(len(value)))
        for key, item in zip(keys, value.values(), strict=True):
            self.text(b"", key)
            self.write(item, depth + 1)

    def array(self, value: Any, *, converted: bool, depth: int) -> None:
        head = _array_head(value)
        if head is None:
            if self.convert is None or converted:
                raise WireError("an array of another dtype")
            self.write(self.convert(value), depth, converted=True)
            return
        self.put(head)
        if value.nbytes > self.left:
            raise TooLargeError("more bytes than were agreed")
        if not value.dtype.isnative:
            value = value.astype(value.dtype.newbyteorder("<"))
        data = value.tobytes()
        self.put(data)


def _array_head(array: Any) -> bytes | None:
    """Return what stands before an array's cells, None for a dtype that has no place in a frame."""
    dtype, shape = array.dtype, array.shape
    code = CODES.get(dtype if dtype.isnative else dtype.newbyteorder("<"))
    if code is None:
        return None
    return struct.pack(f"<cBB{len(shape)}Q", b"a", code, len(shape), *shape)


def is_still(value: Any, blob: bytes) -> bool:
    """Say whether a value that was read out of ``blob`` is what it was."""
    try:
        if type(value) is np.ndarray:
            head = _array_head(value)
            return head is not None and head + value.tobytes() == blob
        return encode(value) == blob
    except (WireError, MemoryError):
        return False
