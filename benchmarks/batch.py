"""What a small submission costs in a batch, beside a bare fork-and-exec() loop over the same files.

    python benchmarks/batch.py            300 small submissions: CPU ms each beyond start-up, and the ratio
    python benchmarks/batch.py --memory   the grader's peak memory after 300 and after 3,000 of them

CPU is user and system time of the whole process tree; start-up is what the same command takes for one, and the
medians of several rounds are printed. Graded is an exercise of ten cases of one call each, written here, and the
course's ``conv1d-valid``, whose hidden cases are many calls each; the bare loop calls ten times.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROUNDS = 3
COURSE = Path(__file__).parents[1]
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


def ten_cases(folder: Path) -> Path:
    """Write a course of one exercise with ten cases of one call each."""
    exercise = folder / "exercises" / "signals" / "conv1d-valid"
    exercise.mkdir(parents=True)
    title = "{en: Signals}"
    (folder / "exercises" / "course.yaml").write_text(
        f"title: {title}\nlanguages: [en]\nmodules:\n  - {{id: signals, title: {title}}}\n", encoding="utf-8"
    )
    lines = [
        "id: conv1d-valid", f"title: {title}", "module: signals", "points: 10",
        'submit: {function: conv1d, signature: "(x, w)"}', "forbid: [numpy.convolve, numpy.correlate]", "cases:",
    ]  # fmt: skip
    for number in range(10):
        x, w = np.arange(7.0 + number), np.array([1.0, 2.0 + number])
        right = np.correlate(x, w, "valid")
        args = f"{{x: {x.tolist()}, w: {w.tolist()}}}"
        lines += [f"  - name: case {number}", f"    args: {args}", f"    expect: {right.tolist()}"]
    (exercise / "exercise.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (exercise / "statement.en.md").write_text("Correlate x with w.\n", encoding="utf-8")
    return folder


def batch(folder: Path, out: Path, course: Path) -> list[str]:
    """Return the command."""
    command = [sys.executable, "-m", "grader", "batch", str(folder), "-o", str(out), "--course", str(course)]
    return [*command, "-e", "conv1d-valid", "--jobs", "1"]


def cost(count: int, wrong_every: int, course: Path) -> tuple[float, float]:
    """CPU ms per submission of a batch beyond start-up, and of the bare loop."""
    with tempfile.TemporaryDirectory() as name:
        many, one, out = Path(name, "many"), Path(name, "one"), Path(name, "out")
        for folder in (many, one):
            folder.mkdir()
        cohort(many, count, wrong_every)
        cohort(one, 1, wrong_every)
        run(batch(one, out, course))  # warms the caches
        spent = []
        for _ in range(ROUNDS):
            start, ours = run(batch(one, out, course))[0], run(batch(many, out, course))[0]
            bare_start = run([sys.executable, "-c", BARE, str(one)])[0]
            bare = run([sys.executable, "-c", BARE, str(many)])[0]
            spent.append((ours - start, bare - bare_start))
    ours, bare = (statistics.median(column) / (count - 1) * 1e3 for column in zip(*spent, strict=True))
    return ours, bare


def memory(counts: tuple[int, ...]) -> None:
    """Print the grader's peak memory for several sizes of a cohort."""
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "many")
            folder.mkdir()
            cohort(folder, count, 5)
            pid = os.fork()
            if pid == 0:
                _, peak = run(batch(folder, Path(name, "out"), COURSE))
                print(f"{count:>6} submissions: peak {peak:.1f} MiB", flush=True)
                os._exit(0)
            os.waitpid(pid, 0)


if __name__ == "__main__":
    if "--memory" in sys.argv:
        memory((300, 3000))
    else:
        with tempfile.TemporaryDirectory() as written:
            for course, cases in ((ten_cases(Path(written)), "ten cases"), (COURSE, "conv1d-valid")):
                for label, wrong_every in (("all right", 0), ("one in five wrong", 5)):
                    ours, bare = cost(300, wrong_every, course)
                    print(
                        f"{cases}, {label}: {ours:.2f} ms CPU each; "
                        f"bare fork, exec(): {bare:.2f}; ratio {ours / bare:.2f}"
                    )
