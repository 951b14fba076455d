"""What ends a batch before its time: a signal from outside, or a place that cannot be written."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from grader.errors import CallerError


class Stopped(KeyboardInterrupt):
    """A signal that ends the program as Ctrl-C does; shells expect an exit code that tells which."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a batch end in good order when its terminal is closed or its machine goes down."""
    ends = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    is_main = threading.current_thread() is threading.main_thread()
    # What is ignored stays so: nohup means it.
    before = {
        each: signal.signal(each, _stop)
        for each in ends
        if is_main and signal.getsignal(each) == signal.SIG_DFL
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def writing(out: Path, fault: type[Exception]) -> Iterator[None]:
    """Say in one sentence what keeps results from being written: a full disk, a lock, something in the way."""
    try:
        yield
    except fault as error:
        where = getattr(error, "filename2", None) or getattr(error, "filename", None) or f"-o {out}"
        raise CallerError(f"{where}: {getattr(error, 'strerror', None) or error}") from None
