"""The grader's end of the pipes to one student's process (trusted side).

Questions are put, one or several, and as many answers are taken, in the same order. Nothing here blocks on the
process: every descriptor is non-blocking, every wait has a deadline, and how long an answer may be is checked
before it is read.
"""

import contextlib
import os
import select
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from grader.sandbox import pinning, wire

_READ_BYTES = 1 << 16
_LOOK_SECONDS = 0.05
_CPU_CLOCK = 2


class Allowance(NamedTuple):
    """What the process may use for one answer."""

    seconds: float
    cpu_seconds: float | None
    answer_bytes: int
    output_bytes: int
    threads: int


class EndedError(Exception):
    """There is no answer, and the process was killed or is gone.

    ``cause`` is wall, cpu, threads, output, answer, forged, closed or died.
    """

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class Log:
    """Collects what a process prints: the first part is kept, the rest only counted."""

    def __init__(self, keep_bytes: int) -> None:
        self.kept = bytearray()
        self.keeping = True
        self.left = keep_bytes
        self.total = 0
        self.listener: Callable[[bytes], bytes] | None = None

    def add(self, data: bytes) -> None:
        """Take in what was printed; a listener takes out what is meant for it."""
        self.total += len(data)
        if self.listener is not None:
            data = self.listener(data)
        if self.keeping and self.left > 0:
            self.kept += data[: self.left]
            self.left -= len(data)


class Link:
    """The pipes to one process. ``pidfd`` is closed by ``close``."""

    def __init__(  # noqa: PLR0917 — what a process is reached by
        self, requests: int, answers: int, log_fd: int, pidfd: int, log: Log, processor: int = -1
    ) -> None:
        self._requests = requests
        self._answers = answers
        self._log_fd = log_fd
        self.pidfd = pidfd
        self.log = log
        self.alive = True
        self._poll = select.poll()
        for descriptor in (requests, answers, log_fd):
            os.set_blocking(descriptor, False)
        self._poll.register(answers, select.POLLIN)
        self._poll.register(log_fd, select.POLLIN)
        self._poll.register(pidfd, select.POLLIN)
        self._log_open = True
        self._pid: int | None = None
        self._processor = processor
        self._free = processor < 0
        self._unwritten = memoryview(b"")
        self._nonces: deque[bytes] = deque()
        self._read = b""  # of the answer that comes next, and what came behind it

    @property
    def owes(self) -> bool:
        """Whether there are questions without an answer."""
        return bool(self._nonces)

    def put(self, payloads: Sequence[bytes]) -> None:
        """Put questions, once every earlier one is answered; they lie ready for the process.

        Raises
        ------
        EndedError
            It is gone, or said something that it was not asked; it has been killed.
        """
        try:
            self._nothing_waits()
        except EndedError:
            self._give_up()
            raise
        if self._free and self._processor >= 0:
            self._place({self._processor})
            self._free = False
        self._nonces.extend(os.urandom(wire.NONCE_BYTES) for _ in payloads)
        frames = map(wire.frame, self._nonces, payloads)
        self._unwritten = self._write(memoryview(b"".join(frames)))
        if self._unwritten:
            self._poll.register(self._requests, select.POLLOUT)

    def take(self, allowed: Allowance) -> memoryview:
        """Wait for the next answer and return its payload.

        Raises
        ------
        EndedError
            Anything else happened; the process has been killed.
        """
        try:
            return self._take(allowed)
        except EndedError:
            self._give_up()
            raise

    def _give_up(self) -> None:
        self._drain()
        self.kill()

    def _take(self, allowed: Allowance) -> memoryview:
        answer = _Answer(self._nonces.popleft(), allowed.answer_bytes + wire.ENVELOPE_BYTES, self._read)
        if not answer.begin():
            self._wait_for(answer, allowed)
        else:
            self._drain()
        self._read = answer.behind
        if self._read and not self._nonces:
            raise EndedError("forged")
        return answer.payload()

    def _wait_for(self, answer: "_Answer", allowed: Allowance) -> None:
        start = time.monotonic()
        deadline = start + allowed.seconds
        cpu_start = self._cpu() if allowed.cpu_seconds is not None else 0.0
        most_output = self.log.total + allowed.output_bytes
        look = start + _LOOK_SECONDS
        while True:
            now = time.monotonic()
            if now >= deadline:
                raise EndedError("wall")
            if now >= look:
                self._look(allowed, cpu_start)
                look = now + _LOOK_SECONDS
            events = self._poll.poll(1000 * (min(deadline, look) - now) + 1)
            ready = {descriptor for descriptor, _ in events}
            if self._log_fd in ready:
                self._drain()
                if self.log.total > most_output:
                    raise EndedError("output")
            if self._requests in ready and self._unwritten:
                self._unwritten = self._write(self._unwritten)
                if not self._unwritten:
                    self._poll.unregister(self._requests)
            if self._answers in ready or self.pidfd in ready:
                if answer.read(self._answers):
                    return
                if answer.closed or self.pidfd in ready:
                    raise EndedError("died" if self.pidfd in ready or self._gone_soon() else "closed")

    def _nothing_waits(self) -> None:
        """Refuse an answer that is there before its question: a forgery, or the remains of one."""
        waiting = {descriptor for descriptor, _ in self._poll.poll(0)}
        if self._log_fd in waiting:
            self._drain()
        if self._answers in waiting:
            try:
                data = os.read(self._answers, 1)
            except BlockingIOError:  # its end is closed
                data = b""
            if data:
                raise EndedError("forged")
        if waiting & {self._answers, self.pidfd}:
            raise EndedError("died" if self._gone_soon() else "closed")

    def _write(self, data: memoryview) -> memoryview:
        try:
            while data:
                data = data[os.write(self._requests, data) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # the process has closed its end; how it ended is seen elsewhere
            return memoryview(b"")
        return data

    def _drain(self) -> None:
        """Read what was printed, at most a few pipes full at a time."""
        for _ in range(16 if self._log_open else 0):
            try:
                data = os.read(self._log_fd, _READ_BYTES)
            except BlockingIOError:
                return
            if not data:
                self._poll.unregister(self._log_fd)
                self._log_open = False
                return
            self.log.add(data)
            if len(data) < _READ_BYTES:
                return

    def _look(self, allowed: Allowance, cpu_start: float) -> None:
        """Look from outside at what the process uses, while it lets us wait."""
        if not self._free:
            self._free = True
            self._place(pinning.everywhere())
        if allowed.cpu_seconds is not None and self._cpu() - cpu_start > allowed.cpu_seconds:
            raise EndedError("cpu")
        if self._tasks() > allowed.threads + 1:
            raise EndedError("threads")

    def _place(self, processors: set[int]) -> None:
        """Say where the process and its threads may run."""
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{self.pid()}/task").iterdir():
                pinning.place(int(task.name), processors)

    def pid(self) -> int:
        """Return the number of the process among the grader's own, 0 when it is gone."""
        if self._pid is None:
            self._pid = 0
            self._pid = pinning.process_of(self.pidfd)
        return self._pid

    def _cpu(self) -> float:
        pid = self.pid()
        if not pid:
            return 0.0
        try:
            return time.clock_gettime((~pid << 3) | _CPU_CLOCK)
        except OSError:
            return 0.0

    def _tasks(self) -> int:
        pid = self.pid()
        if not pid:
            return 0
        try:
            return int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[17])
        except (OSError, ValueError, IndexError):
            return 0

    def _gone_soon(self) -> bool:
        waiter = select.poll()
        waiter.register(self.pidfd, select.POLLIN)
        return bool(waiter.poll(200))

    def kill(self) -> None:
        """End the process; it cannot refuse."""
        if self.alive:
            self.alive = False
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def close(self, wait_seconds: float = 5.0) -> None:
        """End the process, wait until it is gone, and give its descriptors back."""
        self.kill()
        waiter = select.poll()
        waiter.register(self.pidfd, select.POLLIN)
        waiter.poll(1000 * wait_seconds)
        for descriptor in (self._requests, self._answers, self._log_fd, self.pidfd):
            os.close(descriptor)


