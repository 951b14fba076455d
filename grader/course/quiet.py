"""What the reference prints or warns of is nobody's feedback.

Submissions are graded by several threads, so what is silenced for good is silenced by name, and the process's
own stdout is only ever taken away while a module of the reference loads.
"""

import contextlib
import io
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType

LOADING = threading.RLock()
"""Held while a module of a reference loads."""


@contextlib.contextmanager
def loading_quietly() -> Iterator[None]:
    """Silence what a module prints while it loads, in one thread at a time."""
    sink = io.StringIO()
    with LOADING, contextlib.redirect_stdout(sink), contextlib.redirect_stderr(sink):
        yield


def silence(alias: str) -> None:
    """Ignore every warning that code of the package ``alias`` causes."""
    warnings.filterwarnings("ignore", module=rf"{alias}(\.|$)")


def mute(module: ModuleType) -> None:
    """Give a module a ``print`` that prints nothing."""
    vars(module).setdefault("print", lambda *_, **__: None)
