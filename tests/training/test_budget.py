"""The budget of a training is for its predictions too, whichever way the time is spent."""

from types import SimpleNamespace

import numpy as np
import pytest

from grader.judge.oneseed import BATCH_IMAGES, train
from grader.model import Exercise, Returned, Stopped, Target

EXERCISE = Exercise(
    "t", {"en": "T"}, "one", 1, {"f": Target("f", parameters=(("x", 0), ("y", 0), ("seed", 0)))}, ()
)
DATA = SimpleNamespace(
    train_images=np.zeros((600, 2, 2)),
    train_labels=np.zeros(600, int),
    test_images=np.zeros((2 * BATCH_IMAGES + 1, 2, 2)),
    test_labels=np.zeros(2 * BATCH_IMAGES + 1, int),
    classes=("X", "O"),
)


class Room:
    """Answers without a process: the training takes some seconds, and so does each set of predictions."""

    def __init__(self, trained_seconds, predicted_seconds=0.0):
        self.trained_seconds, self.predicted_seconds = trained_seconds, predicted_seconds
        self.limits = []

    def ask(self, question):
        return Returned({"callable": True}, self.trained_seconds)

    def ask_all(self, questions):
        assert len({question.limits for question in questions}) == 1
        self.limits.append(questions[0].limits)
        count = len(questions)
        return [
            Returned(np.zeros(len(q.arguments["images"]), int), self.predicted_seconds / count)
            for q in questions
        ]


def allowed(room, device="cpu", threads=1, seconds=60):
    budget = {"seconds": seconds, "threads": threads}
    done = train(EXERCISE, DATA, room, 1, device=device, budget=budget, look_closer=True)
    assert done.accuracy == 1.0
    return room.limits


LEFT = {
    "a quick training": (1.0, 60, 59 + 6),
    "one that takes all": (60.0, 60, 6),
    "one on a busy machine, by the clock": (150.0, 60, 6),
    "a short budget": (0.5, 2, 1.5 + 2),
}


@pytest.mark.parametrize(("trained", "seconds", "left"), LEFT.values(), ids=LEFT)
def test_predictions_have_what_the_training_left_and_a_little_more(trained, seconds, left):
    assert allowed(Room(trained), seconds=seconds)[0].cpu_seconds == pytest.approx(left)
    assert allowed(Room(trained), seconds=seconds, threads=4)[0].cpu_seconds == pytest.approx(4 * left)
    assert allowed(Room(trained), seconds=seconds, device="cuda")[0].seconds == pytest.approx(left)


def test_all_predictions_share_it():
    limits = allowed(Room(50.0, predicted_seconds=7.0))
    assert [one.cpu_seconds for one in limits] == pytest.approx([16, 9, 2])


def test_a_look_that_has_no_time_left_costs_nothing():
    room = Room(60.0, predicted_seconds=9.0)
    room.ask_all = lambda questions, answer=room.ask_all: (
        answer(questions) if not room.limits else [Stopped("timeout", limit="cpu")]
    )
    assert allowed(room)


def test_a_training_that_goes_on_in_the_first_prediction_runs_out_of_time(train):
    text = """
import time
import numpy as np
def burn(seconds):
    start = time.process_time()
    while time.process_time() - start < seconds: pass
def train_cnn_numpy(x, y, seed):
    burn(3.2)
    def predict(images):
        burn(3.2)
        return np.zeros(len(images), int)
    return predict
"""
    tiers = [{"accuracy": 0.1, "points": 20}]
    score = train(text, budget={"cpu": {"seconds": 4}}, seeds={"min": 1, "max": 1}, tiers=tiers)
    assert (score.score, score.verdicts[0].limit) == (0, "cpu")
