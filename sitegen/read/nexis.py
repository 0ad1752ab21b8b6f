"""Nexis and LexisNexis: the classic export (`1 of 100 DOCUMENTS`, `Dokument 1 von 100`, labels in capitals) and
Nexis Uni's (`End of Document`, title first, labels in small letters)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.read.nexis_labels import HEAD, SURE, TAIL
from sitegen.read.parsed import Parsed, Piece, cut, date_in

_CLASSIC = re.compile(
    r"^[ \t]*(?:\d+[ \t]+(?:of|von|de|sur|van|di)[ \t]+\d+[ \t]+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN|DOCUMENTI)"
    r"|(?:Dokument|Document|Documento)[ \t]+\d+[ \t]+(?:von|de|sur|van|di)[ \t]+\d+(?:[ \t]+\w+)?)[ \t]*$",
    re.M | re.I,
)
_END = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|Einde van document|Fine del documento)[ \t]*$",
    re.M | re.I,
)
_LENGTH = re.compile(r"^[ \t]*(?:Load-Date|Length|Länge|Longueur|Longitud|Lengte|Lunghezza)[ \t]*:", re.M | re.I)
_NAMES = "|".join(re.escape(name) for name in sorted({**HEAD, **TAIL}, key=len, reverse=True))
_LABEL = re.compile(rf"[ \t]*({_NAMES})[ \t]*:[ \t]*(.*)\Z", re.I)
_BARE = re.compile(r"[ \t]*(Body|Graphic|Classification|Notes|Correction)[ \t]*\Z")
_BARE_ASIDE = frozenset({"graphic", "notes", "correction"})
_RIGHTS = re.compile(
    r"(?:Copyright\b|©|\(c\)\s|All Rights Reserved|Alle Rechte|Tous droits|Todos los derechos|Alle rechten|Tutti i diritti)",
    re.I,
)
_DISCLAIMER = re.compile(r"may not be (?:re)?published|express written|consent of|not for (?:re)?distribution", re.I)
_SUPPLIER = re.compile(r"\s*(?:Supplied|Provided|Distributed) by\b", re.I)
_EDITION = re.compile(r"\b(?:edition|ausgabe|édition|edición|edizione|editie|page|seite)\b", re.I)
_MONTH_AND_YEAR = re.compile(r"[^\W\d_]{3,12}\.?(?:\s*[/-]\s*[^\W\d_]{3,12})? \d{4}\Z")


def fits(text: str) -> bool:
    """Whether the marks of one of the two layouts are there, and the label that each article has."""
    return (bool(_LENGTH.search(text)) and bool(_END.search(text) or _CLASSIC.search(text))) or _plainly_classic(text)


def _plainly_classic(text: str) -> bool:
    return bool(re.search(r"^[ \t]*\d+[ \t]+of[ \t]+\d+[ \t]+DOCUMENTS?[ \t]*$", text, re.M))


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
    mark = _LENGTH.search(head)
    offsets = [
        (found.start(), found.group().strip())
        for found in re.finditer(r"^.*\S.*$", head[: mark.start() if mark else end], re.M)
    ]
    dated = next((n for n in range(len(offsets) - 1, -1, -1) if date_in(offsets[n][1])), 0)
    return offsets[max(0, dated - 2)][0] if offsets else 0


def parse(lines: list[str]) -> Parsed:
    """The header's bare lines (outlet, date, rights), then labels, the text, and labels again."""
    label = _Labels(lines)
    first = next((n for n in range(len(lines)) if label.of(n, HEAD)), len(lines))
    start = _body_start(lines, first, label)
    end = _tail_start(lines, start, label)
    fields = [*_labelled(lines, (first, start), label), *_labelled(lines, (end, len(lines)), label)]
    known = {name for name, _, _ in fields}
    bare = [found for found in _bare_header(lines, first, "title" in known) if found[0] not in known]
    rights = [] if any(name == "rights" for name, _, _ in (*fields, *bare)) else _rights(lines, range(end, len(lines)))
    return Parsed((*fields, *bare, *rights), start, end)


class _Labels:
    """The labels of one article: in capitals where it has its length so (the classic layout), else as Nexis Uni
    writes them. A sentence that begins with such a word in other letters is a sentence."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.capital = any(_LENGTH.match(line) and line.strip()[:4].isupper() for line in lines)

    def match(self, n: int) -> re.Match[str] | None:
        """The line's label and its value."""
        found = _LABEL.match(self.lines[n])
        written = found.group(1) if found else ""
        return found if written and (written.isupper() if self.capital else written[0].isupper()) else None

    def of(self, n: int, known: dict[str, str] | frozenset[str]) -> str:
        """The line's label in small letters where it is one of `known`, a bare one included."""
        found = self.match(n) or (None if self.capital else _BARE.match(self.lines[n]))
        name = found.group(1).lower() if found else ""
        return name if name in known else ""


def _body_start(lines: list[str], first: int, label: _Labels) -> int:
    """After `BODY:`, else after the labels of the header, which stand one below the other, and their values."""
    last, n = first, first
    while n < len(lines):
        found = label.of(n, HEAD)
        if found == "body":
            _blank_label(lines, n)
            return n
        if found:
            last = n
        elif lines[n].strip() and not lines[n - 1].strip() and not _body_label_near(lines, n, label):
            break
        n += 1
    after = next((n for n in range(last, len(lines)) if not lines[n].strip()), len(lines))
    return after if first < len(lines) else _after_bare_header(lines)


