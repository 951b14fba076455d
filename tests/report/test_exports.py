"""Files of other systems, filled in: what is not ours keeps its bytes."""

# ruff: noqa: E501 — tables on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import REPORTS, failed, passed, report, score

from grader.report import exports
from grader.report.worksheet import Worksheet

ADA = report(score(passed(score=7.5), failed(max_score=2.5)), student="Ada Lovelace_657737")
ROE = report(score(passed(score=10.0)), student="roerik_12346")
DOE = report(score(failed(max_score=10.0)), student="Jane Doe")
TOM = report(score(score=None, status="ungraded"), student="Tom_99")

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
    assert found.unmatched == ("roerik_12346",)
    assert found.idle == ("Nobody",)


def test_moodle_in_a_language_unknown_to_us_is_read_by_the_shape_of_its_cells(template):
    text = "Kennzahl,Kdo,Nota\nTeilnehmer 7,Ada,\nTeilnehmer 8,Eve,\nTeilnehmer 9,Zoe,\n"
    students = [report(score(passed(score=3.0)), student=student) for student in ("Eve_8", "Gruppe_9")]
    assert exports.render(students, "moodle", template(text)) == (
        "Kennzahl,Kdo,Nota\nTeilnehmer 7,Ada,\nTeilnehmer 8,Eve,3.00\nTeilnehmer 9,Zoe,\n"
    )


def test_moodle_without_names_is_a_blind_marking(template):
    text = "Identifier,Status,Grade\nParticipant 7,Submitted,\nParticipant 8,Submitted,\n"
    students = [
        report(score(passed(score=3.0)), student=student) for student in ("Participant_7", "Grupo 1_8")
    ]
    found = exports.export(students, "moodle", template(text))
    assert found.text == text.replace("7,Submitted,", "7,Submitted,3.00")
    assert found.unmatched == ("Grupo 1_8",)


def test_canvas(template):
    found = exports.export([ROE, DOE, ADA], "canvas", template(CANVAS), assignment_id="881234")
    assert found.text == (
        "Student,ID,SIS User ID,SIS Login ID,Section,Conv layers (881234)\n"
        '"    Points Possible",,,,,100\n'
        '"Doe, Jane",12345,,jdoe,Sec 1,\n'
        '"Roe, Rik",12346,,rroe,Sec 1,EX\n'
    )
    assert found.unmatched == ("Ada Lovelace_657737", "Jane Doe")
    assert found.idle == ("Doe, Jane",)


def test_what_a_teacher_wrote_in_canvas_stays(template):
    excused = 'Student,ID,Section,Conv layers (881234)\n"Roe, Rik",12346,Sec 1,EX\n'
    assert exports.export([ROE], "canvas", template(excused)).text == excused


HEADER = "Identifier,Full name,Email address,Status,Grade,Maximum grade\n"
MATCHED = {
    # name: (students, (participant, name) of each line, whose grade each line gets, unmatched, doubtful)
    "by number": (["Ada_1", "Bob_2"], [(2, "Bob"), (1, "Ada"), (3, "Eve")], ["Bob_2", "Ada_1", None], [], []),
    "of one name, one handed in": (["Ada_1"], [(1, "Ada"), (2, "Ada")], ["Ada_1", None], [], []),
    "a number in a name": (["Ada 12_657"], [(657, "Ada 12"), (12, "Eve")], ["Ada 12_657", None], [], []),
    "a number in a name alone": (["Ada 12"], [(657, "Ada"), (12, "Eve")], [None, None], ["Ada 12"], []),
    "a group's number is a person's": (["Grupo 1_12"], [(1, "Eve"), (12, "Zoe")], [None, None], ["Grupo 1_12"], []),
    "a student called like a status": (["No submission_5"], [(5, "No submission"), (6, "Zoe")], ["No submission_5", None], [], []),
    "a name is no status": (["No submission"], [(6, "Zoe")], [None], ["No submission"], []),
    "a number is there and another's name": (["Ada_9"], [(1, "Ada")], [None], ["Ada_9"], []),
    "by name": (["Ada Lovelace"], [(1, "ada lovelace")], ["Ada Lovelace"], [], []),
    "by address": (["zoe"], [(1, "Zoé Ruiz")], ["zoe"], [], []),
    "two lines for a name": (["Ada"], [(1, "Ada"), (2, "Ada")], [None, None], [], ["Ada"]),
    "two lines of a number": (["Ada_1"], [(1, "Ada"), (1, "Ada")], [None, None], [], ["Ada_1"]),
    "two students for a line": (["Ada", "ADA"], [(1, "Ada")], [None], [], ["ADA", "Ada"]),
    "blind": (["Participant_5"], [(5, ""), (6, "")], ["Participant_5", None], [], []),
    "a name in part": (["Ada Lovelace_1"], [(1, "Ada Lovelace García")], ["Ada Lovelace_1"], [], []),
    "accents in two ways": (["Jose\u0301_1"], [(1, "Jos\xe9")], ["Jose\u0301_1"], [], []),
}  # fmt: skip


@pytest.mark.parametrize("name", MATCHED)
def test_a_grade_goes_to_whose_it_is_or_to_nobody(name, template):
    students, lines, expected, unmatched, doubtful = MATCHED[name]
    points = {student: float(n + 1) for n, student in enumerate(students)}
    reports = [
        report(score(passed(score=p), failed(max_score=10.0 - p)), student=s) for s, p in points.items()
    ]
    text = HEADER + "".join(
        f"Participant {number},{full},{'zoe@x.org' if full == 'Zoé Ruiz' else ''},No submission,,10\n"
        for number, full in lines
    )
    found = exports.export(reports, "moodle", template(text))
    grades = [row.split(",")[4] for row in found.text.splitlines()[1:]]
    assert grades == ["" if student is None else f"{points[student]:.2f}" for student in expected]
    assert (list(found.unmatched), list(found.doubtful)) == (unmatched, doubtful)


CANVAS_MATCHED = {
    # name: (student, lines of name, ID, SIS user, login; which line gets the grade)
    "a number in a name": ("student7_12345", ['"7, Student",12345,,jdoe', "Siete,7,,x"], 0),
    "another's SIS user is the name": ("doejane_12345", ["Nada,555,doejane,d", '"Doe, Jane",12345,,jd'], 1),
    "anonymous": ("anon_12345", ['"Doe, Jane",12345,,jd'], None),
    "a folder called by the login": ("jdoe", ['"Doe, Jane",12345,,jdoe'], 0),
    "another person's number": ("grupo_12", ['"Doe, Jane",12,,jd'], None),
}


@pytest.mark.parametrize("name", CANVAS_MATCHED)
def test_a_grade_of_canvas_goes_to_whose_it_is_or_to_nobody(name, template):
    student, lines, which = CANVAS_MATCHED[name]
    text = "Student,ID,SIS User ID,SIS Login ID,Section,Conv (881234)\n"
    text += "".join(f"{line},S,\n" for line in lines)
    one = [report(score(passed(score=5.0)), student=student)]
    found = exports.export(one, "canvas", template(text)).text.splitlines()[1:]
    assert [not line.endswith(",") for line in found] == [n == which for n in range(len(lines))]


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


@pytest.mark.parametrize("target", ["csv", "nbgrader-csv"])
def test_names_that_read_alike_are_told_apart(target):
    alike = [report(score(passed()), student=student) for student in ("ana", "a\u200bna")]
    assert len(set(exports.render(alike, target).splitlines())) == 3


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
