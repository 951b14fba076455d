"""The sandbox as the pipeline sees it (trusted side)."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from grader.errors import PackageAbsent, SandboxFault
from grader.sandbox import cuda, kernel, lockdown

if TYPE_CHECKING:  # nothing here may hold up the start of the first warm parent
    from grader.model import Question, Submission, Target
    from grader.sandbox.link import Log
    from grader.sandbox.session import Session

GRADES = ("none", "reduced", "strong", "full")
_MOST_ORDERS = 256
_MOST_FRAMES = 4_096
_MOST_FRAME_BYTES = 64 << 20


class Sandbox:
    """Where students' code runs. The first warm parent starts at once; nobody waits until it is needed.

    Parameters
    ----------
    packages : what students may import beside the standard library; see ``allow``
    at_least : the least isolation that is accepted; less is a ``SandboxFault`` when the sandbox is first used
    bwrap : False never uses bubblewrap
    layers : for tests: the layers to use, of ``lockdown.LAYERS``; others are left out
    portable : for tests: use the portable way although there is a better one
    """

    def __init__(
        self,
        *,
        packages: Sequence[str] = ("numpy",),
        at_least: str = "none",
        bwrap: bool = True,
        layers: Collection[str] | None = None,
        portable: bool = False,
    ) -> None:
        self._packages = tuple(packages)
        self._at_least = at_least
        chosen = set(lockdown.LAYERS if layers is None else layers)
        if not bwrap:
            chosen.discard("bwrap")
        self._layers = frozenset(chosen)
        self._parents: dict[tuple[str, ...], Any] = {}
        self._orders: dict[Any, tuple[tuple[Target, ...], bytes]] = {}
        self._frames: dict[int, tuple[Sequence[Question], bytes]] = {}
        self._frame_bytes = 0
        self._closed = False
        self._cuda: tuple[str | None] | None = None
        kernel.hide_memory()
        self._portable = portable or not kernel.AVAILABLE
        self._parent(("numpy",))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self, *, wait: bool = True) -> None:
        """End every process; without ``wait`` they end by themselves, a moment after a command that ends now."""
        self._closed = True
        for parent in self._parents.values():
            if wait or self._portable:
                parent.close()
            else:
                parent.leave()
        self._parents.clear()

    def allow(self, packages: Iterable[str]) -> None:
        """Say what students may import, once the course is read."""
        self._packages = tuple(dict.fromkeys(("numpy", *packages)))

    @property
    def isolation(self) -> str:
        """full, strong, reduced or none: what this machine gives."""
        return self._ready(self._parent(("numpy",)))

    def open(
        self,
        submission: Submission,
        targets: Sequence[Target],
        forbid: tuple[str, ...],
        packages: tuple[str, ...] = (),
    ) -> Session:
        """Open a submission under a set of forbidden names; nothing of it runs before it is asked.

        ``packages`` are allowed beside those of the course; ``cuda`` among them asks for the wider profile.
        """
        if self._closed:
            raise SandboxFault("the sandbox is closed")
        from grader.sandbox.session import Session

        maker = _Maker(self, submission, targets, forbid, packages)
        return Session(maker, submission, targets, forbid)

    # ------------------------------------------------------------ parents

    def _parent(self, packages: tuple[str, ...]) -> Any:
        parent = self._parents.get(packages)
        if parent is None:
            if self._portable:
                from grader.sandbox.portable import SpareParent

                parent = SpareParent(packages)
            else:
                from grader.sandbox.warm import WarmParent

                namespaces = frozenset() if cuda.PROFILE not in packages else cuda.LEFT_OUT
                parent = WarmParent(packages, self._layers - namespaces)
            self._parents[packages] = parent
        return parent

    def _ready(self, parent: Any) -> str:
        parent.wait()
        grade = "none" if self._portable else lockdown.grade(parent.layers)
        if GRADES.index(grade) < GRADES.index(self._at_least):
            raise SandboxFault(
                f"this machine offers isolation {grade!r}, and {self._at_least!r} is asked for"
            )
        return grade

    def replace(self, packages: tuple[str, ...]) -> Any:
        """Start a warm parent anew after it was lost."""
        lost = self._parents.pop(packages, None)
        if lost is not None:
            lost.close()
        return self._parent(packages)

    def packages_for(
        self, submission: Submission, forbid: Sequence[str], packages: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Return the packages that a submission's process has: allowed, not forbidden, and mentioned."""
        extra = [p for p in {*self._packages, *packages} if p != "numpy" and p not in forbid]
        if extra:
            text = "\n".join(cell.text for file in submission.files for cell in file.cells)
            extra = [p for p in extra if p == cuda.PROFILE or re.search(rf"\b{re.escape(p)}\b", text)]
        return ("numpy", *sorted(extra))

    def cuda_fault(self) -> str | None:
        """Say why there is no CUDA for students' code here; None where a small computation just worked."""
        if self._cuda is None:
            self._cuda = (cuda.fault(self),)
        return self._cuda[0]

    # ------------------------------------------------------------ bytes that are the same for everyone

    def orders(self, targets: Sequence[Target], forbid: tuple[str, ...], packages: tuple[str, ...]) -> bytes:
        """Return what a warm parent tells all children of one kind."""
        key = (tuple(id(target) for target in targets), forbid, packages)
        if key not in self._orders:
            if len(self._orders) >= _MOST_ORDERS:
                self._orders.pop(next(iter(self._orders)))
            from grader.sandbox import frames

            blob = frames.orders(targets, forbid, packages)
            self._orders[key] = (tuple(targets), blob)  # the targets are kept: their ids are the key
        return self._orders[key][1]

    def frame(self, questions: Sequence[Question]) -> bytes:
        """Return a case's questions as bytes; the same are put to every submission, and encoded once."""
        known = self._frames.get(id(questions))
        if known is not None and known[0] is questions:
            return known[1]
        from grader.sandbox import frames

        data = frames.question_frame(questions)
        if questions[0].op != "ask":  # a data set: large, and asked once
            return data
        while self._frames and (
            len(self._frames) >= _MOST_FRAMES or self._frame_bytes + len(data) > _MOST_FRAME_BYTES
        ):
            _, dropped = self._frames.pop(next(iter(self._frames)))
            self._frame_bytes -= len(dropped)
        self._frames[id(questions)] = (questions, data)
        self._frame_bytes += len(data)
        return data


