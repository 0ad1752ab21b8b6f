"""What reading noticed about one source, and how it becomes a Problem."""

from __future__ import annotations

import msgspec

from sitegen.model import BadSource, Problem, Severity, Source


class Finding(msgspec.Struct, frozen=True):
    """A problem before it is known whose it is: rule, reason, hint, and a line counted in the text at hand."""

    rule: str
    reason: str
    hint: str = ""
    line: int | None = None


def file_problem(path: str, finding: Finding, severity: Severity = "warning") -> Problem:
    """A finding about a whole file (or about the listing)."""
    return Problem(path, "read", finding.rule, severity, finding.reason, finding.hint, line=finding.line)


def source_problem(source: Source, finding: Finding, severity: Severity = "warning") -> Problem:
    """A finding about one source; its line, counted in the source's own text, becomes the file's."""
    line = None if finding.line is None else finding.line + source.line - 1
    return Problem(
        source.path, "read", finding.rule, severity, finding.reason, finding.hint, record=source.record, line=line
    )


def from_error(error: BadSource) -> Finding:
    return Finding(error.rule, error.reason, error.hint, error.line)
