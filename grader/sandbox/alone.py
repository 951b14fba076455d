"""The life of a process of the portable way: import, say so, be told, serve.

Runs in the student's process.
"""

import contextlib
import json
import os
import sys
from typing import NoReturn

_CPU_SECONDS = 4 * 3600


def main(settings_text: str) -> NoReturn:
    """Become the process of one submission; ``settings_text`` is the JSON that ``portable.py`` writes."""
    settings = json.loads(settings_text)
    if os.name == "nt":
        import msvcrt

        for descriptor in (0, 1):
            msvcrt.setmode(descriptor, os.O_BINARY)  # type: ignore[attr-defined,unused-ignore]
    requests, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)  # what is printed goes to the log, never among the answers
    sys.path[:] = [*sys.path, *settings["sites"]]
    from grader.sandbox import kernel, preloading, wire
    from grader.sandbox.student import child, comfort, forbid

    present = preloading.preload(settings["packages"])
    comfort.install()
    with contextlib.suppress(OSError):
        kernel.hide_memory()
    preloading.close_the_door(settings["sites"], present)
    os.write(answers, b"R")
    sys.argv[:] = [""]
    pipe = child.Pipe(requests, answers)
    memory_bytes, blob = pipe.next()
    orders = wire.decode(blob)
    plan = forbid.plan(orders["forbid"])
    _limit(memory_bytes)
    os.write(answers, b"R")
    plan.exchange()
    plan.settle()
    child.Student(pipe, child.Orders(orders)).serve()


def _limit(memory_bytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS + 1))
        if sys.platform.startswith("linux"):
            with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
                base = int(file.read().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (base + memory_bytes, base + memory_bytes))