class _Maker:
    """Makes the processes of one session."""

    def __init__(
        self,
        sandbox: Sandbox,
        submission: Submission,
        targets: Sequence[Target],
        forbid: tuple[str, ...],
        packages: tuple[str, ...],
    ) -> None:
        self._sandbox = sandbox
        self._packages = sandbox.packages_for(submission, forbid, packages)
        self._needed = set(packages) & set(self._packages)
        self._orders = sandbox.orders(targets, forbid, self._packages)
        self.frame = sandbox.frame

    def make(self, log: Log, memory_mb: int) -> Any:
        """Return a new process; a warm parent that is lost is replaced once."""
        sandbox = self._sandbox
        parent = sandbox._parent(self._packages)  # noqa: SLF001 — one idea in two classes
        sandbox._ready(parent)  # noqa: SLF001
        absent = self._needed - set(parent.present) - {cuda.PROFILE}
        if absent:  # ours to install, never the student's fault
            raise PackageAbsent(sorted(absent))
        try:
            return parent.process(self._orders, memory_mb << 20, log)
        except SandboxFault:
            parent = sandbox.replace(self._packages)
            sandbox._ready(parent)  # noqa: SLF001
            return parent.process(self._orders, memory_mb << 20, log)


def describe(sandbox: Sandbox) -> Iterator[tuple[str, bool, str]]:
    """Yield (layer, whether it is in place, what it means) for ``grader doctor``."""
    if sandbox._portable:  # noqa: SLF001
        yield "isolation", False, f"{sys.platform} has none that is used: code runs with your own permissions"
        return
    parent = sandbox._parent(("numpy",))  # noqa: SLF001
    sandbox._ready(parent)  # noqa: SLF001
    layers = parent.layers
    by = f"made by {parent.by}" if parent.by == "bubblewrap" else "made without bubblewrap"
    refused = f" ({parent.faults[0]})" if parent.faults else ""
    yield (
        "own root",
        "root" in layers,
        (
            f"own files, processes and network, {by}{refused}"
            if "root" in layers
            else f"namespaces are refused here{refused}"
        ),
    )
    yield (
        "landlock",
        "landlock" in layers,
        "only the interpreter and its packages can be read, nothing written",
    )
    yield "seccomp", "seccomp" in layers, "no new processes, no network, no signals to others"
    yield "user", parent.uid != 0, f"students' code runs as user {parent.uid} without capabilities"
    yield "limits", True, "address space, CPU time, wall clock, output, threads and answer size"
    fault = sandbox.cuda_fault()
    yield (
        "cuda",
        fault is None,
        "trainings may use the GPU, less isolated: no root; /proc and /sys are read, /dev/nvidia* is driven"
        if fault is None
        else f"trainings use the CPU: {fault}",
    )
