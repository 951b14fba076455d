"""The reference networks in a student's process, one training each; ``benchmarks/training.py`` has more."""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import datasets
from grader.course.golden import Golden
from grader.judge.training import parts
from grader.model import Cell, SourceFile, Submission

ROOT = Path(__file__).parents[2]


@pytest.fixture
def digits_of(course):
    pytest.importorskip("sklearn", reason="the digits come with scikit-learn (extra: training)")

    def load(exercise_id):
        exercise = next(e for e in course.exercises if e.id == exercise_id)
        part = next(p for p in parts(exercise) if p.data["set"] == "digits")
        return exercise, datasets.load(exercise, part.data, Golden(course), version="t")

    return load


def grade(grading, exercise, text, **plan):
    submission = Submission("student", (SourceFile("a.py", (Cell(None, text),)),), "0")
    exercise = replace(exercise, training={**exercise.training, **plan}) if plan else exercise
    return grading.grade(submission, [exercise]).exercises[0]


NEEDED = (
    "activations", "conv_batch", "dense", "gradients", "layers", "losses", "optimizers", "padding", "shapes",
    "training",
)  # fmt: skip


def test_numpy_reaches_the_top_tier_in_a_students_process(digits_of, grading):
    exercise, _ = digits_of("train-cnn-numpy")
    assert exercise.training["budget"]["cpu"] == {"seconds": 60, "threads": 1, "memory_mb": 1024}
    files = [
        (f"{name}.py", (ROOT / "reference" / f"{name}.py").read_text(encoding="utf-8")) for name in NEEDED
    ]
    submission = Submission("student", tuple(SourceFile(n, (Cell(None, text),)) for n, text in files), "0")
    exercise = replace(exercise, training={**exercise.training, "seeds": {"min": 1, "max": 1}})
    score = grading.grade(submission, [exercise]).exercises[0]
    assert score.score == exercise.points, score
    assert score.training["accuracies"][0] >= 0.97


def test_pytorch_reaches_the_top_tier_in_a_students_process(digits_of, grading):
    pytest.importorskip("torch", reason="PyTorch is an extra (training)")
    exercise, _ = digits_of("train-cnn-gpu")
    text = (ROOT / "reference" / "training_torch.py").read_text(encoding="utf-8")
    score = grade(grading, exercise, text, seeds={"min": 1, "max": 1})
    assert score.score == exercise.points, score
    assert score.training["accuracies"][0] >= 0.98
    assert score.training["parameters"] == 64_058
    assert len(score.training["curves"][0]) == 40


@pytest.mark.parametrize("exercise_id", ["train-cnn-numpy", "train-cnn-gpu"])
def test_a_starter_gets_nothing(course, grading, exercise_id):
    if exercise_id == "train-cnn-gpu":
        pytest.importorskip("torch", reason="PyTorch is an extra (training)")
        pytest.importorskip("sklearn", reason="the digits come with scikit-learn (extra: training)")
    exercise = next(e for e in course.exercises if e.id == exercise_id)
    text = (Path(exercise.folder) / "starter.py").read_text(encoding="utf-8")
    score = grade(grading, exercise, text)
    assert (score.status, score.score) == ("failed", 0)
    assert score.verdicts[0].hint.code == "not-implemented"


@pytest.mark.parametrize("exercise_id", ["train-cnn-numpy", "train-cnn-gpu"])
def test_scikit_learn_has_no_digits_for_a_student(course, grading, exercise_id):
    pytest.importorskip("sklearn", reason="the digits come with scikit-learn (extra: training)")
    exercise = next(e for e in course.exercises if e.id == exercise_id)
    function = next(iter(exercise.functions))
    head = f"def {function}(x, y, seed, device=None):\n"
    text = head + "    from sklearn.datasets import load_digits\n    load_digits()\n"
    score = grade(grading, exercise, text)
    assert score.score == 0
    assert score.training["accuracies"] == []
