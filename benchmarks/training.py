"""How often the test over seeds errs, and what the reference trainings give on this machine.

    python benchmarks/training.py [--seeds 5] [--students 10000]

Prints, for simulated students around a threshold, how many pass and how many seeds they cost; then accuracy,
spread and processor seconds of both reference trainings on the digits (one thread); then the same simulation
with the spread that was measured.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from grader.course import datasets
from grader.course.catalog import find_course, load_course
from grader.course.golden import Golden
from grader.errors import OwnFault
from grader.judge.sequential import Standing, decide, start
from grader.model import Exercise

THRESHOLD = 0.90
OFFSETS = (-0.03, -0.02, -0.01, -0.005, 0.0, 0.005, 0.01, 0.02, 0.03)
SETS = {"digits": {"set": "digits", "test": 450, "perturb": "shift", "split": 17}}


def graded(accuracies: list[float], thresholds: list[float]) -> tuple[Standing, int]:
    """Grade one student; return what was decided of each threshold, and the seeds spent."""
    standing, used = start(thresholds), 0
    while not standing.settled:
        used += 1
        standing = decide(standing, accuracies[:used], thresholds)
    return standing, used


def simulate(spread: float, students: int, rng: np.random.Generator) -> None:
    print(f"  {'away':>7}  {'passes':>8}  {'borderline':>10}  {'seeds: median':>13}  {'mean':>5}")
    for offset in OFFSETS:
        runs = [
            graded(list(rng.normal(THRESHOLD + offset, spread, 10)), [THRESHOLD]) for _ in range(students)
        ]
        passed = np.mean([standing.decisions[0] == "passed" for standing, _ in runs])
        borderline = np.mean([standing.borderline[0] for standing, _ in runs])
        used = [count for _, count in runs]
        print(
            f"  {100 * offset:+6.1f}p  {passed:8.2%}  {borderline:10.2%}"
            f"  {np.median(used):13.0f}  {np.mean(used):5.1f}"
        )


def real(golden: Golden, exercise: Exercise, path: str, seeds: int) -> float:
    """Train a reference with several seeds; return its spread."""
    train = golden._solution.get(path)  # noqa: SLF001
    spreads = []
    for label, spec in SETS.items():
        data = datasets.load(exercise, spec, golden, version="benchmark")
        accuracies, seconds = [], []
        for seed in range(seeds):
            before = time.process_time()
            predict = train(data.train_images, data.train_labels, seed)
            seconds.append(time.process_time() - before)
            accuracies.append(float(np.mean(predict(data.test_images).argmax(1) == data.test_labels)))
        spread = float(np.std(accuracies, ddof=1)) if seeds > 1 else 0.0
        shown = " ".join(f"{accuracy:.4f}" for accuracy in accuracies)
        print(
            f"  {path}, {label}: mean {np.mean(accuracies):.4f}, spread (SD) {100 * spread:.2f} points, ",
            end="",
        )
        print(f"{np.mean(seconds):.1f} (at most {max(seconds):.1f}) CPU seconds; {shown}")
        spreads.append(spread)
    return max(spreads)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--students", type=int, default=10_000)
    asked = parser.parse_args()
    rng = np.random.default_rng(2024)
    print(f"{asked.students} simulated students a line, 3 to 10 seeds, spread between seeds (SD) 1 point:")
    simulate(0.01, asked.students, rng)
    course = load_course(find_course(str(ROOT / "exercises")))
    exercise = replace(next(e for e in course.exercises if e.kind == "training"), folder=str(ROOT))
    golden = Golden(course)
    print("\nreal trainings, one thread:")
    for path in ("training.train_cnn_numpy", "training_torch.train_cnn_gpu"):
        try:
            spread = real(golden, exercise, path, asked.seeds)
        except OwnFault as fault:
            print(f"  {path}: not measured: {fault}")
            continue
        if spread:
            print(f"  with this spread ({100 * spread:.2f} points):")
            simulate(spread, asked.students // 5, rng)


if __name__ == "__main__":
    main()
