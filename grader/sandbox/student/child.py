"""The loop inside a student's process: read a question, call the student's code, write the answer.

Once a submission is open everything here is in its author's hands. That is allowed for: the process holds no
expected value, and all it can send is an answer, once, to the question that was asked.
"""

import contextlib
import functools
import os
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from grader import expressions
from grader.sandbox import wire
from grader.sandbox.student import answers, forbid
from grader.sandbox.student.calling import Parameter, Shape, bind, call, shape_of
from grader.sandbox.student.comfort import THREADS
from grader.sandbox.student.learning import Learner, limit_gpu
from grader.sandbox.student.program import Program
from grader.sandbox.student.survey import take_survey

_READ_BYTES = 1 << 16
_ENDED = 87
_MEMORY = wire.encode(("stopped", "memory"))  # made while there is memory
_ANSWER = wire.encode(("stopped", "answer"))
_NO_ANSWER = wire.encode([_ANSWER], plain_bytes=True)

_os_read, _os_write, _os_exit = os.read, os.write, os._exit  # the student may replace those in ``os``
_pack = wire.HEADER.pack
_stdout = sys.stdout


class Pipe:
    """Questions in, answers out, in the same order."""

    def __init__(self, requests: int, answers: int) -> None:
        self._in = requests
        self._out = answers
        self._data = b""  # what was read and not answered yet
        self._nonce = b""

    def next(self) -> Any:
        """Read the next question; the end of the pipe ends the process."""
        data = self._data
        while len(data) < wire.HEADER.size:
            data += self._more(_READ_BYTES)
        _, size, self._nonce = wire.HEADER.unpack_from(data)
        size += wire.HEADER.size
        if len(data) < size:
            pieces, have = [data], len(data)
            while have < size:
                pieces.append(self._more(min(size - have, 1 << 20)))
                have += len(pieces[-1])
            data = b"".join(pieces)
        self._data = data[size:]
        return wire.decode(memoryview(data)[wire.HEADER.size : size], plain_bytes=True)

    def _more(self, size: int) -> bytes:
        data = _os_read(self._in, size)
        if not data:
            _os_exit(0)
        return data

    def answer(self, payload: bytes) -> None:
        """Write one answer to the question last read."""
        data = memoryview(_pack(wire.MAGIC, len(payload), self._nonce) + payload)
        while data:
            data = data[_os_write(self._out, data) :]

    def last_word(self, *message: Any) -> NoReturn:
        """Answer, and end the process at once: no ``except`` or ``finally`` of the student runs after it."""
        try:
            with contextlib.suppress(BaseException):
                _stdout.flush()
            self.answer(wire.encode(message))
        finally:
            _os_exit(_ENDED)


class Orders:
    """What all submissions under one set of forbidden names have in common; made once, in the warm parent."""

    def __init__(self, orders: Mapping[str, Any]) -> None:
        self.packages = orders["packages"]
        self.forbid = orders["forbid"]
        self.targets = orders["targets"]
        for target in self.targets.values():
            target["parameters"] = [Parameter(*parameter) for parameter in target["parameters"]]
        self.wanted = {name: list(target["accepted"]) for name, target in self.targets.items()}
        self.kinds = {name: target["kind"] for name, target in self.targets.items()}


