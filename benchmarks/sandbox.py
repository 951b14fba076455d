# ruff: noqa: SLF001 — what is measured is inside
"""What a submission costs in the sandbox, in CPU milliseconds, layer by layer, beside a bare fork.

``python -m benchmarks.sandbox [ROUNDS]``: medians; the ratio to the bare fork of the same run is what
compares between machines.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from grader.model import REQUIRED, Cell, Question, SourceFile, Submission, Target
from grader.sandbox import Sandbox, lockdown

SOURCE = """
import numpy as np

def conv1d(x, w):
    n = len(x) - len(w) + 1
    return np.array([np.sum(x[i:i + len(w)] * w) for i in range(n)])
"""
ASKS = 10
_CPU_CLOCK = 2


def main(rounds: int) -> None:
    """Measure and print."""
    submission = Submission("s", (SourceFile("conv.py", (Cell(None, SOURCE),)),), "")
    targets = [Target("conv1d", parameters=(("x", REQUIRED), ("w", REQUIRED)))]
    draws = np.random.default_rng(1)
    questions = [
        Question("conv1d", {"x": draws.normal(size=12), "w": draws.normal(size=3)}) for _ in range(ASKS)
    ]
    print(f"{'':44}{'parent':>8}{'child':>8}{'total':>8}   CPU ms, median of {rounds}")
    bare = bare_fork(rounds)
    print(f"{'bare fork of a process with NumPy, exit, wait':44}{'':8}{'':8}{bare:8.2f}")
    every = set(lockdown.LAYERS)
    for label, layers in (
        ("no layer", set()),
        ("+ seccomp", {"seccomp"}),
        ("+ Landlock", {"seccomp", "landlock"}),
        ("+ namespaces, root, user (all)", every - {"bwrap"}),
        ("all, by bubblewrap", every),
    ):
        with Sandbox(layers=layers) as sandbox:
            for asks in (0, ASKS) if layers >= every - {"bwrap"} else (0,):
                forbid = ("numpy.convolve", "numpy.correlate")

                def once(
                    sandbox: Sandbox = sandbox, asks: int = asks, forbid: tuple[str, ...] = forbid
                ) -> None:
                    session = sandbox.open(submission, targets, forbid)
                    assert session.survey.defined
                    for question in questions[:asks]:
                        session.ask(question)
                    session.close()

                mine, theirs = measure(once, sandbox, rounds)
                what = "spawn, survey, kill" if not asks else f"the same and load, {asks} asks"
                total = mine + theirs
                print(f"{label + ': ' + what:44}{mine:8.2f}{theirs:8.2f}{total:8.2f}   {total / bare:.1f} x")


def bare_fork(rounds: int) -> float:
    """Fork, end and wait for a process that has NumPy imported and its garbage frozen."""
    import gc

    gc.collect()
    gc.freeze()
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        usage = os.wait4(pid, 0)[2]
        spent.append(time.process_time() - start + usage.ru_utime + usage.ru_stime)
    gc.unfreeze()
    return 1e3 * statistics.median(spent)


def measure(once: Callable[[], None], sandbox: Sandbox, rounds: int) -> tuple[float, float]:
    """Return the medians of the grader's own CPU time and of the child's and its parent's together."""
    parent = sandbox._parents[("numpy",)]
    for _ in range(5):
        once()
    zygote = parent.number
    mine, theirs = [], []
    for _ in range(rounds):
        parent._forgotten.clear()
        parent._gone.clear()
        start = time.process_time()
        zygote_start = time.clock_gettime((~zygote << 3) | _CPU_CLOCK)
        once()
        spent = time.process_time() - start
        number = parent._next
        parent._forgotten.discard(number)
        gone = parent.gone(number)
        zygote_spent = time.clock_gettime((~zygote << 3) | _CPU_CLOCK) - zygote_start
        mine.append(spent)
        theirs.append(zygote_spent + (gone.cpu_seconds if gone else 0.0))
    return 1e3 * statistics.median(mine), 1e3 * statistics.median(theirs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
