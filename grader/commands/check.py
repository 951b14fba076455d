"""``grader check``: grade one submission and say what is wrong with it."""

import os
import secrets
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from grader.model import Report

WATCH_SECONDS = 0.3


def check(
    paths: Sequence[Path],
    *,
    exercises: Sequence[str],
    assignment: str | None,
    form: str,
    min_score: float | None,
    watch: bool,
    isolation: str,
    course: str | None,
    lang: str | None,
    no_color: bool,
) -> int:
    """Grade and print; return the exit code.

    The sandbox is the first thing to be made: its process warms up while this one imports and reads.
    """
    with Sandbox(at_least=isolation) as sandbox:
        from grader.commands.language import language
        from grader.course.catalog import course_for, select
        from grader.grade import Grading
        from grader.intake.submission import read_submission
        from grader.model import Report

        loaded = course_for(paths, course)
        spoken = language(lang, loaded.languages)
        asked = select(loaded, exercises, [assignment] if assignment else [])
        sandbox.allow(loaded.packages)
        grading = Grading(loaded, sandbox)
        if form == "text" and sys.stderr.isatty():
            grading.tell = _show_progress

        def once() -> Report:
            return grading.grade(read_submission(paths), asked)

        while True:
            seen = _stamps(paths) if watch else {}
            report = once()
            if grading.tell is not None:
                sys.stderr.write("\x1b[K")
            _print(report, form, spoken, color=_wants_color(no_color=no_color), folder=paths[0])
            _say_where_the_reason_is(report)
            if not watch:
                sandbox.close(wait=False)
                return exit_code(report.score, report.max_score, min_score)
            while _stamps(paths) == seen:
                time.sleep(WATCH_SECONDS)
            print(flush=True)  # noqa: T201


def exit_code(score: float | None, max_score: float, min_score: float | None) -> int:
    """Say with a number how a grading ended: 0 enough, 1 below, 3 something is ungraded."""
    if score is None:
        return 3
    if max_score <= 0:
        return 1
    return 0 if score >= max_score * (1.0 if min_score is None else min_score) - 1e-9 else 1


def _show_progress(exercise: str, number: int, point: Mapping[str, Any]) -> None:
    """Write how far a training is over the line before; what the student's code told is numbers alone."""
    told = [f"{exercise}: training {number}", f"epoch {point['epoch']:g}", f"{point['seconds']:.0f} s"]
    told += [f"{name} {point[name]:.4g}" for name in ("loss", "accuracy") if point[name] is not None]
    sys.stderr.write("\r\x1b[K" + ", ".join(told) + "\r")
    sys.stderr.flush()


def _print(report: object, form: str, lang: str, *, color: bool, folder: Path) -> None:
    from importlib import import_module

    renderer = import_module(f"grader.report.{'terminal' if form == 'text' else form}")
    if form == "text":
        text = renderer.render(report, lang, color=color)
    elif form == "github":
        base = folder if folder.is_dir() else folder.parent
        text = renderer.render(report, lang, folder=os.path.relpath(base), token=secrets.token_hex(16))
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary:
            with open(summary, "a", encoding="utf-8") as file:  # noqa: PTH123
                file.write(renderer.summary(report, lang))
    else:
        text = renderer.render(report, lang)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.write(text)
    sys.stdout.flush()


def _say_where_the_reason_is(report: "Report") -> None:
    """Tell an author who wonders: why a hidden case is ungraded is not said before students."""
    kept_back = [
        score.id
        for score in report.exercises
        if any(
            verdict.hidden and verdict.message is not None and verdict.message.code == "ungraded"
            for verdict in score.verdicts
        )
    ]
    if kept_back:
        print(f"ungraded: `grader audit {' '.join(kept_back)}` says why", file=sys.stderr)  # noqa: T201


def _wants_color(*, no_color: bool) -> bool:
    return not no_color and "NO_COLOR" not in os.environ and sys.stdout.isatty()


def _stamps(paths: Sequence[Path]) -> dict[str, tuple[int, int]]:
    """Note when each file was written, to see a change."""
    stamps = {}
    for path in paths:
        inside = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)  # noqa: PTH118
        for file in [str(path), *inside]:
            try:
                stat = os.lstat(file)
            except OSError:
                continue
            stamps[file] = (stat.st_mtime_ns, stat.st_size)
    return stamps
