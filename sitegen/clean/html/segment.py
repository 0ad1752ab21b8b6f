"""A tree of elements to the page's pieces of text, in order: every visible character is in one.

A piece is what stands between two line ends that the markup makes: a paragraph, a heading, a list item,
a run of loose text in a `div`. Regions are the block elements that hold them, with what their names say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any

from .tags import BITS, BLOCKS, FLOATING, FLOATS, HEADINGS, MARKS, SKIPPED, TAG_BITS, bits_of

_BLANKS = re.compile(r"\n(?:[^\S\n]*\n)+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING = frozenset(["hidden", "aria-hidden", "style"])
_NUMBERS = re.compile(r"[0-9]+")
_REFERENCE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?(?:\s*,\s*\d{1,3})*")
MOST_IN_REFERENCE = 8
MOST_PIECES, MOST_REGIONS = 20_000, 100_000
"""What of a page is looked at piece by piece: the largest pages met have some 5,000 pieces in 10,000 regions."""
PART = 1_000_000
NAMING = frozenset(
    ["class", "id", "itemprop", "role", "data-component", "data-testid", "data-test-id", "data-name", "data-module",
     "data-module-name", "data-type", "data-role", "data-qa", "aria-label"]
)  # fmt: skip
"""Attributes whose values say what an element is."""
LONGEST_CELL = 400
"""A table with a cell above this many characters is there for layout: its cells are read as blocks."""


class Region:
    """A block element: its parent, its names' categories (`bits`), and how its text is to be read."""

    __slots__ = ("around", "bits", "depth", "heading", "index", "info", "inherited", "level", "line", "links", "mass", "mode",
                 "names", "parent", "signature", "tag", "words")  # fmt: skip

    def __init__(self, tag: str, parent: Region | None, names: str, line: int | None, shape: str = "") -> None:
        self.tag, self.parent, self.line, self.names = tag, parent, line, names
        self.bits = (bits_of(names) if names else 0) | (BITS[TAG_BITS[tag]] if tag in TAG_BITS else 0)
        self.signature = f"{tag}.{shape}" if parent is None else f"{parent.tag}>{tag}.{shape}"
        self.index = self.inherited = self.around = 0
        self.depth: int = parent.depth + 1 if parent else 0
        self.mass = self.words = self.links = 0.0
        self.mode: str = parent.mode if parent else "paragraph"
        self.level: int = parent.level if parent else 0
        self.info: str = parent.info if parent else ""
        self.heading: int = parent.heading if parent else 0


class Piece:
    """A stretch of the page's text with where it stands. `links` counts the characters inside links."""

    __slots__ = ("images", "inline", "kind", "level", "line", "links", "marks", "region", "tag", "text")

    def __init__(self, kind: str, text: str, region: Region) -> None:
        self.kind, self.text, self.region = kind, text, region
        self.line = region.line
        self.tag = region.tag
        self.level = region.heading if kind == "crosshead" else region.level
        self.links = self.inline = self.images = 0
        self.marks: list[tuple[int, int, str, str]] = []


