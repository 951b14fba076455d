"""One training: a fresh process, the training set in, and predictions of images that come when it is over.

The budget is for all of it. Predictions have what the training left of its seconds, and a little more: whoever
goes on training in the first prediction gains nothing.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np

from grader.judge.predictions import Labels, accuracy, read_labels
from grader.model import Exercise, Limits, Outcome, Phrase, Question, Raised, Returned, Stopped

BATCH_IMAGES = 500
WALL_SHARE, WALL_MORE_SECONDS = 3.0, 10.0
"""On the CPU its own seconds count; the wall clock only ends what waits, however busy the machine."""
DEFAULT_SECONDS = 60.0
PREDICTION_SHARE, PREDICTION_SECONDS = 0.1, 2.0
"""What predictions may use beyond what the training left: a share of its seconds, and the least."""
PROBED_IMAGES = 200

Device = Literal["cpu", "cuda"]


class Room(Protocol):
    """A submission in a process of its own."""

    def ask(self, question: Question) -> Outcome:
        """Put a question."""

    def ask_all(self, questions: Sequence[Question]) -> list[Outcome]:
        """Put questions that share one time limit."""

    def output(self) -> str:
        """Return what was printed."""

    def close(self) -> None:
        """End it."""


class Examples(Protocol):
    """The data, divided: images and labels to train with, others to test with."""

    @property
    def train_images(self) -> Any: ...  # noqa: D102
    @property
    def train_labels(self) -> Any: ...  # noqa: D102
    @property
    def test_images(self) -> Any: ...  # noqa: D102
    @property
    def test_labels(self) -> Any: ...  # noqa: D102
    @property
    def classes(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a training has no accuracy: its outcome, and what to say."""

    outcome: Outcome
    message: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Trained:
    """What one seed came to. ``fault`` or ``answers``; ``facts`` are the process's own words about itself."""

    seed: int
    seconds: float
    fault: Fault | None = None
    answers: Labels | None = None
    accuracy: float = 0.0
    facts: Mapping[str, float] = field(default_factory=dict)
    train_accuracy: float | None = None
    follows_order: bool = True


def limits(budget: Mapping[str, Any], device: Device) -> Limits:
    """Return what one training may use."""
    seconds = _seconds(budget)
    threads, memory_mb = int(budget.get("threads", 1)), int(budget.get("memory_mb", 2048))
    if device == "cuda":
        return Limits(seconds=seconds, memory_mb=16_384, threads=256, gpu_memory_mb=memory_mb)
    wall = WALL_SHARE * seconds + WALL_MORE_SECONDS
    return Limits(
        seconds=wall,
        cpu_seconds=seconds * threads,
        memory_mb=memory_mb,
        threads=max(16, threads),
        output_mb=64,
    )


def _seconds(budget: Mapping[str, Any]) -> float:
    return float(budget.get("seconds", DEFAULT_SECONDS))


