"""The command line: commands, no logic."""

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from grader import __version__
from grader.errors import CallerError, GraderError

ISOLATION_LEVELS = ("full", "strong", "reduced", "none")
FORMATS = ("text", "json", "junit", "github", "gradescope", "markdown")

_COMMON = (
    click.option("--course", metavar="DIR", help="The course's folder (the one with course.yaml)."),
    click.option("--lang", metavar="es|en", help="The language of reports and pages."),
    click.option("--no-color", is_flag=True, help="Plain text."),
    click.option("--debug", is_flag=True, help="Show the grader's own tracebacks."),
)


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that may stand before or after its name; what stands after wins."""

    @functools.wraps(command)
    @click.pass_context
    def with_common(context: click.Context, /, **options: Any) -> Any:
        before = context.find_root().params
        for name in ("course", "lang", "no_color", "debug"):
            options[name] = options[name] or before.get(name)
        context.find_root().meta["debug"] = options.pop("debug")
        return command(**options)

    for option in reversed(_COMMON):
        with_common = option(with_common)
    return with_common


def _selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command -e and -a, which choose exercises."""
    command = click.option(
        "-a", "--assignment", metavar="NAME",
        help="The exercises of an assignment, beside those of -e; what is not attempted scores 0.",
    )(command)  # fmt: skip
    return click.option(
        "-e",
        "--exercise",
        "exercises",
        metavar="SLUG",
        multiple=True,
        help="An exercise to grade, beside those of -a; may be given several times.",
    )(command)


def _path(text: str) -> Path:
    """Take a path; an empty one, as of a variable that is not set, would be the folder one is in."""
    if not text:
        raise CallerError("an empty path: name a file or a folder")
    return Path(text)


def _isolation(default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--isolation", type=click.Choice(ISOLATION_LEVELS), default=default, show_default=True,
        help="The least isolation that is accepted.",
    )  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
@click.option("--course", metavar="DIR", help="The course's folder (the one with course.yaml).")
@click.option("--lang", metavar="es|en", help="The language of reports and pages.")
@click.option("--no-color", is_flag=True, help="Plain text.")
@click.option("--debug", is_flag=True, help="Show the grader's own tracebacks.")
def cli(**_: Any) -> None:
    """Grade exercises: what is wrong, and why.

    Exit codes: 0 full marks (or --min-score), 1 below that, 2 a wrong call or course, 3 a fault of ours.
    """


@cli.command(short_help="Grade one submission.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_selection
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="From which fraction of the points on it exits 0."
)
@click.option("--watch", is_flag=True, help="Grade again whenever a file changes.")
@_isolation("none")
@_common
def check(paths: Sequence[str], **options: Any) -> None:
    """Grade one submission: a .py file, a notebook, a folder, or several of them together."""
    from grader.commands.check import check as run

    sys.exit(run([_path(path) for path in paths], **options))


@cli.command(short_help="Grade a cohort.")
@click.argument("source", metavar="DIR|ZIP")
@_selection
@click.option("-o", "--out", default="out", show_default=True, metavar="OUT", help="Where the results go.")
@click.option("--jobs", type=click.IntRange(1), help="Submissions graded at once; default: one a core.")
@click.option("--resume", is_flag=True, help="Go on with an interrupted run.")
@_isolation("reduced")
@_common
def batch(source: str, out: str, **options: Any) -> None:
    """Grade a cohort: a folder with one folder or file per student, or a zip from an LMS."""
    from grader.commands.batch import batch as run

    sys.exit(run(_path(source), _path(out), **options))


@cli.command("list")
@_common
def list_(**options: Any) -> None:
    """List the exercises of the course."""
    from grader.commands.course import list_exercises

    list_exercises(**options)


@cli.command(short_help="Show an exercise.")
@click.argument("slug")
@_common
def show(slug: str, **options: Any) -> None:
    """Show an exercise: its statement, its cases and its points."""
    from grader.commands.course import show_exercise

    show_exercise(slug, **options)


