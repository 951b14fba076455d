"""Every submission of the two tables loads, gives the right values, and runs nothing that nobody asked for."""

import builtins

import numpy as np
import pytest
from program_files import files_of
from script_files import SCRIPTS
from student_files import STUDENTS

from grader.sandbox.student.program import Program
from grader.sandbox.student.survey import take_survey


@pytest.mark.parametrize("name", STUDENTS | SCRIPTS)
def test_student(name, capsys):
    student = (STUDENTS | SCRIPTS)[name]
    kind = student.get("kind", "function")
    program = Program(packages=("numpy",)).read(files_of(student["files"]))

    class Names(dict):
        def __missing__(self, key):
            if hasattr(builtins, key):
                raise KeyError(key)
            assert take_survey(program, {key: [key]}, {key: kind})["defined"] == {key: key}
            return program.load(key, kind)

    for expression, value in student.get("calls", {}).items():
        assert eval(expression, {}, Names(np=np)) == value, expression
    for missing in student.get("lacks", []):
        assert take_survey(program, {missing: [missing]}, {missing: kind})["defined"] == {}
    assert capsys.readouterr().out == ""
