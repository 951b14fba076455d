"""What the sandbox's tests share: one warm parent, and submissions made of a few lines."""

import textwrap

import pytest

from grader.model import REQUIRED, Cell, Limits, Question, SourceFile, Submission, Target
from grader.sandbox import Sandbox

X = (("x", REQUIRED),)
F = Target("f", parameters=X)


def submission(source, path="work.py"):
    return Submission("student", (SourceFile(path, (Cell(None, textwrap.dedent(source)),)),), "sha")


def function(body):
    return submission("import numpy as np\n\ndef f(x):\n" + textwrap.indent(textwrap.dedent(body), "    "))


class Asker:
    """Asks one function of a submission once."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    def __call__(self, source, x=1.0, *, target=F, forbid=(), seconds=5.0, arguments=None, **more):
        handed_in = source if isinstance(source, Submission) else function(source)
        session = self.sandbox.open(handed_in, [target], forbid)
        try:
            limits = more.pop("limits", None) or Limits(seconds=seconds)
            return session.ask(
                Question(target.name, {"x": x} if arguments is None else arguments, limits=limits, **more)
            )
        finally:
            session.close()


@pytest.fixture(scope="session")
def sandbox():
    with Sandbox() as made:
        yield made


@pytest.fixture(scope="session")
def ask(sandbox):
    return Asker(sandbox)
