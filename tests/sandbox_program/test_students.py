"""Every submission of ``student_files.py`` loads, gives the right values, and runs nothing that nobody asked for."""

import builtins

import numpy as np
import pytest
from program_files import files_of
from student_files import STUDENTS

from grader.sandbox.program import Program
from grader.sandbox.survey import take_survey


@pytest.mark.parametrize("name", STUDENTS)
def test_student(name, capsys):
    student = STUDENTS[name]
    program = Program(packages=("numpy",)).read(files_of(student["files"]))

    class Names(dict):
        def __missing__(self, key):
            if hasattr(builtins, key):
                raise KeyError(key)
            assert take_survey(program, {key: [key]}, {key: "function"})["defined"] == {key: key}
            return program.load(key, "function")

    for expression, value in student.get("calls", {}).items():
        assert eval(expression, {}, Names(np=np)) == value, expression
    for missing in student.get("lacks", []):
        assert take_survey(program, {missing: [missing]}, {})["defined"] == {}
    assert capsys.readouterr().out == ""