@cli.command(short_help="Copy the starter of an exercise.")
@click.argument("slug")
@click.argument("folder", metavar="[DIR]", default=".")
@_common
def start(slug: str, folder: str, **options: Any) -> None:
    """Start an exercise: copy its starter into DIR. A file that exists is never overwritten."""
    from grader.commands.course import start_exercise

    start_exercise(slug, Path(folder), **options)


@cli.command(short_help="Explain a misconception by its code.")
@click.argument("code")
@_common
def explain(code: str, **options: Any) -> None:
    """Explain a misconception by its code: what it is, where the slides say it, and an example."""
    from grader.commands.course import explain_mistake

    explain_mistake(code, **options)


@cli.command(short_help="Write the pages of a batch again.")
@click.argument("out", metavar="OUT")
@_common
def report(out: str, **options: Any) -> None:
    """Write the report site and the feedback pages of a batch again, from its results.jsonl."""
    from grader.commands.batch import report as run

    run(_path(out), **options)


@cli.command(short_help="Export grades to Moodle, Canvas or CSV.")
@click.argument("out", metavar="OUT")
@click.option(
    "--to",
    "target",
    required=True,
    metavar="csv|moodle|canvas|nbgrader-csv",
    help="The system it is for.",
)
@click.option("--template", metavar="FILE", help="The worksheet or gradebook that Moodle or Canvas gave out.")
@click.option(
    "--assignment-id", metavar="ID", help="The assignment in a gradebook of Canvas that has several."
)
@click.option("-o", "--output", metavar="FILE", help="Where to write; default: standard output.")
@_common
def export(out: str, **options: Any) -> None:
    """Export the grades of a batch for another system."""
    from grader.commands.batch import export as run

    run(_path(out), **options)


@cli.command(short_help="Say whether exercises are sound.")
@click.argument("slugs", nargs=-1, metavar="[SLUG]…")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@_common
def audit(slugs: Sequence[str], **options: Any) -> None:
    """Audit exercises, or the whole course: is each of them sound? It exits 1 on a defect."""
    from grader.commands.audit import audit as run

    sys.exit(run(slugs, **options))


@cli.command(short_help="Write what students get.")
@click.argument("folder", metavar="DIR")
@_common
def kit(folder: str, **options: Any) -> None:
    """Write what students get: statements, starters and visible cases; no reference, no hidden case."""
    from grader.commands.kit import kit as run

    run(_path(folder), **options)


@cli.command(short_help="Say what isolation this machine offers.")
@_common
def doctor(**options: Any) -> None:
    """Say in words what isolation this machine offers."""
    from grader.commands.doctor import doctor as run

    run(**options)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line: one sentence for an error, a traceback only with ``--debug``."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = cli.main(arguments, prog_name="grader", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        _say_misuse(error)
        sys.exit(CallerError.exit_code)
    except (click.Abort, KeyboardInterrupt) as error:
        sys.exit(getattr(error.__cause__ or error, "exit_code", 130))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except GraderError as error:
        _say(error, arguments)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 — our own fault, said in one sentence
        _say(error, arguments)
        sys.exit(GraderError.exit_code)


def run() -> NoReturn:
    """Be the command, and end at once when all is said: taking everything apart costs a tenth of a check."""
    code: object = 0
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # sums to the last bit do not depend on how many there are
    try:
        main()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _say_misuse(error: click.ClickException) -> None:
    """Say in one line what is wrong with the command line; ``grader`` alone shows the help."""
    context = getattr(error, "ctx", None)
    if context is None or type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return
    path = context.command_path
    click.echo(f"{path}: {error.format_message()} `{path} --help` says more.", err=True)


def _say(error: Exception, arguments: Sequence[str]) -> None:
    if "--debug" in arguments:
        raise error
    what = (
        str(error)
        if isinstance(error, GraderError)
        else f"the grader failed: {type(error).__name__}: {error}"
    )
    if not isinstance(error, GraderError):
        what += "\nThis is a fault of the grader, not of the submission; --debug shows where."
    click.echo(what, err=True)
