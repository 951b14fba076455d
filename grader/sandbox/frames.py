"""Questions as bytes (trusted side): what a warm parent is told once, and what a child is asked."""

from collections.abc import Sequence
from typing import Any

from grader.model import REQUIRED, Question, Target
from grader.sandbox import wire


def orders(targets: Sequence[Target], forbid: Sequence[str], packages: Sequence[str]) -> bytes:
    """Return what a warm parent tells all children of one kind."""
    told = {
        "packages": list(packages),
        "forbid": list(forbid),
        "targets": {target.name: _target(target) for target in targets},
    }
    return wire.encode(told)


def _target(target: Target) -> dict[str, Any]:
    return {
        "kind": target.kind,
        "accepted": list(target.aliases),
        "call": target.call,
        "result": target.result,
        "parameters": [
            [name, True, None] if default is REQUIRED else [name, False, default]
            for name, default in target.parameters
        ],
    }


def question_frame(questions: Sequence[Question]) -> bytes:
    """Return the draws of one case, alike but for their arguments, as bytes.

    Each argument is a blob of its own, to be compared with what is left of it after the call.
    """
    question = questions[0]
    return wire.encode(
        {
            "op": question.op,
            "function": question.function,
            "names": list(question.arguments),
            "draws": [[wire.encode(value) for value in each.arguments.values()] for each in questions],
            "steps": [
                {"op": s.op, "target": s.target, "args": dict(s.args), "keep": s.keep, "returns": s.returns}
                for s in question.steps
            ],
            "describe": question.describe,
            "threads": question.limits.threads,
            "device": question.device,
            "gpu_memory_mb": question.limits.gpu_memory_mb,
            "answer_bytes": question.limits.answer_mb << 20,
        },
        plain_bytes=True,
    )
