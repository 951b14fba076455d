# ruff: noqa: E501, ISC004 — programs read best in one line
"""What comes of a question: a value, an exception, or a limit with its name."""

import numpy as np
import pytest
from conftest import F, X, function, submission

from grader.errors import SandboxFault
from grader.model import Foreign, Limits, Question, Raised, Returned, Step, Stopped, Target

VALUES = {
    "a number": ("return x + 1", 2.0),
    "an array": ("return np.arange(3.0)", np.arange(3.0)),
    "Fortran order": ("return np.asfortranarray(np.arange(6.0).reshape(2, 3))", np.arange(6.0).reshape(2, 3)),
    "big-endian": ("return np.arange(3, dtype='>i4')", np.arange(3)),
    "a negative stride": ("return np.arange(6)[::-2]", np.array([5, 3, 1])),
    "a matrix": ("return np.matrix([[1, 2]])", np.array([[1, 2]])),
    "a list of lists": ("return [[1, 2], [3.5, 4]]", [[1, 2], [3.5, 4]]),
    "a range": ("return range(3)", [0, 1, 2]),
    "long double": ("return np.longdouble(1.5)", np.array(1.5)),
    "a named tuple": ("import collections; return collections.namedtuple('P', 'a b')(1, 2)", (1, 2)),
    "a default dict": ("import collections; return collections.defaultdict(int, a=1)", {"a": 1}),
    "texts of NumPy": ("return [np.str_('a'), *np.array(['b'])]", ["a", "b"]),
    "an array of texts": ("return np.array([['a'], ['b']])", [["a"], ["b"]]),
    "texts of other kinds as keys": (
        "import enum\nclass K(str, enum.Enum):\n    A = 'a'\nreturn {K.A: 1, np.str_('b'): 2}", {"a": 1, "b": 2},
    ),
    "a dict that nobody may change": ("import types; return types.MappingProxyType({'a': 1})", {"a": 1}),
    "an array of the library": ("import array; return array.array('d', [1.0, 2.0])", np.array([1.0, 2.0])),
    "an array of C": ("import ctypes; return (ctypes.c_double * 2)(1.0, 2.0)", np.array([1.0, 2.0])),
    "a view of memory": ("return memoryview(np.array([1.0, 2.0]))", np.array([1.0, 2.0])),
    "a queue with two ends": ("import collections; return collections.deque([1.0, 2.0])", [1.0, 2.0]),
    "a masked array with nothing masked": ("return np.ma.array([1.0, 2.0], mask=[0, 0])", np.array([1.0, 2.0])),
    "a fraction": ("import fractions; return fractions.Fraction(1, 2)", 0.5),
    "an integer that lies": ("class I(int):\n    def __add__(self, o): return 'x'\nreturn I(4)", 4),
    "an array that lies": (
        "class A(np.ndarray):\n    shape = property(lambda s: (10**12,))\nreturn np.zeros(2).view(A)", np.zeros(2),
    ),
    "nothing": ("return None", None),
    "ten megabytes of output": ("print('x' * 10_000_000); return 1", 1),
    "warnings": ("import warnings; warnings.warn('mind'); return 1", 1),
    "threads": ("from concurrent.futures import ThreadPoolExecutor as T\nwith T(8) as t: return list(t.map(abs, [-1, 2]))", [1, 2]),
    "an event loop": ("import asyncio\nasync def a(): await asyncio.sleep(0); return 3\nreturn asyncio.run(a())", 3),
    "a temporary file": ("import tempfile\nwith tempfile.TemporaryFile() as t: t.write(b'ab'); return t.tell()", 2),
    "the null device": ("import os\nwith open(os.devnull, 'w') as f: print('x', file=f)\nreturn 1", 1),
    "the null device as a path": ("import os, pathlib\nwith pathlib.Path(os.devnull).open('w') as f: print('x', file=f)\nreturn 1", 1),
    "a pool of threads": ("from multiprocessing.pool import ThreadPool\nwith ThreadPool(4) as p: return p.map(abs, [-1, 2])", [1, 2]),
    "processes that are threads": (
        "from multiprocessing.dummy import Pool, Process, Queue\nq = Queue()\np = Pool(2)\ny = p.map(abs, [-1, 2])\np.close()\np.join()\n"
        "r = Process(target=q.put, args=(3,))\nr.start()\nr.join()\nreturn [*y, q.get()]", [1, 2, 3],
    ),
    "locks of processes": (
        "import multiprocessing as m\nr, c, s = m.RLock(), m.Condition(), m.Semaphore(1)\nwith r, r, c: c.notify()\n"
        "return [s.acquire(), s.acquire(False), m.Event().wait(0.01)]", [True, False, False],
    ),
    "an alarm": (
        "import signal, time\ndef stop(*a): raise RuntimeError\nsignal.signal(signal.SIGALRM, stop)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.01)\ntry: time.sleep(3)\nexcept RuntimeError: return 1", 1,
    ),
    "linear algebra": ("return round(float(np.linalg.det(np.eye(3) * 2)), 9)", 8.0),
    "its own source": ("import inspect; return inspect.getsource(f).startswith('def f')", True),
    "a caught lack of memory": ("try: np.ones(10**10)\nexcept MemoryError: return 'caught'", "caught"),
    "late imports": ("import statistics, decimal, hashlib, subprocess, multiprocessing; return multiprocessing.cpu_count() > 0", True),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), VALUES.values(), ids=VALUES)
