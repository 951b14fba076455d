# ruff: noqa: E501 — programs read best in one line
"""What a submission cannot do, with all layers and with each of the strong ones alone."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Asker, F, function

from grader.errors import SandboxFault
from grader.model import Question, Raised, Returned, Submission
from grader.sandbox import Sandbox, describe, lockdown

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the layers are Linux's")
HERE = Path(__file__).resolve()
EVERY = frozenset(lockdown.LAYERS)
MODES = {
    "all": EVERY,
    "without bubblewrap": EVERY - {"bwrap"},
    "without namespaces": EVERY - {"namespaces"},
    "without Landlock": EVERY - {"landlock"},
    "closed": EVERY - {"namespaces", "landlock"},
}


@pytest.fixture(scope="module", params=MODES.values(), ids=MODES)
def ask_in_mode(request):
    with Sandbox(layers=request.param) as sandbox:
        if sandbox.isolation == "none":
            pytest.skip("this machine isolates nothing")
        yield Asker(sandbox)


ATTEMPTS = {
    "read this test": f"return open({str(HERE)!r}).read()",
    "read passwords": "return open('/etc/passwd').read()",
    "read by descriptor": "import os; return os.read(os.open('/etc/hostname', 0), 9)",
    "read a process's memory": "return open('/proc/self/mem', 'rb').read(1)",
    "list processes": "import os; return os.listdir('/proc')",
    "list this folder": f"import os; return os.listdir({str(HERE.parent)!r})",
    "write": "open('/tmp/left-behind', 'w')",
    "write to shared memory": "import os; os.open('/dev/shm/left-behind', os.O_CREAT | os.O_RDWR)",
    "remove": "import os; os.unlink('/tmp')",
    "link": "import os; os.symlink('/etc', '/tmp/left-behind')",
    "make a folder": "import os; os.mkdir('/tmp/left-behind')",
    "change rights": "import os; os.chmod('/tmp', 0o777)",
    "connect": "import socket; socket.create_connection(('127.0.0.1', 1))",
    "a local socket": "import socket; socket.socket(socket.AF_UNIX)",
    "fork": "import os; os.fork()",
    "exec": "import os; os.execv('/bin/sh', ['sh'])",
    "spawn": "import os; os.posix_spawn('/bin/sh', ['sh'], {})",
    "signal the parent": "import os; os.kill(os.getppid(), 9)",
    "signal everyone": "import os; os.kill(-1, 9)",
    "become root": "import os; os.setuid(0)",
    "raise a limit": "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "a file in memory": "import os; os.memfd_create('x')",
    "another processor": "import os; os.sched_setaffinity(1, {0})",
}


@linux
@pytest.mark.parametrize("body", ATTEMPTS.values(), ids=ATTEMPTS)
def test_an_attempt_ends_in_an_ordinary_exception(ask_in_mode, body):
    outcome = ask_in_mode(body)
    assert isinstance(outcome, Raised), outcome
    assert {"OSError", "ValueError", "ImportError", "LookupError"} & set(outcome.bases), outcome
    assert not Path("/tmp/left-behind").exists()


# number of the call on x86-64: what it would do
CALLS = {
    41: "socket", 42: "connect", 49: "bind", 57: "fork", 59: "execve", 101: "ptrace", 165: "mount", 161: "chroot",
    155: "pivot_root", 272: "unshare", 308: "setns", 29: "shmget", 68: "msgget", 64: "semget", 240: "mq_open",
    248: "add_key", 250: "keyctl", 298: "perf_event_open", 310: "process_vm_readv", 311: "process_vm_writev",
    321: "bpf", 322: "execveat", 323: "userfaultfd", 319: "memfd_create", 425: "io_uring_setup", 434: "pidfd_open",
    438: "pidfd_getfd", 424: "pidfd_send_signal", 437: "openat2", 304: "open_by_handle_at", 46: "sendmsg",
    47: "recvmsg", 317: "seccomp", 444: "landlock_create_ruleset", 160: "setrlimit", 200: "tkill", 129: "rt_sigqueueinfo",
}  # fmt: skip


@linux
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86-64")
def test_no_other_call_of_the_kernel_is_left(ask_in_mode):
    outcome = ask_in_mode(f"""
        import ctypes
        c = ctypes.CDLL(None, use_errno=True)
        answers = {{}}
        for number in {list(CALLS)}:
            ctypes.set_errno(0)
            answers[str(number)] = [c.syscall(number, 0, 0, 0, 0, 0, 0), ctypes.get_errno()]
        return answers
    """)
    left = {CALLS[int(n)]: a for n, a in outcome.value.items() if a[0] != -1 or a[1] not in {1, 11, 38}}
    assert left == {}


@linux
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="other machines have one table of calls")
@pytest.mark.parametrize(
    "code",
    [b"\xb8\x14\0\0\0\xcd\x80\xc3", b"\xb8\x27\0\0\x40\x0f\x05\xc3"],
    ids=["32-bit table", "x32 table"],
)
def test_other_tables_of_calls_end_the_process(ask, code):
    outcome = ask(f"""
        import ctypes, mmap
        page = mmap.mmap(-1, 4096, prot=7)
        page.write({code!r})
        return ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
    """)
    assert outcome.why.params == {"signal": "SIGSYS"}


@linux
def test_nothing_of_the_grader_is_in_the_process(ask):
    outcome = ask("""
        import gc, os, sys
        open_descriptors = []
        for number in range(64):
            try: os.fstat(number)
            except OSError: continue
            open_descriptors.append(number)
        return [sorted(m for m in sys.modules if m.split('.')[0] in ('grader', 'reference')), dict(os.environ),
                open_descriptors, sys.argv]
    """)
    assert outcome.value == [[], {}, [0, 1, 2, 3, 4], [""]]


@linux
def test_installed_packages_that_are_not_allowed_cannot_be_imported(ask):
    outcome = ask("""
        import importlib.machinery, importlib.util
        found = []
        for name in ('pytest', 'grader', 'reference', 'yaml', 'click'):
            try: __builtins__['__import__'](name).__file__
            except Exception: pass
            try:
                import _frozen_importlib
                found.append(_frozen_importlib._gcd_import(name).__file__)
            except ImportError: pass
        return found
    """)
    assert outcome.value == []


@linux
def test_the_user_has_no_rights(ask):
    outcome = ask("import os; return [os.getuid(), os.geteuid(), len(os.getgroups())]")
    assert isinstance(outcome, Returned)
    if os.geteuid() == 0:
        assert outcome.value[0] != 0


def _processes_of(user_or_marker):
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found.append((int(folder.name), (folder / "cmdline").read_bytes()))
            except OSError:
                continue
    return [pid for pid, line in found if user_or_marker in line]


_GRADER = """
import sys
sys.path[:0] = {path!r}
from grader.sandbox import Sandbox
from grader.model import *
sandbox = Sandbox(packages=("numpy",), bwrap={bwrap})
source = "def f(x):\\n    while True: pass"
session = sandbox.open(Submission("s", (SourceFile("a.py", (Cell(None, source),)),), ""), [Target("f", parameters=(("x", REQUIRED),))], ())
session.survey
parent = sandbox._parents[("numpy",)]
print(parent._pid, session._process._link.pid(), flush=True)
session.ask(Question("f", {{"x": 1.0}}, limits=Limits(seconds=60)))
"""


@linux
@pytest.mark.parametrize("bwrap", [True, False])
def test_nothing_outlives_a_grader_that_is_killed(bwrap):
    grader = subprocess.Popen(
        [sys.executable, "-c", _GRADER.format(path=[p for p in sys.path if p], bwrap=bwrap)],
        stdout=subprocess.PIPE,
    )
    numbers = [int(n) for n in grader.stdout.readline().split()]
    grader.kill()
    grader.wait()
    grader.stdout.close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(_runs(n) for n in numbers):
        time.sleep(0.01)
    assert [n for n in numbers if _runs(n)] == []


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@linux
def test_descriptors_and_processes_are_given_back(sandbox):
    def once():
        session = sandbox.open(function("import os\nif x < 0: os._exit(1)\nreturn x"), [F], ())
        pid = 0
        for x in (1.0, -1.0, 2.0):
            session.ask(Question("f", {"x": x}))
            pid = session._process._link.pid() if session._process else pid
        session.close()
        assert not _runs(pid)

    once()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        once()
    assert len(os.listdir("/proc/self/fd")) == before


@linux
def test_a_warm_parent_that_is_lost_is_replaced():
    with Sandbox() as sandbox:
        asker = Asker(sandbox)
        assert asker("return x").value == 1.0
        lost = sandbox._parents[("numpy",)]
        os.kill(lost._pid, 9)
        time.sleep(0.2)
        assert asker("return x").value == 1.0


@linux
def test_a_package_that_the_course_allows_is_there_unless_it_is_forbidden():
    source = "import yaml\nreturn yaml.safe_load('a: [1, 2]')"
    with Sandbox(packages=("numpy", "yaml")) as sandbox:
        asker = Asker(sandbox)
        assert asker(source).value == {"a": [1, 2]}
        assert asker(source, forbid=("yaml",)).outcome == "forbidden"
        assert asker("return 1").value == 1
        assert set(sandbox._parents) == {("numpy",), ("numpy", "yaml")}


def test_less_than_is_asked_for_is_refused():
    with Sandbox(at_least="reduced", portable=True) as sandbox, pytest.raises(SandboxFault, match="reduced"):
        sandbox.open(function("return x"), [F], ()).ask(Question("f", {"x": 1.0}))


def test_the_layers_are_said_in_words(sandbox):
    lines = list(describe(sandbox))
    assert sandbox.isolation in {"full", "strong", "reduced", "none"}
    assert all(len(line) == 3 and line[2] for line in lines)


PORTABLE = {
    "a value": ("return x + 1", Returned, 2.0),
    "an exception": ("raise ValueError('no')", Raised, None),
    "its end": ("import os; os._exit(2)", None, "crashed"),
    "a loop": ("while True: pass", None, "timeout"),
    "memory": ("return np.ones(10**11)", None, "memory"),
    "a forged answer": (
        "import os\nfor n in range(3, 9):\n    try: os.write(n, b'x' * 99)\n    except OSError: pass",
        None,
        "crashed",
    ),
    "output": ("print('x' * 10**6); return x", Returned, 1.0),
}


@pytest.fixture(scope="module")
def portable():
    with Sandbox(portable=True) as sandbox:
        yield Asker(sandbox)


@pytest.mark.parametrize(("body", "kind", "expected"), PORTABLE.values(), ids=PORTABLE)
def test_the_portable_way_gives_the_same_outcomes(portable, body, kind, expected):
    outcome = portable(body, seconds=0.5 if expected == "timeout" else 5)
    assert portable.sandbox.isolation == "none"
    if kind is Returned:
        assert isinstance(outcome, Returned), outcome
        assert outcome.value == expected
    elif kind is Raised:
        assert isinstance(outcome, Raised)
    else:
        assert outcome.outcome == expected


def test_an_empty_submission_defines_nothing(sandbox):
    session = sandbox.open(Submission("s", (), ""), [F], ())
    assert session.survey.defined == {}
    session.close()
