"""The small course, audited."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from authored import write_course

from grader.authoring.audit import audit_exercise
from grader.course.catalog import load_course
from grader.grade import Grading
from grader.sandbox import Sandbox


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def audited(tmp_path, sandbox):
    def run(changes=()):
        course = load_course(write_course(tmp_path, changes))
        grading = Grading(course, sandbox)
        return audit_exercise(course, course.exercises[0], grading.golden, grading)

    return run
