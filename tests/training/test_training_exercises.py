"""Training exercises end to end, in real processes: what each kind of submission gets, and is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import OwnFault
from grader.model import Cell, SourceFile, Submission
from grader.report import findings

HONEST = (Path(__file__).parent / "honest" / "numpy_cnn.py").read_text(encoding="utf-8")
RETURNING = "import numpy as np\ndef train_cnn_numpy(x, y, seed):\n    return lambda images: {}\n"
FAST = {"budget": {"cpu": {"seconds": 1, "threads": 1, "memory_mb": 128}}, "seeds": {"min": 3, "max": 3}}


def codes(score):
    """Name what a score says: of its verdicts, then of its notes."""
    return [v.message.code for v in score.verdicts if v.message] + [note.code for note in score.notes]


def test_an_honest_network_gets_full_marks(train):
    score = train(HONEST)
    assert (score.status, score.score) == ("passed", 20)
    found = score.training
    assert found["device"] == "cpu"
    assert found["tier"] == 0.9
    assert 3 <= len(found["accuracies"]) == len(found["seconds_per_seed"]) == len(set(found["seeds"]))
    assert found["interval"][0] <= found["mean"] <= found["interval"][1]
    assert sum(map(sum, found["confusion"])) == found["test_images"] == 100
    assert found["classes"] == ["X", "O"]
    assert found["memory_mb"] > 0
    epochs = [point["epoch"] for point in found["curves"][0]]
    assert epochs == list(range(1, 26))
    assert found["curves"][0][0]["loss"] > found["curves"][0][-1]["loss"]
    assert codes(score) == []


def test_points_are_the_tiers(train):
    score = train(HONEST, tiers=[{"accuracy": 0.7, "points": 5}, {"accuracy": 0.9999999, "points": 20}])
    assert score.score in {5, 20}
    assert [v.max_score for v in score.verdicts] == [5, 15]


def test_several_data_sets_are_trained_one_after_another(train):
    sets = [
        {"set": "letters_xo", "count": 200, "test": 60},
        {"set": "bundled.letters_xo", "count": 200, "size": 11},
    ]
    tiers = [{"accuracy": 0.6, "points": 5}, {"accuracy": 0.6, "points": 20, "set": "bundled.letters_xo"}]
    score = train(HONEST, data=sets, tiers=tiers, seeds={"min": 2, "max": 2})
    assert [v.score for v in score.verdicts] == [5, 15]
    assert score.training["before"][0]["set"] == "letters_xo"
    assert score.training["test_images"] == 50


TOLD = {
    "nothing returned": ("def train_cnn_numpy(x, y, seed):\n    pass\n", "no-predictor"),
    "an array returned": ("def train_cnn_numpy(x, y, seed):\n    return y\n", "no-predictor"),
    "a starter": ("def train_cnn_numpy(x, y, seed):\n    raise NotImplementedError\n", "raised"),
    "predictions of nothing": (RETURNING.format("None"), "predict-nothing"),
    "a wrong shape": (RETURNING.format("np.zeros((3, 3, 3))"), "predict-shape"),
    "not a number": (RETURNING.format("np.full((len(images), 2), np.nan)"), "predict-nan"),
    "labels from one": (RETURNING.format("np.full(len(images), 2)"), "labels-range"),
    "a predictor that raises": (RETURNING.format("1 / 0"), "raised"),
    "a loop without end": ("def train_cnn_numpy(x, y, seed):\n    while True: pass\n", "cpu"),
    "too much memory": (
        "import numpy as np\ndef train_cnn_numpy(x, y, seed):\n    return np.ones(10**9).sum()\n", "memory",
    ),
    "an exit": ("import os\ndef train_cnn_numpy(x, y, seed):\n    os._exit(0)\n", "ended-exit"),
    "a process": ("import os\ndef train_cnn_numpy(x, y, seed):\n    os.fork()\n", "raised"),
    "what is forbidden": ("import torch\ndef train_cnn_numpy(x, y, seed):\n    return torch.e\n", None),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_is_wrong_is_told_once(train, name):
    text, code = TOLD[name]
    score = train(text, **FAST)
    assert (score.status, score.score) == ("failed", 0)
    told = codes(score)
    if code:
        assert told[0] == code
    assert told.count("skipped-training") == len(score.verdicts) - 1


def test_data_that_was_never_trained_on_is_not_reported(course, grading):
    exercise = next(e for e in course.exercises if e.id == "train-cnn-numpy")
    text = "def train_cnn_numpy(x, y, seed):\n    raise NotImplementedError\n"
    submission = Submission("student", (SourceFile("a.py", (Cell(None, text),)),), "0")
    score = grading.grade(submission, [exercise]).exercises[0]
    assert score.training["set"] == "letters_xo"
    assert "before" not in score.training
    assert findings.training(score, "en") == [("Data set", "letters_xo"), ("Device", "cpu")]


def test_a_missing_function_is_missing(train):
    score = train("def other(x): return x\n")
    assert (score.status, score.score) == ("missing", 0)


def test_one_bad_seed_is_replaced_and_said(train):
    quick = HONEST.replace("epochs=25", "epochs=12")
    bad = train(quick, seeds={"min": 2, "max": 2}).training["seeds"][1]
    fault = f"    if seed == {bad}: raise ValueError('diverged')\n    rng = np.random"
    score = train(quick.replace("    rng = np.random", fault, 1), seeds={"min": 3, "max": 3})
    assert score.score == 20
    assert score.training["faults"] == 1
    assert bad not in score.training["seeds"]
    assert codes(score) == ["seed-replaced", "raised"]


TORCH = """
import torch