def test_an_honest_answer_arrives(ask, body, expected):
    outcome = ask(body)
    assert isinstance(outcome, Returned), outcome
    assert type(outcome.value) is type(expected)
    np.testing.assert_equal(outcome.value, expected)
    assert outcome.seconds > 0


NO_VALUES = {
    "a set": ("return {1}", "set", "type"),
    "a generator": ("return (i for i in 'ab')", "generator", "type"),
    "complex": ("return np.array([1j])", "array of complex128", "dtype"),
    "objects": ("return np.array([None, 1], dtype=object)", "array of object", "dtype"),
    "masked": ("return np.ma.array([1, 2], mask=[0, 1])", "MaskedArray", "type"),
    "a masked array of its own": ("class M(np.ma.MaskedArray): mask = False\nreturn np.ma.array([1, 2], mask=[0, 1]).view(M)", "M", "type"),
    "an own class": ("class Layer: pass\nreturn Layer()", "Layer", "type"),
    "equal to everything": (
        "class E:\n    def __eq__(s, o): return True\n    def __array__(s, *a, **k): return np.array([1.0])\nreturn E()", "E", "type",
    ),
    "a class that lies": ("class C:\n    __class__ = property(lambda s: 1 / 0)\nreturn C()", "C", "type"),
    "numbers as keys": ("return {1: 2}", "dict", "keys"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "name", "why"), NO_VALUES.values(), ids=NO_VALUES)
def test_what_is_no_value_is_named(ask, body, name, why):
    assert ask(body).value == Foreign(name, why)


RAISED = {
    "an exception": ("raise ValueError('no')", "ValueError", "no"),
    "sys.exit": ("import sys; sys.exit(3)", "SystemExit", "3"),
    "an interrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
    "a generator's end": ("raise GeneratorExit", "GeneratorExit", ""),
    "endless recursion": ("def g(): return g()\nreturn g()", "RecursionError", "maximum recursion depth exceeded"),
    "a text that raises": ("class E(Exception):\n    def __str__(s): raise SystemExit\nraise E", "E", ""),
    "a class that lies": (
        "class M(type):\n    __name__ = property(lambda s: 1 / 0)\nclass E(Exception, metaclass=M): pass\nraise E('hey')", "E", "hey",
    ),
    "a process": ("import os; os.fork()", "BlockingIOError", "[Errno 11] Resource temporarily unavailable"),
    "a temporary name": ("import tempfile; tempfile.NamedTemporaryFile()", "PermissionError", "a submission writes no files while it is graded"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "name", "message"), RAISED.values(), ids=RAISED)
def test_an_exception_is_an_answer(ask, body, name, message):
    outcome = ask(body)
    assert isinstance(outcome, Raised), outcome
    assert (outcome.type, outcome.message) == (name, message)
    assert outcome.bases[0] == name
    assert "BaseException" in outcome.bases


def test_an_exception_says_where(ask):
    outcome = ask(submission("def f(x):\n    return g(x)\n\ndef g(x):\n    return x / 0\n"))
    assert outcome.where == "work.py, line 5"
    assert len(outcome.trace) == 2


