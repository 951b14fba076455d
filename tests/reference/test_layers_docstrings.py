"""Every public name of these modules says its slides and has an example that runs."""

import doctest
import importlib
import inspect

import pytest

MODULES = (
    "architectures", "augmentation", "blocks", "dense", "gradients", "layers", "network", "optimizers",
    "parameters", "regularization", "torch_models", "transfer", "upsampling",
)  # fmt: skip


def public_names(name):
    module = importlib.import_module(f"reference.{name}")
    return [
        value
        for key, value in inspect.getmembers(module)
        if (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
        and not key.startswith("_")
    ]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name):
    outcome = doctest.testmod(importlib.import_module(f"reference.{name}"))
    assert outcome.attempted >= len(public_names(name))
    assert outcome.failed == 0


@pytest.mark.parametrize(
    "value", [one for name in MODULES for one in public_names(name)], ids=lambda one: one.__name__
)
def test_slides_shapes_and_example(value):
    text = inspect.getdoc(value)
    assert "\nSlides: deck 00" in text
    assert "Examples\n---" in text
    assert ">>> " in text
    if inspect.isfunction(value):
        assert "Returns\n---" in text
    if value.__name__ != "Sequential" and inspect.signature(value).parameters:
        assert "Parameters\n---" in text
