"""The pipeline: the only file that knows the order.

path → Submission → Outcomes → Verdicts → Diagnosis → Score → Report

``Grading`` holds what stays the same from one submission to the next: the course, the golden answers,
the questions already drawn, and the sandbox.
"""

import itertools
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader import __version__
from grader.attempts import Attempt, Sessions
from grader.course import inputs
from grader.course.golden import Golden
from grader.errors import OwnFault
from grader.judge import score as scoring
from grader.judge.diagnose import diagnose
from grader.judge.differences import differences_trial
from grader.judge.properties import property_trial
from grader.judge.shrink import smallest
from grader.judge.verdict import stop_phrase, ungraded, verdict
from grader.model import (
    Case,
    Course,
    Exercise,
    Limits,
    Outcome,
    Phrase,
    Question,
    Report,
    Score,
    Submission,
    Trial,
)
from grader.sandbox import Sandbox, Session, Survey

if TYPE_CHECKING:  # a training needs more than most submissions want to wait for
    from grader.judge.training import Judged
    from grader.training import Tell


_RAW_MEMORY = re.compile(r"\b_?ctypes|\bctypeslib\b")
"""Who writes memory can undo what ``forbid`` does in the same process; nothing in it can prevent that."""


class Grading:
    """A course and a sandbox, ready to grade submission after submission."""

    def __init__(self, course: Course, sandbox: Sandbox) -> None:
        self.course = course
        self.sandbox = sandbox
        self.golden = Golden(course)
        self.tell: Tell | None = None
        self._questions: dict[tuple[str, str], tuple[Question, ...]] = {}

    def grade(self, submission: Submission, asked: Sequence[Exercise] | None = None) -> Report:
        """Grade one submission.

        Parameters
        ----------
        submission : Submission
        asked : the exercises to grade; None for all those that the submission attempts.
        """
        sessions = Sessions(self.sandbox, self.course, submission, asked or self.course.exercises)
        try:
            survey = sessions.survey()
            attempted = _attempted(survey)
            chosen = (
                asked
                if asked is not None
                else [e for e in self.course.exercises if attempted & set(e.functions)]
            )
            attempts = [Attempt(exercise, sessions) for exercise in chosen]
            self._put(attempts)
            scores = self._conclude(attempts, sessions)
        finally:
            sessions.close()
        notes = (*submission.notes, *survey.faults)
        if survey.stopped is not None:
            notes = (*notes, stop_phrase(survey.stopped, Limits()))
        elif not scores and (not notes or any(c.text.strip() for f in submission.files for c in f.cells)):
            notes = (*notes, Phrase("nothing-attempted"))
        return report(self.course, self.sandbox.isolation, submission, scores, notes)

    def _put(self, attempts: Sequence[Attempt]) -> None:
        """Put every case, visible ones first: nothing shown comes from a process that saw a hidden input."""
        for hidden in (False, True):
            for attempt in attempts:
                for alone, cases in itertools.groupby(attempt.cases(hidden=hidden), key=_is_asked_alone):
                    if alone:
                        for case in cases:
                            self._put_alone(attempt, case)
                    else:
                        self._put_run(attempt, cases)

    def _put_alone(self, attempt: Attempt, case: Case) -> None:
        """Put a case whose questions depend on the answers before them."""
        if attempt.skips(case):
            return
        exercise, ask = attempt.exercise, self._ask(attempt.exercise, attempt.session)
        try:
            if case.expect.kind == "property":
                trials = [property_trial(exercise, case, self.golden, ask)]
            else:
                trials = [differences_trial(exercise, case, index, ask) for index in range(case.repeat)]
            attempt.note(case, trials, verdict(exercise, case, trials))
        except OwnFault as fault:
            attempt.verdicts[case.name] = ungraded(case, fault)

    def _put_run(self, attempt: Attempt, cases: Iterable[Case]) -> None:
        """Put cases that can lie ready for the student's process, and judge each as its answers come.

        A draw without an answer ends its case. After a fault of ours the others are put anew.
        """
        exercise = attempt.exercise
        ready: deque[tuple[Case, tuple[Question, ...], list[Any]]] = deque()
        for case in cases:
            try:
                expected = [self.golden.expected(exercise, case, index) for index in range(case.repeat)]
                ready.append((case, self._asked(exercise, case), expected))
            except OwnFault as fault:
                attempt.verdicts[case.name] = ungraded(case, fault)
        while ready:
            with closing(attempt.session.ask_cases([asked for _, asked, _ in ready])) as answers:
                try:
                    while ready:
                        case, asked, expected = ready.popleft()
                        if attempt.skips(case):
                            continue
                        trials = [
                            Trial(case, index, question.arguments, right, outcome)
                            for index, (question, right, outcome) in enumerate(
                                zip(asked, expected, next(answers), strict=False)
                            )
                        ]
                        attempt.note(case, trials, verdict(exercise, case, trials))
                except OwnFault as fault:
                    attempt.verdicts[case.name] = ungraded(case, fault)

    def _conclude(self, attempts: Sequence[Attempt], sessions: Sessions) -> tuple[Score, ...]:
        """Name what went wrong, and score; the smallest failing input is shown, so it is asked anew."""
        for attempt in attempts:
            if attempt.is_worth_explaining():
                ask = self._ask(attempt.exercise, attempt.session)
                attempt.diagnosis = diagnose(attempt.exercise, attempt.trials(), self.golden, ask)
        outputs = [attempt.session.output() if attempt.defined else "" for attempt in attempts]
        sessions.close()
        return tuple(
            self._score(attempt, sessions, output) for attempt, output in zip(attempts, outputs, strict=True)
        )

    def _score(self, attempt: Attempt, sessions: Sessions, output: str) -> Score:
        exercise, survey = attempt.exercise, sessions.survey()
        if not attempt.defined:
            return _missing(exercise, survey)
        trials = attempt.trials()
        verdicts = scoring.unearned(exercise, attempt.judged(), trials)
        trained = self._train(exercise, sessions) if exercise.kind == "training" else None
        if trained is not None:
            verdicts = [*verdicts, *trained.verdicts]
        small = None
        if attempt.is_worth_explaining():
            ask = self._ask(exercise, attempt.session)
            small = smallest(exercise, trials, self.golden, ask, attempt.diagnosis)
        return scoring.score(
            exercise, verdicts, diagnosis=attempt.diagnosis, smallest=small,
            notes=(
                *_remarks(exercise, sessions.submission, survey),
                *scoring.remarks(trials),
                *(trained.notes if trained else ()),
            ),
            output=trained.output if trained else output,
            training=trained.training if trained else None,
        )  # fmt: skip

    def _train(self, exercise: Exercise, sessions: Sessions) -> "Judged":
        from grader.training import train_and_judge

        return train_and_judge(
            exercise, self.golden, self.sandbox, sessions.submission,
            lambda packages: sessions.fresh(exercise, packages),
            version=self.course.sha256, tell=self.tell,
        )  # fmt: skip

    def _asked(self, exercise: Exercise, case: Case) -> tuple[Question, ...]:
        """Draw a case's questions once: every submission is asked the same, and every child gets a copy."""
        key = (exercise.id, case.name)
        if key not in self._questions:
            draws = (inputs.draw(exercise, case, index) for index in range(case.repeat))
            self._questions[key] = tuple(inputs.question(exercise, case, draw) for draw in draws)
        return self._questions[key]

    def _ask(self, exercise: Exercise, session: Session) -> Callable[[Case, Mapping[str, Any]], Outcome]:
        def ask(case: Case, arguments: Mapping[str, Any]) -> Outcome:
            return session.ask(inputs.question(exercise, case, arguments))

        return ask


