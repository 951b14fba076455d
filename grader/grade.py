"""The pipeline: the only file that knows the order.

path → Submission → Outcomes → Verdicts → Diagnosis → Score → Report

``Grading`` holds what stays the same from one submission to the next: the course, the golden answers,
the questions already drawn, and the sandbox.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from grader.judge.verdict import skipped, stop_phrase, ungraded, verdict
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
                for case in attempt.cases(hidden=hidden):
                    if attempt.is_out_of_time():
                        why = Phrase("skipped-timeouts", {"count": attempt.timeouts})
                        attempt.verdicts[case.name] = skipped(case, why)
                        continue
                    try:
                        trials = self._try(attempt.exercise, case, attempt.session)
                        attempt.note(case, trials, verdict(attempt.exercise, case, trials))
                    except OwnFault as fault:
                        attempt.verdicts[case.name] = ungraded(case, str(fault))

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
                *_remarks(exercise, survey), *scoring.remarks(trials), *(trained.notes if trained else ()),
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

    def _try(self, exercise: Exercise, case: Case, session: Session) -> list[Trial]:
        """Put every draw of a case to the student's code; a draw without an answer ends the case."""
        if case.expect.kind == "property":
            return [property_trial(exercise, case, self.golden, self._ask(exercise, session))]
        if case.expect.kind == "differences":
            ask = self._ask(exercise, session)
            return [differences_trial(exercise, case, index, ask) for index in range(case.repeat)]
        expected = [self.golden.expected(exercise, case, index) for index in range(case.repeat)]
        questions = self._asked(exercise, case)
        return [
            Trial(case, index, question.arguments, right, outcome)
            for index, (question, right, outcome) in enumerate(
                zip(questions, expected, session.ask_all(questions), strict=False)
            )
        ]

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


def _remarks(exercise: Exercise, survey: Survey) -> tuple[Phrase, ...]:
    """Say which of an exercise's functions were found under a misspelt name."""
    return tuple(
        Phrase("near-name", {"name": name, "found": survey.near[name]})
        for name in exercise.functions
        if name in survey.near
    )


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
