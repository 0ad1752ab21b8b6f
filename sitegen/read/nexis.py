"""Nexis and LexisNexis: the classic export (`1 of 100 DOCUMENTS`, capital labels) and Nexis Uni's
(`End of Document`, title first, labels in small letters)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.read.parsed import Parsed, Piece, cut, date_in

LABELS = {
    "headline": "title", "title": "title", "byline": "byline", "section": "section", "dateline": "dateline_place", "language": "language",
    "highlight": "description", "length": "", "body": "", "series": "", "edition": "", "source": "",
    "überschrift": "title", "autor": "byline", "rubrik": "section", "länge": "", "titre": "title", "auteur": "byline",
    "rubrique": "section", "longueur": "", "titular": "title", "sección": "section", "longitud": "",
}  # fmt: skip
"""Labels that stand before the text, and the field that they give."""

TAIL = {
    "graphic": "", "load-date": "", "load date": "", "language": "language", "publication-type": "", "publication type": "",
    "journal-code": "", "journal code": "", "subject": "", "classification": "", "company": "", "organization": "", "industry": "",
    "geographic": "", "person": "", "ticker": "", "correction-date": "", "correction": "correction", "doc-type": "", "document-type": "",
    "pub-type": "", "notes": "", "type": "", "country": "", "state": "", "city": "", "update": "", "grafik": "", "sprache": "language",
    "publikationstyp": "", "zeitungs-code": "", "langue": "language", "type-publication": "", "date-chargement": "", "acc-no": "",
    "copyright": "rights", "categories": "", "distribution": "", "docid": "",
}  # fmt: skip
"""Labels that stand after it."""

_CLASSIC = re.compile(
    r"^[ \t]*(?:Dokument[ \t]+)?\d+[ \t]+(?:of|von|de|van)[ \t]+\d+[ \t]+(?:DOCUMENTS?|DOKUMENTEN?)[ \t]*$", re.M | re.I
)
_END = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments|Fin du Document|Fin del documento)[ \t]*$", re.M | re.I
)
_UNI_MARK = re.compile(r"^[ \t]*(?:Load-Date|Length|Länge|Longueur):", re.M)
_NAMES = "|".join(re.escape(name) for name in sorted({**LABELS, **TAIL}, key=len, reverse=True))
_LABEL = re.compile(rf"[ \t]*({_NAMES})[ \t]*:[ \t]*(.*)\Z", re.I)
_BARE = re.compile(r"[ \t]*(Body|Graphic|Classification|Notes)[ \t]*\Z")
_RIGHTS = re.compile(r"(?:Copyright\b|©|\(c\)\s|All Rights Reserved|Alle Rechte|Tous droits|Todos los derechos)", re.I)

_EDITION = re.compile(r"\b(?:edition|ausgabe|édition|edición|edizione|editie|page|seite)\b", re.I)


def fits(text: str) -> bool:
    return bool(_CLASSIC.search(text)) or bool(_END.search(text) and _UNI_MARK.search(text))


def pieces(text: str) -> Iterator[Piece]:
    """The stretches between the marks. The cover sheet before the first article is left out."""
    starts = [found.end() for found in _CLASSIC.finditer(text)]
    if starts:
        ends = [*(found.start() for found in _CLASSIC.finditer(text)), len(text)][1:]
        yield from cut(text, [(start, end, "") for start, end in zip(starts, ends, strict=True)])
        return
    marks = list(_END.finditer(text))
    begins = [_after_cover(text, marks[0].start()), *(found.end() for found in marks[:-1])]
    yield from cut(text, [(begin, found.start(), "") for begin, found in zip(begins, marks, strict=True)])


def _after_cover(text: str, end: int) -> int:
    """Where the first article starts: with Nexis Uni's cover sheet before it, two lines above its date."""
    head = text[:end]
    if not re.search(r"^[ \t]*(?:Job Number|Date and Time|User Name|Documents? \(\d+\)|Client/Matter)", head, re.M):
        return 0
    mark = _UNI_MARK.search(head)
    offsets = [
        (found.start(), found.group().strip())
        for found in re.finditer(r"^.*\S.*$", head[: mark.start() if mark else end], re.M)
    ]
    dated = next((n for n in range(len(offsets) - 1, -1, -1) if date_in(offsets[n][1])), 0)
    return offsets[max(0, dated - 2)][0] if offsets else 0


