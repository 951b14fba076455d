"""Where the HTML pages come from: templates beside this file, compiled once, everything in them escaped."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_FOLDER = Path(__file__).with_name("templates")


@lru_cache(maxsize=8)
def template(name: str) -> "Template":
    """Compile a template; jinja2 is imported with the first one, because `grader check` needs none."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    return environment.get_template(name)


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """Read the text of a style sheet or a script beside the templates."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def style() -> str:
    """Read the style sheet that every page carries inside."""
    return asset("style.css")


def safe(markup: str) -> "Markup":
    """Markup that was escaped where it was made, and is not to be escaped again."""
    from markupsafe import Markup

    return Markup(markup)  # noqa: S704 — every caller escapes what it puts together