def _is_asked_alone(case: Case) -> bool:
    return case.expect.kind in {"property", "differences"}


def _attempted(survey: Survey) -> set[str]:
    """Name the functions that the submission attempts: those it defines, and those that a syntax error hides.

    What stands inside a class or another function counts for who defines nothing else; what is only imported
    from elsewhere, or a value that carries the name, was not attempted.
    """
    hidden = {name for name, why in survey.lost.items() if not why.code.startswith("only-")}
    inside = {name for name, why in survey.lost.items() if why.code not in {"only-imported", "only-value"}}
    return {*survey.defined, *hidden} or inside


def _missing(exercise: Exercise, survey: Survey) -> Score:
    """Score an exercise none of whose functions can be called, and say of each why."""
    score = scoring.missing(exercise)
    of = {case.name: case.of for case in exercise.cases}
    verdicts = tuple(
        replace(v, message=_why_missing(of.get(v.name, ""), survey) or v.message) for v in score.verdicts
    )
    return replace(score, verdicts=verdicts)


def _why_missing(name: str, survey: Survey) -> Phrase | None:
    why = survey.why_missing(name)
    if why is None or why.code.startswith("only-"):
        return why
    # The error itself stands once, in the notes of the submission.
    return Phrase("unread", {"name": name, "where": why.params.get("where")})


def _remarks(exercise: Exercise, submission: Submission, survey: Survey) -> tuple[Phrase, ...]:
    """Say what a person should know of how an exercise was graded."""
    near = [
        Phrase("near-name", {"name": name, "found": survey.near[name]})
        for name in exercise.functions
        if name in survey.near
    ]
    functions = [name for name in exercise.forbid if "." in name]
    if functions and any(_RAW_MEMORY.search(c.text) for file in submission.files for c in file.cells):
        near.append(Phrase("raw-memory", {"names": functions}))
    return tuple(near)


def all_cases(exercise: Exercise) -> tuple[Case, ...]:
    """Return the cases of an exercise, and one for each tier of a training."""
    if exercise.kind != "training":
        return exercise.cases
    from grader.judge.training import tier_cases

    return (*exercise.cases, *tier_cases(exercise))


def fault_report(
    grading: Grading, student: str, asked: Sequence[Exercise] | None, error: Exception
) -> Report:
    """Report a submission that we failed to grade: ungraded, whatever it is worth."""
    why = Phrase("own-fault", {"type": type(error).__name__, "text": str(error)[:300]})
    submission = Submission(student, (), "", (why,))
    exercises = asked if asked is not None else grading.course.exercises
    scores = [
        scoring.score(exercise, [ungraded(case, why.params["text"]) for case in all_cases(exercise)])
        for exercise in exercises
    ]
    return report(grading.course, "none", submission, scores, (why,))


def report(
    course: Course, isolation: str, submission: Submission, scores: Iterable[Score], notes: Sequence[Phrase]
) -> Report:
    """Sum the scores of a submission into its report."""
    scores = tuple(scores)
    graded = [s.score for s in scores]
    return Report(
        grader={
            "version": __version__,
            "isolation": isolation,
            "course": course.title.get(course.languages[0], ""),
            "course_sha256": course.sha256,
        },
        student=submission.student,
        files=tuple(file.path for file in submission.files),
        sha256=submission.sha256,
        score=scoring.total_of(graded),
        max_score=scoring.total(s.max_score for s in scores),
        exercises=scores,
        notes=tuple(notes),
    )
