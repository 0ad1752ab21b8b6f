"""The source page: the raw file beside what cleaning made of it, every cut labelled with its rule."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup, escape

from sitegen.model import Article, Block, raw_key
from sitegen.render import rows, words
from sitegen.render.article import field_rows, merged, shown_fields
from sitegen.render.desk import Desk
from sitegen.render.html import direction, language
from sitegen.render.lookup import ref
from sitegen.render.source_code import highlighted
from sitegen.render.views import SourceView

LONGEST_RAW = 150_000
"""Longer sources are shown up to here; the file itself is named with its digest."""

LONGEST_LINE = 4_000
MOST_BLOCKS = 4_000
LONGEST_BLOCK = 20_000
COLOURED = frozenset({"html", "json", "jsonl", "xml"})


def draw_source(desk: Desk) -> str:
    view: SourceView = desk.view
    card = view.card
    article = desk.article(card.key)
    raw = desk.value(raw_key(card.key), str) or "" if desk.full else ""
    fields = merged(article, view.fields)
    sheet = _sheet(desk, article, raw) if article and raw else None
    rejected = shown_fields(desk, list(article.rejected)[:60]) if article else []
    reach = (sheet.first, sheet.last) if sheet else ()
    return desk.render(
        "source.html", title=rows.title(ref(card)), card=card, encoding=article.encoding if article else "",
        fields=field_rows(shown_fields(desk, fields), *reach), rejected=field_rows(rejected, *reach), rejections=len(rejected),
        cuts=_cuts(article), table=Markup(_table(article, sheet, len(raw) > LONGEST_RAW)) if article and sheet and raw else Markup(""),
        cut_short=len(raw) > LONGEST_RAW, problems=article.problems if article else (), size=words.number(card.source.bytes),
    )  # fmt: skip


def _cuts(article: Article | None) -> list[tuple[str, int, int]]:
    """By rule: how many blocks and how many characters were cut."""
    found: dict[str, list[int]] = {}
    for block in article.cuts if article else ():
        found.setdefault(block.cut, []).append(len(block.text))
    return [(words.rule_name(rule), len(sizes), sum(sizes)) for rule, sizes in found.items()]


class _Band(msgspec.Struct):
    """Source lines (from, up to) and the blocks that came from them."""

    first: int
    last: int
    blocks: list[Block]


class _Sheet(msgspec.Struct, frozen=True):
    """The raw lines as HTML and the number of the first: a record begins somewhere inside its file."""

    lines: list[str]
    first: int
    lang: str

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def _sheet(desk: Desk, article: Article, raw: str) -> _Sheet:
    lines = _lines(raw[:LONGEST_RAW], article.source.format) if raw else []
    return _Sheet(lines, article.source.line, language(desk.view.card.language, desk.site.language))


def _table(article: Article, sheet: _Sheet, cut: bool) -> str:
    bands = _bands(article.blocks[:MOST_BLOCKS], sheet.first, len(sheet.lines), cut)
    return "\n".join(_band(band, sheet) for band in bands)


def _lines(raw: str, format: str) -> list[str]:
    """The source's lines as HTML."""
    plain = raw.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    shown = highlighted(plain, format) if format in COLOURED else ""
    return (
        shown.removesuffix("\n").split("\n")
        if shown
        else [str(escape(line[:LONGEST_LINE])) for line in plain.split("\n")]
    )


def _bands(blocks: Sequence[Block], first: int, count: int, cut: bool) -> list[_Band]:
    """Source lines grouped by the blocks that begin on them, in source order. Line numbers in the raw
    text count from 1; a record's blocks count from the line where the record starts."""
    groups: dict[int, list[Block]] = {}
    at = 1
    for block in blocks:
        line = (block.line or at + first - 1) - first + 1
        if cut and line > count:
            break
        at = min(max(line, at), max(count, 1))
        groups.setdefault(at, []).append(block)
    starts = sorted({1, *groups}) if count else sorted(groups)
    ends = [*(start - 1 for start in starts[1:]), count]
    return [_Band(start, end, groups.get(start, [])) for start, end in zip(starts, ends, strict=True)]


def _band(band: _Band, sheet: _Sheet) -> str:
    numbered = [(sheet.first + n - 1, sheet.lines[n - 1] or " ") for n in range(band.first, band.last + 1)]
    raw = "\n".join(f'<span class="ln" id="L{n}">{n}</span><code>{line}</code>' for n, line in numbered)
    clean = "\n".join(_clean(block) for block in band.blocks)
    return f'<div class="band"><div class="raw">{raw}</div><div class="clean"{sheet.lang}>{clean}</div></div>'


def _clean(block: Block) -> str:
    turn = direction(block.text)
    shown = escape(block.text[:LONGEST_BLOCK]) + (" …" if len(block.text) > LONGEST_BLOCK else "")
    if block.cut:
        return f'<p class="cut"{turn}><span class="rule">cut: {escape(words.rule_name(block.cut))}</span> <del>{shown}</del></p>'
    kind = "" if block.kind == "paragraph" else f'<span class="kind">{words.rule_name(block.kind)}</span> '
    return f'<p class="kept {block.kind}"{turn}>{kind}{shown}</p>'
