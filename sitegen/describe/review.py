"""What the archivist should look at: unsure dates and titles, worst first, as TOML ready to paste.

`sitegen review dates|titles` prints what these functions make; with a value corrected or confirmed,
an entry belongs into curation/articles.toml.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sitegen.model import Basis, Card, Problem

_DATE_RULES = {
    "impossible-date": 0.9, "future-date": 0.8, "date-conflict": 0.7, "ambiguous-date": 0.6, "no-year": 0.5, "relative-date": 0.5, "not-a-date": 0.4,
}  # fmt: skip
"""How bad each problem with a date is, beside what is missing."""

_BASIS: dict[Basis, float] = {"curated": 0, "embedded": 0, "stated": 0, "inferred": 0.5, "supplied": 0.6}
_LONGEST_TITLE = 160
_LONGEST_COMMENT = 140
_SHORTEST_TITLE = 12


class Unsure(msgspec.Struct, frozen=True):
    """One field of one article: `doubt` from 0 (sure) to above 1, and the reasons in words. `evidence` are the
    lines that say where the value and what was not taken came from; `key` is the card's."""

    path: str
    field: str
    value: str
    doubt: float
    reasons: tuple[str, ...]
    context: str
    evidence: tuple[str, ...] = ()
    key: str = ""


def unsure_dates(cards: Iterable[Card], problems: Sequence[Problem] = ()) -> list[Unsure]:
    """Publication dates that are missing, partial, inferred or complained about, worst first; never those that
    the archivist has decided."""
    said = _by_path(problems)
    open_ones = (card for card in cards if card.published_basis != "curated")
    return _worst_first(_date(card, said.get(_place(card), [])) for card in open_ones)


def unsure_titles(cards: Iterable[Card]) -> list[Unsure]:
    """Titles that were supplied or look like something else, worst first; never those that the archivist has decided."""
    return _worst_first(_title(card) for card in cards if card.title_basis != "curated")


def as_toml(unsure: Iterable[Unsure]) -> str:
    """Entries for curation/articles.toml, each with its reasons as comments and its value to correct."""
    return "\n".join(_entry(item) for item in unsure)


def _worst_first(found: Iterable[Unsure]) -> list[Unsure]:
    return sorted((item for item in found if item.doubt > 0), key=lambda item: (-item.doubt, item.path))


def _place(card: Card) -> tuple[str, str | None]:
    return card.source.path, card.source.record


def _by_path(problems: Sequence[Problem]) -> dict[tuple[str, str | None], list[Problem]]:
    found: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        if problem.rule in _DATE_RULES:
            found.setdefault((problem.path, problem.record), []).append(problem)
    return found


def _date(card: Card, problems: list[Problem]) -> Unsure:
    reasons = [problem.reason for problem in problems]
    doubt = sum(_DATE_RULES[problem.rule] for problem in problems)
    if card.published is None:
        doubt, reasons = doubt + 1.2, ["no date", *reasons]
    elif len(card.published) < 10:
        doubt, reasons = doubt + 0.4, [f"only {'a year' if len(card.published) == 4 else 'a month'}", *reasons]
    if card.published_basis in ("inferred", "supplied"):
        doubt, reasons = doubt + _BASIS[card.published_basis], [f"{card.published_basis}, not stated", *reasons]
    context = card.title or card.lede
    return Unsure(_match(card), "published", card.published or "", doubt, tuple(reasons), context, key=card.key)


def _title(card: Card) -> Unsure:
    reasons, doubt = [], _BASIS[card.title_basis]
    if not card.title:
        doubt, reasons = 1.0, ["no title"]
    elif doubt:
        reasons = [f"{card.title_basis}: made from the text"]
    tests: Iterator[tuple[bool, float, str]] = iter(
        [
            (len(card.title) > _LONGEST_TITLE, 0.3, "very long"),
            (0 < len(card.title) < _SHORTEST_TITLE, 0.2, "very short"),
            (card.title_basis != "supplied" and card.title.endswith((".", ",", ";")), 0.2, "ends like a sentence"),
        ]
    )
    for holds, weight, reason in tests:
        if holds:
            doubt, reasons = doubt + weight, [*reasons, reason]
    return Unsure(_match(card), "title", card.title, doubt, tuple(reasons), card.lede, key=card.key)


def _match(card: Card) -> str:
    """How curation finds the article: by its path, or by its id where several share a file."""
    return card.id if card.id and card.source.record is not None else card.source.path


def _entry(item: Unsure) -> str:
    said = ("; ".join(item.reasons), _commented(item.context), *(_commented(line) for line in item.evidence))
    lines = [*(f"# {line}" for line in said), "[[article]]", f"match = {_quoted(item.path)}"]
    return "\n".join([*lines, f"{item.field} = {_quoted(item.value)}", ""])


def _commented(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_COMMENT else flat[: _LONGEST_COMMENT - 1] + "…"


def _quoted(text: str) -> str:
    """A basic TOML string: JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
