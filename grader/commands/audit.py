"""``grader audit``: whether each exercise is sound."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from grader.authoring.findings import ExerciseAudit
from grader.sandbox import Sandbox


def audit(slugs: Sequence[str], *, form: str, course: str | None, lang: str | None, no_color: bool) -> int:
    """Audit exercises, or the whole course; return 1 where something has to be mended.

    Authors are spoken to in English, as by the messages of the course files.
    """
    del lang, no_color
    with Sandbox() as sandbox:
        from grader.authoring import audit_text
        from grader.authoring.audit import audit as run
        from grader.course.catalog import find_course, load_course, select
        from grader.grade import Grading

        loaded = load_course(find_course(course))
        chosen = select(loaded, slugs) or loaded.exercises
        sandbox.allow(loaded.packages)
        grading = Grading(loaded, sandbox)
        names = [exercise.id for exercise in chosen]
        found = list(_shown(run(loaded, chosen, grading), names))
    text = audit_text.as_json(found) if form == "json" else audit_text.render(found, remarks=bool(slugs))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.write(text)
    return 1 if any(one.defects for one in found) else 0


def _shown(audits: Iterable[ExerciseAudit], names: Sequence[str]) -> Iterator[ExerciseAudit]:
    """Say on a terminal which exercise is at work."""
    if not sys.stderr.isatty():
        yield from audits
        return
    coming = iter(audits)
    for place, name in enumerate(names, 1):
        print(f"\r\033[K{place} of {len(names)}: {name}", end="", file=sys.stderr, flush=True)  # noqa: T201
        yield next(coming)
    print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201
