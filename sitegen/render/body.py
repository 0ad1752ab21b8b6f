"""An article's text as HTML, rebuilt from its blocks: nothing of the source's own markup is passed on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import escape

from sitegen.model import Article, Block, Mark
from sitegen.render.html import direction, safe_href

LONGEST_CHECKED = 200_000
"""Longer bodies are not given to nh3 (it is a second gate; the body is escaped already)."""

MOST_CELLS = 20_000
MOST_MARKS = 400
"""A block with more marks and spans than this loses its marks: nesting them takes quadratic time."""

_TAGS = {"em": "em", "strong": "strong", "code": "code", "sub": "sub", "sup": "sup"}


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of the article's text to be wrapped: a mention, a difference."""

    start: int
    end: int
    open: str
    close: str


class Dressing(msgspec.Struct, frozen=True):
    """What is added to the text: spans (sorted, apart), HTML before an offset, HTML after the block
    that starts at an offset; `limit` is where the published text ends."""

    spans: tuple[Span, ...] = ()
    inserts: tuple[tuple[int, str], ...] = ()
    notes: dict[int, str] = {}
    limit: int = 2**60


def placed(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Kept blocks with the offset of each in `Article.text`."""
    at = 0
    for block in blocks:
        yield at, block
        at += len(block.text) + 2


def body(article: Article, dressing: Dressing) -> str:
    """The kept blocks up to the limit."""
    made: list[str] = []
    lists = _Lists(made)
    spans, places = _Cursor(dressing.spans), [at for at, _ in dressing.inserts]
    level = 1
    for number, (start, block) in enumerate(placed(article.kept), 1):
        if start >= dressing.limit:
            break
        shown = block if start + len(block.text) <= dressing.limit else _cut(block, dressing.limit - start)
        here = dressing.inserts[bisect_left(places, start) : bisect_left(places, start + len(shown.text))]
        inner = inline(shown, start, spans.within(start, start + len(shown.text)), here)
        level = min(max(block.level, 2), level + 1, 6) if block.kind == "crosshead" else level
        lists.step(block)
        made.append(_noted(_block(shown, inner, number, level), dressing.notes.get(start, "")))
    lists.step(None)
    return "\n".join(made)


def _noted(block: str, note: str) -> str:
    """A block with its margin note: before it, so that it floats beside its beginning; inside a list's item."""
    if not note:
        return block
    return (
        block.removesuffix("</li>") + note + "</li>"
        if block.startswith("<li")
        else f'<div class="noted">{note}{block}</div>'
    )


class _Cursor:
    """Hands out the spans inside one block after the other."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans, self._next = spans, 0

    def within(self, start: int, end: int) -> list[Span]:
        while self._next < len(self._spans) and self._spans[self._next].start < start:
            self._next += 1
        first = self._next
        while self._next < len(self._spans) and self._spans[self._next].start < end:
            self._next += 1
        return [span for span in self._spans[first : self._next] if span.end <= end]


class _Lists:
    """Opens and closes lists around runs of list items."""

    def __init__(self, made: list[str]) -> None:
        self._made, self._open = made, ""

    def step(self, block: Block | None) -> None:
        wanted = "" if block is None or block.kind != "list_item" else "ol" if block.info == "ordered" else "ul"
        if wanted != self._open:
            if self._open:
                self._made.append(f"</{self._open}>")
            if wanted:
                self._made.append(f"<{wanted}>")
            self._open = wanted


def _cut(block: Block, length: int) -> Block:
    marks = tuple(mark for mark in block.marks if mark.end <= length)
    return msgspec.structs.replace(block, text=block.text[:length].rstrip() + " …", marks=marks)


def _block(block: Block, inner: str, number: int, level: int) -> str:
    turn = direction(block.text)
    match block.kind:
        case "crosshead":
            return f'<h{level} class="crosshead" id="par-{number}"{turn}>{inner}</h{level}>'
        case "list_item":
            depth = min(max(block.level, 1), 4)
            return f'<li class="depth-{depth}" id="par-{number}"{turn}>{inner}</li>'
        case "quote":
            return f'<blockquote id="par-{number}"{turn}><p>{inner}</p></blockquote>'
        case "code":
            return _code(block, number)
        case "table":
            return _table(block.text, number)
        case "caption":
            return f'<p class="caption" id="par-{number}"{turn}>{inner}</p>'
        case _:
            return f'<p id="par-{number}"{turn}>{inner}</p>'


def _code(block: Block, number: int) -> str:
    from sitegen.render.source_code import highlighted

    shown = highlighted(block.text, block.info) or str(escape(block.text))
    return f'<pre id="par-{number}" tabindex="0" role="region" aria-label="Code">{shown}</pre>'


def _table(text: str, number: int) -> str:
    """A table filled up to its widest row; as plain lines where that would be too many cells."""
    rows = [row.split("\t") for row in text.split("\n")]
    width = max(len(row) for row in rows)
    if width * len(rows) > MOST_CELLS:
        return f'<pre id="par-{number}" tabindex="0" role="region" aria-label="Table">{escape(text)}</pre>'
    cells = "\n".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row + [''] * (width - len(row)))}</tr>" for row in rows
    )
    open_ = f'<div class="scroll" id="par-{number}" tabindex="0" role="region" aria-label="Table">'
    return f"{open_}<table><tbody>\n{cells}\n</tbody></table></div>"


def inline(block: Block, base: int, spans: Sequence[Span], inserts: Sequence[tuple[int, str]] = ()) -> str:
    """A block's text with its marks, spans and inserts, every element properly nested."""
    text = block.text
    if (not block.marks and not inserts) or len(block.marks) + len(spans) > MOST_MARKS:
        return _plain(text, base, spans)
    outer = _outer(block.marks, base, spans, len(text))
    marks = [mark for mark in block.marks if mark.kind in _TAGS and 0 <= mark.start < mark.end <= len(text)]
    points = {0, len(text), *(at - base for at, _ in inserts)}
    points.update(edge for span in outer for edge in (span.start, span.end))
    points.update(edge for mark in marks for edge in (mark.start, mark.end))
    before = {at - base: made for at, made in inserts}
    return "".join(_pieces(text, sorted(points), outer, marks, before))


def _plain(text: str, base: int, spans: Sequence[Span]) -> str:
    made: list[str] = []
    at = 0
    for span in spans:
        start, end = span.start - base, span.end - base
        made += (str(escape(text[at:start])), span.open, str(escape(text[start:end])), span.close)
        at = end
    made.append(str(escape(text[at:])))
    return "".join(made)


def _outer(marks: Sequence[Mark], base: int, spans: Sequence[Span], length: int) -> list[Span]:
    """Links and spans, in order and apart: a link of the source wins over a mention."""
    links = [Span(mark.start, mark.end, f'<a href="{escape(href)}" rel="nofollow noopener">', "</a>") for mark in marks
             if mark.kind == "link" and 0 <= mark.start < mark.end <= length and (href := safe_href(mark.href))]  # fmt: skip
    moved = [Span(span.start - base, span.end - base, span.open, span.close) for span in spans]
    made: list[Span] = []
    for span in sorted(links, key=lambda span: span.start) + moved:
        if all(span.end <= other.start or span.start >= other.end for other in made):
            made.append(span)
    return sorted(made, key=lambda span: span.start)


def _pieces(
    text: str, points: list[int], outer: list[Span], marks: list[Mark], before: dict[int, str]
) -> Iterator[str]:
    """Segment by segment; only what changes at a point is closed and opened."""
    around: Span | None = None
    inside: tuple[str, ...] = ()
    for start, end in zip(points, [*points[1:], len(text)], strict=True):
        now = next((span for span in outer if span.start <= start < span.end), None)
        tags = tuple(dict.fromkeys(_TAGS[mark.kind] for mark in marks if mark.start <= start < mark.end))
        if (now, tags) != (around, inside):
            yield "".join(f"</{tag}>" for tag in reversed(inside))
            yield (around.close if around and around is not now else "") + (
                now.open if now and now is not around else ""
            )
            yield "".join(f"<{tag}>" for tag in tags)
            around, inside = now, tags
        yield before.get(start, "")
        yield str(escape(text[start:end]))
    yield "".join(f"</{tag}>" for tag in reversed(inside)) + (around.close if around else "")


def checked(made: str) -> str:
    """The body after nh3 with a short allow-list: the last gate, should a block ever carry markup."""
    import nh3

    if len(made) > LONGEST_CHECKED:
        return made
    return nh3.clean(
        made, tags=_ALLOWED, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
    )


_ALLOWED = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "table", "tbody", "tr", "td", "div",
            "a", "em", "strong", "sub", "sup", "span", "q", "ins", "del", "mark", "b", "bdi"}  # fmt: skip
_COMMON = {"class", "id", "dir", "lang", "tabindex", "role", "aria-label", "data-e"}
_ATTRIBUTES = {tag: _COMMON | ({"href", "rel"} if tag == "a" else set()) for tag in _ALLOWED}
