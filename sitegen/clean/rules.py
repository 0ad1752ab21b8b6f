"""The names of all rules that cut, for whoever checks `[clean] off` or explains a cut."""

from __future__ import annotations

from sitegen.clean.repair import REPAIRS
from sitegen.clean.wire.lines import RULES

_BY_CODE = (
    "about-the-outlet", "above-the-text", "after-the-sign-off", "change-note", "crosshead", "date-line", "date-prefix", "dateline", "duplicate-paragraph", "header-field", "headline", "kicker", "line-end-hyphens", "title-repeated",
)  # fmt: skip
"""Rules that are functions rather than lines of a table."""


def rule_names() -> tuple[str, ...]:
    """Every rule that `[clean] off` may name, sorted: those of wire copy and those of the page reader."""
    from sitegen.clean.html.cut_names import RULES as OF_PAGES  # only now: it takes numpy with it

    return tuple(sorted({*_BY_CODE, *OF_PAGES, *(rule.name for rule in RULES), *(name for name, *_ in REPAIRS)}))
