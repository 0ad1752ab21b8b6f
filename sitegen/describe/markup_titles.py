"""Which of a page's titles is its headline: the one that is printed and that the head confirms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.model import Field

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
    line = next((f for f in named if f.rule == "headline-line" and _is_printed(f, texts)), None)
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


def _is_printed(line: Field, texts: Sequence[str]) -> bool:
    """Whether a line of the page is one of the head's titles, or the part of it beside the site's name."""
    return len(_words(line)) >= FEWEST_PRINTED and any(alike(str(line.value), each) > PRINTED for each in _parts(texts))


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
