"""The page of a person, an organisation or a place."""

from __future__ import annotations

import re

import msgspec
from markupsafe import Markup, escape

from sitegen.address import article_url
from sitegen.model import Joined
from sitegen.render import charts, rows, words
from sitegen.render.desk import Desk
from sitegen.render.html import language, line
from sitegen.render.maps import place_map
from sitegen.render.quotes import spoken
from sitegen.render.views import Context, EntityView
from sitegen.text import fold

MOST_QUOTES = 10
MOST_LINES = 4
"""Lines of the concordance from one article."""

AROUND = 70
"""Code points of context on either side of a mention."""


def draw_entity(desk: Desk) -> str:
    view: EntityView = desk.view
    entity = view.entity
    return desk.render(
        "entity.html", title=line(entity.name) or entity.id, entity=entity, kind=words.TYPES[entity.type], joined=_joined(desk, view),
        histogram=charts.histogram(view.months, f"Articles that mention {line(entity.name)} over time"), tallies=view.months if len(view.months) > 1 else (),
        rows=rows.articles(desk, view.rows), stories=rows.stories(desk, view.stories), outlets=rows.names(desk, view.outlets),
        together=[(words.TYPES[type], rows.names(desk, items)) for type, items in view.together if items],
        ego=charts.ego(desk, line(entity.name), _circle(view), view.links), concordance=Markup(_concordance(desk, view)), quotes=_quotes(desk, view),
        wikidata=entity.wikidata if entity.wikidata and re.fullmatch(r"Q\d+", entity.wikidata) else None,
        position=_position(entity.lat, entity.lon), map=place_map(desk, entity) if entity.lat is not None and entity.lon is not None else Markup(""),
    )  # fmt: skip


def _position(lat: float | None, lon: float | None) -> str:
    """Coordinates as atlases write them."""
    if lat is None or lon is None:
        return ""
    return f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"


class ShownJoin(msgspec.Struct, frozen=True):
    alias: str
    rule: str
    evidence: str
    href: str


def _joined(desk: Desk, view: EntityView) -> list[ShownJoin]:
    """Every other name with why it was joined; names without a stated reason last."""
    given = [_join(desk, reason) for reason in view.entity.joined]
    told = {reason.alias for reason in given}
    return given + [ShownJoin(line(alias), "", "", "") for alias in view.entity.aliases if line(alias) not in told]


def _join(desk: Desk, reason: Joined) -> ShownJoin:
    evidence = line(reason.evidence)[:400] if desk.full else ""
    return ShownJoin(
        line(reason.alias),
        words.rule_name(reason.rule),
        evidence,
        desk.link(article_url(reason.article)) if reason.article else "",
    )


def _circle(view: EntityView) -> list[tuple[str, str, int]]:
    """The strongest companions of any type: address, name, number of articles."""
    found = [item for _, items in view.together for item in items]
    return [
        (item.url, line(item.name), item.count) for item in sorted(found, key=lambda item: (-item.count, item.url))
    ][:14]


def _quotes(desk: Desk, view: EntityView) -> list[tuple[str, str, Markup, Markup]]:
    """What they are quoted as saying: words, language attributes, article, outlet and date; each once."""
    if not desk.full or view.entity.type == "place":
        return []
    found: dict[str, tuple[str, str, Markup, Markup]] = {}
    for context in view.contexts:
        article = desk.article(context.key)
        for start, end in context.mentions if article else ():
            quote = spoken(article.text, start, end) if article else None
            if quote:
                lang = language(context.ref.language, desk.site.language)
                found.setdefault(
                    fold(quote)[:60],
                    (line(quote).rstrip(" ,"), lang, rows.linked(desk, context.ref), rows.byline(context.ref)),
                )
    return list(found.values())[:MOST_QUOTES]


def _concordance(desk: Desk, view: EntityView) -> str:
    """Mentions in context, one a line, the name in the middle."""
    return "\n".join(row for context in view.contexts for row in _lines(desk, context))


def _lines(desk: Desk, context: Context) -> list[str]:
    article = desk.article(context.key)
    if article is None:
        return []
    limit, text = desk.limit(article.text), article.text
    lang = language(context.ref.language, desk.site.language)
    where = Markup('<a href="{}"><bdi>{}</bdi></a> {}').format(
        desk.link(article_url(context.ref.id)), line(context.ref.outlet or "") or rows.title(context.ref)[:40], words.time(context.ref.published, brief=True))  # fmt: skip
    return [_row(text, span, limit, lang, where) for span in context.mentions[:MOST_LINES] if span[1] <= limit]


def _row(text: str, span: tuple[int, int], limit: int, lang: str, where: str) -> str:
    hit = escape(line(text[span[0] : span[1]]))
    return (f'<tr><td class="left"{lang}>{escape(_before(text, span[0]))}</td><td class="right"{lang}><mark>{hit}</mark>'
            f'{escape(_after(text, span[1], limit))}</td><td class="where">{where}</td></tr>')  # fmt: skip


def _before(text: str, at: int) -> str:
    """The words before an offset, within its paragraph."""
    found = text[max(0, at - AROUND) : at].split("\n\n")[-1]
    cut = at > AROUND and len(found) == AROUND
    return ("… " + found.split(" ", 1)[-1] if cut else found).replace("\n", " ").lstrip()


def _after(text: str, at: int, limit: int) -> str:
    found = text[at : min(at + AROUND, limit)].split("\n\n")[0]
    cut = len(found) == AROUND
    return (found.rsplit(" ", 1)[0] + " …" if cut else found).replace("\n", " ").rstrip()
