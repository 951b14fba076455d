"""A name in another case, or one letter off."""

import re
from collections.abc import Collection, Mapping

_SHORT = 4
"""Up to this length a changed letter makes another word (relu, gelu): only slips of the finger count."""


_CONFUSED = str.maketrans("li0", "11o")


def near(missing: Mapping[str, str], candidates: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Match missing names with the misspelt ones that were written.

    Parameters
    ----------
    missing : canonical name → kind.
    candidates : kind → the names that the submission defines and that belong to nobody.

    Returns
    -------
    canonical → misspelt. A name that fits two, or for which two fit, is no match.
    """
    found: dict[str, str] = {}
    for canonical, kind in missing.items():
        if kind not in candidates:
            continue
        for fits in (_same_letters, _look_alike, _one_off):
            matches = [name for name in candidates[kind] if fits(canonical, name)]
            if len(matches) == 1:
                found[canonical] = matches[0]
            if matches:
                break
    taken = list(found.values())
    return {canonical: name for canonical, name in found.items() if taken.count(name) == 1}


def is_written(name: str, text: str) -> bool:
    """Whether a text that does not parse holds a definition of the name."""
    if name not in text:
        return False
    escaped = re.escape(name)
    return re.search(rf"\b(?:def|class)\s+{escaped}\b|^{escaped}\s*=(?!=)", text, re.MULTILINE) is not None


def is_bound(name: str, text: str) -> bool:
    """Whether a text that does not parse defines, assigns or imports the name."""
    if is_written(name, text):
        return True
    escaped = re.escape(name)
    return re.search(rf"^\s*(?:from\s+\S+\s+)?import\b.*\b{escaped}\b", text, re.MULTILINE) is not None


def _letters(name: str) -> str:
    return name.replace("_", "").casefold()


def _same_letters(wanted: str, written: str) -> bool:
    return _letters(wanted) == _letters(written)


def _look_alike(wanted: str, written: str) -> bool:
    """Whether the names differ in what the eye confuses: conv1d, convld."""
    return _letters(wanted).translate(_CONFUSED) == _letters(written).translate(_CONFUSED)


def _one_off(wanted: str, written: str) -> bool:
    """Whether one slip leads from one name to the other: a letter more, less, other, or two swapped."""
    a, b = _letters(wanted), _letters(written)
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    if len(left) == len(right) == 2:
        return left == right[::-1]
    if len(left) > 1 or len(right) > 1:
        return False
    extra = left or right
    if len(a) != len(b):
        # conv2d2 is a second version, not a slip; ``rellu`` is.
        if extra.isdigit():
            return False
        longer = a if len(a) > len(b) else b
        doubled = extra in (longer[start - 1 : start], longer[start + 1 : start + 2])
        return doubled or min(len(a), len(b)) > _SHORT
    # conv3d is not conv2d, and convld is none of them but conv1d.
    return len(a) > _SHORT and not (left.isdigit() or right.isdigit())
