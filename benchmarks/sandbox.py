# ruff: noqa: SLF001 — what is measured is inside
"""What a submission costs in the sandbox, in CPU milliseconds, layer by layer, beside a bare fork.

``python -m benchmarks.sandbox [ROUNDS]``: medians; the ratio to the bare fork of the same run is what
compares between machines. The last rows have SciPy or torch in the warm parent, where they are installed; their
bare fork is that of a process which has imported the same.
"""

import gc
import importlib
import importlib.util
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
    """Measure and print; each row has the bare forks that were made between its own rounds."""
    gc.collect()
    gc.freeze()
    every = set(lockdown.LAYERS)
    print(f"CPU ms, medians of {rounds}{'grader':>35}{'child':>8}{'total':>8}{'bare fork':>11}{'ratio':>7}")
    for label, layers, asks in (
        ("no layer: spawn, survey, kill", set(), 0),
        ("+ seccomp", {"seccomp"}, 0),
        ("+ Landlock", {"seccomp", "landlock"}, 0),
        ("+ namespaces, root, user: all", every - {"bwrap"}, 0),
        ("all, by bubblewrap", every, 0),
        (f"the same, and load, {ASKS} asks", every, ASKS),
        (f"the same, and {5 * ASKS} asks", every, 5 * ASKS),
    ):
        row(label, layers, asks, rounds)
    for package in ("scipy.signal", "torch"):
        if importlib.util.find_spec(package.partition(".")[0]) is not None:
            importlib.import_module(package)
            gc.collect()
            gc.freeze()
            row(f"all, with {package}: spawn, survey, kill", every, 0, rounds, package.partition(".")[0])


def row(label: str, layers: set[str], asks: int, rounds: int, package: str = "numpy") -> None:
    """Measure and print one row."""
    text = SOURCE if package == "numpy" else f"import {package}\n{SOURCE}"
    submission = Submission("s", (SourceFile("conv.py", (Cell(None, text),)),), "")
    targets = [Target("conv1d", parameters=(("x", REQUIRED), ("w", REQUIRED)))]
    draws = np.random.default_rng(1)
    questions = [
        (Question("conv1d", {"x": draws.normal(size=12), "w": draws.normal(size=3)}),) for _ in range(ASKS)
    ]
    with Sandbox(layers=layers, packages=("numpy", package)) as sandbox:

        def once() -> None:
            session = sandbox.open(submission, targets, ("numpy.convolve", "numpy.correlate"))
            assert session.survey.defined
            for _ in session.ask_cases([questions[number % ASKS] for number in range(asks)]):
                pass
            session.close()

        packages = ("numpy",) if package == "numpy" else ("numpy", package)
        grader, child, bare = measure(once, sandbox, packages, rounds)
    total = grader + child
    print(f"{label:50}{grader:8.2f}{child:8.2f}{total:8.2f}{bare:11.2f}{total / bare:7.1f}")


def bare_fork() -> float:
    """Fork, end and wait for a process that has NumPy imported and its garbage frozen."""
    start = time.process_time()
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    usage = os.wait4(pid, 0)[2]
    return time.process_time() - start + usage.ru_utime + usage.ru_stime


def measure(
    once: Callable[[], None], sandbox: Sandbox, packages: tuple[str, ...], rounds: int
) -> tuple[float, float, float]:
    """Return medians: the grader's own CPU time, the child's with its parent's, and that of a bare fork."""
    for _ in range(5):
        once()
    parent = sandbox._parents[packages]
    grader, child, bare = [], [], []
    for _ in range(rounds):
        bare.append(bare_fork())
        parent._forgotten.clear()
        parent._gone.clear()
        start = time.process_time()
        parent_start = time.clock_gettime((~parent.number << 3) | _CPU_CLOCK)
        once()
        grader.append(time.process_time() - start)
        parent._forgotten.discard(parent._next)
        gone = parent.gone(parent._next)
        parent_spent = time.clock_gettime((~parent.number << 3) | _CPU_CLOCK) - parent_start
        child.append(parent_spent + (gone.cpu_seconds if gone else 0.0))
    return tuple(1e3 * statistics.median(spent) for spent in (grader, child, bare))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