class Segmenter:
    """Walks a tree once, without recursion (pages come two thousand elements deep)."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.regions: list[Region] = []
        self.parts: list[str] = []
        self.size = self.linked = 0
        self.space = False
        self.open: list[list[Any]] = []
        self.closed: list[tuple[int, int, str, str]] = []
        self.spans: list[tuple[int, int, str]] = []
        self.hrefs = self.images = 0
        self.paused: list[tuple[Any, ...]] = []
        self.late: list[Piece] = []
        self.rest = ""
        """What comes after the first MOST_PIECES pieces, as one text."""

    def walk(self, root: Any) -> None:
        region = self.region("html", None, root)
        stack: list[tuple[Any, Any, Region, str]] = [(root, iter(root), region, "block")]
        self.text(root.text, region)
        while stack:
            element, children, region, how = stack[-1]
            if len(self.regions) > MOST_REGIONS or len(self.pieces) + len(self.late) >= MOST_PIECES:
                self.flush(region)
                self.rest = _rest([(each[0], each[1]) for each in stack])
                break
            child = next(children, None)
            if child is None:
                stack.pop()
                self.leave(element, region, how)
                if stack:
                    self.text(element.tail, stack[-1][2])
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                self.text(child.tail, region)
            elif tag == "img":
                self.images += 1
                self.text(child.tail, region)
            elif tag == "br":
                self.line_end(region)
                self.text(child.tail, region)
            elif self.size and (tag in FLOATS or (tag not in BLOCKS and _floats(child, tag))):
                self.pause()
                inner = self.region(tag, region, child)
                if tag in ("a", "sup"):
                    inner.bits |= BITS["footnote"]
                self.text(child.text, inner)
                stack.append((child, iter(child), inner, "float"))
            elif tag in BLOCKS:
                self.flush(region)
                inner = self.region(tag, region, child)
                if inner.mode == "table":
                    self.table(child, inner)
                    self.text(child.tail, region)
                else:
                    self.text(child.text, inner)
                    stack.append((child, iter(child), inner, "block"))
            else:
                how = self.enter_inline(child, tag)
                self.text(child.text, region)
                if len(child):
                    stack.append((child, iter(child), region, how))
                else:
                    self.leave(child, region, how)
                    self.text(child.tail, region)
        self.pieces += self.late

    def leave(self, element: Any, region: Region, how: str) -> None:
        if how == "block":
            self.flush(region)
        elif how == "float":
            self.flush(region)
            self.resume()
        else:
            self.leave_inline(element, how)

    # ---------------------------------------------------------------- elements

    def region(self, tag: str, parent: Region | None, element: Any) -> Region:
        names = shape = ""
        hidden = False
        for key, value in element.items():
            if key in NAMING and tag not in ("html", "body"):
                names += f" {value}"
                if key == "class":
                    shape = _shape(value)
            elif key in _HIDING and (key == "hidden" or _HIDDEN.search(value) or value == "true"):
                hidden = True
        made = Region(tag, parent, names, element.sourceline, shape)
        if hidden:
            made.bits |= BITS["invisible"]
        made.index = len(self.regions)
        self.regions.append(made)
        _read_as(tag, made, element, names)
        return made

    def enter_inline(self, element: Any, tag: str) -> str:
        how = MARKS.get(tag, "")
        href = ""
        if tag == "a":
            href = element.get("href") or ""
            how = "link" if href else ""
            self.hrefs += bool(href)
        names = element.get("class") or ""
        if how or names:
            self.open.append([self.size, how, href, names, element])
            return how or "names"
        return "plain"

    def leave_inline(self, element: Any, how: str) -> None:
        if how == "plain":
            return
        if how == "link":
            self.hrefs -= 1
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][4] is element:
                start, kind, href, names, _ = self.open.pop(at)
                self.close(start, kind, href, names)
                return

    def close(self, start: int, kind: str, href: str, names: str) -> None:
        if self.size > start:
            if kind:
                self.closed.append((start, self.size, kind, href))
            if names:
                self.spans.append((start, self.size, names))

    def table(self, element: Any, region: Region) -> None:
        """A data table as one piece: rows by newline, cells by tab."""
        rows = []
        for row in element.iter("tr", "caption"):
            cells = [row] if row.tag == "caption" else [c for c in row if c.tag in ("td", "th")]
            rows.append("\t".join(_flat(cell) for cell in cells))
        text = "\n".join(row for row in rows if row.strip())
        if text:
            piece = Piece("table", text, region)
            piece.links = sum(len(_flat(a)) for a in element.iter("a"))
            self.add(piece)

    # ---------------------------------------------------------------- floats

    def pause(self) -> None:
        """Sets the unfinished piece aside: what comes stands in it, but is not part of it."""
        self.paused.append(
            (self.parts, self.size, self.linked, self.space, self.open, self.closed, self.spans, self.hrefs)
        )
        self.parts, self.size, self.linked, self.space, self.open = [], 0, 0, False, []
        self.closed, self.spans, self.hrefs = [], [], 0

    def resume(self) -> None:
        self.parts, self.size, self.linked, self.space, self.open, self.closed, self.spans, self.hrefs = (
            self.paused.pop()
        )

    def add(self, piece: Piece) -> None:
        """Pieces come in the order in which they begin."""
        piece.images, self.images = self.images, 0
        if self.paused:
            self.late.append(piece)
        else:
            self.pieces += [piece, *self.late]
            self.late = []

    # ---------------------------------------------------------------- text

    def text(self, text: str | None, region: Region) -> None:
        if not text:
            return
        if region.mode == "code":
            self.parts.append(text)
            self.size += len(text)
            return
        words = text.split()
        if not words:
            self.space = self.space or self.size > 0
            return
        plain = " ".join(words)
        if self.size and (self.space or text[0].isspace()) and self.parts[-1] != "\n":
            plain = " " + plain
        self.parts.append(plain)
        self.size += len(plain)
        if self.hrefs:
            self.linked += len(plain)
        self.space = text[-1].isspace()

    def line_end(self, region: Region) -> None:
        """One `br` ends a line, two end the paragraph."""
        if region.mode == "crosshead":
            self.space = True
        elif region.mode != "code" and self.parts and self.parts[-1] == "\n":
            self.flush(region)
        elif self.size:
            self.parts.append("\n")
            self.size += 1
            self.space = False

    def flush(self, region: Region) -> None:
        """Ends the piece: what is still open goes on in the next one."""
        self.space = False
        if not self.size:
            return
        for start, kind, href, names, _ in self.open:
            self.close(start, kind, href, names)
        text = "".join(self.parts)
        if region.mode == "code":
            text = _BLANKS.sub("\n", text) if "\n" in text else text
            text = text.strip("\n").rstrip()
        else:
            text = text.rstrip("\n")
        if text.strip():
            self.add(self.piece(text, region))
        self.parts, self.size, self.linked, self.closed, self.spans = [], 0, 0, [], []
        for entry in self.open:
            entry[0] = 0

    def piece(self, text: str, region: Region) -> Piece:
        made = Piece(region.mode, text, region)
        made.links = min(self.linked, len(text))
        if region.mode != "code":
            made.marks = [mark for each in self.closed if (mark := _trimmed(each, text))]
        for start, end, names in self.spans:
            if start == 0 and end >= len(text):
                made.inline |= bits_of(names)
        return made


def _rest(stack: list[tuple[Any, Any]]) -> str:
    """The text of all that was not walked: the children still to come, from the innermost open element outwards."""
    texts: list[str] = []
    while stack:
        element, children = stack.pop()
        for child in children:
            if isinstance(child.tag, str) and child.tag not in SKIPPED:
                if next(child.iter(*SKIPPED), None) is not None:
                    _strip(child)
                texts.extend(child.itertext())
            texts.append(child.tail or "")
        if stack:
            texts.append(element.tail or "")
    return plain(" ".join(texts))


def _strip(element: Any) -> None:
    from lxml import etree

    etree.strip_elements(element, *SKIPPED, with_tail=False)


def plain(text: str) -> str:
    """White space as single spaces; a long text is taken in parts, as a list of its words takes ten times its size."""
    if len(text) <= PART:
        return " ".join(text.split())
    cuts = [*range(0, len(text), PART), len(text)]
    parts = [text[a:b] for a, b in pairwise(cuts)]
    made: list[str] = []
    for part in parts:
        words = " ".join(part.split())
        glue = bool(made) and not (made[-1][-1:].isspace() or part[:1].isspace())
        made.append(words if glue or not made else f" {words}")
        if part[-1:].isspace():
            made[-1] += " "
    return "".join(made).replace("  ", " ").strip()


@lru_cache(maxsize=20_000)
def _shape(names: str) -> str:
    """Class names without their numbers: what elements of one kind share."""
    return _NUMBERS.sub("", names)


def _floats(element: Any, tag: str) -> bool:
    if tag == "sup" or (tag == "a" and (element.get("href") or "").startswith("#")):
        return _is_reference(element)
    names = element.get("class")
    if names and FLOATING.search(names):
        return True
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _is_reference(element: Any) -> bool:
    """A raised number that leads to a footnote stands in the sentence without being part of it."""
    inner = list(islice(element.iter(), MOST_IN_REFERENCE + 1))
    if len(inner) > MOST_IN_REFERENCE or not _REFERENCE.fullmatch("".join(element.itertext()).strip()):
        return False
    return {"sup", "a"} <= {each.tag for each in inner}


def _trimmed(mark: tuple[int, int, str, str], text: str) -> tuple[int, int, str, str] | None:
    """The mark without the spaces at its ends; None where nothing is left."""
    start, end = mark[0], min(mark[1], len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end, mark[2], mark[3]) if end > start else None


def _read_as(tag: str, region: Region, element: Any, names: str) -> None:
    """How the text directly in this element is read: what it says itself, else what holds it says."""
    if tag in HEADINGS:
        region.mode, region.heading = "crosshead", HEADINGS[tag]
    elif tag in ("ul", "ol", "menu", "dir", "dl"):
        region.level += 1
        region.info = "ordered" if tag == "ol" else ""
    elif tag in ("li", "dd", "dt"):
        region.mode = "list_item" if region.mode != "quote" else "quote"
    elif tag == "blockquote":
        region.mode, region.level = "quote", 0
    elif tag in ("pre", "listing", "xmp", "plaintext"):
        region.mode = "code"
    elif tag in ("figcaption", "caption"):
        region.mode = "caption"
    elif tag == "table" and _is_data(element):
        region.mode = "table"
    elif tag == "title":
        region.mode = "title"
    elif tag in ("td", "th", "nav", "aside", "footer", "header") and region.mode in ("crosshead", "list_item"):
        region.mode = "paragraph"


def _is_data(table: Any) -> bool:
    """Rows of short cells, at least two by two, without further structure inside them."""
    widest = rows = 0
    for row in table.iter("tr"):
        rows += 1
        widest = max(widest, sum(1 for cell in row if cell.tag in ("td", "th")))
    if rows < 2 or widest < 2:
        return False
    if next(table.iter("form", "h1", "h2", "blockquote", "iframe", "pre", "article", "script"), None) is not None:
        return False
    if sum(1 for _ in table.iter("table")) > 1:
        return False
    return all(len("".join(cell.itertext())) <= LONGEST_CELL for cell in table.iter("td", "th"))


def _flat(element: Any) -> str:
    parts = []
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in SKIPPED and each.text:
            parts.append(each.text)
        if each is element:
            continue
        if each.tag in BLOCKS or each.tag == "br":
            parts.append(" ")
        if each.tail:
            parts.append(each.tail)
    return " ".join("".join(parts).split())
