"""What ``submit`` asks for: the names, their signatures, their adapters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from grader.course.signature import Signature, SignatureError, read_signature

Kind = Literal["function", "class", "variable"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One name that a submission has to define, with its signature and the signatures of its methods."""

    name: str
    kind: Kind
    text: str = ""
    signature: Signature = field(default_factory=Signature)
    methods: Mapping[str, Signature] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    call: str | None = None
    result: str | None = None


def read_submit(submit: Mapping[str, Any]) -> tuple[dict[str, Asked], list[tuple[tuple[str, ...], str]]]:
    """Read a ``submit`` mapping into its names, and the faults as (keys under ``submit``, what)."""
    found: dict[str, Asked] = {}
    faults: list[tuple[tuple[str, ...], str]] = []

    def signature(text: Any, *keys: str) -> Signature:
        try:
            return read_signature(text) if isinstance(text, str) else Signature()
        except SignatureError as fault:
            faults.append((keys, str(fault)))
            return Signature()

    def add(
        name: str, kind: Kind, text: Any, *keys: str, methods: Mapping[str, Signature] | None = None
    ) -> None:
        if name in found:
            faults.append((keys, f"{name} is asked for twice"))
        found[name] = Asked(
            name, kind, text if isinstance(text, str) else "", signature(text, *keys), methods or {},
            _aliases(submit.get("aliases"), name), _adapter(submit.get("call"), name),
            _adapter(submit.get("result"), name),
        )  # fmt: skip

    if isinstance(submit.get("function"), str):
        if "signature" not in submit:
            faults.append((("function",), 'the key signature is missing: signature: "(x, w)"'))
        add(submit["function"], "function", submit.get("signature"), "signature")
    elif "signature" in submit:
        faults.append((("signature",), "belongs to `function`; `functions` and `classes` give their own"))
    for name, text in _table(submit.get("functions")):
        add(name, "function", text, "functions", name)
    if isinstance(submit.get("variable"), str):
        add(submit["variable"], "variable", None, "variable")
    for name, text in _table(submit.get("classes")):
        table = dict(_table(text)) if isinstance(text, dict) else {"init": text}
        methods = {
            method: signature(part, "classes", name, method)
            for method, part in table.items()
            if method != "init"
        }
        add(name, "class", table.get("init", "()"), "classes", name, methods=methods)
    faults += _stray(submit, found)
    return found, faults


def _adapter(spec: Any, name: str) -> str | None:
    """Return what an adapter says of one name."""
    text = spec.get(name) if isinstance(spec, dict) else spec
    return text if isinstance(text, str) else None


def _aliases(spec: Any, name: str) -> tuple[str, ...]:
    words = spec.get(name) if isinstance(spec, dict) else spec
    return tuple([word for word in words if isinstance(word, str)]) if isinstance(words, list) else ()


def _table(spec: Any) -> list[tuple[str, Any]]:
    return list(spec.items()) if isinstance(spec, dict) else []


def _stray(submit: Mapping[str, Any], found: Mapping[str, Asked]) -> list[tuple[tuple[str, ...], str]]:
    faults: list[tuple[tuple[str, ...], str]] = []
    for key in ("aliases", "call", "result"):
        spec = submit.get(key)
        for name, _ in _table(spec):
            if name not in found:
                faults.append(((key, name), f"{name} is not asked for; known are {', '.join(found)}"))
        if key == "aliases" and isinstance(spec, list) and len(found) > 1:
            faults.append(((key,), "with several names, write {name: [alias, …]}"))
    return faults
