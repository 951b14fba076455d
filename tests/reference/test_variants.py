"""Variants and properties are found by name in any module of their package, and by one module alone."""

import importlib
import pkgutil

import pytest

PACKAGES = ("reference.mistakes", "reference.properties")


def defined(package_name):
    package = importlib.import_module(package_name)
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package_name}.{info.name}")
        for name, value in vars(module).items():
            if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__:
                yield name, value


@pytest.mark.parametrize("package_name", PACKAGES)
def test_every_name_is_found_where_it_is_defined(package_name):
    package = importlib.import_module(package_name)
    for name, value in defined(package_name):
        assert getattr(package, name) is value


@pytest.mark.parametrize("package_name", PACKAGES)
def test_an_unknown_name_is_an_attribute_error(package_name):
    package = importlib.import_module(package_name)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = package.no_such_name
