"""The warm parent: a clean process with the packages imported that makes one child per submission.

It starts by exec with an empty environment, so nothing of the grader's memory is in it; it imports, locks
itself down, freezes what the garbage collector knows, and forks when it is told to. It never runs a student's
line. It speaks over one socket: ``SPAWN`` with three pipes in, ``BORN`` with the child's pidfd out, and
``GONE`` with what became of it. It ends when the socket closes or the grader is gone.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
from typing import Any, NoReturn

ORDERS = struct.Struct("<cQ")  # O, number of the orders; a memfd with what all of its children are told
SPAWN = struct.Struct("<cQQQ")  # S, number, number of its orders, bytes of memory; three pipes
BORN = struct.Struct("<cQi")  # B, number, process
GONE = struct.Struct("<cQiiddQ")  # G, number, process, wait status, user and system seconds, peak KiB

CONTROL_BYTES = 1 << 12
_REQUESTS, _ANSWERS = 3, 4
_SLACK_BYTES = 16 << 20
_IDLE_MS = 20


class Zygote:
    """The warm parent's life after its imports."""

    def __init__(self, control: socket.socket, watch: int, lock: Any, base_bytes: int) -> None:
        self._control = control
        self._watch = watch
        self._lock = lock
        self._base_bytes = base_bytes
        self._orders: dict[int, tuple[Any, Any]] = {}  # number → the student to be, the plan
        self._disarmed: Any = None  # the plan that is in force now
        self._fillers: list[Any] = []
        self._children: dict[int, tuple[int, int]] = {}  # pidfd → number, process
        self._poll = select.poll()

    def serve(self) -> NoReturn:
        """Make children until the grader is gone."""
        self._poll.register(self._control.fileno(), select.POLLIN)
        if self._watch >= 0:
            self._poll.register(self._watch, select.POLLIN)
        if not self._poll.poll(_IDLE_MS):
            _rooms["rehearsal"].rehearse(_rooms["rehearsal"].MORE_ROUNDS)
            gc.collect()
            gc.freeze()
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor == self._control.fileno():
                    self._listen()
                elif descriptor == self._watch:
                    self._end()
                else:
                    self._bury(descriptor)

    def _end(self) -> NoReturn:
        for _, pid in self._children.values():
            os.kill(pid, signal.SIGKILL)
        os._exit(0)

    def _listen(self) -> None:
        message, descriptors, _, _ = socket.recv_fds(self._control, CONTROL_BYTES, 3)
        if not message:
            self._end()
        if message[:1] == b"O":
            self._learn(ORDERS.unpack(message)[1], descriptors[0])
        else:
            _, number, orders, memory_bytes = SPAWN.unpack(message)
            self._bear(number, descriptors, memory_bytes, *self._orders[orders])

    def _learn(self, number: int, descriptor: int) -> None:
        """Make once what all children of one kind need: the student to be, and how to disarm what is forbidden."""
        with open(descriptor, "rb") as file:
            orders = _rooms["wire"].decode(file.read())
        self._disarm(None)
        child = _rooms["child"]
        student = child.Student(child.Pipe(_REQUESTS, _ANSWERS), child.Orders(orders))
        self._orders[number] = (student, _rooms["forbid"].plan(orders["forbid"]))
        gc.collect()
        self._fillers += _rooms["preloading"].fill_holes()
        gc.freeze()

    def _disarm(self, plan: Any) -> None:
        """Put one plan in force in the place of another."""
        if self._disarmed is plan:
            return
        for other in (self._disarmed, plan):
            if other is not None:
                other.exchange()
        self._disarmed = plan

    def _bear(self, number: int, descriptors: list[int], memory_bytes: int, student: Any, plan: Any) -> None:
        self._disarm(plan)
        pid = os.fork()
        if pid == 0:
            self._be_child(descriptors, memory_bytes, student, plan)
        for descriptor in descriptors:
            os.close(descriptor)
        pidfd = os.pidfd_open(pid)
        self._children[pidfd] = (number, pid)
        self._poll.register(pidfd, select.POLLIN)
        socket.send_fds(self._control, [BORN.pack(b"B", number, pid)], [pidfd])

    def _be_child(self, descriptors: list[int], memory_bytes: int, student: Any, plan: Any) -> NoReturn:
        try:
            requests, answers, log = (os.dup(d) if d < 5 else d for d in descriptors)
            os.dup2(log, 1)
            os.dup2(log, 2)
            os.dup2(requests, _REQUESTS)
            os.dup2(answers, _ANSWERS)
            os.closerange(5, 1 << 20)
            self._lock.close(self._base_bytes + memory_bytes)
            plan.settle()
            student.serve()
        finally:
            os._exit(88)

    def _bury(self, pidfd: int) -> None:
        number, pid = self._children.pop(pidfd)
        self._poll.unregister(pidfd)
        os.close(pidfd)
        _, status, usage = os.wait4(pid, 0)
        self._control.send(
            GONE.pack(b"G", number, pid, status, usage.ru_utime, usage.ru_stime, usage.ru_maxrss)
        )


