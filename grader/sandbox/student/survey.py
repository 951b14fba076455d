"""What a submission defines of what is wanted, found without running any of it."""

from collections.abc import Collection, Mapping
from typing import Any

from grader.sandbox.student import elsewhere, nearnames
from grader.sandbox.student.program import Program
from grader.sandbox.student.roles import role

Owned = Collection[tuple[str, str]]
"""(name, kind) of what the submission defines."""


def take_survey(
    program: Program, wanted: Mapping[str, list[str]], kinds: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Say which wanted names the submission defines; nothing runs.

    Parameters
    ----------
    wanted : canonical name → the names accepted, the canonical one among them or not.
    kinds : canonical name → function, class or variable (default function).

    Returns
    -------
    ``defined`` canonical → actual name; ``near`` canonical → the misspelt name; ``faults`` list of
    ``{"code", "params"}``; ``lost`` canonical → the fault that hides its definition, or the phrase
    (``only-…``) that says where the name stands instead of at the top level.
    """
    kinds = {canonical: (kinds or {}).get(canonical, "function") for canonical in wanted}
    files = program.files.values()
    wanted_as: dict[str, set[str]] = {}
    for canonical, accepted in wanted.items():
        for name in {canonical, *accepted}:
            wanted_as.setdefault(name, set()).add(kinds[canonical])
    bound = {name for file in files for name in file.selector.binders.keys() & wanted_as.keys()}
    owned = {(name, kind) for kind in set(kinds.values()) for name in bound if program.owner(name, kind)}
    defined: dict[str, str] = {}
    for canonical, accepted in wanted.items():
        for name in (canonical, *accepted):
            if (name, kinds[canonical]) in owned:
                defined[canonical] = name
                break
    missing = {canonical: kinds[canonical] for canonical in wanted if canonical not in defined}
    near = nearnames.near(missing, _candidates(program, wanted_as, owned))
    lost: dict[str, Any] = {}
    unfound = {canonical: kind for canonical, kind in missing.items() if canonical not in near}
    for file in files:
        lost |= elsewhere.find(file.statements, unfound, program.places, program.is_foreign)
    if any(file.lost for file in files):
        for canonical in missing:
            fault = program.lost(dict.fromkeys((canonical, *wanted[canonical])))
            if fault is not None:
                lost[canonical] = fault
    faults = [fault for file in files for fault in file.faults]
    if program.several:
        faults += elsewhere.in_several_files(
            {name: program.owners(name, kinds[canonical]) for canonical, name in defined.items()}
        )
    return {"defined": defined, "near": near, "faults": faults, "lost": lost}


def _candidates(program: Program, wanted_as: Mapping[str, set[str]], owned: Owned) -> dict[str, set[str]]:
    """Return, for each kind, the names that the submission defines and that may be slips for a wanted one.

    A name is none where it is wanted as such, or defined as what it is wanted as: ``def ReLU(z)`` may be a slip
    for ``relu`` where ReLU is wanted as a class.
    """
    kinds = set().union(*wanted_as.values())
    found: dict[str, set[str]] = {}
    for file in program.files.values():
        for name, indices in file.selector.binders.items():
            for kind in kinds:
                taken = any(own == kind or (name, own) in owned for own in wanted_as.get(name, ()))
                if not taken and any(role(file.selector, i, name, kind) == "definition" for i in indices):
                    found.setdefault(kind, set()).add(name)
    return found
