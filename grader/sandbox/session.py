"""One submission under one set of forbidden names (trusted side)."""

import re
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from typing import Any, Protocol

from grader import expressions
from grader.errors import SandboxFault
from grader.model import (
    Foreign,
    Limits,
    Outcome,
    Question,
    Returned,
    Stopped,
    Submission,
    Target,
)
from grader.sandbox import wire
from grader.sandbox.link import Allowance, EndedError, Log
from grader.sandbox.reading import (
    Process,
    Survey,
    optional_text,
    read_raised,
    read_survey,
    read_text,
    why_ended,
)

LOAD_SECONDS = 10.0
OUTPUT_KEPT_BYTES = 64 << 10
_MEGABYTE = 1 << 20
_CONTROL_ANSWER_BYTES = 4 * _MEGABYTE

_ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


class Maker(Protocol):
    """Where processes come from."""

    def make(self, log: Log, memory_mb: int) -> Process:
        """Return a new process."""

    def frame(self, questions: Sequence[Question]) -> bytes:
        """Return the questions of one case as bytes."""


class Session:
    """One submission, open to be asked.

    Each process serves until it is killed or dies; the next question then gets a fresh one.
    """

    def __init__(
        self, maker: Maker, submission: Submission, targets: Sequence[Target], forbid: tuple[str, ...]
    ) -> None:
        self.forbid = forbid
        self.waited_seconds = 0.0
        """How long the last case let us wait, loading included."""
        self._maker = maker
        self._targets = {target.name: target for target in targets}
        self._files = [
            {"path": f.path, "cells": [{"number": c.number, "text": c.text} for c in f.cells]}
            for f in submission.files
        ]
        self._process: Process | None = None
        self._memory_mb = 0
        self._loaded: set[str] = set()
        self._unloadable: dict[str, Outcome] = {}
        self._log = Log(OUTPUT_KEPT_BYTES)
        self._survey: Survey | None = None

    # ------------------------------------------------------------ asking

    @property
    def survey(self) -> Survey:
        """What the submission defines."""
        if self._survey is None:
            try:
                self._open(Limits())
            except _StoppedError as stop:
                self._survey = Survey(stopped=stop.stopped)
        return self._survey  # type: ignore[return-value]  # _open or the line above has set it

    def ask(self, question: Question) -> Outcome:
        """Put a question to the submission's code."""
        return self.ask_all((question,))[0]

    def ask_all(self, questions: Sequence[Question]) -> list[Outcome]:
        """Put the questions of one case."""
        return next(self.ask_cases([questions]))

    def ask_cases(self, cases: Sequence[Sequence[Question]]) -> Generator[list[Outcome], None, None]:
        """Put cases, and yield what came of each.

        The questions of a case share one time limit, and each has its outcome; where the process ends on the way the
        last outcome says why, and the next case gets a fresh process. Cases lie ready for the process, which need not
        wait for us; who stops before the last case ends it.
        """
        waiting = deque(cases)
        try:
            while waiting:
                self.waited_seconds = 0.0
                try:
                    outcome = self._prepare(waiting[0][0])
                    run = [] if outcome is not None else self._put(waiting)
                except _StoppedError as stop:
                    outcome, run = stop.stopped, []
                if outcome is not None:
                    waiting.popleft()
                    yield [outcome]
                for case in run:
                    waiting.popleft()
                    yield self._take(case)
                    if self._process is None:
                        break
                    self.waited_seconds = 0.0
        finally:
            if self._process is not None and self._process.owes:
                self.close()

    def output(self) -> str:
        """Return what was printed while visible questions were answered."""
        return _ESCAPES.sub("", self._log.kept.decode("utf-8", "replace"))

    def listen(self, listener: Callable[[bytes], bytes]) -> None:
        """Let ``listener`` take out of what is printed what is meant for it."""
        self._log.listener = listener

    def close(self) -> None:
        """End the process; nothing of the submission survives."""
        process, self._process = self._process, None
        self._loaded.clear()
        if process is not None:
            process.close()

    # ------------------------------------------------------------ the three messages

    def _open(self, limits: Limits) -> None:
        if self._process is not None and self._memory_mb == limits.memory_mb:
            return
        self.close()
        self._log.keeping = True
        self._memory_mb = limits.memory_mb
        self._process = self._maker.make(self._log, limits.memory_mb)
        message = {"op": "open", "files": self._files, "answer_bytes": _CONTROL_ANSWER_BYTES}
        answer, _ = self._control(message, Limits())
        if self._survey is not None:
            return
        try:
            kind, found = answer
            if kind != "survey":
                raise ValueError(kind)
            self._survey = read_survey(found, self._targets)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise self._stop(EndedError("forged"), Limits(), 0.0, loading=True) from None

    def _load(self, name: str, question: Question) -> Outcome | None:
        self._open(question.limits)
        if name in self._loaded:
            return None
        self._log.keeping = self._log.keeping and not question.hidden
        message = {
            "op": "load",
            "function": name,
            "name": self.survey.defined[name],
            "kind": self._targets[name].kind,
            "answer_bytes": _CONTROL_ANSWER_BYTES,
        }
        try:
            answer, seconds = self._control(message, question.limits)
        except _StoppedError as stop:
            self._unloadable[name] = stop.stopped
            raise
        if answer == ("loaded",):
            self._loaded.add(name)
            return None
        outcome = self._outcome(answer, question, seconds, loading=True)
        self._unloadable[name] = outcome
        return outcome

    def _prepare(self, question: Question) -> Outcome | None:
        """Load what a question needs; return the outcome where that cannot be had."""
        survey = self.survey
        if survey.stopped is not None:
            return survey.stopped
        for name in self._needed(question):
            if name not in survey.defined:
                return Stopped("missing", name=name, why=survey.why_missing(name))
            outcome = self._unloadable.get(name) or self._load(name, question)
            if outcome is not None:
                return outcome
        self._open(question.limits)
        return None

    def _put(self, cases: Iterable[Sequence[Question]]) -> list[Sequence[Question]]:
        """Put the first case, and those after it that can be answered as things are; return them."""
        run: list[Sequence[Question]] = []
        frames: list[bytes] = []
        for case in cases:
            question = case[0]
            first = run[0][0] if run else question
            if (
                question.hidden is not first.hidden
                or question.limits.memory_mb != first.limits.memory_mb
                or not self._loaded.issuperset(self._needed(question))
            ):
                break
            try:
                frames.append(self._maker.frame(case))
            except wire.WireError as error:
                if run:
                    break
                raise SandboxFault(
                    f"{question.function}: an argument cannot be handed over: {error}"
                ) from error
            run.append(case)
        if run[0][0].hidden:
            self._log.keeping = False  # nor later: what was kept back may be printed then
        self._put_frames(frames, loading=False)
        return run

    def _take(self, questions: Sequence[Question]) -> list[Outcome]:
        limits = questions[0].limits
        allowed = Allowance(
            limits.seconds,
            limits.cpu_seconds,
            limits.answer_mb * _MEGABYTE,
            limits.output_mb * _MEGABYTE,
            limits.threads,
        )
        try:
            answers, seconds = self._take_answer(allowed, limits, loading=False)
            return self._outcomes(answers, questions, seconds / len(questions))
        except _StoppedError as stop:
            return [stop.stopped]

    def _outcomes(self, answers: Any, questions: Sequence[Question], seconds: float) -> list[Outcome]:
        """Read the answers to the questions of one case, each as little trusted as one alone."""
        outcomes: list[Outcome] = []
        try:
            if type(answers) is tuple:  # its last word
                outcomes.append(self._outcome(answers, questions[0], seconds, loading=False))
                if not isinstance(outcomes[0], Stopped):
                    raise ValueError("not the last")
                return outcomes
            if type(answers) is not list or not 0 < len(answers) <= len(questions):
                raise ValueError("not the answers")
            if any(type(answer) is not bytes for answer in answers):
                raise ValueError("not the answers")
            for read, question in zip(wire.decode_each(answers, opaque=Foreign), questions, strict=False):
                outcomes.append(self._outcome(read, question, seconds, loading=False))
                if isinstance(outcomes[-1], Stopped):
                    return outcomes
            if len(outcomes) < len(questions):
                raise ValueError("not all answers")
        except (wire.WireError, ValueError):
            raise self._stop(EndedError("forged"), questions[0].limits, seconds, loading=False) from None
        return outcomes

    def _put_frames(self, frames: Sequence[bytes], *, loading: bool) -> None:
        if self._process is None:
            raise SandboxFault("the session is closed")
        try:
            self._process.put(frames)
        except EndedError as end:
            raise self._stop(end, Limits(), 0.0, loading=loading) from None

    def _take_answer(self, allowed: Allowance, limits: Limits, *, loading: bool) -> tuple[Any, float]:
        if self._process is None:
            raise SandboxFault("the session is closed")
        start = time.monotonic()
        try:
            data = self._process.take(allowed)
            answer = wire.decode(data, opaque=Foreign, plain_bytes=not loading)
        except (wire.WireError, EndedError) as fault:
            end = fault if isinstance(fault, EndedError) else EndedError("forged")
            raise self._stop(end, limits, time.monotonic() - start, loading=loading) from None
        finally:
            self.waited_seconds += time.monotonic() - start
        return answer, time.monotonic() - start

    def _control(self, message: Mapping[str, Any], limits: Limits) -> tuple[Any, float]:
        """Put a message of our own and take its answer."""
        self._put_frames([wire.encode(message, plain_bytes=True)], loading=True)
        return self._take_answer(_loading(limits), limits, loading=True)

    # ------------------------------------------------------------ what came of it

    def _outcome(self, answer: Any, question: Question, seconds: float, *, loading: bool) -> Outcome:
        """Make an outcome of an answer, whose form is as little trusted as its bytes."""
        try:
            kind, *rest = answer
            if kind == "returned" and not loading:
                value, changed = rest
                names = tuple(name for name in question.arguments if name in changed)
                if question.steps and not (
                    type(value) is tuple and len(value) == sum(s.returns is not None for s in question.steps)
                ):
                    raise ValueError(kind)
                return Returned(value, seconds, names)
            if kind == "raised":
                return read_raised(rest, seconds)
            if kind == "forbidden":
                name, where = rest
                self.close()
                return Stopped("forbidden", name=read_text(name), where=optional_text(where), seconds=seconds)
            if kind == "stopped":
                (limit,) = rest
                self.close()
                if limit == "memory":
                    return Stopped("memory", limit="memory", seconds=seconds)
                if limit in {"threads", "answer"}:
                    return Stopped("crashed", limit=limit, seconds=seconds)
            raise ValueError(kind)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise self._stop(EndedError("forged"), question.limits, seconds, loading=loading) from None

    def _stop(self, end: EndedError, limits: Limits, seconds: float, *, loading: bool) -> "_StoppedError":
        process, self._process = self._process, None
        self._loaded.clear()
        stopped = why_ended(end.cause, process, limits, seconds, loading=loading)
        if process is not None:
            process.close()
        return _StoppedError(stopped)

    def _needed(self, question: Question) -> list[str]:
        if not question.steps:
            return [question.function]
        kept: set[str] = set()
        needed: dict[str, None] = {}
        for step in question.steps:
            root = expressions.split_target(step.target)[0]
            if root not in kept and root in self._targets:
                needed[root] = None
            if step.keep is not None:
                kept.add(step.keep)
        return list(needed)


class _StoppedError(Exception):
    def __init__(self, stopped: Stopped) -> None:
        self.stopped = stopped
        super().__init__(stopped.outcome)


def _loading(limits: Limits) -> Allowance:
    return Allowance(LOAD_SECONDS, None, _CONTROL_ANSWER_BYTES, limits.output_mb * _MEGABYTE, limits.threads)
