"""The reference networks, and PyTorch in a student's process. One training each; ``benchmarks/training.py`` has more."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.course import datasets
from grader.course.golden import Golden
from grader.judge.training import parts
from grader.model import Cell, SourceFile, Submission
from reference.training import train_cnn_numpy

ROOT = Path(__file__).parents[2]
LIMIT_SECONDS = 60


@pytest.fixture
def digits_of(course):
    pytest.importorskip("sklearn", reason="the digits come with scikit-learn (extra: training)")

    def load(exercise_id):
        exercise = next(e for e in course.exercises if e.id == exercise_id)
        part = next(p for p in parts(exercise) if p.data["set"] == "digits")
        return exercise, datasets.load(exercise, part.data, Golden(course), version="t")

    return load


def test_numpy_reaches_the_top_tier_within_the_budget(digits_of):
    exercise, data = digits_of("train-cnn-numpy")
    start = time.process_time()
    predict = train_cnn_numpy(data.train_images, data.train_labels, 0)
    assert time.process_time() - start < exercise.training["budget"]["cpu"]["seconds"] == LIMIT_SECONDS
    assert np.mean(predict(data.test_images).argmax(1) == data.test_labels) >= 0.97


def grade(grading, exercise, text, **plan):
    submission = Submission("student", (SourceFile("a.py", (Cell(None, text),)),), "0")
    exercise = replace(exercise, training={**exercise.training, **plan}) if plan else exercise
    return grading.grade(submission, [exercise]).exercises[0]


def test_pytorch_reaches_the_top_tier_in_a_students_process(digits_of, grading):
    pytest.importorskip("torch", reason="PyTorch is an extra (training)")
    exercise, _ = digits_of("train-cnn-gpu")
    text = (ROOT / "reference" / "training_torch.py").read_text(encoding="utf-8")
    score = grade(grading, exercise, text, seeds={"min": 1, "max": 1})
    assert score.score == exercise.points, score
    assert score.training["accuracies"][0] >= 0.98
    assert score.training["parameters"] == 64_060
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
    text = f"def {function}(x, y, seed, device=None):\n    from sklearn.datasets import load_digits\n    load_digits()\n"
    score = grade(grading, exercise, text)
    assert score.score == 0
    assert score.training["accuracies"] == []
