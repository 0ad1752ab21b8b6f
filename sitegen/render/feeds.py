"""Feeds, sitemap, and the downloads of a story's collation: CSV and TEI."""

from __future__ import annotations

import csv
import io
from xml.sax.saxutils import escape, quoteattr

from sitegen.address import article_url
from sitegen.model import SynopsisRow
from sitegen.render import rows
from sitegen.render.desk import Desk
from sitegen.render.html import line
from sitegen.render.views import CollationView, FeedView, Ref, SitemapView, Version

EPOCH = "1970-01-01T00:00:00Z"


def draw_feed(desk: Desk) -> str:
    """Atom, RFC 4287. Ids are the permanent addresses."""
    view: FeedView = desk.view
    updated = max((_stamp(ref.published) for ref, _ in view.entries), default=EPOCH)
    title = line(view.title) if not view.home else f"{line(view.title)} – {line(desk.site.title)}"
    entries = "".join(_entry(desk, ref, lede) for ref, lede in view.entries)
    home, here = desk.absolute(view.home), desk.absolute(desk.page.path)
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(desk.site.language)}>\n'
            f"<title>{escape(title)}</title>\n<id>{escape(home)}</id>\n<updated>{updated}</updated>\n"
            f"<link rel=\"self\" href={quoteattr(here)}/>\n<link href={quoteattr(home)}/>\n<author><name>{escape(line(desk.site.title))}</name></author>\n{entries}</feed>\n")  # fmt: skip


def _entry(desk: Desk, ref: Ref, lede: str) -> str:
    url = desk.absolute(article_url(ref.id))
    summary = "" if desk.site.show == "metadata" else f"<summary>{escape(line(lede))}</summary>"
    author = f"<author><name>{escape(line(ref.outlet))}</name></author>" if ref.outlet else ""
    return (f"<entry><title>{escape(rows.title(ref))}</title><id>{escape(url)}</id><link href={quoteattr(url)}/>"
            f"<updated>{_stamp(ref.published)}</updated>{author}{summary}</entry>\n")  # fmt: skip


def _stamp(iso: str | None) -> str:
    """An ISO date of any length as RFC 3339."""
    from datetime import UTC, datetime

    whole = (iso or "1970") + "-01-01"[len(iso or "1970") - 4 :] if len(iso or "1970") < 10 else iso or ""
    try:
        found = datetime.fromisoformat(whole)
    except ValueError:
        return EPOCH
    return found.replace(tzinfo=found.tzinfo or UTC).isoformat().replace("+00:00", "Z")


def draw_sitemap(desk: Desk) -> str:
    view: SitemapView = desk.view
    outer, inner = ("sitemapindex", "sitemap") if view.index else ("urlset", "url")
    made = "".join(
        f"<{inner}><loc>{escape(desk.absolute(_quoted(url)))}</loc>{_modified(date)}</{inner}>\n"
        for url, date in view.urls
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{made}</{outer}>\n'


def _quoted(url: str) -> str:
    from urllib.parse import quote

    return quote(url)


def _modified(date: str) -> str:
    return f"<lastmod>{date[:10]}</lastmod>" if len(date) >= 10 else ""


def draw_csv(desk: Desk) -> str:
    """The collation as a table: a row a passage, a column a version, the number of each wording, and what became of the base's
    passage in each version (kept, edited, split, merged, moved, added, dropped; "-" where neither has one)."""
    view: CollationView = desk.view
    texts = _texts(desk, view)
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(
        [
            "passage",
            *(_safe(f"{v.number}: {line(v.ref.outlet or v.ref.id)}") for v in view.versions),
            "wordings",
            f"kinds from version {view.base}",
        ]
    )
    for number, row in enumerate(desk.synopsis(view.synopsis), 1):
        cells = [texts[n][cell[0] : cell[1]] if cell else "" for n, cell in enumerate(row.cells[: len(texts)])]
        table.writerow(
            [
                number,
                *(_safe(cell) for cell in cells),
                " ".join(str(group) if cell else "-" for cell, group in zip(row.cells, row.group, strict=False)),
                " ".join(kind or "-" for kind in row.kind),
            ]
        )
    return made.getvalue()


def _safe(cell: str) -> str:
    """A spreadsheet takes a cell that begins like a formula for one: an apostrophe keeps it text."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _texts(desk: Desk, view: CollationView) -> list[str]:
    """By version: the published text."""
    found = []
    for version in view.versions:
        article = desk.article(version.key)
        text = article.text if article else ""
        found.append(text[: desk.limit(text)])
    return found


def draw_tei(desk: Desk) -> str:
    """TEI P5, parallel segmentation: a `listWit` of the versions, an `app` a passage that differs."""
    view: CollationView = desk.view
    texts = _texts(desk, view)
    witnesses = "\n".join(_witness(version) for version in view.versions)
    body = "\n".join(_passage(n, row, texts, view.base) for n, row in enumerate(desk.synopsis(view.synopsis), 1))
    title = escape(line(view.title) or view.id)
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
            f"<publicationStmt><p>{escape(line(desk.site.title))}, story {view.id}</p></publicationStmt><sourceDesc><listWit>\n{witnesses}\n</listWit></sourceDesc></fileDesc>"
            f'<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc></teiHeader>\n<text><body>\n{body}\n</body></text>\n</TEI>\n')  # fmt: skip


def _witness(version: Version) -> str:
    date = (
        f'<date when="{version.ref.published[:10]}"/>'
        if version.ref.published and len(version.ref.published) >= 10
        else ""
    )
    return f'<witness xml:id="v{version.number}" n={quoteattr(version.ref.id)}>{escape(rows.title(version.ref))}, {escape(line(version.ref.outlet or ""))} {date}</witness>'


def _passage(number: int, row: SynopsisRow, texts: list[str], base: int) -> str:
    """A passage that all have in the same words and place; else an `app`, a reading for each wording and kind of change."""
    readings: dict[tuple[int, str], list[int]] = {}
    for place, cell in enumerate(row.cells[: len(texts)]):
        kind: str = row.kind[place] if place < len(row.kind) else ""
        readings.setdefault((row.group[place] if cell else -1, "" if place == base - 1 else kind), []).append(place)
    same = {group for group, _ in readings}
    if len(same) == 1 and -1 not in same and not any(kind not in ("", "kept") for _, kind in readings):
        return f'<p n="{number}">{escape(_cell(row.cells, texts, 0))}</p>'
    joined: dict[tuple[int, str], list[int]] = {}
    for (group, kind), places in readings.items():
        joined.setdefault((group, "" if kind == "kept" else kind), []).extend(places)
    ordered = sorted(joined.items(), key=lambda item: (base - 1 not in item[1], min(item[1])))
    made = "".join(
        _reading(n, kind, sorted(places), _cell(row.cells, texts, places[0]))
        for n, ((_, kind), places) in enumerate(ordered)
    )
    return f'<p n="{number}"><app>{made}</app></p>'


def _reading(number: int, kind: str, places: list[int], text: str) -> str:
    wit = " ".join(f"#v{place + 1}" for place in places)
    typed = f' type="{kind}"' if kind else ""
    return f'<{_tag(number)} wit="{wit}"{typed}>{escape(text)}</{_tag(number)}>'


def _tag(number: int) -> str:
    return "lem" if number == 0 else "rdg"


def _cell(cells: tuple[tuple[int, int] | None, ...], texts: list[str], place: int) -> str:
    cell = cells[place]
    return texts[place][cell[0] : cell[1]] if cell else ""
