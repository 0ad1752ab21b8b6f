"""Which candidate wins: a stated order a field, and agreement where the order alone is known to fail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.clean.wire.agencies import BY_SPELLING
from sitegen.model import Field

from .dates import instant
from .markup_bylines import byline
from .markup_titles import title

ORDER: dict[str, tuple[str, ...]] = {
    "published": ("json-ld", "meta:og", "meta:parsely", "meta:sailthru", "microdata", "meta:highwire", "meta:dublin-core", "meta:meta", "json-ld-page",
                  "time-published", "url-date", "time-headline", "visible-date", "script-data", "time-element", "dated-line", "visible-month"),
    "updated": ("json-ld", "meta:og", "microdata", "meta:dublin-core", "meta:meta", "json-ld-page", "time-published", "time-headline", "visible-date",
                "script-data", "time-element", "dated-line", "visible-month"),
    "byline": ("json-ld", "meta:highwire", "meta:parsely", "meta:sailthru", "microdata", "meta:og", "meta:dublin-core", "rel-author",
               "visible-byline", "visible-by", "meta:meta", "card-label", "author-link", "json-ld-page", "signed-below", "name-line",
               "name-by-role", "name-by-date", "editor"),
    "outlet": ("json-ld", "meta:og", "meta:highwire", "meta:dublin-core", "microdata", "json-ld-page", "meta:meta", "title-suffix"),
    "url": ("canonical", "meta:og", "json-ld", "meta:parsely", "saved-from", "json-ld-page"),
    "section": ("json-ld", "meta:og", "meta:parsely", "microdata", "meta:meta", "breadcrumbs"),
    "language": ("html-lang", "json-ld", "meta:meta", "meta:og", "meta:dublin-core", "microdata"),
    "rights": ("link-license", "json-ld", "meta:dublin-core", "meta:meta"),
    "description": ("meta:og", "json-ld", "meta:meta", "meta:twitter", "meta:dublin-core"),
    "labels": ("json-ld", "json-ld-page", "meta:meta"),
}  # fmt: skip
"""Rules in order of trust, a field each. `title` has a way of its own: see `title`."""


UNQUALIFIED = ("date:", "dc.date:", "dc:date:", "dcterms.date:", "timestamp:")
"""Names that say a date of the document, first or last."""


def choose(name: str, candidates: Sequence[Field]) -> Field | None:
    """The candidate of that name that wins, or None where the markup states none."""
    named = [field for field in candidates if field.name == name]
    if name == "title":
        return title(named, [f for f in candidates if f.name == "outlet"])
    order = ORDER.get(name, ())
    ranked = sorted(named, key=lambda f: order.index(f.rule) if f.rule in order else len(order))
    if name == "byline":
        return byline(ranked, [f for f in candidates if f.name in ("outlet", "url")])
    if name in ("published", "updated"):
        return day(ranked, [f for f in candidates if f.name == "updated"])
    if name == "outlet":
        return outlet(ranked)
    return ranked[0] if ranked else None


_PLATFORMS = "blogger|wordpress|wordpress.com|tumblr|blogspot|wix|squarespace|my site|my blog|website"
PLATFORMS = frozenset(_PLATFORMS.split("|"))
"""What templates call the publisher when nobody filled it in."""


def outlet(ranked: Sequence[Field]) -> Field | None:
    """The most trusted name that is no platform's; an agency's only where no other is named: its copy is printed by others."""
    named = [field for field in ranked if str(field.value).casefold() not in PLATFORMS]
    houses = [field for field in named if str(field.value) not in BY_SPELLING]
    return next(iter([*houses, *named]), None)


def day(ranked: Sequence[Field], updates: Sequence[Field]) -> Field | None:
    """The most trusted day, in the most exact form in which a candidate has it. A date without a qualifier that is the
    day of the last change says no more than that; without any other, the last change is all that is known."""
    changes = {str(field.value)[:10] for field in updates}
    plain = [f for f in ranked if _is_exact(f) and not (_is_unqualified(f) and str(f.value)[:10] in changes)]
    best = next(iter([*plain, *ranked]), None)
    if best is None:
        return _last_change(updates)
    finer = (f for f in ranked if len(str(best.value)) == 10 and str(f.value).startswith(f"{best.value}T"))
    return _with_zone(next(finer, best), ranked)


def _with_zone(best: Field, ranked: Sequence[Field]) -> Field:
    """The same moment as another candidate writes it with the place's own zone: it says the day that readers there saw."""
    if not str(best.value).endswith("Z") or "T" not in str(best.value):
        return best
    moment = instant(str(best.value))
    local = (f for f in ranked if _LOCAL.search(str(f.value)) and instant(str(f.value)) == moment)
    return next(local, best)


_LOCAL = re.compile(r"T.*[+-](?!00:00)\d\d:\d\d$")


def _is_exact(field: Field) -> bool:
    return str(field.value)[:4].isdigit()


def _is_unqualified(field: Field) -> bool:
    return field.name == "published" and field.evidence.lower().startswith(UNQUALIFIED)


def _last_change(updates: Sequence[Field]) -> Field | None:
    order = ORDER["updated"]
    first = min(updates, key=lambda f: order.index(f.rule) if f.rule in order else len(order), default=None)
    return Field("published", first.value, "inferred", "last-change", first.evidence, first.line) if first else None