def train_cnn_numpy(x, y, seed):
    nn = torch.nn
    model = nn.Sequential(nn.Flatten(), nn.Linear(81, 10), nn.ReLU(), nn.Linear(10, 2))

    class Keeps:
        def __init__(self):
            self.x, self.model, self.same = x, model, [model]

        def predict(self, images):
            return self.model(torch.tensor(images))

    return Keeps()
"""


@pytest.mark.parametrize(("most", "code"), [(841, "parameters"), (842, "accuracy-below")])
def test_trainable_parameters_are_counted_once_and_nothing_else(course, grading, most, code):
    pytest.importorskip("torch", reason="PyTorch is an extra (training)")
    exercise = next(e for e in course.exercises if e.id == "train-cnn-numpy")
    plan = {**exercise.training, "data": {"set": "letters_xo", "count": 60}, "seeds": {"min": 1, "max": 1}}
    plan |= {
        "budget": {"cpu": {"seconds": 20, "parameters": most}},
        "tiers": [{"accuracy": 0.9999, "points": 20}],
    }
    exercise = replace(exercise, packages=("torch",), forbid=(), training=plan)
    submission = Submission("student", (SourceFile("a.py", (Cell(None, TORCH),)),), "0")
    score = grading.grade(submission, [exercise]).exercises[0]
    assert codes(score)[0] == code
    assert score.verdicts[0].limit == ("parameters" if code == "parameters" else None)


def test_what_layers_keep_is_no_parameter(train):
    text = HONEST.replace(
        "    return predict", "    predict.kept = [x] * 3 + [rng.normal(size=(500, 500))]\n    return predict"
    )
    assert train(text, budget={"cpu": {"seconds": 20, "parameters": 1000}}).score == 20


def test_constant_answers_are_named(train):
    score = train(RETURNING.format("np.zeros(len(images), int)"))
    assert score.score == 0
    assert "constant-answers" in codes(score)
    assert score.training["accuracies"][0] == pytest.approx(0.5, abs=0.15)


def test_answers_by_position_are_named(train):
    score = train(RETURNING.format("(np.arange(len(images)) // 3) % 2"))
    assert score.score == 0
    assert "answers-by-position" in codes(score)


def test_learning_by_heart_is_named(train):
    text = """
