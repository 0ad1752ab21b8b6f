"""The data twins: `data/*.jsonl` and `data/build.json`, the site's content for other programs (a contract).

UTF-8 JSON Lines, one object a line, sorted by id; keys may be added, never renamed. What `[site] show`
keeps off the pages is kept out of here too.
"""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from sitegen.address import article_url, entity_url, story_url
from sitegen.export.facts import Facts
from sitegen.model import (
    Article,
    Block,
    Cache,
    Card,
    Changes,
    Descent,
    Entity,
    Field,
    File,
    Mention,
    Run,
    Site,
    Story,
    Stream,
)
from sitegen.text import excerpt

BATCH = 256


class Row(msgspec.Struct, frozen=True):
    """What the barrier knows of one article; the rest of its twin comes from the stored Article."""

    card: Card
    fields: tuple[Field, ...]
    story: str | None
    entities: tuple[str, ...]
    mentions: tuple[Mention, ...]


def twins(site: Site, articles: Cache, facts: Facts, run: Run) -> Iterator[File | Stream]:
    """All twins of the site. A Stream must be written out before the next one is asked for."""
    yield from _articles_and_mentions(site, articles, facts, run)
    yield File(
        "data/stories.jsonl",
        _lines(_story(story, facts.show) for story in sorted(site.versions.stories, key=lambda s: s.id)),
    )
    related = sorted(site.versions.related, key=lambda link: (link.a, link.b))
    shown = related if facts.show == "full" else [msgspec.structs.replace(link, evidence="") for link in related]
    yield File("data/related.jsonl", _lines(shown))
    yield File(
        "data/entities.jsonl",
        _lines(_entity(entity, facts.show) for entity in sorted(site.entities.entities, key=lambda e: e.id)),
    )
    yield File("data/problems.jsonl", _lines(site.problems))
    yield File("data/build.json", msgspec.json.format(msgspec.json.encode(facts.build(site)), indent=1) + b"\n")


def _lines(rows: Iterable[Any]) -> bytes:
    encode = msgspec.json.Encoder().encode
    return b"".join(encode(row) + b"\n" for row in rows)


# ------------------------------------------------------------------------------------ articles


def _articles_and_mentions(site: Site, articles: Cache, facts: Facts, run: Run) -> Iterator[Stream]:
    """The two large twins, made in one pass over the articles: the mentions wait on disk for their turn."""
    rows = _rows(site)
    batches = [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]
    with tempfile.TemporaryFile() as waiting:

        def article_lines() -> Iterator[bytes]:
            for part, mentions in run(functools.partial(_batch, articles, facts.show), batches):
                waiting.write(mentions)
                yield part

        yield Stream("data/articles.jsonl", article_lines())
        waiting.seek(0)
        yield Stream("data/mentions.jsonl", iter(lambda: waiting.read(1 << 20), b""))


def _rows(site: Site) -> list[Row]:
    story_of = {member: story.id for story in site.versions.stories for member in story.articles}
    rows = []
    for card in sorted(site.cards, key=lambda card: card.id):
        mentions = site.entities.mentions.get(card.id, ())
        names = tuple(sorted({mention.entity for mention in mentions}))
        rows.append(Row(card, site.fields.get(card.id, ()), story_of.get(card.id), names, mentions))
    return rows


def _batch(articles: Cache, show: str, rows: Sequence[Row]) -> tuple[bytes, bytes]:
    """The article lines and the mention lines of some articles."""
    stored = articles.get_many([row.card.key for row in rows])
    decoder = msgspec.msgpack.Decoder(Article)
    made = [_article(row, decoder.decode(stored[row.card.key]), show) for row in rows]
    mentions = [_mention(row.card.id, mention) for row, shown in zip(rows, made, strict=True)
                for mention in row.mentions if mention.end <= len(shown["text"])]  # fmt: skip
    return _lines(made), _lines(mentions)


