"""Counts, seconds and problems of one build -> terminal and .sitegen/report.json."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from sitegen.model import Problem


class Report(msgspec.Struct, frozen=True):
    """What a build did. `seconds` and `cache` (asked, found) by stage; `traces` holds the traceback of
    each crash by path. Never part of the site: its figures differ from run to run."""

    counts: dict[str, int] = {}
    problems: tuple[Problem, ...] = ()
    seconds: dict[str, float] = {}
    notes: tuple[str, ...] = ()
    traces: dict[str, str] = {}
    fresh: bool = True

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def lines_for(problem: Problem) -> str:
    """`content/2019/fire.html:14: clean: no article body` then the hint, indented."""
    place = (
        problem.path + (f"#{problem.record}" if problem.record else "") + (f":{problem.line}" if problem.line else "")
    )
    text = f"{place}: {problem.stage}: {problem.reason}"
    return text + (f"\n  hint: {problem.hint}" if problem.hint else "")


def summary(report: Report, most: int = 20) -> str:
    """The end of a build in words: counts, problems by kind, the first problems, seconds."""
    counts = report.counts
    named = ", ".join(
        f"{value:,} {_one(name) if value == 1 else name}"
        for name, value in counts.items()
        if value and not name.startswith("_")
    )
    out = [named or "nothing built"]
    out += _problem_lines(report.problems, most)
    out += report.notes
    slowest = ", ".join(f"{name} {took:.1f}" for name, took in report.seconds.items() if took >= 0.05)
    out.append(f"{report.total:.1f} s" + (f" ({slowest})" if slowest else ""))
    return "\n".join(out)


def _one(name: str) -> str:
    """The singular of a count's name."""
    known = {
        "stories": "story",
        "people": "person",
        "withdrawn": "withdrawn",
        "other files left out": "other file left out",
    }
    return known.get(name, name.removesuffix("s"))


def _problem_lines(problems: tuple[Problem, ...], most: int) -> list[str]:
    order = {"crash": 0, "quarantined": 1, "warning": 2}
    ranked = sorted(problems, key=lambda problem: order[problem.severity])
    out = [lines_for(problem) for problem in ranked[:most]]
    if len(ranked) > most:
        out.append(f"… and {len(ranked) - most} more on the problems page")
    if ranked:
        kinds = Counter((problem.severity, problem.rule) for problem in ranked)
        out.append(
            "problems: " + ", ".join(f"{count} {rule} ({severity})" for (severity, rule), count in kinds.most_common())
        )
    return out


def write(report: Report, file: Path) -> None:
    """Report as JSON, for other programs and for the tracebacks that the screen is spared."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