_rooms: dict[str, Any] = {}
"""The modules of this folder that are needed after they can no longer be imported."""


def main(settings_text: str) -> NoReturn:
    """Become the warm parent; ``settings_text`` is the JSON that ``warm.py`` writes."""
    settings = json.loads(settings_text)
    wanted = set(settings["layers"])
    os.chdir("/")
    control = socket.socket(fileno=settings["control"])
    watch = settings["watch"]
    from grader.sandbox import kernel, namespaces

    own_world = settings["inside"]
    if not own_world:
        own_world = "namespaces" in wanted and namespaces.enter()
    if own_world:  # who leads a group, as the process that was started does, cannot leave its session
        with contextlib.suppress(PermissionError):
            os.setsid()
    sys.path[:] = [*sys.path, *settings["sites"]]
    register, os.register_at_fork = os.register_at_fork, _forget
    from grader.sandbox import cuda, landlock, lockdown, preloading, rehearsal, seccomp, wire
    from grader.sandbox.student import child, comfort, forbid

    enforced = landlock.version() if "landlock" in wanted else 0
    wide = cuda.PROFILE in settings["packages"]
    if wide and not enforced:
        raise SystemExit("CUDA for students' code needs Landlock, which this kernel does not offer")
    packages = [name for name in settings["packages"] if name != cuda.PROFILE]
    present = preloading.preload(packages, closed=not own_world and not enforced)

    _rooms.update(child=child, forbid=forbid, preloading=preloading, rehearsal=rehearsal, wire=wire)
    comfort.install()
    rehearsal.rehearse(rehearsal.FIRST_ROUNDS)
    if wide:
        cuda.load_driver()
    readable = lockdown.readable_paths(settings["sites"]) + (cuda.readable() if wide else [])
    base_bytes = lockdown.virtual_bytes() + _SLACK_BYTES
    preloading.close_the_door(settings["sites"], present)
    preloading.seed()
    os.register_at_fork = register
    layers = set()
    if own_world:
        try:
            namespaces.build_root(readable)
            layers.add("root")
        except OSError as error:
            if settings["inside"]:
                raise SystemExit(f"no root of its own inside bubblewrap: {error}") from error
    uid = settings["uid"] if "privileges" in wanted and os.geteuid() == 0 else None
    if uid is not None and not lockdown.may_be_read_by_others(readable):
        uid = None
    os.environ.clear()
    os.environ.update(cuda.environment() if wide else {})
    sys.argv[:] = [""]
    lockdown.limit_parent(wide=wide)
    lockdown.drop_privileges(uid)
    if own_world:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)  # a change of user forgets it
    if enforced:
        landlock.restrict(readable, devices=cuda.devices() if wide else ())
        layers.add("landlock")
    if "seccomp" in wanted and _seccomp_works(seccomp):
        layers.add("seccomp")
    lock = lockdown.ChildLock(layers=layers, own_numbers=own_world or uid is not None, wide=wide)
    _only_one_thread()
    gc.collect()
    gc.freeze()
    null = os.open(os.devnull, os.O_RDWR) if os.path.exists(os.devnull) else os.dup(0)  # noqa: PTH110
    os.dup2(null, 2)
    os.close(null)
    hello = {"layers": sorted(layers), "packages": present, "uid": os.getuid()}
    myself = os.pidfd_open(os.getpid())
    socket.send_fds(control, [json.dumps(hello).encode()], [myself])
    os.close(myself)
    Zygote(control, watch, lock, base_bytes).serve()


def _forget(**callbacks: Any) -> None:
    """Register nothing to be done after a fork.

    This process has one thread and holds no lock, so there is nothing to repair in a child; doing it anyway
    costs a third of the fork.
    """


def _seccomp_works(seccomp: Any) -> bool:
    """Try it in a child: there is no other way to know."""
    if not seccomp.supported():
        return False
    pid = os.fork()
    if pid == 0:
        try:
            seccomp.Filter(paths=True).install(os.getpid())
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def _only_one_thread() -> None:
    import threading

    if threading.active_count() != 1:
        raise SystemExit("a package started a thread: its children would hang")
