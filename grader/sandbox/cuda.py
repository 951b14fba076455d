"""The wider profile for training on an NVIDIA GPU: what it opens, and whether it works here.

A driver is a large piece of code in the kernel, and CUDA talks to it through device files, with calls that
no filter can read. So a process under this profile is *less* isolated than the others, and ``grader
doctor`` says so:

- no namespaces and no root of its own; Landlock decides alone what is read (also ``/proc`` and ``/sys``), and
  that nothing is written but ``/dev/nvidia*``;
- seccomp lets ``ioctl`` through whole, opening for writing (Landlock stands behind it) and some memory calls;
  no new processes, no network and no signals, as everywhere;
- the address space is not limited, because CUDA reserves more than any machine has; GPU memory is, by
  PyTorch.

Without Landlock there is no such profile. Whether it works is found by computing something small in it;
where that fails, ``device: auto`` trains on the CPU.

Both sides use this file: the standard library alone is imported at its top.
"""

import contextlib
import ctypes
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROFILE = "cuda"
"""Stands among a process's packages."""

LEFT_OUT = frozenset({"bwrap", "namespaces"})
_CONTROL = "/dev/nvidiactl"
_LIBRARIES = ("libcuda.so.1", "libnvidia-ml.so.1", "libnvidia-ptxjitcompiler.so.1", "libnvidia-nvvm.so.4")
_READABLE = ("/proc", "/sys", "/dev/null", "/dev/zero", "/dev/urandom", "/etc/nvidia")
_PROBE = """
import torch
def probe():
    x = torch.ones(1, 1, 5, 5, device="cuda", requires_grad=True)
    y = torch.nn.functional.conv2d(x, torch.ones(1, 1, 2, 2, device="cuda")).sum()
    y.backward()
    return float(y), float(x.grad.sum())
"""
_PROBED = (64.0, 64.0)


# ---------------------------------------------------------------- in the warm parent


def load_driver() -> None:
    """Load the driver's libraries without starting CUDA, which would not survive the fork."""
    for name in _LIBRARIES:
        with contextlib.suppress(OSError):
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)


def readable() -> list[str]:
    """Return what the driver reads besides its devices."""
    return [path for path in _READABLE if os.path.exists(path)]  # noqa: PTH110


def devices() -> list[str]:
    """Return the device files that it reads and writes."""
    return sorted(str(path) for path in Path("/dev").glob("nvidia*"))


def environment() -> dict[str, str]:
    """Return the variables that CUDA wants: it must not look for a folder to write in."""
    return {"CUDA_CACHE_DISABLE": "1", "CUDA_MODULE_LOADING": "LAZY"}


# ---------------------------------------------------------------- in the grader


def fault(sandbox: Any) -> str | None:
    """Say why students' code has no CUDA here; None where a small training step just worked.

    Parameters
    ----------
    sandbox : Sandbox
    """
    if not os.path.exists(_CONTROL):  # noqa: PTH110
        return "this machine has no NVIDIA device"
    from grader.errors import SandboxFault
    from grader.model import Cell, Limits, Question, Returned, SourceFile, Submission, Target

    submission = Submission("probe", (SourceFile("probe.py", (Cell(None, _PROBE),)),), "")
    session = sandbox.open(submission, [Target("probe")], (), ("torch", PROFILE))
    try:
        outcome = session.ask(Question("probe", {}, limits=Limits(seconds=120, memory_mb=8192, threads=256)))
    except SandboxFault as refused:
        return str(refused)
    finally:
        session.close()
    if isinstance(outcome, Returned):
        return None if outcome.value == _PROBED else f"a trial step gave {outcome.value!r}"
    return f"a trial step failed: {outcome}"[:300]


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Wait for the GPU and keep it: one training at a time, in all processes of this machine."""
    import fcntl

    with open(_CONTROL, "rb") as file:  # noqa: PTH123
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
