"""Every public function of these modules names its slides and has an example that runs."""

import doctest
import importlib
import inspect

import pytest

MODULES = ("conv_batch", "convolution", "convolution1d", "images", "padding", "shapes")


def public_functions(name):
    module = importlib.import_module(f"reference.{name}")
    return [
        function
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not function.__name__.startswith("_")
    ]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_run(name):
    outcome = doctest.testmod(importlib.import_module(f"reference.{name}"))
    assert outcome.attempted >= len(public_functions(name))
    assert outcome.failed == 0


@pytest.mark.parametrize(
    "function", [f for name in MODULES for f in public_functions(name)], ids=lambda f: f.__name__
)
def test_slides_shapes_and_example(function):
    text = inspect.getdoc(function)
    assert "\nSlides: deck 00" in text
    for section in ("Parameters\n---", "Returns\n---", "Examples\n---", ">>> "):
        assert section in text
