"""The training exercises of a submission: data in, fresh processes, and one turn at a time on the GPU.

Called by ``grade`` for ``kind: training``; what a training is worth is decided in ``judge.training``.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any, Literal

from grader.course import datasets
from grader.course.golden import Golden
from grader.errors import CallerError, OwnFault, SandboxFault
from grader.judge.oneseed import Room
from grader.judge.training import Judged, Points, judge_training, parts, tier_cases
from grader.judge.verdict import skipped, ungraded
from grader.model import Exercise, Phrase, Submission
from grader.sandbox import Sandbox, Session, cuda
from grader.sandbox.progress import Progress

Tell = Callable[[str, int, Mapping[str, Any]], None]
"""Called with the exercise, the number of the training (from 1) and a point of progress."""

LONGEST_WORD, MOST_NUMBERS = 2_000, 2_000
"""No program has a longer word, or lists more numbers in a row: that is data."""
_BETWEEN_WORDS, _NO_NUMBER = re.compile(r"[\s,;()\[\]{}]+"), re.compile(r"[^\d.eE+,\s-]+")

OpenSession = Callable[[tuple[str, ...]], Session]
"""Opens the submission in a process of its own, with these packages beside the course's."""

DEVICES = ("auto", "cpu", "cuda")


def train_and_judge(
    exercise: Exercise,
    golden: Golden,
    sandbox: Sandbox,
    submission: Submission,
    open_session: OpenSession,
    *,
    version: str,
    tell: Tell | None = None,
) -> Judged:
    """Train a submission's function seed after seed, and judge it; ungraded where it is us who cannot."""
    try:
        device = choose_device(exercise, sandbox)
        packages = (*exercise.packages, cuda.PROFILE) if device == "cuda" else exercise.packages
        room = _rooms(exercise, open_session, packages, tell)
        judged: list[Judged] = []
        with cuda.turn() if device == "cuda" else nullcontext():
            for part in parts(exercise):
                if judged and judged[-1].ended:
                    skip = tuple(skipped(case, Phrase("skipped-training")) for case in part.cases)
                    judged.append(Judged(skip, {}, ended=True))
                    continue
                data = datasets.load(exercise, part.data, golden, version=version)
                stream = datasets.seeds(exercise, part.data)
                seeds = partial(_next_seed, stream)
                judged.append(judge_training(exercise, part, data, room, seeds, device=device))
        return _together(judged, _data_in_source(submission))
    except OwnFault as fault:
        return Judged(tuple(ungraded(case, fault) for case in tier_cases(exercise)), {})


def _next_seed(stream: Any) -> int:
    return int(stream.integers(2**31))


def _rooms(
    exercise: Exercise, open_session: OpenSession, packages: tuple[str, ...], tell: Tell | None
) -> Callable[[Points], Room]:
    number = 0

    def room(points: Points) -> Room:
        nonlocal number
        number += 1
        progress = Progress(None if tell is None else partial(tell, exercise.id, number), points)
        session = open_session(packages)
        session.listen(progress)
        return session

    return room


def _data_in_source(submission: Submission) -> tuple[Phrase, ...]:
    """Remark that a submission brings data along in its text."""
    texts = [cell.text for file in submission.files for cell in file.cells]
    size = sum(len(text) for text in texts if _holds_data(text))
    return (Phrase("data-in-source", {"size": size}),) if size else ()


def _holds_data(text: str) -> bool:
    return any(len(word) > LONGEST_WORD for word in _BETWEEN_WORDS.split(text)) or any(
        piece.count(",") > MOST_NUMBERS for piece in _NO_NUMBER.split(text)
    )


def _together(judged: Sequence[Judged], notes: tuple[Phrase, ...]) -> Judged:
    """Join what an exercise's data sets came to; the report of the last that ran has the others in ``before``."""
    *before, last = [one.training for one in judged if one.training] or [{}]
    training = dict(last) | ({"before": before} if before else {})
    return Judged(
        tuple(verdict for one in judged for verdict in one.verdicts),
        training,
        (*notes, *_distinct(judged)),
        "".join(one.output for one in judged),
    )


def _distinct(judged: Sequence[Judged]) -> tuple[Phrase, ...]:
    notes: list[Phrase] = []
    for one in judged:
        notes += [note for note in one.notes if note not in notes]
    return tuple(notes)


def choose_device(exercise: Exercise, sandbox: Sandbox) -> Literal["cpu", "cuda"]:
    """Return where an exercise trains: CUDA where it has a budget for it and students' code can use it here.

    ``$GRADER_DEVICE`` says auto, cpu or cuda; cuda is then insisted on.
    """
    wanted = os.environ.get("GRADER_DEVICE", "auto")
    if wanted not in DEVICES:
        raise CallerError(f"GRADER_DEVICE={wanted}: it is auto, cpu or cuda")
    budget = (exercise.training or {}).get("budget", {})
    if wanted == "cpu" or "cuda" not in budget:
        return "cpu"
    fault = sandbox.cuda_fault()
    if fault is None:
        return "cuda"
    if wanted == "cuda" or "cpu" not in budget:
        raise SandboxFault(f"training on CUDA is asked for: {fault}")
    return "cpu"