def parse(lines: list[str]) -> Parsed:
    """The header's bare lines (outlet, date, rights), then labels, the text, and labels again."""
    first = next((n for n, line in enumerate(lines) if _head_label(line)), len(lines))
    start = _body_start(lines, first)
    end = next((n for n in range(start, len(lines)) if _tail_label(lines, n)), len(lines))
    labelled = [*_labelled(lines, first, start), *_labelled(lines, end, len(lines))]
    bare = _bare_header(lines, first, any(name == "title" for name, _, _ in labelled))
    return Parsed((*labelled, *bare), start, end)


def _head_label(line: str) -> str:
    match = _LABEL.match(line) or _BARE.match(line)
    name = match.group(1).lower() if match else ""
    return name if name in LABELS else ""


def _tail_label(lines: list[str], n: int) -> bool:
    """A label of the tail: in capitals or as Nexis Uni writes it, after a blank line or another label, and
    not a sentence that happens to begin so."""
    match = _LABEL.match(lines[n]) or _BARE.match(lines[n])
    if match is None or match.group(1).lower() not in TAIL:
        return False
    name = match.group(1)
    if not (name.isupper() or name[0].isupper()):
        return False
    known = any(_LABEL.match(line) for line in lines[n + 1 : n + 8]) or n + 8 >= len(lines)
    return known or name.isupper()


def _body_start(lines: list[str], first: int) -> int:
    """After `BODY:`, else after the last label of the header block and its value."""
    last = first
    for n in range(first, len(lines)):
        label = _head_label(lines[n])
        if label == "body":
            _blank_label(lines, n)
            return n
        if label:
            last = n
        elif n > last + 12:
            break
    after = next((n for n in range(last, len(lines)) if not lines[n].strip()), len(lines))
    return after if first < len(lines) else _after_bare_header(lines)


def _blank_label(lines: list[str], n: int) -> None:
    match = _LABEL.match(lines[n])
    lines[n] = " " * match.start(2) + match.group(2) if match and match.group(2) else ""


def _after_bare_header(lines: list[str]) -> int:
    dated = next((n for n, line in enumerate(lines[:20]) if date_in(line)), 0)
    return min(dated + 1, len(lines))


def _labelled(lines: list[str], start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """Labels with their values, which run on to the next blank line."""
    for n in range(start, end):
        match = _LABEL.match(lines[n])
        name = {**TAIL, **LABELS}.get(match.group(1).lower(), "") if match else ""
        if match and name:
            stop = next((m for m in range(n + 1, end) if not lines[m].strip() or _LABEL.match(lines[m])), end)
            value = " ".join((match.group(2), *(line.strip() for line in lines[n + 1 : stop]))).strip()
            yield name, _without_page(value) if name == "section" else value, n


def _without_page(section: str) -> str:
    """`NEWS; Pg. 3` is the section and a page."""
    return re.split(r";\s*(?:Pg|S|p|Pág)\.", section)[0].strip()


def _bare_header(lines: list[str], first: int, titled: bool) -> Iterator[tuple[str, str, int]]:
    """Outlet (the line above the date), date, rights and, where no label gives it, the title: between the date and
    the labels, or above the outlet."""
    bare = [(n, lines[n].strip()) for n in range(first) if lines[n].strip()]
    rights = [(n, text) for n, text in bare if _RIGHTS.match(text)]
    if rights:
        yield "rights", rights[0][1], rights[0][0]
    plain = [pair for pair in bare if not _RIGHTS.search(pair[1])]
    dated = next((i for i, (_, text) in enumerate(plain) if date_in(text)), None)
    if dated is None:
        return
    yield "published", date_in(plain[dated][1]), plain[dated][0]
    if dated:
        yield "outlet", plain[dated - 1][1], plain[dated - 1][0]
    if not titled:
        below = _title_below(lines, plain[dated][0], first)
        if below:
            yield "title", below[1], below[0]
        elif dated > 1:
            yield "title", plain[dated - 2][1], plain[dated - 2][0]


def _title_below(lines: list[str], dated: int, first: int) -> tuple[int, str] | None:
    """The paragraph just above the first label, where it stands apart from the date and its edition."""
    end = next((n for n in range(first - 1, dated, -1) if lines[n].strip()), dated) if first < len(lines) else dated
    start = next((n for n in range(end, dated, -1) if not lines[n - 1].strip()), dated)
    title = " ".join(line.strip() for line in lines[start : end + 1])
    return (start, title) if start > dated and not _EDITION.search(title) and not _RIGHTS.search(title) else None
