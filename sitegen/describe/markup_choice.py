"""Which candidate wins: a stated order a field, and agreement where the order alone is known to fail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.model import Field

ORDER: dict[str, tuple[str, ...]] = {
    "published": ("json-ld", "meta:og", "meta:parsely", "meta:sailthru", "microdata", "meta:highwire", "meta:dublin-core", "meta:meta",
                  "json-ld-page", "time-published", "time-headline", "visible-date", "url-date", "time-element", "htmldate"),
    "updated": ("json-ld", "meta:og", "microdata", "meta:dublin-core", "meta:meta", "json-ld-page", "time-published", "time-headline", "visible-date", "time-element"),
    "byline": ("json-ld", "meta:highwire", "meta:parsely", "meta:sailthru", "microdata", "meta:og", "meta:dublin-core", "rel-author",
               "visible-byline", "visible-by", "meta:meta", "author-link", "json-ld-page"),
    "outlet": ("json-ld", "meta:og", "meta:highwire", "meta:dublin-core", "json-ld-page", "meta:meta"),
    "url": ("canonical", "meta:og", "json-ld", "meta:parsely", "json-ld-page"),
    "section": ("json-ld", "meta:og", "meta:parsely", "microdata", "meta:meta"),
    "language": ("html-lang", "json-ld", "meta:meta", "meta:og", "meta:dublin-core", "microdata"),
    "rights": ("link-license", "json-ld", "meta:dublin-core", "meta:meta"),
    "description": ("meta:og", "json-ld", "meta:meta", "meta:twitter", "meta:dublin-core"),
    "labels": ("json-ld", "json-ld-page"),
}  # fmt: skip
"""Rules in order of trust, a field each. `title` has a way of its own: see `title`."""


def choose(name: str, candidates: Sequence[Field]) -> Field | None:
    """The candidate of that name that wins, or None where the markup states none."""
    named = [field for field in candidates if field.name == name]
    if name == "title":
        return title(named, [f for f in candidates if f.name == "outlet"])
    order = ORDER.get(name, ())
    ranked = sorted(named, key=lambda f: order.index(f.rule) if f.rule in order else len(order))
    if name == "byline":
        return byline(ranked, [f for f in candidates if f.name in ("outlet", "url")])
    return ranked[0] if ranked else None


def byline(ranked: Sequence[Field], house: Sequence[Field]) -> Field | None:
    """The most trusted byline of persons, else the house that signs itself. Of what the page shows, and beside
    what its data say, only names count that a second candidate confirms (lines hold roles and sections too)."""
    own = {_letters(str(field.value)) for field in house if field.name == "outlet"}
    own |= {_letters(_host(str(field.value))) for field in house if field.name == "url"}
    persons = [field for field in ranked if any(_person(name, own) for name in field.value)]
    if not persons or (persons[0].rule == "author-link" and ranked[0].rule != "author-link"):
        return _as_printed(ranked[0]) if ranked else None
    best = persons[0]
    for field in persons:
        shown = ("author-link", "rel-author") if field is not best else ()
        sure = tuple(name for name in field.value if _person(name, own) and _confirmed(name, ranked, shown))
        if (best is field and best.basis == "stated" and sure) or (
            len(sure) > len(best.value) and all(any(name.endswith(each) for name in sure) for each in best.value)
        ):
            best = _with(field, sure)
    return best


def _confirmed(name: str, ranked: Sequence[Field], rules: tuple[str, ...]) -> bool:
    """A candidate of its own says just this name."""
    return any(
        other.value == (name,) and other.rule != "visible-by"
        for other in ranked
        if not rules or other.basis == "embedded" or other.rule in rules
    )


def _as_printed(field: Field) -> Field:
    """Houses that sign together ("Le Figaro et AFP") are one byline."""
    said = field.evidence.split(": ", 1)[-1]
    return _with(field, (said,)) if len(field.value) == 2 and len(said) < 60 and ";" not in said else field


def _with(field: Field, names: tuple[str, ...]) -> Field:
    return Field(field.name, names, field.basis, field.rule, field.evidence, field.line)


def _person(name: str, own: set[str]) -> bool:
    letters = _letters(name)
    inside = any(len(house) > 2 and (house in letters or letters in house) for house in own)
    login = name.islower() and (" " not in name or "." in name)
    return bool(letters) and not inside and not login and not _CORPORATE.search(name)


_CORPORATE = re.compile(
    r"\b(?:team|staff|editors?|desk|newsroom|redaktion|rédaction|redacción|ltd|inc|gmbh|llc|agency|magazine|news|online|media|associated press|reuters|afp|agence france|dpa|bloomberg|agenc\w+)\b",
    re.IGNORECASE,
)


def _host(url: str) -> str:
    parts = url.split("/")[2].split(".") if url.count("/") >= 2 else [""]
    return parts[-2] if len(parts) > 1 else parts[0]


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.lower())).replace("_", "")


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
    if said:
        return _unsuffixed(said[0], site)
    return heads[0] if heads else None


_SAID = ("json-ld", "meta:og", "meta:highwire", "meta:parsely", "meta:sailthru", "meta:twitter", "meta:dublin-core", "title-element",
         "meta:meta", "json-ld-page")  # fmt: skip
CONFIRMED = 0.5
"""Share of common words (Jaccard) from which a heading and a title of the head are the same headline."""
FEWEST_WORDS = 4
"""A lone h1 that the head does not confirm must be this long: shorter ones are sections and sites."""


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
