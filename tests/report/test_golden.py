"""Every renderer's text, kept beside this file. ``REFRESH_GOLDEN=1 pytest tests/report`` writes it anew."""

import os
from pathlib import Path

import pytest
from report_cases import REPORTS

from grader.report import csv, github, gradescope, json, junit, markdown, terminal
from grader.report.rows import row

GOLDEN = Path(__file__).with_name("golden")

RENDERED = {
    **{f"{name}.{lang}.txt": (terminal.render, name, lang) for name in REPORTS for lang in ("es", "en")},
    **{
        f"{name}.xml": (junit.render, name, "en")
        for name in ("flipped-kernel", "stopped", "nothing", "exceptions", "ungraded")
    },
    **{
        f"{name}.md": (markdown.render, name, "es")
        for name in ("flipped-kernel", "notes", "stopped", "nothing")
    },
    **{
        f"{name}.gradescope.json": (gradescope.render, name, "en")
        for name in ("flipped-kernel", "ungraded", "stopped")
    },
    **{f"{name}.json": (json.render, name, "es") for name in ("flipped-kernel", "mismatches")},
    **{
        f"{name}.log": (
            lambda report, lang: github.render(report, lang, folder="src", token="0" * 32),
            name,
            "en",
        )
        for name in ("flipped-kernel", "stopped", "exceptions", "nothing", "unread")
    },
}


def check(name, text):
    path = GOLDEN / name
    if os.environ.get("REFRESH_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", RENDERED)
def test_golden(name):
    renderer, report, lang = RENDERED[name]
    check(name, renderer(REPORTS[report], lang))


def test_gradebook():
    check("gradebook.csv", csv.render([row(report) for report in REPORTS.values()]))


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("width", [80, 60, 40])
@pytest.mark.parametrize("name", REPORTS)
def test_terminal_lines_fit(name, width, lang):
    lines = terminal.render(REPORTS[name], lang, width=width, show_output=True).splitlines()
    assert [
        line for line in lines if len(line) > width and "|" not in line and "  " not in line.strip()
    ] == []
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("name", REPORTS)
def test_colour_is_all_that_colour_adds(name):
    import re

    painted = terminal.render(REPORTS[name], "en", color=True)
    assert re.sub(r"\x1b\[\d+m", "", painted) == terminal.render(REPORTS[name], "en")
    assert "\x1b[" in painted
