"""The pages of students and of the instructor, and the gradebook beside them."""

import re

import pytest
from report_cases import (
    FLIPPED,
    PAIR,
    REPORTS,
    WRONG_VALUES,
    failed,
    passed,
    report,
    score,
)

from grader.errors import PackageAbsent
from grader.judge.verdict import ungraded
from grader.model import Case, Expectation, Phrase, Verdict
from grader.report import csv, feedback, site
from grader.report.hidden import for_students
from grader.report.phrases import say
from grader.report.rows import row

ADA = report(
    score(passed(score=4.0)),
    score(passed(), failed(mismatch=WRONG_VALUES), exercise="pool2d", diagnosis=(FLIPPED,)),
    student="Ada Lovelace",
)
EVA = report(
    score(failed(max_score=4.0, mismatch=WRONG_VALUES), diagnosis=(PAIR,)),
    student='Eva; "N" <b>',
    notes=(Phrase("empty-submission"),),
)
TOM = report(
    score(
        Verdict("c", False, "ungraded", 0.0, 4.0, message=Phrase("ungraded", {"reason": "x"})),
        score=None,
        status="ungraded",
    ),
    student="Tom",
)
CLASS = [row(ADA, page="Ada Lovelace.html"), row(EVA, page="Eva é#1.html"), row(TOM)]


def text_of(page):
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL))
    )


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_a_feedback_page_speaks_its_language(name, lang):
    page = feedback.render(REPORTS[name], lang)
    assert f'<html lang="{lang}">' in page
    other = {"es": ("yours", "points", "hint:"), "en": ("obtenido", "puntos", "pista:")}[lang]
    assert not [word for word in other if re.search(rf"\b{word}", text_of(page))]


def test_a_feedback_page_marks_the_cells_that_differ():
    page = feedback.render(REPORTS["flipped-kernel"], "en")
    assert page.count('<td class="differs">') == 2 * 3
    assert "<td>43.5</td>" in page


def test_large_arrays_are_drawn():
    page = feedback.render(REPORTS["pair"], "en")
    assert page.count('<svg class="heat"') == 3


def test_the_output_is_kept_as_text():
    page = feedback.render(REPORTS["notes"], "en")
    assert "<pre>hola\nrojo\n::error::no\n</pre>" in page


def test_no_page_asks_for_anything_from_elsewhere():
    for page in (feedback.render(ADA, "en"), site.render(CLASS, "en")):
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(""", page)
        assert "default-src 'none'" in page


def test_the_site_of_an_empty_class():
    assert "0" in text_of(site.render([], "es"))


def test_the_site_says_what_the_class_misunderstood():
    said = text_of(site.render(CLASS, "en"))
    assert "kernel rotated by 180°" in said
    assert "bias missing" in said
    assert "Nothing to grade was handed in" in said
    assert "Something could not be graded (conv2d-layer)" in said.replace(" )", ")").replace("( ", "(")


def test_links_of_the_site_lead_to_the_pages():
    page = site.render(CLASS, "en")
    assert 'href="../feedback/Ada%20Lovelace.html"' in page
    assert 'href="../feedback/Eva%20%C3%A9%231.html"' in page


def test_a_package_that_is_missing_here_is_no_fault_of_the_grader():
    case = Case("a", Expectation("reference"), 4.0, "f", hidden=True)
    verdict = ungraded(case, PackageAbsent(["torch"]))
    lacking = report(score(verdict, score=None, status="ungraded"))
    said = "Not graded, because a package is missing on this machine: torch; it costs no points."
    assert say(verdict.message, "en") == said
    assert say(for_students(lacking).exercises[0].verdicts[0].message, "en") == said
    (attention,) = row(lacking).attention
    assert "because a package is missing on this machine: torch." in say(attention, "en")
    assert "porque falta un paquete en esta máquina: torch." in say(attention, "es")


def test_to_cheat_is_not_to_crash():
    many = report(
        score(failed("a", "forbidden", Phrase("forbidden", {"name": "scipy"}))),
        score(failed("b", "crashed", Phrase("ended-silent")), exercise="pool2d"),
        score(failed("c", "timeout", Phrase("timeout", {"seconds": 2})), exercise="elu"),
    )
    assert [say(why, "en") for why in row(many).attention] == [
        "The code used scipy, which this exercise forbids (conv2d-layer).",
        "The process died or answered with something else (pool2d).",
        "The code ran out of time (elu).",
    ]
    assert (
        say(row(many).attention[0], "es") == "El código usó scipy, que este ejercicio prohíbe (conv2d-layer)."
    )


def test_whose_mean_it_is_stands_above_the_exercises():
    assert "Mean share, of those who handed it in" in site.render(CLASS, "en")
    assert "Parte media, de quienes lo entregaron" in site.render(CLASS, "es")


def test_ungraded_is_no_zero():
    page = site.render(CLASS, "en")
    assert '<td class="u">—</td>' in page
    assert csv.render(CLASS).splitlines()[3] == "Tom,,0,,4"


def test_gradebook():
    assert csv.render(CLASS) == (
        'student,conv2d-layer,pool2d,total,max\nAda Lovelace,4,1,5,7\n"Eva; ""N"" <b>",0,0,0,4\nTom,,0,,4\n'
    )


def test_gradebook_with_the_columns_of_the_course():
    assert csv.render(CLASS[:1], ["pool2d", "elu"]) == "student,pool2d,elu,total,max\nAda Lovelace,1,0,5,7\n"


FORMULAS = {
    "=1+1": "'=1+1",
    "+x": "'+x",
    "-x": "'-x",
    "@x": "'@x",
    "\t=x": "'=x",
    "-5": "-5",
    "+1.5": "+1.5",
    "-1e": "'-1e",
    "Ada": "Ada",
    "": "",
    "-١": "'-١",
    "－x": "'－x",
}


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell):
    assert csv.safe(cell) == FORMULAS[cell]
