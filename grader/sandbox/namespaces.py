"""A world of its own for the warm parent: process numbers, network, mounts, host name, IPC.

The namespaces are made before anything is imported (a process with threads may not make them), by
bubblewrap where it is installed and works, else here. The root is built afterwards, when it is known what has
to be in it.
"""

import ctypes
import os
import signal
from collections.abc import Iterable, Sequence

from grader.sandbox import kernel

_NEW_MOUNTS, _NEW_UTS, _NEW_IPC, _NEW_USER, _NEW_PIDS, _NEW_NET = (
    0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
_BIND, _RECURSIVE, _PRIVATE, _REMOUNT, _READ_ONLY = 4096, 16384, 1 << 18, 32, 1
_NO_SETUID, _NO_DEVICES = 2, 4
_DETACH = 2
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
NOBODY = 65534


def bwrap_command(bwrap: str, command: Sequence[str], *, user: bool) -> list[str]:
    """Return the command that runs ``command`` in namespaces made by bubblewrap.

    It keeps its capabilities there, to build its root; it gives them up before a student's line runs.
    """
    namespaces = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    if user:
        namespaces += ["--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY)]
    keep = ["--as-pid-1", "--cap-add", "ALL"]
    return [bwrap, "--dev-bind", "/", "/", *namespaces, *keep, "--chdir", "/", "--", *command]


def enter() -> bool:
    """Move into new namespaces and go on as their first process; the caller stays outside to wait.

    Returns whether it worked. Root needs no user namespace, and may be refused the others.
    """
    flags = _NEW_MOUNTS | _NEW_UTS | _NEW_IPC | _NEW_PIDS | _NEW_NET
    uid, gid = os.geteuid(), os.getegid()
    tries = ([flags] if uid == 0 else []) + [flags | _NEW_USER]
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    for wanted in tries:
        if unshare(ctypes.c_int(wanted)) == 0:
            if wanted & _NEW_USER:
                _map_user(uid, gid)
            break
    else:
        return False
    child = os.fork()
    if child:
        _wait_outside(child)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    return True


def _map_user(uid: int, gid: int) -> None:
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {uid} 1"),
        ("gid_map", f"{NOBODY} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123
            file.write(text)


def _wait_outside(child: int) -> None:
    os.closerange(0, 1 << 16)
    while True:
        try:
            os.waitpid(child, 0)
        except InterruptedError:
            continue
        except ChildProcessError:
            pass
        os._exit(0)


def build_root(readable: Iterable[str]) -> None:
    """Replace the root by an empty one in which only these paths exist, read-only."""
    _mount(None, "/", None, _RECURSIVE | _PRIVATE)
    base = "/dev/shm" if os.path.isdir("/dev/shm") else "/tmp"  # noqa: S108, PTH112 — covered by a mount of ours
    _mount("tmpfs", base, "tmpfs", _NO_SETUID | _NO_DEVICES, "mode=0755,size=1m")
    root = f"{base}/root"
    os.mkdir(root)  # noqa: PTH102
    _mount(root, root, None, _BIND | _RECURSIVE)
    for path in readable:
        _bind(path, root + path)
    os.mkdir(f"{root}/.old")  # noqa: PTH102
    os.chdir(root)
    number = _SYS_PIVOT_ROOT[kernel.MACHINE]
    kernel.check(kernel.syscall(number, root.encode(), f"{root}/.old".encode()), "pivot_root")
    os.chdir("/")
    kernel.libc("umount2", b"/.old", ctypes.c_int(_DETACH))
    os.rmdir("/.old")  # noqa: PTH106
    _mount(None, "/", None, _REMOUNT | _BIND | _READ_ONLY | _NO_SETUID | _NO_DEVICES)


def _bind(path: str, place: str) -> None:
    if os.path.isdir(path):  # noqa: PTH112
        os.makedirs(place, 0o755, exist_ok=True)  # noqa: PTH103
    elif os.path.exists(path):  # noqa: PTH110
        os.makedirs(os.path.dirname(place), 0o755, exist_ok=True)  # noqa: PTH103, PTH120
        os.close(os.open(place, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o644))
    else:
        return
    _mount(path, place, None, _BIND | _RECURSIVE)
    kept = (
        os.statvfs(place).f_flag & 0x0FEF
    )  # a mount's own flags may not be dropped by others than its owner
    flags = _REMOUNT | _BIND | _READ_ONLY | _NO_SETUID | _NO_DEVICES
    _mount(None, place, None, flags | (kept & (8 | 1024 | 2048)))


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    encoded = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    kernel.libc("mount", encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
