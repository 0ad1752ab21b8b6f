"""Factiva: articles that end in `Document CODE`, with two-letter field codes or without.

Without codes the header's order is fixed: headline, byline, `543 words`, date, time, outlet, its code, page,
language, copyright; then the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.read.parsed import Parsed, Piece, cut, date_in

CODES = {"HD": "title", "BY": "byline", "PD": "published", "SN": "outlet", "SE": "section", "LA": "language", "CY": "rights",
         "CR": "agencies"}  # fmt: skip
"""Field codes and the fields that they give (Factiva's "Full Article plus Indexing" display)."""

_ALL_CODES = "SE|HD|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|BY|CLM|ART|DLN"
_INDEXING = ("CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN")
_CODE = re.compile(rf"[ \t]*({_ALL_CODES})(?:[ \t]+(\S.*)|[ \t]*)\Z")
_END = re.compile(
    r"^[ \t]*(?:AN[ \t\n]+)?(?:Document|Dokument|Documento|document)[ \t]+([A-Z0-9]{4,12}\d{8}[a-z0-9]{5,12})[ \t]*$",
    re.M,
)
_WORDS = re.compile(r"[\d.,\s]{1,9} (?:words|Wörter|mots|palabras|parole|palavras|woorden|слов)\Z")
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door|Door:|BY)\b[:\s]")
_OUTLET_CODE = re.compile(r"[A-Z0-9]{2,8}\Z")
_TIME = re.compile(r"\d{1,2}:\d{2}")
_LANGUAGE = re.compile(
    r"(?:English|German|French|Spanish|Italian|Portuguese|Dutch|Arabic|Russian|Chinese|Japanese|Turkish|Polish|Swedish|Danish|Norwegian"
    r"|Finnish|Indonesian|Englisch|Deutsch|Français|Anglais|Español|Inglés|Italiano|Português)\b"
)
_PAGE = re.compile(r"(?:Page \d+ of \d+\s*)?(?:©|\(c\)) ?\d{4} Factiva", re.I)


def fits(text: str) -> bool:
    return bool(_END.search(text)) and bool(
        re.search(r"^[ \t]*(?:HD\b|WC\b)|\d (?:words|Wörter|mots|palabras)[ \t]*$", text, re.M)
    )


def pieces(text: str) -> Iterator[Piece]:
    """Each article runs from the end of the last one to its own `Document` line. What follows the last is no article."""
    bounds, start = [], 0
    for found in _END.finditer(text):
        bounds.append((start, found.end(), found.group(1)))
        start = found.end()
        # The indexing that stands below the number belongs to nobody any more.
    yield from cut(text, bounds)


def parse(lines: list[str]) -> Parsed:
    coded = [(n, match) for n, line in enumerate(lines) if (match := _CODE.match(line))]
    if sum(match.group(1) in ("HD", "WC", "LP", "TD", "SN") for _, match in coded) >= 3:
        return _coded(lines, coded)
    return _ordered(lines)


def _coded(lines: list[str], coded: list[tuple[int, re.Match[str]]]) -> Parsed:
    """Values run on to the next code. LP and TD are the text, up to the indexing codes below it."""
    tail = _tail(coded, len(lines))
    text = [(n, match) for n, match in coded if match.group(1) in ("LP", "TD") and n < tail]
    start = text[0][0] if text else tail
    for n, match in text:
        lines[n] = " " * match.start(2) + match.group(2) if match.group(2) else ""
    head = [(n, match) for n, match in coded if n < start]
    ends = [*(n for n, _ in head[1:]), start]
    fields = []
    for (n, match), end in zip(head, ends, strict=False):
        value = " ".join((match.group(2) or "", *(line.strip() for line in lines[n + 1 : end]))).strip()
        if match.group(1) in CODES:
            fields.append((CODES[match.group(1)], date_in(value) or value if match.group(1) == "PD" else value, n))
    return Parsed(tuple(fields), start, tail)


def _tail(coded: list[tuple[int, re.Match[str]]], last: int) -> int:
    """Where the indexing begins. Its codes have an order, so a sentence that begins with one ("IN 2019 …")
    is not among them."""
    rank = len(_INDEXING)
    for n, match in reversed(coded):
        code = match.group(1)
        if code not in _INDEXING or _INDEXING.index(code) >= rank:
            break
        rank, last = _INDEXING.index(code), n
    return last


def _ordered(lines: list[str]) -> Parsed:
    counted = next((n for n, line in enumerate(lines) if _WORDS.match(line.strip())), None)
    last = next((n for n in range(len(lines) - 1, -1, -1) if _END.match(lines[n])), len(lines))
    if counted is None:
        return Parsed((), 0, last)
    above = [(n, lines[n].strip()) for n in range(counted) if lines[n].strip() and not _PAGE.search(lines[n])]
    fields = _above(above)
    below, start = _below(lines, counted + 1, last)
    return Parsed((*fields, *below), start, last)


def _above(above: list[tuple[int, str]]) -> list[tuple[str, str, int]]:
    """The headline, with a section's name before it where there are three lines, and the byline last."""
    fields = []
    if len(above) > 1 and (_BYLINE.match(above[-1][1]) or len(above) > 2):
        fields.append(("byline", above[-1][1], above[-1][0]))
        above = above[:-1]
    if len(above) > 1 and len(above[0][1]) < 40:
        fields.append(("section", above[0][1], above[0][0]))
        above = above[1:]
    if above:
        fields.append(("title", " ".join(text for _, text in above), above[0][0]))
    return fields


def _below(lines: list[str], first: int, last: int) -> tuple[list[tuple[str, str, int]], int]:
    """The header's lines after the word count: date, time, outlet, code, edition and page, language, copyright."""
    fields: list[tuple[str, str, int]] = []
    names: set[str] = set()
    for n in range(first, min(last, first + 24)):
        line = lines[n].strip()
        if not line or _TIME.match(line) or _PAGE.search(line):
            continue
        name, value = _header_line(line, names)
        if name:
            fields.append((name, value, n))
            names.add(name)
        if name == "rights" or (name == "" and "language" in names):
            return fields, n + (name == "rights")
    return fields, max((n + 1 for _, _, n in fields), default=first)


def _header_line(line: str, names: set[str]) -> tuple[str, str]:
    if "published" not in names:
        return ("published", date_in(line)) if date_in(line) else ("", "")
    if "outlet" not in names:
        return "outlet", line
    if line.lower().startswith(("copyright", "(c)", "©", "all rights")) or "copyright" in line[:40].lower():
        return "rights", line
    if "language" not in names and _LANGUAGE.match(line) and len(line) < 30:
        return "language", line
    return "", ""
