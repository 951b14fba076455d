"""What a student's process said or how it ended, as an outcome: read without trusting it (trusted side)."""

import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from grader.model import Limits, Phrase, Raised, Stopped, Target
from grader.sandbox.link import Allowance

_MEMORY_SHARE = 0.6

CODES = frozenset(
    """
    absent-package array-to-scalar command-line file-absent float-as-size input needed-failed not-implemented
    not-imported numpy-copy numpy-removed other-parameters python2 recursion defined-twice
    syntax-error cell-lost cell-magic magics-left-out newer-python newer-quotes odd-character tabs-and-spaces
    only-function only-imported only-inside only-method only-text only-value
    """.split()  # noqa: SIM905
)
"""What ``explain``, ``cells`` and ``elsewhere`` have to say. No other sentence is taken from their process: it
could pass for the grader's or the author's."""

LONGEST_NAME, LONGEST_MESSAGE, LONGEST_PLACE, LONGEST_FRAME = 200, 4_000, 500, 300
LONGEST_CODE, LONGEST_PARAM, LARGEST_NUMBER = 64, 400, 2**63
MOST_BASES, MOST_FRAMES, MOST_PARAMS, MOST_FAULTS = 32, 10, 12, 200
"""Characters, and how many of each: what no honest process exceeds is cut off here."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a submission defines, found without running it.

    ``defined``: canonical name → the name in the submission; ``near``: those of them that are misspelt there;
    ``lost``: canonical name → the fault that hides its definition; ``stopped``: reading it already failed.
    """

    defined: Mapping[str, str] = field(default_factory=dict)
    near: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Phrase, ...] = ()
    stopped: Stopped | None = None
    lost: Mapping[str, Phrase] = field(default_factory=dict)

    def why_missing(self, name: str) -> Phrase | None:
        """Return what is known about a name that is not defined."""
        return self.lost.get(name)


class Process(Protocol):
    """A student's process, whichever way it was made."""

    @property
    def owes(self) -> bool:
        """Whether there are questions without an answer."""

    def put(self, payloads: Sequence[bytes]) -> None:
        """Put questions, once every earlier one is answered."""

    def take(self, allowed: Allowance) -> memoryview:
        """Wait for the next answer."""

    def ending(self) -> tuple[int | None, float, int]:
        """Return wait status (None unknown), CPU seconds and peak KiB of a process that ended."""

    def close(self) -> None:
        """End it."""


def why_ended(
    cause: str, process: Process | None, limits: Limits, seconds: float, *, loading: bool
) -> Stopped:
    """Say why a process gave no answer."""
    if cause == "wall":
        return Stopped("timeout", limit="load" if loading else "wall", seconds=seconds)
    if cause == "cpu":
        return Stopped("timeout", limit="cpu", seconds=seconds)
    if cause in {"output", "threads", "answer"}:
        return Stopped("crashed", limit=cause, seconds=seconds)
    if cause == "died" and process is not None:
        return _died(process, limits, seconds)
    return Stopped(
        "crashed", why=Phrase("ended-closed" if cause == "closed" else "ended-forged"), seconds=seconds
    )


def _died(process: Process, limits: Limits, seconds: float) -> Stopped:
    status, _, peak_kib = process.ending()
    if status is None:
        return Stopped("crashed", why=Phrase("ended-silent"), seconds=seconds)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return Stopped("timeout", limit="cpu", seconds=seconds)
        if number == signal.SIGKILL and peak_kib > _MEMORY_SHARE * 1024 * limits.memory_mb:
            return Stopped("memory", limit="memory", seconds=seconds)
        try:
            name = signal.Signals(number).name
        except ValueError:
            name = str(number)
        return Stopped("crashed", why=Phrase("ended-signal", {"signal": name}), seconds=seconds)
    return Stopped("crashed", why=Phrase("ended-exit", {"status": os.WEXITSTATUS(status)}), seconds=seconds)


# ---------------------------------------------------------------- reading what is not trusted


def read_text(value: Any, most: int = LONGEST_PLACE) -> str:
    """Read a text, no more of it than ``most`` characters."""
    if type(value) is not str:
        raise ValueError("not a text")
    return value[:most]


def optional_text(value: Any) -> str | None:
    """Read a text, or nothing."""
    return None if value is None else read_text(value)


def _texts(value: Any, count: int, most: int) -> tuple[str, ...]:
    if type(value) not in {list, tuple}:
        raise ValueError("not a list")
    return tuple(read_text(item, most) for item in value[:count])


def _param(value: Any) -> Any:
    if type(value) is str:
        return read_text(value, LONGEST_PARAM)
    if type(value) is int:
        return max(-LARGEST_NUMBER, min(value, LARGEST_NUMBER))
    if type(value) in {float, bool, type(None)}:
        return value
    return list(_texts(value, MOST_PARAMS, LONGEST_PARAM))


def _phrase(value: Any) -> Phrase | None:
    """Read a phrase; None where it is none of those that a student's process has to say."""
    if type(value) is not dict or type(value["params"]) is not dict:
        raise ValueError("not a phrase")
    if read_text(value["code"]) not in CODES:
        return None
    params = list(value["params"].items())[:MOST_PARAMS]
    return Phrase(value["code"], {read_text(key, LONGEST_CODE): _param(item) for key, item in params})


def read_raised(rest: Sequence[Any], seconds: float) -> Raised:
    """Read what was raised."""
    name, message, bases, where, trace, hint = rest
    return Raised(
        read_text(name, LONGEST_NAME),
        read_text(message, LONGEST_MESSAGE),
        _texts(bases, MOST_BASES, LONGEST_NAME),
        optional_text(where),
        _texts(trace, MOST_FRAMES, LONGEST_FRAME),
        None if hint is None else _phrase(hint),
        seconds,
    )


def read_survey(found: Any, targets: Mapping[str, Target]) -> Survey:
    """Read what a submission defines."""
    near = {read_text(k): read_text(v) for k, v in found["near"].items() if k in targets}
    exact = {read_text(k): read_text(v) for k, v in found["defined"].items() if k in targets}
    if type(found["faults"]) is not list:
        raise ValueError("not a list")
    faults = map(_phrase, found["faults"][:MOST_FAULTS])
    lost = {read_text(k): _phrase(v) for k, v in found["lost"].items() if k in targets}
    return Survey(
        defined={**near, **exact},
        near={name: actual for name, actual in near.items() if name not in exact},
        faults=tuple(fault for fault in faults if fault is not None),
        lost={name: fault for name, fault in lost.items() if fault is not None},
    )
