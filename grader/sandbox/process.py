"""A child of a warm parent, as its session uses it (trusted side)."""

import threading
from collections.abc import Sequence
from typing import Any

from grader.sandbox import pinning
from grader.sandbox.link import Allowance, Link, Log


class WarmProcess:
    """A child of a warm parent."""

    def __init__(self, parent: Any, orders: int, memory_bytes: int, log: Log) -> None:
        self._thread = threading.get_native_id()
        processor = pinning.hold()
        try:
            born = parent.spawn(orders, memory_bytes, processor)
        except BaseException:
            pinning.release(self._thread)
            raise
        self._parent = parent
        self._number = born.number
        self._link = Link(born.requests, born.answers, born.log, born.pidfd, log, processor)

    @property
    def owes(self) -> bool:
        """Whether there are questions without an answer."""
        return self._link.owes

    def put(self, payloads: Sequence[bytes]) -> None:
        """Put questions."""
        self._link.put(payloads)

    def take(self, allowed: Allowance) -> memoryview:
        """Wait for the next answer."""
        return self._link.take(allowed)

    def ending(self) -> tuple[int | None, float, int]:
        """Return wait status, CPU seconds and peak KiB."""
        gone = self._parent.gone(self._number)
        return (None, 0.0, 0) if gone is None else tuple(gone)

    def close(self) -> None:
        """End it and wait until it is gone."""
        try:
            self._link.close()
        finally:
            pinning.release(self._thread)
        self._parent.forget(self._number)
