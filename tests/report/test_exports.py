"""Files of other systems, filled in: what is not ours keeps its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import REPORTS, failed, passed, report, score

from grader.report import exports
from grader.report.worksheet import Worksheet

ADA = report(score(passed(score=7.5), failed(max_score=2.5)), student="Ada Lovelace_657737")
ROE = report(score(passed(score=10.0)), student="roerik_12346_77")
DOE = report(score(failed(max_score=10.0)), student="Jane Doe")
TOM = report(score(score=None, status="ungraded"), student="Tom 99")

MOODLE = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade",'
    '"Last modified (grade)","Feedback comments"\r\n'
    '"Participant 657737","Ada Lovelace",ada@example.org,"Submitted, late",,"100,00",-,""\r\n'
    '"Participant 12","Jane Doe",jane@example.org,Submitted,55,"100,00","Monday, 2 November",old\r\n'
    '"Participant 99","Tom",t@example.org,Submitted,,"100,00",-,"keep ""this"""\r\n'
    '"Participant 13",Nobody,n@example.org,"No submission",,"100,00",-,\r\n'
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Conv layers (881234),Old (5),Final Score\n"
    ",,,,,Manual Posting,,\n"
    '"    Points Possible",,,,,100,10,(read only)\n'
    '"Doe, Jane",12345,,jdoe,Sec 1,,3,50\n'
    '"Roe, Rik",12346,,rroe,Sec 1,EX,4,60\n'
)


@pytest.fixture
def template(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "template.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_moodle(template):
    found = exports.export([ADA, DOE, TOM, ROE], "moodle", template(MOODLE), lang="en")
    lines = found.text.split("\r\n")
    assert lines[0] == MOODLE.split("\r\n", maxsplit=1)[0]
    assert lines[1].startswith(
        '"Participant 657737","Ada Lovelace",ada@example.org,"Submitted, late","75,00","100,00",-,"'
    )
    assert "2D convolution layer: 7.5 / 10 points" in lines[1]
    assert lines[2].startswith(
        '"Participant 12","Jane Doe",jane@example.org,Submitted,"0,00","100,00","Monday, 2 November",'
    )
    assert lines[3:] == MOODLE.split("\r\n")[3:]
    assert found.unmatched == ("roerik_12346_77",)


def test_moodle_in_a_language_unknown_to_us_is_read_by_the_shape_of_its_cells(template):
    text = "Kennzahl,Nota\nTeilnehmer 7,\nTeilnehmer 8,\n"
    assert exports.render([report(score(passed(score=3.0)), student="x_8")], "moodle", template(text)) == (
        "Kennzahl,Nota\nTeilnehmer 7,\nTeilnehmer 8,3.00\n"
    )


def test_canvas(template):
    found = exports.export([ROE, DOE, ADA], "canvas", template(CANVAS), assignment_id="881234")
    assert found.text == (
        "Student,ID,SIS User ID,SIS Login ID,Section,Conv layers (881234)\n"
        '"    Points Possible",,,,,100\n'
        '"Doe, Jane",12345,,jdoe,Sec 1,\n'
        '"Roe, Rik",12346,,rroe,Sec 1,EX\n'
    )
    assert found.unmatched == ("Ada Lovelace_657737", "Jane Doe")


def test_what_a_teacher_wrote_in_canvas_stays(template):
    excused = 'Student,ID,Section,Conv layers (881234)\n"Roe, Rik",12346,Sec 1,EX\n'
    assert exports.export([ROE], "canvas", template(excused)).text == excused


def test_two_students_of_one_name_are_not_guessed(template):
    twins = [report(score(passed()), student="Ana 1"), report(score(passed()), student="Ana 2")]
    text = "Identifier,Full name,Grade\nParticipant 40,Ana,\n"
    found = exports.export(twins, "moodle", template(text))
    assert found.text == text
    assert found.unmatched == ("Ana 1", "Ana 2")


FAULTS = {
    "unknown target": ("blackboard", None, "unknown"),
    "no template": ("moodle", None, "--template"),
    "not a worksheet": ("moodle", "a,b\n1,2\n", "Identifier and Grade"),
    "empty": ("moodle", "", "no students"),
    "not a gradebook": ("canvas", "a,b\n1,2\n", "ID and Section"),
    "several assignments": ("canvas", CANVAS, "881234"),
    "gradescope": ("gradescope", None, "autograder"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_does_not_fit_is_said_in_a_sentence(name, template):
    target, text, said = FAULTS[name]
    with pytest.raises(exports.ExportFault, match=said):
        exports.render([ADA], target, None if text is None else template(text))


def test_a_template_that_is_not_utf8(template):
    with pytest.raises(exports.ExportFault, match="UTF-8"):
        exports.render([ADA], "moodle", template("Identifier,Calificación\n1,2\n", "latin-1"))


def test_csv_and_nbgrader():
    reports = list(REPORTS.values())
    assert exports.render(reports, "csv").count("\n") == len(reports) + 1
    assert exports.render(reports, "nbgrader-csv").count("\n") == sum(len(r.exercises) for r in reports) + 1


@given(st.text(alphabet='a",;\r\n\t é', max_size=40))
def test_a_worksheet_that_is_not_changed_is_the_same_file(text):
    assert Worksheet(text).text() == text


@given(
    st.lists(st.text(alphabet='a",\r\n=é', max_size=6), min_size=2, max_size=4),
    st.text(alphabet='a",\n', max_size=6),
)
def test_what_is_set_is_read_back(cells, value):
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    sheet = Worksheet(quoted + "\n" + quoted + "\n")
    sheet.set(1, 0, value)
    again = Worksheet(sheet.text())
    assert again.row(0) == cells
    assert again.row(1) == [value, *cells[1:]]
