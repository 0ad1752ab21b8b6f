"""Which candidate wins: a stated order a field, and agreement where the order alone is known to fail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.clean.wire.agencies import BY_SPELLING
from sitegen.model import Field

from .dates import instant
from .markup_bylines import byline

ORDER: dict[str, tuple[str, ...]] = {
    "published": ("json-ld", "meta:og", "meta:parsely", "meta:sailthru", "microdata", "meta:highwire", "meta:dublin-core", "meta:meta", "json-ld-page",
                  "time-published", "url-date", "time-headline", "visible-date", "script-data", "time-element", "dated-line", "visible-month"),
    "updated": ("json-ld", "meta:og", "microdata", "meta:dublin-core", "meta:meta", "json-ld-page", "time-published", "time-headline", "visible-date",
                "script-data", "time-element", "dated-line", "visible-month"),
    "byline": ("json-ld", "meta:highwire", "meta:parsely", "meta:sailthru", "microdata", "meta:og", "meta:dublin-core", "rel-author",
               "visible-byline", "visible-by", "meta:meta", "card-label", "author-link", "json-ld-page", "signed-below", "name-line",
               "name-by-role", "name-by-date", "editor"),
    "outlet": ("json-ld", "meta:og", "meta:highwire", "meta:dublin-core", "microdata", "json-ld-page", "meta:meta", "title-suffix"),
    "url": ("canonical", "meta:og", "json-ld", "meta:parsely", "json-ld-page"),
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


_SEPARATOR = re.compile(r"\s+[|–—\-»·:•~]+\s+|\s*\|\s*|\s*::\s*")
_WORD = re.compile(r"\w+")


def title(named: Sequence[Field], outlets: Sequence[Field]) -> Field | None:
    """The printed headline: the heading that repeats a title of the head, else the first real one that is not
    the site's name; without one, the head's title. Site and section suffixes are off."""
    said = [field for rule in _SAID for field in named if field.rule == rule]
    site = [*(str(field.value) for field in outlets), *_tails([str(f.value) for f in named])]
    heads = [f for f in named if f.rule in ("h1", "microdata") and not _is_site(str(f.value), site)]
    texts = [str(field.value) for field in said]
    scored = [(max((alike(str(h.value), t) for t in texts), default=0.0), -at) for at, h in enumerate(heads)]
    if scored and max(scored)[0] >= CONFIRMED:
        return _spelled(_unsuffixed(heads[-max(scored)[1]], site), said)
    printed = [h for h in heads if len(_WORD.findall(str(h.value))) >= FEWEST_WORDS]
    if printed and (len(heads) == 1 or not said):
        return _unsuffixed(printed[0], site)
    line = next(
        (
            f
            for f in named
            if f.rule == "headline-line"
            and len(_words(f)) >= FEWEST_PRINTED
            and any(alike(str(f.value), t) > PRINTED for t in _parts(texts))
        ),
        None,
    )
    if line:
        return next((f for f in said if _words(f) == _words(line)), line)
    if said:
        return _unsuffixed(said[0], site)
    return heads[0] if heads else None


_SAID = ("json-ld", "meta:og", "meta:highwire", "meta:parsely", "meta:sailthru", "meta:twitter", "meta:dublin-core", "title-element",
         "meta:meta", "json-ld-page")  # fmt: skip
CONFIRMED = 0.5
"""Share of common words (Jaccard) from which a heading and a title of the head are the same headline."""
PRINTED = 0.99
"""Share from which a line of the page is the head's title, or the part of it beside the site's name."""
FEWEST_PRINTED = 3
FEWEST_WORDS = 4
"""A lone h1 that the head does not confirm must be this long: shorter ones are sections and sites."""


def _words(field: Field) -> list[str]:
    return _WORD.findall(str(field.value).lower())


def _parts(texts: Sequence[str]) -> list[str]:
    return [part for text in texts for part in (text, *re.split(r":\s+", text))]


def _tails(texts: Sequence[str]) -> list[str]:
    """What stands after the separator in one title and is missing in another, otherwise equal one."""
    found = []
    for text in texts:
        last = next(reversed(list(_SEPARATOR.finditer(text))), None)
        if last and any(other != text and _jaccard(text[: last.start()], other) > 0.9 for other in texts):
            found.append(text[last.end() :])
    return found


def _is_site(text: str, site: Sequence[str]) -> bool:
    return any(_jaccard(text, name) >= 0.75 for name in site if len(name.split()) <= 5)


def _spelled(head: Field, said: Sequence[Field]) -> Field:
    """Style sheets part a kicker from the headline where the markup glues them: then the head's spelling is right."""
    squashed = "".join(_WORD.findall(str(head.value).lower()))
    for field in said:
        if "".join(_WORD.findall(str(field.value).lower())) == squashed and len(str(field.value).split()) > len(
            str(head.value).split()
        ):
            return field
    return head


def alike(a: str, b: str) -> float:
    """Words in common by all words; a title that is a whole part of the other (before a separator) is the same."""
    parts = [b, *(_SEPARATOR.split(b))]
    return max(_jaccard(a, part) if len(part) > 12 or part == b else 0.0 for part in parts)


def _jaccard(a: str, b: str) -> float:
    left, right = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(left & right) / len(left | right) if left and right else 0.0


def _unsuffixed(field: Field, site: Sequence[str]) -> Field:
    text = str(field.value)
    found = list(_SEPARATOR.finditer(text))
    if not found:
        return field
    head, tail = text[: found[-1].start()], text[found[-1].end() :]
    short = "|" in found[-1].group() and len(tail.split()) <= 3 and len(head.split()) >= 3
    if short or any(_jaccard(tail, name) >= 0.5 for name in site):
        return Field(field.name, head, field.basis, field.rule, field.evidence, field.line)
    return field
