"""What a small submission costs in a batch, beside a bare fork-and-exec() loop over the same files.

    python benchmarks/batch.py            300 small submissions: CPU ms each beyond start-up, and the ratio
    python benchmarks/batch.py --memory   the grader's peak memory after 300 and after 3,000 of them

CPU is user and system time of the whole process tree. Start-up is what the same command takes for one.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

EXERCISE = "conv1d-valid"
SOURCE = '''
import numpy as np


def conv1d(x, w):
    """Submission {number}."""
    return np.array([np.sum(x[i:i + len(w)] * w{flip}) for i in range(len(x) - len(w) + 1)])
'''
BARE = """
import os, sys, time
import numpy as np
x, w = np.arange(7.0), np.array([1.0, 2.0])
right = np.correlate(x, w, "valid")
for name in sorted(os.listdir(sys.argv[1])):
    path = os.path.join(sys.argv[1], name)
    pid = os.fork()
    if pid == 0:
        space = {}
        exec(compile(open(path).read(), path, "exec"), space)
        passed = sum(np.allclose(space["conv1d"](x, w), right) for _ in range(10))
        os._exit(0)
    os.waitpid(pid, 0)
"""


def cohort(folder: Path, count: int, wrong_every: int) -> None:
    """Write ``count`` submissions; every ``wrong_every``-th has a mistake in it (0: none)."""
    for number in range(count):
        wrong = wrong_every and number % wrong_every == 0
        text = SOURCE.format(number=number, flip="[::-1]" if wrong else "")
        (folder / f"student{number:05}.py").write_text(text, encoding="utf-8")


def run(command: list[str]) -> tuple[float, float]:
    """CPU seconds of the whole tree, and the peak resident MiB of its largest process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def batch(folder: Path, out: Path) -> list[str]:
    """Return the command."""
    return [
        sys.executable,
        "-m",
        "grader",
        "batch",
        str(folder),
        "-o",
        str(out),
        "-e",
        EXERCISE,
        "--jobs",
        "1",
    ]


def cost(count: int, wrong_every: int) -> tuple[float, float]:
    """CPU ms per submission of a batch beyond start-up, and of the bare loop."""
    with tempfile.TemporaryDirectory() as name:
        many, one, out = Path(name, "many"), Path(name, "one"), Path(name, "out")
        for folder in (many, one):
            folder.mkdir()
        cohort(many, count, wrong_every)
        cohort(one, 1, wrong_every)
        run(batch(one, out))  # warms the caches
        start, _ = run(batch(one, out))
        ours, _ = run(batch(many, out))
        bare_start, _ = run([sys.executable, "-c", BARE, str(one)])
        bare, _ = run([sys.executable, "-c", BARE, str(many)])
    return (ours - start) / (count - 1) * 1e3, (bare - bare_start) / (count - 1) * 1e3


def memory(counts: tuple[int, ...]) -> None:
    """Print the grader's peak memory for several sizes of a cohort."""
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "many")
            folder.mkdir()
            cohort(folder, count, 5)
            pid = os.fork()
            if pid == 0:
                _, peak = run(batch(folder, Path(name, "out")))
                print(f"{count:>6} submissions: peak {peak:.1f} MiB", flush=True)
                os._exit(0)
            os.waitpid(pid, 0)


if __name__ == "__main__":
    if "--memory" in sys.argv:
        memory((300, 3000))
    else:
        for label, wrong_every in (("all right", 0), ("one in five wrong", 5)):
            ours, bare = cost(300, wrong_every)
            print(f"{label}: {ours:.2f} ms CPU each; bare fork, exec(): {bare:.2f}; ratio {ours / bare:.2f}")
