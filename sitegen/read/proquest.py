"""ProQuest: articles between rules of underscores, `Label: value` lines, the body under `Full text:`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.read.parsed import Parsed, Piece, cut, date_in

LABELS = {
    "title": "title", "author": "byline", "publication title": "outlet", "publication date": "published", "section": "section",
    "language of publication": "language", "document url": "url", "copyright": "rights", "abstract": "description",
    "dateline": "dateline_place", "correspondence author": "", "publication info": "", "links": "", "full text": "", "subject": "",
    "location": "", "people": "", "company / organization": "", "company": "", "classification": "", "identifier / keyword": "",
    "pages": "", "publication year": "", "publication subject": "", "publisher": "", "place of publication": "",
    "country of publication": "", "issn": "", "e-issn": "", "source type": "", "document type": "", "proquest document id": "",
    "last updated": "", "database": "", "first page": "", "volume": "", "issue": "", "number of pages": "", "year": "", "column": "",
    "illustration": "", "source details": "", "document feature": "", "publication frequency": "", "startpage": "",
    "alternate title": "", "edition": "", "supplement": "", "summary": "", "narrow subject": "", "broad subject": "",
    "documents features": "", "issn (print)": "", "accession number": "", "full text availability": "", "comments": "", "url": "", "business indexing term": "", "person": "", "subtitle": "", "digital publication date": "",
    "online publication date": "", "copyright notice": "rights", "publication type": "", "product name": "", "ethnicity": "", "naics": "",
}  # fmt: skip
"""Every label that a record may have, and the field that it gives (none for most). Only these end a body."""

_SURE = frozenset({"publication title", "publication date", "publication year", "proquest document id", "document url",
                   "source type", "publication info", "title", "last updated"})  # fmt: skip
_RULE = re.compile(r"^(?:_{20,}|Document \d+ of \d+)[ \t]*$", re.M)
_BUTTON = re.compile(
    r"ProQuest document link|Full text - PDF|Find a copy|Order a copy\b.*|Check SFX.*|Link to .*", re.I
)
_LABEL = re.compile(r"(" + "|".join(re.escape(label) for label in LABELS) + r")[ \t]*:[ \t]*(.*)", re.I)
_ANY_LABEL = re.compile(r"\s*[A-Z][\w /()&-]{2,40}: \S")
_NUMBER = re.compile(r"^ProQuest document ?ID:?\s*(\d+)", re.M | re.I)
_NO_TEXT = re.compile(r"\s*(?:full text )?(?:is )?not available\.?\s*\Z", re.I)
_HEAD = re.compile(r"Document \d+ of \d+\s*\Z")


def fits(text: str) -> bool:
    return bool(_NUMBER.search(text)) or "Report Information from ProQuest" in text[:5000]


def pieces(text: str) -> Iterator[Piece]:
    """The stretches between rules that hold an article."""
    marks = [0, *(found.end() for found in _RULE.finditer(text))]
    ends = [*(found.start() for found in _RULE.finditer(text)), len(text)]
    bounds = []
    for start, end in zip(marks, ends, strict=True):
        block = text[start:end]
        number = _NUMBER.search(block)
        if number or re.search(r"^(?:Title|Full text)\s*:", block, re.M | re.I):
            bounds.append((start, end, number.group(1) if number else ""))
    yield from cut(text, bounds)


def parse(lines: list[str]) -> Parsed:
    """Values run on over the lines until the next label; the body from `Full text:` to the labels below it."""
    found = [(n, match) for n, line in enumerate(lines) if (match := _LABEL.match(line.strip()))]
    start = next((n for n, match in found if match.group(1).lower() == "full text"), len(lines))
    end = _text_end(lines, found, start)
    outside = [(n, match) for n, match in found if not start <= n < end]
    ends = [*(n for n, _ in outside[1:]), len(lines)]
    fields: list[tuple[str, str, int]] = []
    for (n, match), following in zip(outside, ends, strict=False):
        name = LABELS[match.group(1).lower()]
        if name and name not in {known for known, _, _ in fields}:
            stop = min(following, start) if n < start else following
            value = " ".join((match.group(2), *_continued(lines, n + 1, stop))).strip()
            fields.append((name, date_in(value) or value if name == "published" else value, n))
    head = found[0][0] if found else len(lines)
    known = {name: value for name, value, _ in fields}
    fields += [] if "title" in known else _bare_title(lines, head)
    fields += [] if "byline" in known else _cited_author(lines, head, known.get("outlet", ""))
    if start < len(lines):
        lines[start] = re.sub(r"^\s*full text\s*:\s*", "", lines[start], flags=re.I)
    without = start < end and _NO_TEXT.match(" ".join(lines[start:end]))
    return Parsed(tuple(fields), end if without else start, end)


def _continued(lines: list[str], first: int, stop: int) -> Iterator[str]:
    """The further lines of a value, up to a blank one; what the database's page has to press is none of it."""
    for line in lines[first:stop]:
        if not line.strip() or _BUTTON.fullmatch(line.strip()):
            return
        yield line.strip()


def _cited_author(lines: list[str], first_label: int, outlet: str) -> list[tuple[str, str, int]]:
    """The names before the outlet's in a citation: `Ruiz, Ana; Ek, Tom. The Harbour Post; Port Elm. 07 Dec 2024: A1.`"""
    name = outlet.split(";")[0].strip()
    for n, line in enumerate(lines[:first_label]):
        before, mark, _ = line.partition(f". {name}") if name else ("", "", "")
        if mark and before.strip():
            return [("byline", before.strip(), n)]
    return []


def _text_end(lines: list[str], found: list[tuple[int, re.Match[str]]], start: int) -> int:
    """The text ends at a label that only the database writes, or at the run of labelled blocks above it: a
    paragraph of the text may begin with `People:` as well, but then text follows."""
    sure = (n for n, match in found if n > start and match.group(1).lower() in _SURE)
    end = next(sure, len(lines))
    labels = {n for n, _ in found}
    blocks = [n for n in range(end - 1, start, -1) if lines[n].strip() and not lines[n - 1].strip()]
    for n, above in zip(blocks, (*blocks[1:], -1), strict=bool(blocks)):
        # A label that is not known here, with a known one above it, is the database's as well.
        if n not in labels and not (_ANY_LABEL.match(lines[n]) and above in labels):
            break
        end = n
    return end


def _bare_title(lines: list[str], first_label: int) -> list[tuple[str, str, int]]:
    """Some exports give the title without a label, on the first line after `Document 1 of 20`."""
    bare = [
        (n, line.strip())
        for n, line in enumerate(lines[:first_label])
        if line.strip() and not _HEAD.match(line.strip())
    ]
    return [("title", bare[0][1], bare[0][0])] if bare else []
