"""The portable way: a process of its own for each submission, where there is no warm parent (trusted side).

It is *not* a wall: the code runs with the caller's own permissions, can read files and use the network. It
gives a clean process, the same questions and answers, the time, output and answer limits, and an end of the
whole process group; on Windows a job object, on Linux also the memory limit. A spare is always starting, so
the next submission finds its process ready.
"""

import importlib.util
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

from grader.errors import SandboxFault
from grader.sandbox import wire
from grader.sandbox.link import Allowance, EndedError, Log
from grader.sandbox.warm import ENVIRONMENT, boot_command, sites

_WINDOWS = sys.platform == "win32"
_START_SECONDS = 120.0
_PIECE_BYTES = 1 << 16
_MOST_PIECES = 64
_KEPT_VARIABLES = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "HOME", "USERPROFILE", "LOCALAPPDATA")


class SpareParent:
    """Makes processes, one ahead."""

    def __init__(self, packages: tuple[str, ...]) -> None:
        self.packages = packages
        self.present = tuple(name for name in packages if importlib.util.find_spec(name) is not None)
        self.layers: frozenset[str] = frozenset()
        self._spare: LoneProcess | None = LoneProcess(packages)

    def wait(self) -> None:
        """Wait until the spare is ready."""
        if self._spare is not None:
            self._spare.wait()

    def process(self, orders: bytes, memory_bytes: int, log: Log) -> "LoneProcess":
        """Return a process that was told ``orders``, and start the next spare."""
        process, self._spare = self._spare, None
        if process is None:
            raise SandboxFault("the sandbox is closed")
        process.wait()
        self._spare = LoneProcess(self.packages)
        process.begin(orders, memory_bytes, log)
        return process

    def close(self) -> None:
        """End the spare."""
        spare, self._spare = self._spare, None
        if spare is not None:
            spare.close()


