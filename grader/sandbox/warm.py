"""Starting and telling a warm parent (trusted side)."""

import contextlib
import json
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

from grader.errors import SandboxFault
from grader.sandbox import namespaces, pinning
from grader.sandbox.zygote import CONTROL_BYTES, GONE, ORDERS, SPAWN

_START_SECONDS = 180.0
_ANSWER_SECONDS = 20.0
_GONE_SECONDS = 2.0
_END_SECONDS = 5.0
_CONTROL, _WATCH = 200, 201
_FIRST_UID = 1_000_000

_BOOT = """
import sys, types
def room(name, path):
    module = types.ModuleType(name)
    module.__path__ = [path]
    sys.modules[name] = module
room("grader", sys.argv[1])
room("grader.sandbox", sys.argv[2])
import importlib
importlib.import_module(sys.argv[3]).main(sys.argv[4])
"""
"""Only the modules that are asked for by name are loaded, never the package's own ``__init__``."""

ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",  # a second thread would hang in the first child
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MPLBACKEND": "Agg",
    "PYTHONHASHSEED": "0",  # the same submission gets the same order of its sets
    "PYTHONUTF8": "1",
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
}


def boot_command(module: str, settings: str) -> list[str]:
    """Return the command of a clean interpreter that runs ``main(settings)`` of a module of this folder."""
    here = Path(__file__).resolve().parent
    flags = ["-s", "-S", "-P"]  # nothing of the user's, of site-packages, of this folder
    if sys.dont_write_bytecode:
        flags.append("-B")
    return [sys.executable, *flags, "-c", _BOOT, str(here.parent), str(here), module, settings]


class Gone(NamedTuple):
    """How a process ended."""

    status: int
    cpu_seconds: float
    peak_kib: int


class Born(NamedTuple):
    """A new process: the grader's ends of its pipes, and the process."""

    number: int
    requests: int
    answers: int
    log: int
    pidfd: int


def sites() -> list[str]:
    """Return the folders that packages are installed in."""
    return [p for p in dict.fromkeys(sys.path) if p.endswith(("site-packages", "dist-packages"))]


