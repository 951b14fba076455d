"""Cases that lie ready for one process: each has its own outcome, whatever the others do."""

import numpy as np
import pytest
from conftest import F, function, submission

from grader.model import Limits, Question, Returned, Stopped
from grader.sandbox import Sandbox

QUICK = Limits(seconds=0.4, memory_mb=256)


@pytest.fixture(scope="module", params=["warm", "portable"])
def either(request, sandbox):
    if request.param == "warm":
        yield sandbox
        return
    with Sandbox(portable=True) as made:
        yield made


def cases(*values, limits=QUICK, **more):
    return [(Question("f", {"x": value}, limits=limits, **more),) for value in values]


def answered(session, questions):
    found = []
    for outcomes in session.ask_cases(questions):
        (outcome,) = outcomes
        found.append(
            outcome.value if isinstance(outcome, Returned) else getattr(outcome, "outcome", "raised")
        )
    session.close()
    return found


WAYS = {
    "raises": ("raise ValueError('no')", "raised"),
    "dies": ("import os; os._exit(3)", "crashed"),
    "hangs": ("while True: pass", "timeout"),
    "takes too much memory": ("return np.zeros(10**9)", "memory"),
}


@pytest.mark.parametrize(("body", "outcome"), WAYS.values(), ids=WAYS)
def test_what_ends_one_case_costs_that_case(either, body, outcome):
    if either._portable and outcome == "memory":
        pytest.skip("no memory limit everywhere")
    source = function(f"if x == 2:\n    {body}\nreturn x * 10")
    assert answered(either.open(source, [F], ()), cases(1.0, 2.0, 3.0, 4.0)) == [10.0, outcome, 30.0, 40.0]


def test_many_large_cases_are_more_than_a_pipe_holds(either):
    big = [np.full(100_000, float(number)) for number in range(12)]
    found = answered(either.open(function("return x + 1"), [F], ()), cases(*big, limits=Limits(seconds=20)))
    assert [value.size for value in found] == [100_000] * 12
    assert [float(value[0]) for value in found] == [number + 1.0 for number in range(12)]


def test_each_case_has_its_own_time(either):
    source = function("import time\ntime.sleep(0.3)\nreturn x")
    asked = cases(*map(float, range(5)), limits=Limits(seconds=1))
    found = answered(either.open(source, [F], ()), asked)
    assert found == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_a_function_that_does_not_load_costs_its_own_cases(sandbox):
    from grader.model import Target

    g = Target("g", parameters=F.parameters)
    source = submission("def f(x):\n    return x\n\nimport math\ng = math.no_such_thing\n")
    asked = [*cases(1.0), (Question("g", {"x": 1.0}),), *cases(2.0)]
    session = sandbox.open(source, [F, g], ())
    found = [outcomes[0] for outcomes in session.ask_cases(asked)]
    session.close()
    assert [type(outcome).__name__ for outcome in found] == ["Returned", "Raised", "Returned"]


def test_who_stops_asking_leaves_no_answer_behind(sandbox):
    session = sandbox.open(function("return x * 10"), [F], ())
    answers = session.ask_cases(cases(1.0, 2.0, 3.0))
    assert next(answers)[0].value == 10.0
    answers.close()
    assert session.ask(cases(7.0)[0][0]).value == 70.0
    session.close()


def test_what_is_printed_before_a_hidden_case_is_kept_and_nothing_after(sandbox):
    session = sandbox.open(function("print('saw', x); return x"), [F], ())
    for asked in (cases(1.0, 2.0), cases(3.0, 4.0, hidden=True), cases(5.0)):
        for _ in session.ask_cases(asked):
            pass
    for _ in session.ask_cases([*cases(6.0), *cases(7.0, hidden=True)]):
        pass
    assert session.output() == "saw 1.0\nsaw 2.0\n"
    session.close()


FORGED = """
import os
def f(x):
    if x == 2:
        for name in range(3, 30):
            try:
                os.write(name, b'GRW1' + bytes(24))
            except OSError:
                pass
    return x
"""


def test_a_frame_between_two_answers_is_no_answer(sandbox):
    session = sandbox.open(submission(FORGED), [F], ())
    found = [outcomes[0] for outcomes in session.ask_cases(cases(1.0, 2.0, 3.0))]
    session.close()
    assert found[0].value == 1.0
    assert isinstance(found[1], Stopped)
    assert found[2].value == 3.0
