"""The layers around a student's code, what each gives, and how strong they are together.

Once, in the warm parent (inherited by every child): the new root, no privileges, no new privileges,
unreadable memory, Landlock. In each child: its own end when the parent ends, limits, and last the seccomp
filter.
"""

import contextlib
import os
import signal
import sys
import sysconfig
from collections.abc import Collection, Iterable

from grader.sandbox import kernel, namespaces
from grader.sandbox.seccomp import Filter

if sys.platform != "win32":
    import resource

LAYERS = ("bwrap", "namespaces", "landlock", "seccomp", "privileges")
"""What can be switched off, to test that the others hold."""

_CHILD_DESCRIPTORS, _WIDE_DESCRIPTORS = 64, 1024
_CHILD_CPU_SECONDS = 4 * 3600
_TASKS = 512
_NO_ROOT_LOCKED = 0x2F  # no-root, no-setuid-fixup and keep-caps, each with its lock


def grade(layers: Collection[str]) -> str:
    """Return full, strong, reduced or none for the layers that are in place.

    ``root`` is a root of its own with own process numbers and network, ``landlock`` and ``seccomp`` those,
    ``closed`` that no file can be opened at all.
    """
    if "seccomp" not in layers:
        return "none"  # a process could become two, and outlive its end
    if {"root", "landlock"} <= set(layers):
        return "full"
    if "root" in layers or "landlock" in layers:
        return "strong"
    return "reduced"


def readable_paths(sites: Iterable[str]) -> list[str]:
    """Return what has to stay readable: the standard library and the packages that are loaded.

    Never the whole of site-packages, where a reference or other courses may be installed; the standard
    library's folder often contains it, and neither Landlock nor a mount can subtract.
    """
    library = sysconfig.get_path("stdlib")
    left_out = {"site-packages", "dist-packages", "__pycache__", "test", "idlelib", "lib2to3", "ensurepip"}
    paths = [
        os.path.join(library, name)  # noqa: PTH118
        for name in os.listdir(library)  # noqa: PTH208
        if name not in left_out
    ]
    folders = [site for site in sites if site]
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    for file in [*files, *_mapped_files()]:
        if not isinstance(file, str):
            continue
        for folder in folders:
            if file.startswith(folder + os.sep):
                top = os.path.join(folder, file[len(folder) + 1 :].split(os.sep)[0])  # noqa: PTH118, PTH206
                paths += [top, top + ".libs"]
    return [path for path in dict.fromkeys(paths) if os.path.exists(path)]  # noqa: PTH110


def _mapped_files() -> set[str]:
    """Return the libraries in this process's memory, which no module names."""
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123
            return {line[line.index("/") :].rstrip("\n") for line in file if "/" in line}
    except OSError:
        return set()


def may_be_read_by_others(paths: Iterable[str]) -> bool:
    """Whether a user without rights of its own reaches these paths."""
    checked: set[str] = set()
    for path in paths:
        here = path
        while here not in checked:
            checked.add(here)
            mode = os.stat(here).st_mode  # noqa: PTH116
            if not mode & 0o004 or (os.path.isdir(here) and not mode & 0o001):  # noqa: PTH112
                return False
            here = os.path.dirname(here)  # noqa: PTH120
    return True


def drop_privileges(uid: int | None) -> None:
    """Give up every capability and, as root, the name too.

    Parameters
    ----------
    uid : a number that nobody else has; None to stay who it is
    """
    highest = 63
    for capability in range(highest + 1):
        with contextlib.suppress(OSError):
            kernel.prctl(kernel.PR_CAPBSET_DROP, capability)
    with contextlib.suppress(OSError):
        kernel.prctl(kernel.PR_CAP_AMBIENT, kernel.PR_CAP_AMBIENT_CLEAR_ALL)
    if uid is not None:
        for number in (uid, namespaces.NOBODY):
            try:
                os.setgroups([])
                os.setresgid(number, number, number)
                os.setresuid(number, number, number)
                break
            except OSError:
                continue
    with contextlib.suppress(OSError):
        kernel.prctl(kernel.PR_SET_SECUREBITS, _NO_ROOT_LOCKED)
    kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.hide_memory()


def limit_parent(*, wide: bool = False) -> None:
    """Set the limits that the parent and its children share; ``wide`` for CUDA."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(what, (most, most))
    if not wide:  # see ``cuda``: a driver pins memory and sizes files that exist in memory alone
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def virtual_bytes() -> int:
    """Return the size of this process's address space."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * resource.getpagesize()


class ChildLock:
    """What a child does to itself, prepared in the parent so that little is left to do."""

    def __init__(self, *, layers: Collection[str], own_numbers: bool, wide: bool = False) -> None:
        readable = "landlock" in layers or "root" in layers
        self._filter = Filter(paths=readable, wide=wide) if "seccomp" in layers else None
        self._wide = wide  # see ``cuda``
        self._own_numbers = own_numbers
        self._parent = os.getpid()

    def close(self, address_bytes: int) -> None:
        """Lock this process down; after it a student's code may run.

        Parameters
        ----------
        address_bytes : the most that its address space may grow to
        """
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != self._parent:
            os._exit(1)
        limit = resource.setrlimit
        if not self._wide:
            limit(resource.RLIMIT_AS, (address_bytes, address_bytes))
        limit(resource.RLIMIT_CPU, (_CHILD_CPU_SECONDS, _CHILD_CPU_SECONDS + 1))
        descriptors = _WIDE_DESCRIPTORS if self._wide else _CHILD_DESCRIPTORS
        limit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
        if self._own_numbers:
            limit(resource.RLIMIT_NPROC, (_TASKS, _TASKS))
        if self._filter is not None:
            self._filter.install(os.getpid())
