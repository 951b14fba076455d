"""Frames of raw values, used on both sides of the pipe. ``decode`` takes its input as hostile.

frame = magic ``GRW1`` | payload length u64 | nonce 16 bytes | payload; the payload is one value:

====  =====================================================  ====  ===========================================
N     None                                                   T F   True, False
i     integer, 8 bytes                                       I     integer as decimal text, up to 4 KiB
f     float, 8 bytes                                         s     text: length u32, UTF-8
l t   list, tuple: count u32, values                         d     dict: count u32, (text, value) pairs
x y   list, tuple of floats: count u32, 8 bytes each         p q   list, tuple of integers: the same
a     array: dtype code, ndim, shape u64 each,               b     bytes (never in an answer)
      little-endian data in C order                          X     no value: type name, why
====  =====================================================  ====  ===========================================

There is no message that means "passed", no object dtype, no pickle, and nothing that was decoded is ever
called: what a hostile process can send is a value, and a value is right or wrong.
"""

import math
import struct
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

MAGIC = b"GRW1"
HEADER = struct.Struct("<4sQ16s")
NONCE_BYTES = 16

MAX_DEPTH = 24
MAX_ITEMS = 1_000_000
MAX_DIMENSIONS = 32
MAX_TEXT_BYTES = 1 << 20
MAX_SOURCE_BYTES = 1 << 28  # a text in a question, which comes from us: a student's file
MAX_INTEGER_DIGITS = 4096
MAX_CELLS = 1 << 40
ENVELOPE_BYTES = 64 << 10  # what an answer holds beside the values

_DTYPES = tuple(
    np.dtype(code)
    for code in ("?", "<i1", "<i2", "<i4", "<i8", "<u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8")
)
_CODES = {dtype: code for code, dtype in enumerate(_DTYPES)}

_CONSTANTS = {ord("N"): None, ord("T"): True, ord("F"): False}

_U32, _I64, _F64 = map(struct.Struct, ("<I", "<q", "<d"))


class WireError(ValueError):
    """Bytes that are no frame, or a value that has no place in one."""


class TooLargeError(WireError):
    """A value with more bytes, items or digits than were agreed."""


class Opaque(NamedTuple):
    """Stands for an object that is no value."""

    type_name: str
    why: str


# ---------------------------------------------------------------- writing


def encode(
    value: Any,
    *,
    convert: Callable[[Any], Any] | None = None,
    most_bytes: int = 1 << 40,
    plain_bytes: bool = False,
) -> bytes:
    """Write one value.

    Parameters
    ----------
    value : a value, or with ``convert`` any object
    convert : makes a value or an ``Opaque`` out of an object that is neither; it is not asked twice
    most_bytes : more than these raise ``TooLargeError``, before they are gathered
    plain_bytes : whether ``bytes`` may be written (questions, never answers)
    """
    writer = _Writer(convert, most_bytes, plain_bytes)
    writer.write(value, 0)
    return b"".join(writer.parts)


class _Writer:
    def __init__(self, convert: Callable[[Any], Any] | None, most_bytes: int, plain_bytes: bool) -> None:  # noqa: FBT001
        self.parts: list[Any] = []
        self.convert = convert
        self.left = most_bytes
        self.items = MAX_ITEMS
        self.plain_bytes = plain_bytes

    def put(self, data: bytes) -> None:
        self.left -= len(data)
        if self.left < 0:
            raise TooLargeError("more bytes than were agreed")
        self.parts.append(data)

    def count(self, items: int) -> None:
        self.items -= items
        if self.items < 0:
            raise TooLargeError("too many items")

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
            self.put(b"f" + _F64.pack(value))
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
            self.put(b"b" + _U32.pack(len(value)))
            self.put(value)
        elif issubclass(kind, (np.number, np.bool_)) and not converted:
            self.array(np.asarray(value), converted=converted, depth=depth)
        elif self.convert is not None and not converted:
            self.write(self.convert(value), depth, converted=True)
        else:
            raise WireError("not a value")

    def integer(self, value: int) -> None:
        if -(1 << 63) <= value < 1 << 63:
            self.put(b"i" + _I64.pack(value))
            return
        if value.bit_length() > 3 * MAX_INTEGER_DIGITS:  # a digit holds more than three bits
            raise TooLargeError("an integer with too many digits")
        digits = b"%d" % value
        self.put(b"I" + _U32.pack(len(digits)) + digits)

    def text(self, tag: bytes, value: str) -> None:
        data = value.encode("utf-8", "replace")
        if len(data) > (MAX_SOURCE_BYTES if self.plain_bytes else MAX_TEXT_BYTES):
            raise TooLargeError("a text that is too long")
        self.put(tag + _U32.pack(len(data)))
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
        self.count(count)
        is_list = type(value) is list
        kinds = set(map(type, value)) if count > 1 else ()
        if kinds == {float}:
            self.put((b"x" if is_list else b"y") + _U32.pack(count))
            self.put(struct.pack(f"<{count}d", *value))
            return
        if kinds == {int}:
            try:
                packed = struct.pack(f"<{count}q", *value)
            except struct.error:
                pass  # one is larger than eight bytes
            else:
                self.put((b"p" if is_list else b"q") + _U32.pack(count))
                self.put(packed)
                return
        self.put((b"l" if is_list else b"t") + _U32.pack(count))
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
        self.count(len(value))
        self.put(b"d" + _U32.pack(len(value)))
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
        self.put(value.tobytes())


