"""Which language to speak: the option, else the environment, else the course's first."""

import os
from collections.abc import Sequence

from grader.errors import CallerError

VARIABLES = ("GRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language(stated: str | None, languages: Sequence[str]) -> str:
    """Choose one of a course's languages.

    Raises
    ------
    CallerError
        If ``--lang`` names a language that the course does not have.
    """
    if stated:
        if stated not in languages:
            raise CallerError(f"--lang: this course speaks {', '.join(languages)}, not {stated}")
        return stated
    for variable in VARIABLES:
        code = os.environ.get(variable, "")[:2].lower()
        if code in languages:
            return code
    return languages[0]
