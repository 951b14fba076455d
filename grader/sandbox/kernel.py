"""System calls that Python does not offer, through ctypes (Linux only; importable everywhere)."""

import ctypes
import os
import platform
import sys

AVAILABLE = sys.platform.startswith("linux")
MACHINE = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_SECUREBITS = 28
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

if AVAILABLE:
    _libc = ctypes.CDLL(None, use_errno=True)
    _syscall = _libc.syscall
    _syscall.restype = ctypes.c_long
    _prctl = _libc.prctl
    _prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)


def check(result: int, what: str) -> int:
    """Raise the ``OSError`` that a negative result stands for."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return int(result)


def syscall(number: int, *arguments: object) -> int:
    """Make a system call; integers are passed as longs. The result is not checked."""
    ctypes.set_errno(0)
    passed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return int(_syscall(ctypes.c_long(number), *passed))


def prctl(option: int, argument: int = 0, more: int = 0) -> int:
    """Operate on this process."""
    result = _prctl(option, argument, more, 0, 0)
    return int(result) if result >= 0 else check(result, f"prctl({option})")


def libc(name: str, *arguments: object) -> int:
    """Call a function of the C library and check its result."""
    ctypes.set_errno(0)
    return check(getattr(_libc, name)(*arguments), name)


def hide_memory() -> None:
    """Make this process undumpable: no other process of the same user can read its memory.

    Without it a student's process of the same user could, where Landlock is missing, open the memory of
    the grader, which holds expected values.
    """
    if AVAILABLE:
        prctl(PR_SET_DUMPABLE, 0)


_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION = 0x20080522


def drop_capabilities() -> None:
    """Empty the effective, permitted and inheritable sets of this process."""
    import struct

    header = ctypes.create_string_buffer(struct.pack("<Ii", _CAPABILITY_VERSION, 0))
    nothing = ctypes.create_string_buffer(24)
    check(syscall(_CAPSET[MACHINE], header, nothing), "capset")
