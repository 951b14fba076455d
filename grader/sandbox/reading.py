"""What a student's process said or how it ended, as an outcome: read without trusting it (trusted side)."""

import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from grader.model import Limits, Phrase, Raised, Stopped, Target
from grader.sandbox.link import Allowance

_MEMORY_SHARE = 0.6


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


def read_text(value: Any) -> str:
    """Read a text."""
    if type(value) is not str:
        raise ValueError("not a text")
    return value


def optional_text(value: Any) -> str | None:
    """Read a text, or nothing."""
    return None if value is None else read_text(value)


def _texts(value: Any) -> tuple[str, ...]:
    if type(value) not in {list, tuple}:
        raise ValueError("not a list")
    return tuple(read_text(item) for item in value)


def _phrase(value: Any) -> Phrase:
    if type(value) is not dict or type(value["params"]) is not dict:
        raise ValueError("not a phrase")
    params = {
        key: item if type(item) in {str, int, float, bool, type(None)} else list(_texts(item))
        for key, item in value["params"].items()
    }
    return Phrase(read_text(value["code"]), params)


def read_raised(rest: Sequence[Any], seconds: float) -> Raised:
    """Read what was raised."""
    name, message, bases, where, trace, hint = rest
    return Raised(
        read_text(name), read_text(message), _texts(bases), optional_text(where), _texts(trace),
        None if hint is None else _phrase(hint), seconds,
    )  # fmt: skip


def read_survey(found: Any, targets: Mapping[str, Target]) -> Survey:
    """Read what a submission defines."""
    near = {read_text(k): read_text(v) for k, v in found["near"].items() if k in targets}
    exact = {read_text(k): read_text(v) for k, v in found["defined"].items() if k in targets}
    return Survey(
        defined={**near, **exact},
        near={name: actual for name, actual in near.items() if name not in exact},
        faults=tuple(_phrase(fault) for fault in found["faults"]),
        lost={read_text(k): _phrase(v) for k, v in found["lost"].items() if k in targets},
    )
