"""Keeping the grader's thread and the process it asks on one processor (trusted side).

They take turns and never work at once, so a second processor gains nothing, and waking somebody on another
one costs ten times as much (33 µs a side against 3.5, measured in a virtual machine). A process that computes
for long is set free again, see ``Link``.
"""

import contextlib
import ctypes
import os
import threading
from pathlib import Path

from grader.sandbox import kernel

POSSIBLE = kernel.AVAILABLE and hasattr(os, "sched_setaffinity")

if POSSIBLE:
    _libc = ctypes.CDLL(None)
_lock = threading.Lock()
_held: dict[int, tuple[int, set[int], int]] = {}
"""Thread → how many hold it, where it might run before, where it runs now."""


def hold() -> int:
    """Keep this thread on one processor; return that, or -1 where this cannot be done.

    It is the one that the thread is on, unless another thread is kept there. Each ``hold`` is followed by a
    ``release``.
    """
    if not POSSIBLE:
        return -1
    thread = threading.get_native_id()
    with _lock:
        if thread in _held:
            count, before, processor = _held[thread]
        else:
            count, before = 0, os.sched_getaffinity(0)
            taken = {held for _, _, held in _held.values()}
            processor = int(_libc.sched_getcpu())
            if processor in taken:
                processor = min(before - taken, default=processor)
            if not (processor in before and place(0, {processor})):
                return -1
        _held[thread] = (count + 1, before, processor)
        return processor


def release(thread: int) -> None:
    """Let a thread run again where it might before."""
    with _lock:
        if thread not in _held:
            return
        count, before, processor = _held.pop(thread)
        if count > 1:
            _held[thread] = (count - 1, before, processor)
        else:
            place(thread, before)


def everywhere() -> set[int]:
    """Return the processors that this thread may use when it is not held."""
    with _lock:
        held = _held.get(threading.get_native_id())
    return set(held[1]) if held else os.sched_getaffinity(0)


def place(process: int, processors: set[int]) -> bool:
    """Say where a process may run; it may be gone, or not ours to place."""
    try:
        os.sched_setaffinity(process, processors)
    except OSError:
        return False
    return True


def process_of(pidfd: int) -> int:
    """Return the number, among ours, of the process that a pidfd stands for; 0 when it is gone."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text("ascii").splitlines():
            if line.startswith("Pid:"):
                return max(int(line.split()[1]), 0)
    return 0
