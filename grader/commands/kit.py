"""``grader kit``: what students get."""

from pathlib import Path


def kit(folder: Path, *, course: str | None, lang: str | None, no_color: bool) -> None:
    """Write the kit of a course into a folder, and say what is in it."""
    from grader.authoring.kit import make_kit
    from grader.course.catalog import find_course, load_course

    del lang, no_color
    loaded = load_course(find_course(course))
    unchecked = make_kit(loaded, folder)
    count = len(loaded.exercises) - len(unchecked)
    print(f"{folder}: {count} exercises with their visible cases; students: grader check … --course {folder}")  # noqa: T201
    if unchecked:
        print(f"Statement and starter alone: {', '.join(unchecked)}")  # noqa: T201