class _Answer:
    """An answer as it arrives; ``behind`` is what came after it."""

    def __init__(self, nonce: bytes, most_bytes: int, head: bytes) -> None:
        self._nonce = nonce
        self._most_bytes = most_bytes
        self._head = head
        self._whole: bytearray | None = None
        self._have = 0
        self.behind = b""
        self.closed = False

    def read(self, descriptor: int) -> bool:
        """Read what is there; True when the answer is complete."""
        try:
            while not self.closed:
                if self._whole is None:
                    data = os.read(descriptor, _READ_BYTES)
                    if not data:
                        self.closed = True
                        break
                    self._head += data
                    if self.begin():
                        return True
                else:
                    room = memoryview(self._whole)[self._have :]
                    count = os.readv(descriptor, [room])
                    if not count:
                        self.closed = True
                        break
                    self._have += count
                    if self._have == len(self._whole):
                        return True
        except BlockingIOError:
            pass
        return False

    def begin(self) -> bool:
        """Look at what is there of it; True when that is all."""
        if len(self._head) < wire.HEADER.size:
            if not wire.MAGIC.startswith(self._head[: len(wire.MAGIC)]):
                raise EndedError("forged")
            return False
        magic, size, nonce = wire.HEADER.unpack_from(self._head)
        if magic != wire.MAGIC or nonce != self._nonce:
            raise EndedError("forged")
        if size > self._most_bytes:
            raise EndedError("answer")
        total = wire.HEADER.size + size
        if len(self._head) >= total:
            self._head, self.behind = self._head[:total], self._head[total:]
            return True
        self._whole = bytearray(total)
        self._whole[: len(self._head)] = self._head
        self._have = len(self._head)
        return False

    def payload(self) -> memoryview:
        """Return the payload of the complete answer."""
        return memoryview(self._whole if self._whole is not None else self._head)[wire.HEADER.size :]
