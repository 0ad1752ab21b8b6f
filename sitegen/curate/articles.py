"""curation/articles.toml: what the archivist decided about single articles.

[[article]]
match = "wire/2024/fire.txt"          # a path below the content folder, or an article's id
title = "Fire at the old mill"        # any field of the data twins
published = 2024-12-07
redact = ["her home address in Elm Street"]
withdraw = { reason = "at the request of the family", date = 2025-01-03 }
"""

from __future__ import annotations

import re

from sitegen.curate.tables import Entry, read_entries
from sitegen.model import FIELD_NAMES, LIST_FIELDS, ArticleDecision, Problem, Withdrawal

_MATCH_KEYS = ("match", "path", "article")
_DATES = frozenset({"published", "updated"})
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def read_articles(path: str, text: str) -> tuple[tuple[ArticleDecision, ...], tuple[Problem, ...]]:
    """The decisions in `text`, in order, and what is wrong with them."""
    entries, problems = read_entries(path, text, "article", key="match")
    decisions = []
    for entry in entries:
        decision = _decision(entry)
        if decision:
            decisions.append(decision)
        problems += entry.problems
    return tuple(decisions), tuple(problems)


def _decision(entry: Entry) -> ArticleDecision | None:
    match = next((found for key in _MATCH_KEYS if (found := entry.text(key))), "")
    fields = {name: value for name in FIELD_NAMES if name != "id" and (value := _field(entry, name))}
    match = match or entry.text("id")
    withdraw = _withdrawal(entry, match)
    redact = entry.names("redact")
    entry.close()
    if not match:
        entry.problem("missing-key", "an entry that names no article", 'add match = "path or id"')
        return None
    if not (fields or withdraw or redact):
        entry.problem("empty-entry", f'nothing is decided about "{match}"', "set a field, redact or withdraw")
    return ArticleDecision(match, fields, withdraw, redact)


def _field(entry: Entry, name: str) -> str | tuple[str, ...]:
    if name in LIST_FIELDS:
        return entry.names(name)
    value = entry.text(name)
    if value and name in _DATES:
        value = value.replace(" ", "T", 1)
        if not _ISO.fullmatch(value):
            entry.problem("not-a-date", f'"{value}" is no ISO date', f"write {name} = 2024-12-07", name)
            return ""
    return value


def _withdrawal(entry: Entry, match: str) -> Withdrawal | None:
    """`withdraw = true`, a reason, or a table of reason and date. Whatever else stands there, the
    article is taken down all the same: the safe side of a mistake."""
    value = entry.values.get("withdraw")
    if isinstance(value, dict):
        inner = entry.section("withdraw")
        assert inner is not None
        withdrawal = Withdrawal(match, inner.text("reason"), inner.text("date"))
        inner.close()
        entry.problems += inner.problems
        return withdrawal
    if value is None or value is False:
        entry.flag("withdraw")
        return None
    reason = entry.text("withdraw") if not isinstance(value, bool) else ""
    entry.flag("withdraw") if isinstance(value, bool) else None
    return Withdrawal(match, reason, "")
