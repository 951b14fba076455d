"""An audit, written out: for people, or as JSON."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from grader.authoring.findings import ExerciseAudit, Finding
from grader.course.faults import shown_path

SCHEMA = "grader/audit/v1"


def render(audits: Sequence[ExerciseAudit], *, remarks: bool) -> str:
    """Write an audit as text: a line for each sound exercise, the defects of the others, the totals."""
    width = max((len(audit.id) for audit in audits), default=0)
    lines: list[str] = []
    for audit in audits:
        lines.append(f"{'✗' if audit.defects else '✓'} {audit.id:<{width}}  {_counts([audit])}")
        shown = audit.findings if remarks else audit.defects
        lines += [f"    {_line(finding)}" for finding in sorted(shown, key=_order)]
    lines += ["", _totals(audits)]
    return "\n".join(lines) + "\n"


def _order(finding: Finding) -> tuple[bool, str, int]:
    return finding.severity == "remark", str(finding.file), finding.line


def _line(finding: Finding) -> str:
    severity = "" if finding.severity == "defect" else "remark: "
    return f"{shown_path(finding.file)}:{finding.line or 1}: {severity}{finding.check}: {finding.message}"


def _counts(audits: Sequence[ExerciseAudit]) -> str:
    total = _summed(audits)
    same = f" ({total['same']} marked as the same)" if total["same"] else ""
    return (
        f"{total['caught']:,} of {total['mistakes']:,} mistakes caught, "
        f"{total['apart']:,} of {total['pairs']:,} pairs told apart{same}"
    )


def _totals(audits: Sequence[ExerciseAudit]) -> str:
    total = _summed(audits)
    unsound = sum(bool(audit.defects) for audit in audits)
    what = f"{total['defects']} defects in {unsound} of them" if unsound else "all sound"
    exercises = f"{len(audits)} exercises" if len(audits) != 1 else "1 exercise"
    return f"{exercises}, {what}; {_counts(audits)}; {total['remarks']} remarks"


def _summed(audits: Iterable[ExerciseAudit]) -> dict[str, int]:
    names = ("cases", "mistakes", "caught", "pairs", "apart", "same")
    listed = list(audits)
    return {name: sum(getattr(audit, name) for audit in listed) for name in names} | {
        "defects": sum(len(audit.defects) for audit in listed),
        "remarks": sum(len(audit.remarks) for audit in listed),
    }


def as_json(audits: Sequence[ExerciseAudit]) -> str:
    """Write an audit as one JSON object; times aside, the same bytes for the same course."""
    document = {
        "schema": SCHEMA,
        "sound": not any(audit.defects for audit in audits),
        "totals": {"exercises": len(audits), **_summed(audits)},
        "exercises": [_exercise(audit) for audit in audits],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _exercise(audit: ExerciseAudit) -> dict[str, Any]:
    return {
        "id": audit.id,
        "sound": not audit.defects,
        **{name: value for name, value in _summed([audit]).items() if name not in {"defects", "remarks"}},
        "reference_seconds": round(audit.reference_seconds, 6),
        "findings": [
            {
                "severity": finding.severity,
                "check": finding.check,
                "message": finding.message,
                "file": shown_path(finding.file),
                "line": finding.line or 1,
            }
            for finding in sorted(audit.findings, key=_order)
        ],
    }