class WarmParent:
    """One warm parent, started at once and waited for only when it is needed."""

    def __init__(self, packages: tuple[str, ...], layers: Collection[str]) -> None:
        self.packages = packages
        self._layers = sorted(layers)
        self._lock = threading.RLock()
        self._owner = os.getpid()
        self._next = 0
        self._orders: dict[bytes, int] = {}
        self._gone: dict[int, Gone] = {}
        self._forgotten: set[int] = set()
        self._ways = self._find_ways()
        self._pid = 0
        self.by = ""
        self.layers: frozenset[str] = frozenset()
        self.present: tuple[str, ...] = ()
        self.uid = -1
        self.number = 0
        self.faults: list[str] = []
        self._ready = False
        self._start()

    # ------------------------------------------------------------ starting

    def _find_ways(self) -> list[str]:
        ways = []
        if "bwrap" in self._layers and "namespaces" in self._layers:
            found = [f"{folder}/bwrap" for folder in ("/usr/bin", "/usr/local/bin", "/bin")]
            ways += [path for path in found if os.access(path, os.X_OK)][:1]
        return [*ways, ""]

    def _start(self) -> None:
        """Start the process; ``posix_spawn`` returns as soon as it runs."""
        bwrap = self._ways[0]
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        complaints, complain = os.pipe()
        watch = os.pidfd_open(os.getpid())
        settings = {
            "control": _CONTROL,
            "watch": _WATCH,
            "packages": list(self.packages),
            "sites": sites(),
            "layers": self._layers,
            "inside": bool(bwrap),
            "uid": _FIRST_UID + os.getpid(),
        }
        command = boot_command("grader.sandbox.zygote", json.dumps(settings))
        if bwrap:
            command = namespaces.bwrap_command(bwrap, command, user=os.geteuid() != 0)
        environment = dict(ENVIRONMENT)
        if "torch" in self.packages:
            environment["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1"  # large pages halve the cost of its fork
        if "matplotlib" in self.packages and "HOME" in os.environ:
            environment["HOME"] = os.environ["HOME"]  # where its list of fonts is kept
        try:
            self._pid = os.posix_spawn(
                command[0],
                command,
                environment,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDWR, 0),
                    (os.POSIX_SPAWN_DUP2, 0, 1),
                    (os.POSIX_SPAWN_DUP2, complain, 2),
                    (os.POSIX_SPAWN_DUP2, theirs.fileno(), _CONTROL),
                    (os.POSIX_SPAWN_DUP2, watch, _WATCH),
                ],
                setpgroup=0,  # an interrupt at the terminal is the grader's to handle
                setsigdef=[signal.SIGINT, signal.SIGTERM, signal.SIGHUP],
            )
        except OSError as error:
            raise SandboxFault(f"the isolated process could not be started: {error}") from error
        finally:
            theirs.close()
            os.close(complain)
            os.close(watch)
        self._control = ours
        self._complaints = complaints

    def wait(self) -> None:
        """Wait until it is warm; where bubblewrap does not work, go on without."""
        with self._lock:
            while not self._ready:
                hello = self._receive(_START_SECONDS)
                if hello is not None:
                    said = json.loads(hello[0])
                    self.layers = frozenset(said["layers"])
                    self.present = tuple(said["packages"])
                    self.uid = said["uid"]
                    for pidfd in hello[1]:
                        self.number = pinning.process_of(pidfd)
                        os.close(pidfd)
                    self.by = "bubblewrap" if self._ways[0] else "its own"
                    self._ready = True
                    os.close(self._complaints)
                    self._complaints = -1
                    return
                complaint = self._complaint()
                self.faults.append(complaint)
                self._stop()
                self._ways.pop(0)
                if not self._ways:
                    self._ways = [""]
                    raise SandboxFault(f"the isolated process did not start: {complaint}")
                self._start()

    def _complaint(self) -> str:
        os.set_blocking(self._complaints, False)
        with contextlib.suppress(BlockingIOError):
            lines = os.read(self._complaints, 1 << 16).decode("utf-8", "replace").strip().splitlines()
            return lines[-1] if lines else "it ended without a word"
        return "it ended without a word"

    # ------------------------------------------------------------ telling

    def order(self, blob: bytes) -> int:
        """Hand over what all children of one kind need; the same bytes are handed over once."""
        with self._lock:
            self.wait()
            if blob not in self._orders:
                number = len(self._orders) + 1
                memory = os.memfd_create("orders")
                try:
                    view = memoryview(blob)
                    while view:
                        view = view[os.write(memory, view) :]
                    os.lseek(memory, 0, os.SEEK_SET)
                    self._send(ORDERS.pack(b"O", number), [memory])
                finally:
                    os.close(memory)
                self._orders[blob] = number
            return self._orders[blob]

    def spawn(self, orders: int, memory_bytes: int, processor: int = -1) -> Born:
        """Make a child that may use so much memory beside what the packages use.

        It runs on the processor that is named.
        """
        with self._lock:
            if processor >= 0 and self.number:
                pinning.place(self.number, {processor})
            self._next += 1
            number = self._next
            requests_out, requests = os.pipe()
            answers, answers_in = os.pipe()
            log, log_in = os.pipe()
            try:
                self._send(SPAWN.pack(b"S", number, orders, memory_bytes), [requests_out, answers_in, log_in])
            except BaseException:
                for descriptor in (requests, answers, log):
                    os.close(descriptor)
                raise
            finally:
                for descriptor in (requests_out, answers_in, log_in):
                    os.close(descriptor)
            deadline = time.monotonic() + _ANSWER_SECONDS
            while True:
                received = self._receive(deadline - time.monotonic())
                if received is None:
                    for descriptor in (requests, answers, log):
                        os.close(descriptor)
                    raise SandboxFault("the warm parent ended")
                message, descriptors = received
                if message[:1] == b"B":
                    return Born(number, requests, answers, log, descriptors[0])
                self._note(message)

    def gone(self, number: int) -> Gone | None:
        """Say how a child ended; wait a moment for the news."""
        with self._lock:
            deadline = time.monotonic() + _GONE_SECONDS
            while number not in self._gone:
                left = deadline - time.monotonic()
                received = self._receive(left) if left > 0 else None
                if received is None:
                    return None
                self._note(received[0])
            return self._gone.pop(number)

    def forget(self, number: int) -> None:
        """Drop the news of a child's end."""
        with self._lock:
            if self._gone.pop(number, None) is None:
                self._forgotten.add(number)

    def _note(self, message: bytes) -> None:
        if message[:1] != b"G":
            return
        _, number, _, status, user, system, peak = GONE.unpack(message)
        if number in self._forgotten:
            self._forgotten.discard(number)
            return
        self._gone[number] = Gone(status, user + system, peak)

    def _send(self, message: bytes, descriptors: list[int]) -> None:
        if os.getpid() != self._owner:
            raise SandboxFault("a sandbox does not follow its process into a fork")
        try:
            socket.send_fds(self._control, [message], descriptors)
        except OSError as error:
            raise SandboxFault("the warm parent ended") from error

    def _receive(self, seconds: float) -> tuple[bytes, list[int]] | None:
        waiter = select.poll()
        waiter.register(self._control.fileno(), select.POLLIN)
        if not waiter.poll(max(seconds, 0) * 1000):
            return None
        try:
            message, descriptors, _, _ = socket.recv_fds(self._control, CONTROL_BYTES, 1)
        except OSError:
            return None
        return (message, descriptors) if message else None

    def process(self, orders: bytes, memory_bytes: int, log: Any) -> Any:
        """Return a new child that was told ``orders``."""
        from grader.sandbox.process import WarmProcess

        return WarmProcess(self, self.order(orders), memory_bytes, log)

    # ------------------------------------------------------------ ending

    def close(self) -> None:
        """End the warm parent and everything in it."""
        with self._lock:
            if self._pid and os.getpid() == self._owner:
                self._stop()

    def leave(self) -> None:
        """Let it end by itself: it does when its socket closes, and when this process is gone."""
        with self._lock:
            self._control.close()
            self._pid = 0

    def _stop(self) -> None:
        self._control.close()
        if self._complaints >= 0:
            os.close(self._complaints)
            self._complaints = -1
        pid, self._pid = self._pid, 0
        ended = os.pidfd_open(pid)
        waiter = select.poll()
        waiter.register(ended, select.POLLIN)
        if not waiter.poll(_END_SECONDS * 1000):
            os.kill(pid, signal.SIGKILL)
        os.close(ended)
        os.waitpid(pid, 0)
