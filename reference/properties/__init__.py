"""What an answer must satisfy where many answers are right, one named function each.

A case says ``expect: {property: NAME}``; the name is looked up in every module of this package, on first use.
"""

import importlib
import pkgutil
from typing import Any


def __getattr__(name: str) -> Any:
    """Find the property ``name`` in whichever module of the package defines it."""
    if not name.startswith("_"):
        for module_name in sorted(info.name for info in pkgutil.iter_modules(__path__)):
            module = importlib.import_module(f"{__name__}.{module_name}")
            found = vars(module).get(name)
            if getattr(found, "__module__", None) == module.__name__:
                return found
    raise AttributeError(f"no module of {__name__} defines {name!r}")
