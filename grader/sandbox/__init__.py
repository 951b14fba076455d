"""Running a student's code: the theory of operation.

::

    grader ──exec──▶ (bubblewrap) ──▶ warm parent: NumPy imported, locked down, frozen
       │                                 └─fork─▶ one child per submission and set of forbidden names
       └───────── three pipes and a pidfd ──────────▶ answers questions, then SIGKILL

**What is trusted.** The grader's process alone. It holds the reference's answers, compares and scores. Into a
child go inputs; out of it come values. No message means "passed", so there is nothing to forge but an answer,
and an answer is right or wrong. ``wire`` reads answers as hostile bytes.

**The warm parent** (``zygote``) starts by exec, with an empty environment, from modules that are loaded by
name: it never contains the grader's memory, the course or the reference, and afterwards nothing of the grader
can be imported there. It imports the packages once, so that a child costs a fork. There is one for each set
of packages: a submission that may not use SciPy has none to call.

**The layers** (``lockdown``), each found by trying, each used where the kernel gives it:

====================  ===================================================================================
namespaces            own processes, network, IPC, host name; made by bubblewrap or by ourselves, once
root                  a file tree with the interpreter and the loaded packages, read-only, nothing else
privileges            no capabilities; as root also a user number that nobody else has
no new privileges     nothing executed could gain any
Landlock              the same paths again, for reading; nothing may be written anywhere
seccomp               a list of calls: no exec, no fork (threads only), no sockets but pairs, no opening for
                      writing, no signals to others; without the two above it, no files at all
limits                address space, CPU, descriptors, no core, no file growth; wall clock from outside
unreadable memory     also of the grader itself
====================  ===================================================================================

Together: *full*; without namespaces or without Landlock: *strong*; seccomp alone, closed: *reduced*; macOS
and Windows: *none*, where ``portable`` gives a process per submission, time and output limits, and says so.

**What is made once.** All that is the same for every submission is made in the warm parent before the fork: the
object that serves one, its builtins, the disarmed functions. A child pays for each page that it writes to, so the
objects that it makes stand together on fresh ones. Cases lie ready in its pipe; each has its own time, counted from
the answer before it.

**Ends.** A child is one process that cannot become two, so SIGKILL on its pidfd ends a submission. It dies
with the warm parent (a parent-death signal), the warm parent with the grader (its pidfd, and the closed
socket).

**What is forbidden** (``forbid``) is disarmed in place, not hidden. Whoever writes memory (``ctypes``) can undo
that in his own process, and nothing in it can prevent it; the report names whose text mentions it. **Time** is
measured outside, from the question to the answer. **Output** is drained without end and kept up to 64 KiB,
never from a process that has seen a hidden question.

Trusted: ``sandbox``, ``session``, ``frames``, ``reading``, ``process``, ``link``, ``pinning``, ``warm``, ``portable``,
``progress``. A process before it is a student's: ``zygote``, ``alone``, ``preloading``, ``rehearsal``. A student's:
``student/``. The locks: ``lockdown``, ``namespaces``, ``landlock``, ``seccomp``, ``kernel``, ``cuda``. What is spoken:
``wire/``.
"""

from typing import TYPE_CHECKING, Any

from grader.sandbox.sandbox import Sandbox, describe

if TYPE_CHECKING:
    from grader.sandbox.reading import Survey
    from grader.sandbox.session import Session

__all__ = ["Sandbox", "Session", "Survey", "describe"]


def __getattr__(name: str) -> Any:
    """Import the rest when it is asked for: the first warm parent starts before NumPy is imported here."""
    if name == "Session":
        from grader.sandbox.session import Session

        return Session
    if name == "Survey":
        from grader.sandbox.reading import Survey

        return Survey
    raise AttributeError(name)