def _article(row: Row, article: Article, show: str) -> dict[str, Any]:
    card, source = row.card, row.card.source
    return {
        "id": card.id,
        "url": article_url(card.id),
        "source": {
            "path": source.path, "record": source.record, "copies": list(card.copies), "sha256": source.sha256,
            "bytes": source.bytes, "format": source.format, "line": source.line, "encoding": article.encoding,
        },
        "title": card.title,
        "title_basis": card.title_basis,
        "published": card.published,
        "published_basis": card.published_basis,
        "updated": card.updated,
        "byline": list(card.byline),
        "outlet": card.outlet,
        "agencies": list(card.agencies),
        "dateline_place": card.dateline_place,
        "language": card.language,
        "labels": list(card.labels),
        "section": card.section,
        "words": card.words,
        "text": shown_text(article.text, show),
        "crossheads": [block.text for block in article.kept if block.kind == "crosshead"] if show == "full" else [],
        "cuts": [_cut(block) for block in article.cuts] if show == "full" else [],
        "fields": {field.name: _field(field, show) for field in _final_fields(article, row.fields)},
        "story": row.story,
        "entities": list(row.entities),
    }  # fmt: skip


def shown_text(text: str, show: str) -> str:
    """What of a body `[site] show` lets out."""
    return text if show == "full" else excerpt(text) if show == "excerpt" else ""


def _cut(block: Block) -> dict[str, Any]:
    return {"rule": block.cut, "text": block.text, "line": block.line}


def _final_fields(article: Article, overlay: tuple[Field, ...]) -> list[Field]:
    made = {field.name: field for field in article.fields}
    made.update({field.name: field for field in overlay})
    return list(made.values())


def _field(field: Field, show: str) -> dict[str, Any]:
    hidden = show == "metadata" and field.name in ("description", "correction")
    value = field.value if isinstance(field.value, str) else list(field.value)
    return {
        "value": "" if hidden else value,
        "basis": field.basis,
        "rule": field.rule,
        "evidence": field.evidence if show == "full" else "",
        "line": field.line,
    }


def _mention(article: str, mention: Mention) -> dict[str, Any]:
    return {"article": article, "start": mention.start, "end": mention.end, "text": mention.text,
            "type": mention.type, "entity": mention.entity}  # fmt: skip


# ------------------------------------------------------------------------------------ stories, entities


def _story(story: Story, show: str) -> dict[str, Any]:
    pairs = [
        {
            "a": pair.a, "b": pair.b, "relation": pair.relation, "containment_a": round(pair.containment_a, 4),
            "containment_b": round(pair.containment_b, 4), "moved": pair.moved, "passages": pair.passages, "changes": _changes(pair.changes, show),
        }
        for pair in story.pairs
    ]  # fmt: skip
    return {
        "id": story.id, "url": story_url(story.id), "title": story.title, "articles": list(story.articles),
        "pairs": pairs, "lineage": [_descent(one, show) for one in story.lineage],
    }  # fmt: skip


def _descent(one: Descent, show: str) -> Descent:
    """Evidence may quote a sentence."""
    return one if show == "full" else msgspec.structs.replace(one, evidence=_QUOTED.sub("“…”", one.evidence))


_QUOTED = re.compile(r"“[^”]*”")


def _changes(changes: Changes, show: str) -> Changes:
    """Contexts and quotations are text of the articles: they go where the text may not be shown."""
    if show == "full":
        return changes
    bare = {
        name: tuple(msgspec.structs.replace(change, context="") for change in getattr(changes, name))
        for name in changes.__struct_fields__
    }
    return Changes(**{**bare, "quotes": ()})


def _entity(entity: Entity, show: str) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(entity)
    if show != "full":  # the evidence is a sentence of an article
        made["joined"] = [{**join, "evidence": ""} for join in made["joined"]]
    return {"id": made.pop("id"), "url": entity_url(entity.id), **made}