STOPPED = {
    "a loop": ("while True: pass", "timeout", "wall", None),
    "a loop with signals blocked": ("import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass", "timeout", "wall", None),
    "stopped": ("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "timeout", "wall", None),
    "a text that loops": ("class E(Exception):\n    def __str__(s):\n        while True: pass\nraise E", "timeout", "wall", None),
    "half an answer": (
        "import os, struct, sys, time\nframe = sys._getframe()\nwhile frame:\n    for v in frame.f_locals.values():\n"
        "        if type(v).__name__ == 'Student':\n            os.write(4, b'GRW1' + struct.pack('<Q', 99) + v._pipe._nonce)\n"
        "            time.sleep(9)\n    frame = frame.f_back", "timeout", "wall", None,
    ),
    "too much memory at once": ("return np.ones(10**10)", "memory", "memory", None),
    "too much memory": ("kept = []\nwhile True: kept.append(bytearray(1 << 24))", "memory", "memory", None),
    "os._exit": ("import os; os._exit(3)", "crashed", None, "ended-exit"),
    "a wild pointer": ("import ctypes; ctypes.string_at(0)", "crashed", None, "ended-signal"),
    "its own end": ("import os; os.kill(os.getpid(), 9)", "crashed", None, "ended-signal"),
    "abort": ("import os; os.abort()", "crashed", None, "ended-signal"),
    "a deep C stack": ("import sys; sys.setrecursionlimit(10**6)\nclass A:\n    def __repr__(s): return repr(s)\nrepr(A())", "crashed", None, "ended-signal"),
    "a closed pipe": ("import os; os.close(4); import time; time.sleep(9)", "crashed", None, "ended-closed"),
    "garbage": ("import os; os.write(4, b'x' * 100)", "crashed", None, "ended-forged"),
    "another nonce": ("import os; os.write(4, b'GRW1' + bytes(100))", "crashed", None, "ended-forged"),
    "a promise of an exabyte": (
        "import os, struct, sys\nframe = sys._getframe()\nwhile frame:\n    for v in frame.f_locals.values():\n"
        "        if type(v).__name__ == 'Student': os.write(4, b'GRW1' + struct.pack('<Q', 1 << 60) + v._pipe._nonce)\n"
        "    frame = frame.f_back", "crashed", "answer", None,
    ),
    "too large an answer": ("return np.zeros(10**7)", "crashed", "answer", None),
    "an answer of a million million": ("return np.broadcast_to(1.0, (10**6, 10**6))", "crashed", "answer", None),
    "too much output": ("for i in range(99): print('x' * 10**6)", "crashed", "output", None),
    "too many threads": (
        "import threading, time\nfor i in range(99): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        "crashed", "threads", None,
    ),
    "too many threads behind Python's back": (
        "import ctypes, time\nc = ctypes.CDLL(None)\nfor i in range(40):\n    t = ctypes.c_ulong()\n"
        "    c.pthread_create(ctypes.byref(t), None, ctypes.cast(c.pause, ctypes.c_void_p), None)\ntime.sleep(9)",
        "crashed", "threads", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "outcome", "limit", "why"), STOPPED.values(), ids=STOPPED)
def test_no_answer_has_a_reason(ask, body, outcome, limit, why):
    limits = Limits(seconds=0.4 if outcome == "timeout" else 5, memory_mb=256, answer_mb=8, output_mb=16)
    stopped = ask(body, limits=limits)
    assert isinstance(stopped, Stopped), stopped
    assert (stopped.outcome, stopped.limit, stopped.why and stopped.why.code) == (outcome, limit, why)


def test_processor_time_is_counted_apart_from_the_clock(ask):
    assert ask("import time; time.sleep(0.3); return 1", limits=Limits(seconds=5, cpu_seconds=0.2)).value == 1
    spun = ask("while True: pass", limits=Limits(seconds=5, cpu_seconds=0.2))
    assert (spun.outcome, spun.limit) == ("timeout", "cpu")
    assert spun.seconds < 2


def test_a_case_that_ends_its_process_costs_itself_only(sandbox):
    session = sandbox.open(function("if x < 0:\n    import os; os._exit(1)\nreturn x"), [F], ())
    answers = [session.ask(Question("f", {"x": x})) for x in (1.0, -1.0, 2.0)]
    session.close()
    assert [a.value if isinstance(a, Returned) else a.outcome for a in answers] == [1.0, "crashed", 2.0]


def test_an_answer_before_its_question_is_a_forgery(sandbox):
    body = """
    import os, threading
    threading.Timer(0.02, os.write, (4, b"GRW1" + bytes(24) + b"T")).start()
    return x
    """
    session = sandbox.open(function(body), [F], ())
    assert session.ask(Question("f", {"x": 1.0})).value == 1.0
    import time

    time.sleep(0.1)
    assert session.ask(Question("f", {"x": 1.0})).why.code == "ended-forged"
    session.close()


def test_inputs_are_fresh_and_changes_are_seen(sandbox):
    session = sandbox.open(function("x[0] += 1\nreturn x.sum()"), [F], ())
    question = Question("f", {"x": np.zeros(3)})
    first, second = session.ask(question), session.ask(question)
    session.close()
    assert (first.value, second.value) == (1.0, 1.0)
    assert first.changed == ("x",)
    assert question.arguments["x"][0] == 0


def test_a_large_file_is_read(ask):
    assert ask(submission("TEXT = '" + "x" * 3_000_000 + "'\ndef f(x): return len(TEXT)")).value == 3_000_000


def test_an_argument_that_is_no_value_is_our_own_fault(ask):
    with pytest.raises(SandboxFault):
        ask("return x", x=np.array([1j]))


BROKEN = {
    "endless brackets": "x = " + "(" * 100_000,
    "deep nesting": "x = " + "[" * 150 + "]" * 150,
    "a null byte": "def f(x):\n    return 'a\0b'",
    "half a surrogate": "TEXT = '\ud800'",
    "a million operators": "x = 1" + " + 1" * 100_000,
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN)
def test_a_file_that_breaks_the_parser_is_an_outcome(ask, source):
    assert ask(submission(source)).outcome in {"missing", "crashed", "memory"}


def test_a_missing_function_is_missing(ask):
    assert ask(submission("def g(x): return x")) == Stopped("missing", name="f")


def test_what_fails_while_loading_is_the_students_own_error(ask):
    outcome = ask(submission("table = 1 / 0\ndef f(x): return table"))
    assert outcome.type in {"ZeroDivisionError", "NameError"}


def test_loading_has_its_own_limit(sandbox, monkeypatch):
    monkeypatch.setattr("grader.sandbox.session.LOAD_SECONDS", 0.3)
    source = submission(
        "def forever():\n    while True: pass\n\nTABLE = forever()\n\ndef f(x):\n    return TABLE"
    )
    session = sandbox.open(source, [F], ())
    outcomes = [session.ask(Question("f", {"x": 1.0})) for _ in range(3)]
    session.close()
    assert {(o.outcome, o.limit) for o in outcomes} == {("timeout", "load")}


def test_adapters_call_and_read(ask):
    target = Target("f", parameters=(*X, ("k", 2)), call="f(x.T, {'k': k})", result="y[0]")
    source = submission("def f(x, options): return (x * options['k'], object())")
    np.testing.assert_array_equal(
        ask(source, target=target, arguments={"x": np.ones((2, 1))}).value, [[2.0, 2.0]]
    )
    wrong = submission("def f(x, options): return 3.0")
    assert ask(wrong, target=target, arguments={"x": np.ones(1)}).value == Foreign("float", "result")


def test_objects_live_for_the_steps_of_one_question(sandbox):
    source = submission("""
        class Layer:
            made = 0
            def __init__(self, w): self.w = w
            def forward(self, x):
                self.x = x
                return x * self.w
    """)
    steps = (
        Step("new", "Layer", {"w": "W"}, keep="layer"),
        Step("call", "layer.forward", {"x": "X"}, returns="y"),
        Step("get", "layer.x", returns="x"),
    )
    target = Target("Layer", kind="class", parameters=(("w", 1.0),))
    session = sandbox.open(source, [target], ())
    outcome = session.ask(Question("Layer", {"X": np.arange(3.0), "W": 2.0}, steps=steps))
    session.close()
    np.testing.assert_equal(outcome.value, (np.array([0.0, 2.0, 4.0]), np.arange(3.0)))


def test_a_variable_is_asked_for(ask):
    target = Target("answer", kind="variable")
    assert ask(submission("a = 20\nanswer = a * 2 + 2"), target=target, arguments={}).value == 42


def test_output_is_kept_but_never_of_hidden_questions(sandbox):
    session = sandbox.open(function("print('saw', x, '\\x1b[31m'); return x"), [F], ())
    session.ask(Question("f", {"x": 1.0}))
    session.ask(Question("f", {"x": 2.0}, hidden=True))
    session.ask(Question("f", {"x": 3.0}))
    output = session.output()
    session.close()
    assert output == "saw 1.0 \n"


def test_much_output_is_kept_in_part(sandbox):
    session = sandbox.open(function("print('x' * 10**6); return x"), [F], ())
    session.ask(Question("f", {"x": 1.0}))
    assert len(session.output()) == 64 << 10
    session.close()
