"""What a frame is made of: sizes, codes, and what can be wrong with one."""

import struct
from typing import NamedTuple

import numpy as np

MAGIC = b"GRW1"
HEADER = struct.Struct("<4sQ16s")
NONCE_BYTES = 16

MAX_DEPTH = 24
MAX_PLACES = 2_000_000
"""What a value may hold: a number in a packed row takes one place, and so does a digit of a long integer; any other
item takes ``ITEM`` places, and one of a dict ``PAIR``."""
ITEM, PAIR = 4, 8
MAX_DIMENSIONS = 32
MAX_TEXT_BYTES = 1 << 20
MAX_SOURCE_BYTES = 1 << 28  # a text in a question, which comes from us: a student's file
MAX_INTEGER_DIGITS = 4096
MAX_CELLS = 1 << 40
ENVELOPE_BYTES = 64 << 10  # what an answer holds beside the values

DTYPES = tuple(
    np.dtype(code)
    for code in ("?", "<i1", "<i2", "<i4", "<i8", "<u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8")
)
CODES = {dtype: code for code, dtype in enumerate(DTYPES)}

CONSTANTS = {ord("N"): None, ord("T"): True, ord("F"): False}

U32, I64, F64 = map(struct.Struct, ("<I", "<q", "<d"))


class WireError(ValueError):
    """Bytes that are no frame, or a value that has no place in one."""


class TooLargeError(WireError):
    """A value with more bytes, items or digits than were agreed."""


class Budget:
    """What is left of the places that several values share."""

    def __init__(self) -> None:
        self.places = MAX_PLACES

    def spend(self, places: int) -> None:
        """Take places; ``TooLargeError`` where there are no more."""
        self.places -= places
        if self.places < 0:
            raise TooLargeError("too many items")


class Opaque(NamedTuple):
    """Stands for an object that is no value."""

    type_name: str
    why: str


def frame(nonce: bytes, payload: bytes) -> bytes:
    """Put the header before a payload."""
    return HEADER.pack(MAGIC, len(payload), nonce) + payload
