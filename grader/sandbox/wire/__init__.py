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

from grader.sandbox.wire.form import (
    ENVELOPE_BYTES,
    HEADER,
    MAGIC,
    MAX_PLACES,
    NONCE_BYTES,
    Budget,
    Opaque,
    TooLargeError,
    WireError,
    frame,
)
from grader.sandbox.wire.reading import decode, decode_each
from grader.sandbox.wire.writing import encode, is_still

__all__ = [
    "ENVELOPE_BYTES",
    "HEADER",
    "MAGIC",
    "MAX_PLACES",
    "NONCE_BYTES",
    "Budget",
    "Opaque",
    "TooLargeError",
    "WireError",
    "decode",
    "decode_each",
    "encode",
    "frame",
    "is_still",
]
