"""The page of one article: its text with names and passages marked, where it stands in its story, how to cite it."""

from __future__ import annotations

import msgspec
from markupsafe import Markup, escape

from sitegen.address import article_url, diff_url, entity_url
from sitegen.model import FIELD_NAMES, Article, Field, Mention, SynopsisRow
from sitegen.render import charts, cite, rows, words
from sitegen.render.body import Dressing, Span, body, checked
from sitegen.render.desk import Desk
from sitegen.render.html import language, line
from sitegen.render.lookup import ref
from sitegen.render.notes import margin_notes
from sitegen.render.views import ArticleView, Name, Neighbour


def draw_article(desk: Desk) -> str:
    view: ArticleView = desk.view
    card = view.card
    article = desk.article(card.key)
    cells = _cells(desk, view)
    fields = merged(article, view.fields)
    shown = shown_fields(desk, fields)
    return desk.render(
        "article.html", title=rows.title(ref(card)), fields=shown, table=field_rows(shown), lang=language(card.language, desk.site.language),
        body=_body(desk, article, cells), heat=_heat(desk, article, cells), others=[_other(desk, view, o) for o in _others(view)],
        names=_grouped(view), links=_name_links(desk, view), related=[(rows.linked(desk, c.ref), rows.byline(c.ref), c) for c in view.related],
        head=cite.head(desk, view), cite=cite.citation(desk, view), bibtex=cite.bibtex(desk, view),
        correction=next((f.value for f in fields if f.name == "correction"), None) if desk.full else None,
        facts={field.name: field for field in fields}, origin=_origin(desk, view),
    )  # fmt: skip


def merged(article: Article | None, later: tuple[Field, ...]) -> list[Field]:
    """The article's fields with those that came in after describing in their place, in FIELD_NAMES order."""
    found = {field.name: field for field in (article.fields if article else ())}
    found.update({field.name: field for field in later})
    return [found[name] for name in FIELD_NAMES if name in found]


def value(field: Field) -> str:
    """A field's value for people."""
    if isinstance(field.value, tuple):
        return ", ".join(line(part) for part in field.value)
    if field.name == "language":
        return words.language_name(line(field.value))
    return words.date(field.value) if field.name in ("published", "updated") else line(field.value)


class ShownField(msgspec.Struct, frozen=True):
    name: str
    label: str
    value: str
    basis: str
    rests: str
    rule: str
    evidence: str
    line: int | None


def shown_fields(desk: Desk, fields: list[Field]) -> list[ShownField]:
    """The fields as tables show them: evidence quotes the text, and a description is often its beginning, so they
    are there only where all of the text is."""
    hidden = {"correction"} if desk.full else {"correction", "description"}
    return [ShownField(f.name, words.FIELDS.get(f.name, f.name), value(f), f.basis, words.BASES[f.basis], words.rule_name(f.rule),
                       _evidence(f) if desk.full else "", f.line) for f in fields if f.name not in hidden]  # fmt: skip


def field_rows(fields: list[ShownField], first: int = 1, last: int = 0) -> Markup:
    """The fields as rows of a table; lines from `first` to `last` of the source are links to them."""
    made = []
    for f in fields:
        told = f"<q>{escape(f.evidence)}</q>" if f.evidence and f.basis != "inferred" else escape(f.evidence)
        place = f.line or ""
        if f.line and first <= f.line <= last:
            place = f'<a href="#L{f.line}">{f.line}</a>'
        made.append(f'<tr><th scope="row">{escape(f.label)}</th><td><bdi>{escape(f.value)}</bdi></td><td><span class="basis {f.basis}">{f.rests}</span></td>'
                    f'<td>{escape(f.rule)}</td><td class="evidence">{told}</td><td>{place}</td></tr>')  # fmt: skip
    return Markup("\n".join(made))


def _evidence(field: Field) -> str:
    """As it stands where it quotes the source; in plain words where it argues."""
    shown = line(field.evidence)[:600]
    return words.evidence(shown) if field.basis == "inferred" else shown


def _cells(desk: Desk, view: ArticleView) -> list[tuple[int, SynopsisRow]]:
    """The synopsis rows in which this article has a passage, with the article's column."""
    if view.place is None:
        return []
    column = view.place.number - 1
    return [
        (column, row) for row in desk.synopsis(view.place.synopsis) if column < len(row.cells) and row.cells[column]
    ]