def _body_label_near(lines: list[str], n: int, label: _Labels) -> bool:
    """Whether the text's own label is still to come: then what stands here is a value of several paragraphs."""
    return any(label.of(m, HEAD) == "body" for m in range(n, min(n + 12, len(lines))))


def _blank_label(lines: list[str], n: int) -> None:
    match = _LABEL.match(lines[n])
    lines[n] = " " * match.start(2) + match.group(2) if match and match.group(2) else ""


def _after_bare_header(lines: list[str]) -> int:
    dated = next((n for n, line in enumerate(lines[:20]) if date_in(line)), 0)
    return min(dated + 1, len(lines))


def _tail_start(lines: list[str], start: int, label: _Labels) -> int:
    """Where the database's own labels begin below the text: at the first that nobody else writes, and above it
    at those that follow one another up to there (`UPDATE:` may begin a sentence as well)."""
    units = [n for n in range(start, len(lines)) if lines[n].strip() and _begins_unit(lines, n, label)]
    end = next((n for n in units if label.of(n, SURE)), len(lines))
    for n in reversed([n for n in units if n < end]):
        if not label.of(n, TAIL) or not _is_of_database(lines[n]):
            break
        end = n
    asides = [n for n in units if n < end and label.of(n, _BARE_ASIDE)]
    return min(asides) if asides and end < len(lines) else end


def _begins_unit(lines: list[str], n: int, label: _Labels) -> bool:
    bare = not label.capital and _BARE.match(lines[n]) is not None
    return n == 0 or not lines[n - 1].strip() or bare or label.match(n) is not None


def _is_of_database(line: str) -> bool:
    """`UPDATE: 9. Dezember 2024` is when it was loaded; followed by words it is text."""
    found = _LABEL.match(line)
    return found is None or found.group(1).lower() != "update" or bool(date_in(found.group(2)))


def _labelled(lines: list[str], within: tuple[int, int], label: _Labels) -> Iterator[tuple[str, str, int]]:
    """Labels with their values, which run on to the next blank line."""
    start, end = within
    for n in range(start, end):
        match = label.match(n)
        name = {**TAIL, **HEAD}.get(match.group(1).lower(), "") if match else ""
        if match and name:
            stop = next((m for m in range(n + 1, end) if not lines[m].strip() or label.match(m)), end)
            value = " ".join((match.group(2), *(line.strip() for line in lines[n + 1 : stop]))).strip()
            yield name, _without_page(value) if name == "section" else value, n


def _without_page(section: str) -> str:
    """`NEWS; Pg. 3` is the section and a page."""
    return re.split(r";\s*(?:Pg|S|p|Pág|Blz)\.", section)[0].strip()


def _bare_header(lines: list[str], first: int, titled: bool) -> Iterator[tuple[str, str, int]]:
    """Outlet (the line above the date), date, rights and, where no label gives it, the title: between the date and
    the labels, or above the outlet."""
    yield from _rights(lines, range(first))
    plain = [(n, lines[n].strip()) for n in _plain_header(lines, first)]
    dated = next((i for i, (_, text) in enumerate(plain) if date_in(text)), None)
    if dated is None:
        dated = next((i for i, (_, text) in enumerate(plain) if i and _MONTH_AND_YEAR.match(text)), None)
    if dated is None:
        return
    yield "published", date_in(plain[dated][1]) or plain[dated][1], plain[dated][0]
    if dated:
        yield "outlet", plain[dated - 1][1], plain[dated - 1][0]
    if not titled:
        title = _title_below(lines, plain[dated][0], first) or _title_above(lines, plain, dated - 1)
        if title:
            yield "title", title[1], title[0]


def _rights(lines: list[str], within: range) -> list[tuple[str, str, int]]:
    found = next((n for n in within if _RIGHTS.match(lines[n].strip())), None)
    return [] if found is None else [("rights", lines[found].strip(), found)]


def _plain_header(lines: list[str], first: int) -> list[int]:
    """The header's lines without rights and the agencies' terms, which may take several lines."""
    kept: list[int] = []
    block: list[int] = []
    for n in range(first + 1):
        if n < first and lines[n].strip():
            block.append(n)
            continue
        if not any(_DISCLAIMER.search(lines[m]) for m in block):
            kept += (m for m in block if not _RIGHTS.search(lines[m]) and not _SUPPLIER.match(lines[m]))
        block = []
    return kept


def _title_above(lines: list[str], plain: list[tuple[int, str]], outlet: int) -> tuple[int, str] | None:
    """The lines just above the outlet's."""
    if outlet < 1:
        return None
    end = start = plain[outlet - 1][0]
    while start and lines[start - 1].strip():
        start -= 1
    return start, " ".join(line.strip() for line in lines[start : end + 1])


def _title_below(lines: list[str], dated: int, first: int) -> tuple[int, str] | None:
    """The paragraph just above the first label, where it stands apart from the date and its edition."""
    end = next((n for n in range(first - 1, dated, -1) if lines[n].strip()), dated) if first < len(lines) else dated
    start = next((n for n in range(end, dated, -1) if not lines[n - 1].strip()), dated)
    title = " ".join(line.strip() for line in lines[start : end + 1])
    return (start, title) if start > dated and not _EDITION.search(title) and not _RIGHTS.search(title) else None