def _array_head(array: Any) -> bytes | None:
    """Return what stands before an array's cells, None for a dtype that has no place in a frame."""
    dtype, shape = array.dtype, array.shape
    code = _CODES.get(dtype if dtype.isnative else dtype.newbyteorder("<"))
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


def frame(nonce: bytes, payload: bytes) -> bytes:
    """Put the header before a payload."""
    return HEADER.pack(MAGIC, len(payload), nonce) + payload


# ---------------------------------------------------------------- reading


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
    reader = _Reader(memoryview(data), opaque, plain_bytes)
    try:
        value = reader.read(0)
    except (IndexError, struct.error):  # read beyond the end
        raise WireError("truncated") from None
    if reader.at != len(reader.data):
        raise WireError("bytes after the value")
    return value


class _Reader:
    """Reads a payload from its start; ``at`` is the place of the next value."""

    def __init__(self, data: memoryview, opaque: Callable[[str, str], Any], plain_bytes: bool) -> None:  # noqa: FBT001
        self.data = data
        self.at = 0
        self.items = MAX_ITEMS
        self.opaque = opaque
        self.plain_bytes = plain_bytes

    def take(self, size: int) -> memoryview:
        start, self.at = self.at, self.at + size
        if self.at > len(self.data):
            raise WireError("truncated")
        return self.data[start : self.at]

    def length(self) -> int:
        at = self.at
        self.at = at + 4
        return int(_U32.unpack_from(self.data, at)[0])

    def count(self) -> int:
        count = self.length()
        self.items -= count
        if self.items < 0:
            raise WireError("too many items")
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
            return _I64.unpack_from(self.data, at + 1)[0]
        if tag == 0x66:  # f
            self.at = at + 9
            return _F64.unpack_from(self.data, at + 1)[0]
        if tag in _CONSTANTS:
            return _CONSTANTS[tag]
        if tag in b"lt":
            items = [self.read(depth + 1) for _ in range(self.count())]
            return items if tag == 0x6C else tuple(items)
        if tag == 0x64:  # d
            return {self.text(): self.read(depth + 1) for _ in range(self.count())}
        if tag in b"xypq":
            count = self.count()
            numbers = struct.unpack(f"<{count}{'d' if tag in b'xy' else 'q'}", self.take(8 * count))
            return list(numbers) if tag in b"xp" else numbers
        if tag == 0x49:  # I
            return self.integer()
        if tag == 0x58:  # X
            return self.opaque(self.text(), self.text())
        raise WireError("an unknown tag")

    def integer(self) -> int:
        size = self.length()
        if size > MAX_INTEGER_DIGITS:
            raise WireError("an integer with too many digits")
        digits = bytes(self.take(size))
        if not digits.removeprefix(b"-").isdigit():
            raise WireError("an integer that is none")
        return int(digits)

    def array(self) -> Any:
        code, dimensions = self.data[self.at], self.data[self.at + 1]
        if code >= len(_DTYPES) or dimensions > MAX_DIMENSIONS:
            raise WireError("an array of another kind")
        shape = struct.unpack_from(f"<{dimensions}Q", self.data, self.at + 2)
        self.at += 2 + 8 * dimensions
        dtype = _DTYPES[code]
        cells = math.prod(shape)
        # NumPy refuses (0, 2**39, 2**39) too.
        if (cells or math.prod(size or 1 for size in shape)) > MAX_CELLS:
            raise WireError("an array that is too large")
        raw = self.take(cells * dtype.itemsize)
        if not cells:
            return np.empty(shape, dtype)
        if code == 0 and np.frombuffer(raw, np.uint8).max() > 1:
            raise WireError("a bool that is neither")
        return np.frombuffer(raw, dtype).reshape(shape).copy()