import numpy as np
def train_cnn_numpy(x, y, seed):
    known = {image.tobytes(): label for image, label in zip(x, y)}
    return lambda images: np.array([known.get(np.ascontiguousarray(i).tobytes(), 0) for i in images])
"""
    score = train(text, budget={"cpu": {"seconds": 20}})
    assert score.score == 0
    assert "memorised" in codes(score)


def test_chance_beside_the_seed_is_named(train):
    text = RETURNING.format("np.random.default_rng().integers(0, 2, len(images))")
    assert "not-reproducible" in codes(train(text))


def test_what_is_printed_is_shown_and_progress_is_not(train):
    text = """
import numpy as np
def train_cnn_numpy(x, y, seed, report):
    print("begin")
    for epoch in range(3):
        report(epoch, loss=float("nan"), accuracy=0.5)
        report("x", object(), None)
    print("end")
    return lambda images: np.zeros(len(images), int)
"""
    score = train(text, seeds={"min": 3, "max": 3})
    assert score.output == "begin\nend\n"
    assert [point["epoch"] for point in score.training["curves"][0]] == [0, 1, 2]
    assert score.training["curves"][0][0]["loss"] is None


def test_progress_is_told_while_it_trains(train, grading):
    heard = []
    grading.tell = lambda exercise, number, point: heard.append((exercise, number, point["epoch"]))
    try:
        train(HONEST, seeds={"min": 2, "max": 2})
    finally:
        grading.tell = None
    assert heard[0] == ("train-cnn-numpy", 1, 1)
    assert {number for _, number, _ in heard} >= {1, 2}


def test_data_that_cannot_be_had_is_our_fault(train):
    score = train(HONEST, data={"set": "mnist", "folder": "no/such/folder"})
    assert (score.status, score.score) == ("ungraded", None)
    assert "no/such/folder" in score.verdicts[0].message.params["reason"]


def test_cuda_that_is_insisted_on_and_absent_is_our_fault(train, sandbox, monkeypatch):
    if sandbox.cuda_fault() is None:
        pytest.skip("this machine has CUDA")
    budget = {"cpu": {"seconds": 5}, "cuda": {"seconds": 5}}
    monkeypatch.setenv("GRADER_DEVICE", "cuda")
    assert train(HONEST, budget=budget).status == "ungraded"
    monkeypatch.setenv("GRADER_DEVICE", "auto")
    assert train(HONEST, budget=budget).training["device"] == "cpu"


def test_a_package_that_is_not_installed_is_our_fault(course, grading):
    exercise = next(e for e in course.exercises if e.id == "train-cnn-numpy")
    exercise = replace(exercise, packages=("no_such_package",))
    text = "import no_such_package\n" + HONEST
    submission = Submission("student", (SourceFile("a.py", (Cell(None, text),)),), "0")
    score = grading.grade(submission, [exercise]).exercises[0]
    assert score.status == "ungraded"
    assert "no_such_package" in score.verdicts[0].message.params["reason"]


def test_a_submission_that_we_fail_to_grade_is_ungraded(course, grading):
    from grader.grade import fault_report

    exercise = next(e for e in course.exercises if e.id == "train-cnn-numpy")
    assert fault_report(grading, "student", [exercise], OwnFault("x")).exercises[0].score is None


def test_data_in_the_source_is_remarked(train):
    text = RETURNING.format("np.zeros(len(images), int)") + f"LABELS = {'[' + '1, ' * 2500 + ']'}\n"
    assert "data-in-source" in codes(train(text))
    assert "data-in-source" in codes(train(text.replace("1, " * 2500, repr("x" * 3000))))
    assert "data-in-source" not in codes(train(RETURNING.format("np.zeros(len(images), int)")))