class Student:
    """One submission in its process; made in the warm parent, for the next child that is to serve one."""

    def __init__(self, pipe: Pipe, orders: Orders) -> None:
        self._pipe = pipe
        self._orders = orders
        self._program = Program(
            packages=orders.packages,
            forbidden=orders.forbid,
            figures="matplotlib" in orders.packages,
            on_forbidden=self.report_forbidden,
        )
        self._targets = orders.targets
        self._loaded: dict[str, Any] = {}
        self._shapes: dict[str, Shape | None] = {}
        self._learner = Learner()
        self._messages = {"open": self._open, "load": self._load}
        self._answers = {"ask": self._ask, "train": self._train, "predict": self._predict}

    def serve(self) -> NoReturn:
        """Answer until the pipe ends."""
        forbid.report_to(self.report_forbidden)
        THREADS.too_many = lambda: self._pipe.last_word("stopped", "threads")
        while True:
            payload = self.answer(self._pipe.next())
            _flush()  # what was printed comes before the answer
            self._pipe.answer(payload)

    def answer(self, message: Any) -> bytes:
        """Return the payload of the answer to one message: to a case, the payloads of all its draws.

        A draw that has no answer is the last: those after it would cost the case's time, and change nothing.
        """
        most_bytes = message["answer_bytes"]
        if "draws" not in message:
            operation = functools.partial(self._messages[message["op"]], message)
            return self._payload(operation, most_bytes, wire.Budget())
        answer = self._answers[message["op"]]
        payloads: list[bytes] = []
        budget = wire.Budget()
        THREADS.limit = message["threads"]
        for blobs in message["draws"]:
            payloads.append(self._payload(functools.partial(answer, message, blobs), most_bytes, budget))
            if payloads[-1] in (_MEMORY, _ANSWER):
                break
        try:
            return wire.encode(payloads, plain_bytes=True, most_bytes=most_bytes + wire.ENVELOPE_BYTES)
        except (MemoryError, wire.TooLargeError):
            return _NO_ANSWER

    def _payload(self, operation: Callable[[], Any], most_bytes: int, budget: wire.Budget) -> bytes:
        try:
            return wire.encode(operation(), convert=answers.convert, most_bytes=most_bytes, budget=budget)
        except MemoryError:
            return _MEMORY
        except wire.TooLargeError:
            return _ANSWER
        except BaseException as error:  # noqa: BLE001 — whatever a student raises is an answer
            return self._raised(error)

    # ------------------------------------------------------------ operations

    def _open(self, message: Any) -> Any:
        self._program.read(message["files"])
        return ("survey", take_survey(self._program, self._orders.wanted, self._orders.kinds))

    def _load(self, message: Any) -> Any:
        self._loaded[message["function"]] = self._program.load(message["name"], message["kind"])
        return ("loaded",)

    def _ask(self, message: Any, blobs: list[bytes]) -> Any:
        names = message["names"]
        given = _given(names, blobs)
        target = self._targets[message["function"]]
        if message["steps"]:
            result = self._steps(message["steps"], given)
        elif target["kind"] == "variable":
            result = self._loaded[message["function"]]
        else:
            result = self._call(message["function"], given)
        if message["describe"] == "figure":
            result = answers.figure(result)
        changed = [
            name for name, blob in zip(names, blobs, strict=True) if not wire.is_still(given[name], blob)
        ]
        if target["result"] is not None and not message["steps"]:
            result = _adapted(target, given, result)
        return ("returned", result, changed)

    def _train(self, message: Any, blobs: list[bytes]) -> Any:
        """Call the function and keep what it returns; what goes back only describes it."""
        given = _given(message["names"], blobs)
        device, target = message["device"], self._targets[message["function"]]
        if device == "cuda":
            limit_gpu(message["gpu_memory_mb"])
        function = self._loaded[message["function"]]
        if target["call"] is None:
            given = self._learner.arguments(function, given)
        return ("returned", self._learner.keep(self._call(message["function"], given), device), [])

    def _predict(self, message: Any, blobs: list[bytes]) -> Any:
        (images,) = _given(message["names"], blobs).values()
        return ("returned", self._learner.predict(images), [])

    def _steps(self, steps: Any, values: dict[str, Any]) -> tuple[Any, ...]:
        kept: dict[str, Any] = {}
        returned = []
        for step in steps:
            given = {name: _resolve(value, values, kept) for name, value in step["args"].items()}
            root, path = expressions.split_target(step["target"])
            found = expressions.follow(step["target"], kept if root in kept else self._loaded)
            if step["op"] == "get":
                result = found
            elif root in kept or path:
                result = call(found, (), given)
            else:
                result = self._call(root, given)
            if step["keep"] is not None:
                kept[step["keep"]] = result
            if step["returns"] is not None:
                returned.append(result)
        return tuple(returned)

    def _call(self, name: str, given: dict[str, Any]) -> Any:
        """Call what was loaded, as the exercise says; what it takes is looked at once."""
        function, target = self._loaded[name], self._targets[name]
        if target["call"] is not None:
            names = {p.name: p.default for p in target["parameters"] if not p.required} | given
            return expressions.evaluate(expressions.parse(target["call"]), names | {"f": function})
        if name not in self._shapes:
            self._shapes[name] = shape_of(function)
        args, kwargs = bind(self._shapes[name], target["parameters"], given)
        return function(*args, **kwargs)

    # ------------------------------------------------------------ what went wrong

    def report_forbidden(self, name: str) -> NoReturn:
        """Report the use of a forbidden name, with the student's line, and end."""
        self._pipe.last_word("forbidden", name, self._where())

    def _where(self) -> str | None:
        frame = sys._getframe(1)  # noqa: SLF001 — where the student's code stands
        trace = None
        while frame is not None:
            trace = types.TracebackType(trace, frame, frame.f_lasti, frame.f_lineno)
            frame = frame.f_back  # type: ignore[assignment]
        with contextlib.suppress(Exception):
            return self._program.locate(trace)[0]
        return None

    def _raised(self, error: BaseException) -> bytes:
        try:
            where, trace = self._program.locate(error)
            hint = self._program.explain(error) if isinstance(error, Exception) else None
            return wire.encode(
                ("raised", answers.error_name(error), answers.message_of(error), answers.bases_of(error),
                 where, trace, hint), convert=answers.convert,
            )  # fmt: skip
        except BaseException:  # noqa: BLE001 — an exception built to break this
            return wire.encode(
                ("raised", answers.error_name(error), "", answers.bases_of(error), None, [], None)
            )


def _adapted(target: Any, given: dict[str, Any], result: Any) -> Any:
    names = {p.name: p.default for p in target["parameters"] if not p.required} | given
    try:
        return expressions.evaluate(
            expressions.parse(target["result"]), names | {"y": result, "result": result}
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — whatever it was, the answer has not the form that was asked for
        return wire.Opaque(answers.type_name(type(result)), "result")


def _resolve(value: Any, values: dict[str, Any], kept: dict[str, Any]) -> Any:
    if type(value) is str:
        return kept[value] if value in kept else values.get(value, value)
    if type(value) in {list, tuple}:
        return type(value)(_resolve(item, values, kept) for item in value)
    return value


def _given(names: list[str], blobs: list[bytes]) -> dict[str, Any]:
    return {name: wire.decode(blob) for name, blob in zip(names, blobs, strict=True)}


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