def _body(desk: Desk, article: Article | None, cells: list[tuple[int, SynopsisRow]]) -> Markup:
    if article is None or desk.site.show == "metadata":
        return Markup("")
    limit = desk.limit(article.text)
    inserts = tuple(sorted((cell[0], f'<span id="p-{number}" class="passage"></span>')
                           for number, (column, row) in enumerate(cells, 1) if (cell := row.cells[column])))  # fmt: skip
    notes = margin_notes(desk, article) if desk.full else {}
    dressing = Dressing(_mention_spans(desk, limit), _one_each(inserts), notes, limit)
    return Markup(checked(body(article, dressing)))


def _one_each(inserts: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """Of inserts at one offset, all joined."""
    joined: dict[int, str] = {}
    for at, made in inserts:
        joined[at] = joined.get(at, "") + made
    return tuple(joined.items())


def _mention_spans(desk: Desk, limit: int) -> tuple[Span, ...]:
    view: ArticleView = desk.view
    order = {name.id: number for number, name in enumerate(_in_order(view))}
    seen: set[str] = set()
    made = []
    for mention in view.mentions:
        if mention.entity in order and mention.end <= limit:
            first = mention.entity not in seen
            seen.add(mention.entity)
            made.append(_mention_span(desk, mention, order[mention.entity], first))
    return tuple(made)


def _in_order(view: ArticleView) -> list[Name]:
    """The names as the list below the text has them."""
    return [name for _, found in _grouped(view) for name in found]


def _mention_span(desk: Desk, mention: Mention, number: int, first: bool) -> Span:
    """A name is a link where it comes first; later on it only carries its entity, for the card and the key."""
    if first:
        return Span(
            mention.start,
            mention.end,
            f'<a class="m" data-e="{number}" href="{desk.link(entity_url(mention.entity))}">',
            "</a>",
        )
    return Span(mention.start, mention.end, f'<span class="m again" data-e="{number}">', "</span>")


def _heat(desk: Desk, article: Article | None, cells: list[tuple[int, SynopsisRow]]) -> tuple[Markup, str] | None:
    """The heat-strip and its sentence."""
    if article is None or not cells:
        return None
    shares = []
    for column, row in cells:
        cell = row.cells[column]
        others = sum(1 for n, other in enumerate(row.cells) if n != column and other)
        if cell:
            shares.append((cell[0], cell[1], others, len(row.cells) - 1))
    alone = sum(1 for share in shares if share[2] == 0)
    everywhere = sum(1 for share in shares if share[2] == share[3])
    said = f"{words.plural(len(shares), 'passage')}: {words.number(everywhere)} in every version, {words.number(alone)} only here."
    return charts.heat_strip(shares, len(article.text), said), said


def _others(view: ArticleView) -> tuple[Neighbour, ...]:
    return view.place.others if view.place else ()


def _other(desk: Desk, view: ArticleView, other: Neighbour) -> dict[str, object]:
    """A line on another version: what it is to this one, and the way to the comparison."""
    older = other.a == other.ref.id
    said = words.RELATIONS[other.relation][0 if older else 1]
    return {"number": other.number, "link": rows.linked(desk, other.ref), "by": rows.byline(other.ref), "said": said, "shared": other.shared,
            "relation": other.relation, "href": desk.link(article_url(other.ref.id)),
            "diff": desk.link(diff_url(other.a, other.b)) if other.drawn else ""}  # fmt: skip


def _origin(desk: Desk, view: ArticleView) -> dict[str, object] | None:
    place = view.place
    if place is None or place.descent is None or place.origin is None:
        return None
    return {"link": rows.linked(desk, place.origin), "confidence": place.descent.confidence,
            "evidence": words.evidence(line(place.descent.evidence)) if desk.full else ""}  # fmt: skip


def _grouped(view: ArticleView) -> list[tuple[str, list[Name]]]:
    return [(kind, found) for kind in words.TYPES if (found := [name for name in view.names if name.type == kind])]


def _name_links(desk: Desk, view: ArticleView) -> dict[str, str]:
    return {name.id: desk.link(entity_url(name.id)) for name in view.names}