class LoneProcess:
    """One process; threads read its pipes, because not every system can wait for a pipe with a deadline."""

    def __init__(self, packages: tuple[str, ...]) -> None:
        environment = ENVIRONMENT | {key: os.environ[key] for key in _KEPT_VARIABLES if key in os.environ}
        command = boot_command(
            "grader.sandbox.alone", json.dumps({"packages": list(packages), "sites": sites()})
        )
        more: dict[str, Any] = (
            {"creationflags": 0x08000000 | 0x200} if _WINDOWS else {"start_new_session": True}
        )
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                bufsize=0, env=environment, **more,
            )  # fmt: skip
        except OSError as error:
            raise SandboxFault(f"a process for the submission could not be started: {error}") from error
        self._job = _Job(self._process) if _WINDOWS else None
        self._pieces: queue.Queue[bytes] = queue.Queue(_MOST_PIECES)
        self._log = Log(0)
        self._early = b""
        self._nonces: deque[bytes] = deque()
        self._behind = b""  # what came behind the last answer
        self._ready = False
        self._ended = threading.Event()
        self._threads = [
            threading.Thread(target=self._read_answers, daemon=True),
            threading.Thread(target=self._read_log, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    # ------------------------------------------------------------ starting

    def wait(self) -> None:
        """Wait until it has imported its packages."""
        if self._ready:
            return
        try:
            piece = self._pieces.get(timeout=_START_SECONDS)
        except queue.Empty:
            piece = b""
        if piece != b"R":
            self.close()
            lines = self._early.decode("utf-8", "replace").strip().splitlines()
            raise SandboxFault(
                f"the process for the submission did not start: {lines[-1] if lines else 'no word'}"
            )
        self._ready = True

    def begin(self, orders: bytes, memory_bytes: int, log: Log) -> None:
        """Tell it what it is for."""
        self._log = log
        # No student's line has run, so it reads and says so, before the first question is put.
        self._write(
            wire.frame(bytes(wire.NONCE_BYTES), wire.encode([memory_bytes, orders], plain_bytes=True))
        )
        self._ready = False
        self.wait()

    # ------------------------------------------------------------ asking

    @property
    def owes(self) -> bool:
        """Whether there are questions without an answer."""
        return bool(self._nonces)

    def put(self, payloads: Sequence[bytes]) -> None:
        """Put questions, once every earlier one is answered."""
        if not self._pieces.empty():
            forged = self._pieces.get_nowait()
            self._kill()
            raise EndedError("forged" if forged else "died")
        self._nonces.extend(os.urandom(wire.NONCE_BYTES) for _ in payloads)
        self._send(b"".join(map(wire.frame, self._nonces, payloads)))

    def take(self, allowed: Allowance) -> memoryview:
        """Wait for the next answer and return its payload."""
        try:
            return self._take(allowed)
        except EndedError:
            self._kill()
            raise

    def _take(self, allowed: Allowance) -> memoryview:
        nonce = self._nonces.popleft()
        deadline = time.monotonic() + allowed.seconds
        most_output = self._log.total + allowed.output_bytes
        data = self._behind
        while len(data) < wire.HEADER.size:
            data += self._piece(deadline, most_output)
        magic, size, answered = wire.HEADER.unpack_from(data)
        if magic != wire.MAGIC or answered != nonce:
            raise EndedError("forged")
        if size > allowed.answer_bytes + wire.ENVELOPE_BYTES:
            raise EndedError("answer")
        total = wire.HEADER.size + size
        pieces, have = [data], len(data)
        while have < total:
            pieces.append(self._piece(deadline, most_output))
            have += len(pieces[-1])
        data = b"".join(pieces)
        self._behind = data[total:]
        if self._behind and not self._nonces:
            raise EndedError("forged")
        return memoryview(data)[wire.HEADER.size : total]

    def _piece(self, deadline: float, most_output: int) -> bytes:
        while True:
            if self._log.total > most_output:
                raise EndedError("output")
            left = deadline - time.monotonic()
            if left <= 0:
                raise EndedError("wall")
            try:
                piece = self._pieces.get(timeout=min(left, 0.05))
            except queue.Empty:
                continue
            if not piece:
                raise EndedError("died")
            return piece

    def _send(self, data: bytes) -> None:
        threading.Thread(target=self._write, args=(data,), daemon=True).start()

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[self._process.stdin.write(view) :]  # type: ignore[union-attr]
        except (OSError, ValueError):
            return  # how it ended is seen on the other pipe

    def _read_answers(self) -> None:
        while True:
            try:
                piece = os.read(self._process.stdout.fileno(), _PIECE_BYTES)  # type: ignore[union-attr]
            except (OSError, ValueError):
                piece = b""
            while not self._ended.is_set():
                try:
                    self._pieces.put(piece, timeout=0.2)
                    break
                except queue.Full:
                    continue
            if not piece or self._ended.is_set():
                return

    def _read_log(self) -> None:
        while True:
            try:
                data = os.read(self._process.stderr.fileno(), _PIECE_BYTES)  # type: ignore[union-attr]
            except (OSError, ValueError):
                return
            if not data:
                return
            if not self._ready:
                self._early = (self._early + data)[-_PIECE_BYTES:]
            else:
                self._log.add(data)

    # ------------------------------------------------------------ ending

    def ending(self) -> tuple[int | None, float, int]:
        """Return the wait status (None unknown), CPU seconds and peak KiB (not known here)."""
        try:
            code = self._process.wait(2)
        except subprocess.TimeoutExpired:
            return None, 0.0, 0
        if _WINDOWS:
            return (code & 0xFF) << 8, 0.0, 0
        return (-code if code < 0 else code << 8), 0.0, 0

    def _kill(self) -> None:
        self._ended.set()
        if self._job is not None:
            self._job.end()
        elif self._process.poll() is None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self._process.kill()

    def close(self) -> None:
        """End the process and its group."""
        self._kill()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for thread in self._threads:
            thread.join(1)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()


class _Job:
    """Windows: one process, ended with its handle."""

    _LIMITS = 0x2000 | 0x8 | 0x400  # kill when the handle closes, count processes, no dialogue on a crash

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", wintypes.DWORD),
                ("low", ctypes.c_size_t), ("high", ctypes.c_size_t), ("processes", wintypes.DWORD),
                ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
            )  # fmt: skip

        class Extended(ctypes.Structure):
            _fields_ = (("basic", Basic), ("io", ctypes.c_uint64 * 6), ("sizes", ctypes.c_size_t * 4))

        self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
        self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
        self._handle = wintypes.HANDLE(self._kernel.CreateJobObjectW(None, None))
        limits = Extended()
        limits.basic.flags = self._LIMITS
        limits.basic.processes = 1
        self._kernel.SetInformationJobObject(self._handle, 9, ctypes.byref(limits), ctypes.sizeof(limits))
        self._kernel.AssignProcessToJobObject(self._handle, wintypes.HANDLE(int(process._handle)))  # type: ignore[attr-defined]  # noqa: SLF001

    def end(self) -> None:
        """End everything in the job."""
        self._kernel.TerminateJobObject(self._handle, 1)