def train(
    exercise: Exercise,
    data: Examples,
    room: Room,
    seed: int,
    *,
    device: Device,
    budget: Mapping[str, Any],
    look_closer: bool,
) -> Trained:
    """Train with one seed and ask for the test images.

    Parameters
    ----------
    budget : the ``seconds``, ``threads``, ``memory_mb`` and ``parameters`` that it may use
    look_closer : also ask for training images, and for some images in another order
    """
    function, target = next(iter(exercise.functions.items()))
    names = [name for name, _ in target.parameters]
    given: dict[str, Any] = dict(zip(names, (data.train_images, data.train_labels, seed), strict=False))
    if "device" in names:
        given["device"] = device
    start = time.monotonic()
    allowed, most_parameters = limits(budget, device), budget.get("parameters")
    outcome = room.ask(Question(function, given, limits=allowed, op="train", device=device))
    seconds = time.monotonic() - start
    if not isinstance(outcome, Returned):
        return Trained(seed, seconds, _explained(outcome, allowed))
    facts = _facts(outcome.value)
    described = outcome.value if isinstance(outcome.value, Mapping) else {}
    if described.get("callable") is not True:
        message = Phrase("no-predictor", {"actual": str(described.get("type", ""))[:80]})
        return Trained(seed, seconds, Fault(outcome, message), facts=facts)
    if most_parameters is not None and facts.get("parameters", 0) > most_parameters:
        over = Phrase("parameters", {"count": int(facts["parameters"]), "most": most_parameters})
        return Trained(
            seed,
            seconds,
            Fault(Stopped("crashed", limit="parameters", why=over, seconds=seconds)),
            facts=facts,
        )
    asking = _Asking(room, function, budget, device, len(data.classes), trained_seconds=outcome.seconds)
    answers = asking.labels(data.test_images)
    if isinstance(answers, Fault):
        return Trained(seed, seconds, answers, facts=facts)
    train_accuracy, follows = None, True
    if look_closer:
        some = slice(0, BATCH_IMAGES)
        again = asking.labels(data.train_images[some])
        if not isinstance(again, Fault):
            train_accuracy = accuracy(again, data.train_labels[some])
        order = np.random.default_rng(seed).permutation(min(PROBED_IMAGES, len(answers)))
        mixed = asking.labels(data.test_images[order])
        if not isinstance(mixed, Fault):
            follows = _follows(answers[order], mixed)
    return Trained(
        seed, seconds, None, answers, accuracy(answers, data.test_labels), facts, train_accuracy, follows
    )


class _Asking:
    """Asks a trained process for labels, in bounded batches that share the time there is."""

    def __init__(
        self, room: Room, function: str, budget: Mapping[str, Any], device: Device, classes: int,
        *, trained_seconds: float,
    ) -> None:  # fmt: skip
        self._room = room
        self._function = function
        self._budget = budget
        self._device = device
        self._classes = classes
        whole = _seconds(budget)
        more = max(PREDICTION_SECONDS, PREDICTION_SHARE * whole)
        self._left = max(0.0, whole - trained_seconds) + more

    def labels(self, images: Any) -> Labels | Fault:
        allowed = limits({**self._budget, "seconds": self._left}, self._device)
        batches = [
            np.ascontiguousarray(images[at : at + BATCH_IMAGES]) for at in range(0, len(images), BATCH_IMAGES)
        ]
        outcomes = self._room.ask_all(
            [
                Question(self._function, {"images": batch}, limits=allowed, op="predict", device=self._device)
                for batch in batches
            ]
        )
        self._left = max(0.0, self._left - sum(outcome.seconds for outcome in outcomes))
        found = []
        for batch, outcome in zip(batches, outcomes, strict=False):
            if not isinstance(outcome, Returned):
                return _explained(outcome, allowed)
            labels = read_labels(outcome.value, len(batch), self._classes)
            if isinstance(labels, Phrase):
                return Fault(outcome, labels)
            found.append(labels)
        return np.concatenate(found)


def _follows(before: Labels, after: Labels) -> bool:
    """Whether the answers went with their images: half the way, at least, from chance to all."""
    shares = np.bincount(before) / len(before)
    by_chance = float((shares**2).sum())
    return float(np.mean(before == after)) >= (1 + by_chance) / 2


def _facts(value: Any) -> dict[str, float]:
    """Read the numbers with which the process describes itself."""
    if not isinstance(value, Mapping):
        return {}
    return {
        name: float(value[name])
        for name in ("parameters", "memory_mb", "gpu_memory_mb")
        if isinstance(value.get(name), (int, float)) and 0 <= value[name] < 1e15
    }


def _explained(outcome: Outcome, limits: Limits) -> Fault:
    """Name the limit where an exception tells that the GPU's memory ran out."""
    if isinstance(outcome, Raised) and "OutOfMemoryError" in {outcome.type, *outcome.bases}:
        why = Phrase("gpu-memory", {"memory_mb": limits.gpu_memory_mb})
        return Fault(Stopped("memory", limit="gpu_memory", why=why, seconds=outcome.seconds))
    return Fault(outcome)
