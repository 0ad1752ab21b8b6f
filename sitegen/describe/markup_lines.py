"""A page as the lines that a reader sees: where blocks and <br> part them, with the elements that the words stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

_BLOCKS = """
    address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html label legend li main nav noscript ol optgroup option p pre section select summary
    table tbody td tfoot th thead title tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
_SILENT = "script style template svg math iframe object head select textarea noscript"
SILENT = frozenset(_SILENT.split())
"""Elements whose text no reader sees."""
LONGEST_LABEL = 160
"""Characters: longer lines are prose."""
MOST_PROSE = 3
"""Long lines, from which on the text has begun: a first may be the standfirst, a second a caption or a notice."""
ARCHIVES_BAR = "wm-ipp"
"""The bar that a web archive puts over its copies: it has days of its own."""
MOST_LINES = 4_000
LONGEST_HEADLINE = 300
CONFIRMED = 0.5
"""Share of common words (Jaccard) from which an h1 is the headline that the head names."""
FEWEST_WORDS = 3
"""Words from which a line that is no h1 can be the headline."""
MOST_PARTS = 40
"""Texts kept of one line: a byline or a date has fewer, prose needs none."""
MOST_CARDS = 20
MOST_UP = 6
"""Parents asked whether a line stands in a box of something else."""
ASIDE = re.compile(
    r"related|recommend|recirc|popular|trending|comment|sidebar|(?<!post-)(?<!entry-)(?<!article-)footer|teaser|promo(?!ted)|most-|newsletter|also-like|read-next|more-(?:from|stories|news|posts)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_PARTED = re.compile(r"\s+[|–—\-»·:•~]+\s+|\s*\|\s*|\s*::\s*|:\s+")


class Part(NamedTuple):
    """A text node of a line, white space folded, and the element whose text it is (or which is a <time> without text)."""

    text: str
    element: Any


class Line(NamedTuple):
    """The parts between two breaks, `at` the line's number on the page, from 0."""

    at: int
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts if part.text)

    @property
    def source_line(self) -> int | None:
        line: int | None = self.parts[0].element.sourceline
        return line


def lines(root: Any) -> list[Line]:
    """All lines of a page, in order. Bounded, and never recursive: pages may be a million elements deep."""
    found: list[Line] = []
    parts: list[Part] = []
    for part in _texts(root):
        if part is not None:
            parts.append(part)
        elif parts:
            found.append(Line(len(found), tuple(parts[:MOST_PARTS])))
            parts = []
            if len(found) >= MOST_LINES:
                break
    if parts:
        found.append(Line(len(found), tuple(parts[:MOST_PARTS])))
    return found


def _texts(root: Any) -> Iterator[Part | None]:
    """Texts in reading order, None at each break."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag in BLOCKS:
            yield None
        if event == "start":
            if tag in SILENT or (element.get("id") or "").startswith(ARCHIVES_BAR):
                walk.skip_subtree()
            else:
                yield from _part(element.text, element)
        else:
            yield from _part(element.tail, element.getparent())


def _part(text: str | None, element: Any) -> Iterator[Part]:
    folded = " ".join(text.split()) if text else ""
    if element is not None and (folded or (element.tag == "time" and text is None and not len(element))):
        yield Part(folded, element)


def beside(element: Any, asides: bool = True) -> bool:
    """Inside a box of other articles or comments; without `asides`, an <aside> alone is none."""
    each = element.getparent()
    for _ in range(MOST_UP):
        if each is None or each.tag in ("body", "html", "main"):
            return False
        if each.tag == "article":
            return _is_card(each)
        if each.tag == "nav" or ASIDE.search(named(each)):
            return True
        if each.tag == "aside":
            return asides
        if each.tag == "footer" and not _has_ancestor(each, ("article",)):
            return True
        each = each.getparent()
    return False


def _is_card(article: Any) -> bool:
    """One of several articles in a list, none of which has the page's first heading."""
    parent = article.getparent()
    if parent is None or next(article.iter("h1"), None) is not None:
        return False
    return sum(1 for each in islice(parent, MOST_CARDS) if each.tag == "article") > 1


def named(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}" if element is not None else ""


def headline(page: Sequence[Line], titles: Sequence[str]) -> int | None:
    """The number of the line that prints the page's headline: the first h1 that shares most words with a title of the
    head; else the line that repeats one, whole or in its longest part (the other is the site's name); else the first h1,
    or an h2 that shares most words."""
    wanted = {words for title in titles for words in _title_words(title)}
    h1s = [line for line in page if _has_ancestor(line.parts[0].element, ("h1",))]
    sure = _alike(h1s, wanted)
    if sure is not None:
        return sure
    found = _repeating(page, wanted, h1s[0].at if h1s else None)
    return (
        found
        if found is not None
        else _alike([line for line in page if _has_ancestor(line.parts[0].element, ("h2",))], wanted)
    )


def window(page: Sequence[Line], headline: int, before: int, after: int) -> range:
    """The numbers of the lines about the headline, down to where the text has begun: what is said further down is the
    story's."""
    end = min(headline + after, len(page))
    prose = [line.at for line in page[headline + 1 : end] if len(line.text) > LONGEST_LABEL]
    if len(prose) >= MOST_PROSE:
        end = prose[MOST_PROSE - 1]
    return range(max(0, headline - before), end)


def _alike(heads: Sequence[Line], wanted: set[tuple[str, ...]]) -> int | None:
    return next(
        (line.at for line in heads if any(_share(_words(line.text), words) >= CONFIRMED for words in wanted)), None
    )


def _repeating(page: Sequence[Line], wanted: set[tuple[str, ...]], default: int | None) -> int | None:
    best, most = default, 0
    for line in page:
        words = _words(line.text) if len(line.text) < LONGEST_HEADLINE else ()
        if len(words) > most and words in wanted and _may_be_headline(line, words):
            best, most = line.at, len(words)
    return best


def _may_be_headline(line: Line, words: tuple[str, ...]) -> bool:
    element = line.parts[0].element
    return (len(words) >= FEWEST_WORDS or _has_ancestor(element, ("h2", "h3"))) and not beside(element)


def _share(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    left, right = set(a), set(b)
    return len(left & right) / len(left | right) if left | right else 0.0


def _title_words(title: str) -> list[tuple[str, ...]]:
    """The title's words, and those of its longest part."""
    parts = [_words(part) for part in _PARTED.split(title)]
    return [words for words in (_words(title), max(parts, key=len, default=())) if len(words) >= 2]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _has_ancestor(element: Any, tags: tuple[str, ...]) -> bool:
    for _ in range(MOST_UP):
        if element is None:
            return False
        if element.tag in tags:
            return True
        element = element.getparent()
    return False
