"""``grader doctor``: what isolation this machine offers, in words."""

from grader.sandbox import Sandbox, describe


def doctor(*, course: str | None, lang: str | None, no_color: bool) -> None:
    """Print each layer of the isolation, and what it comes to."""
    del course, lang, no_color
    with Sandbox() as sandbox:
        for layer, available, detail in describe(sandbox):
            print(f"  {'yes' if available else 'no ':<3}  {layer}: {detail}")  # noqa: T201
        print(f"Isolation: {sandbox.isolation}")  # noqa: T201
