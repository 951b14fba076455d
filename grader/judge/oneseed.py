"""One training: a fresh process, the training set in, and predictions of images that come when it is over."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np

from grader.judge.predictions import Labels, accuracy, read_labels
from grader.model import Exercise, Limits, Outcome, Phrase, Question, Raised, Returned, Stopped

BATCH_IMAGES = 500
WALL_SHARE, WALL_MORE_SECONDS = 3.0, 10.0
"""On the CPU its own seconds count; the wall clock only ends what waits, however busy the machine."""
DEFAULT_SECONDS = 60.0
PROBED_IMAGES = 200

Device = Literal["cpu", "cuda"]


class Room(Protocol):
    """A submission in a process of its own."""

    def ask(self, question: Question) -> Outcome:
        """Put a question."""

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
    seconds = float(budget.get("seconds", DEFAULT_SECONDS))
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


def train(
    exercise: Exercise,
    data: Examples,
    room: Room,
    seed: int,
    *,
    device: Device,
    limits: Limits,
    most_parameters: int | None,
    look_closer: bool,
) -> Trained:
    """Train with one seed and ask for the test images.

    Parameters
    ----------
    look_closer : also ask for training images, and for some images in another order
    """
    function, target = next(iter(exercise.functions.items()))
    names = [name for name, _ in target.parameters]
    given: dict[str, Any] = dict(zip(names, (data.train_images, data.train_labels, seed), strict=False))
    if "device" in names:
        given["device"] = device
    start = time.monotonic()
    outcome = room.ask(Question(function, given, limits=limits, op="train", device=device))
    seconds = time.monotonic() - start
    if not isinstance(outcome, Returned):
        return Trained(seed, seconds, _explained(outcome, limits))
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
    asking = _Asking(room, function, limits, device, len(data.classes))
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
    """Asks a trained process for labels, a bounded batch at a time."""

    def __init__(self, room: Room, function: str, limits: Limits, device: Device, classes: int) -> None:
        self._room = room
        self._question: Callable[[Any], Question] = lambda images: Question(
            function, {"images": images}, limits=limits, op="predict", device=device
        )
        self._limits = limits
        self._classes = classes

    def labels(self, images: Any) -> Labels | Fault:
        found = []
        for at in range(0, len(images), BATCH_IMAGES):
            batch = np.ascontiguousarray(images[at : at + BATCH_IMAGES])
            outcome = self._room.ask(self._question(batch))
            if not isinstance(outcome, Returned):
                return _explained(outcome, self._limits)
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
