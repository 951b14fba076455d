"""How far a training is, read from what the student's process prints (trusted side).

The lines come from code that nobody trusts. They are shown, and drawn as curves, and nothing else.
"""

import math
import time
from collections.abc import Callable

from grader.sandbox.student.learning import MARK

_MARK = MARK.encode() + b" "
_MOST_LINE_BYTES = 256
_MOST_POINTS = 2_000

Point = dict[str, float | None]
"""``epoch``, ``seconds`` since the start, ``loss`` and ``accuracy``; None where they were not told."""


class Progress:
    """Takes the lines of progress out of a log.

    Parameters
    ----------
    tell : called with each new point
    points : where they are kept
    """

    def __init__(
        self, tell: Callable[[Point], None] | None = None, points: list[Point] | None = None
    ) -> None:
        self.points = [] if points is None else points
        self._tell = tell
        self._start = time.monotonic()
        self._rest = b""

    def __call__(self, data: bytes) -> bytes:
        """Return what is no line of progress; a line that may still become one is kept back."""
        if not self._rest and _MARK[:1] not in data:
            return data
        data, self._rest = self._rest + data, b""
        kept = []
        while (at := data.find(_MARK[:1])) >= 0:
            kept.append(data[:at])
            line, end, after = data[at:].partition(b"\n")
            if not end:
                if len(line) < _MOST_LINE_BYTES and (line.startswith(_MARK) or _MARK.startswith(line)):
                    self._rest = line
                    return b"".join(kept)
                kept.append(line)
                return b"".join(kept)
            if line.startswith(_MARK) and len(line) < _MOST_LINE_BYTES:
                self._note(line[len(_MARK) :])
            else:
                kept.append(line[1:] + b"\n")
            data = after
        kept.append(data)
        return b"".join(kept)

    def _note(self, words: bytes) -> None:
        numbers = [_number(word) for word in words.split(b" ")]
        if len(numbers) != 3 or numbers[0] is None or len(self.points) >= _MOST_POINTS:
            return
        seconds = round(time.monotonic() - self._start, 2)
        point: Point = {"epoch": numbers[0], "seconds": seconds, "loss": numbers[1], "accuracy": numbers[2]}
        self.points.append(point)
        if self._tell is not None:
            self._tell(point)


def _number(word: bytes) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return float(f"{number:.6g}") if math.isfinite(number) else None
