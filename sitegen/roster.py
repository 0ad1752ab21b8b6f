"""The roster: which sources are articles of the archive, under which permanent ids, after the archivist's decisions."""

from __future__ import annotations

import base64
import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from sitegen.address import RESERVED
from sitegen.model import (
    LIST_FIELDS,
    Article,
    ArticleDecision,
    Basis,
    Block,
    Cache,
    Card,
    Field,
    Mark,
    Problem,
    Source,
    Withdrawal,
    raw_key,
)
from sitegen.store import digest

GIVEN_ID = re.compile(r"[a-z0-9-]{1,40}")
ID_LENGTH = 10
BLACKED_OUT = "[redacted]"
CARD_FIELDS = (
    "title", "published", "updated", "byline", "outlet", "agencies", "dateline_place", "language", "section", "url", "labels"
)  # fmt: skip
"""Fields that a card carries, and so must change with."""


class Roster(msgspec.Struct, frozen=True):
    """The archive's cards with ids, in path order; the fields that the archivist set, by id; who was taken down."""

    cards: tuple[Card, ...]
    fields: dict[str, tuple[Field, ...]] = {}
    tombstones: tuple[Withdrawal, ...] = ()
    problems: tuple[Problem, ...] = ()


def content_id(sha256: str) -> str:
    """Ten base32 characters (50 bits) of a source's SHA-256."""
    return base64.b32encode(bytes.fromhex(sha256)).decode("ascii").lower()[:ID_LENGTH]


def identify(cards: Sequence[Card]) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    """Fold byte-identical sources with the same metadata into one card and give out ids (DESIGN 8).

    A given id holds where it is portable and unique; else the id comes from the source's bytes, with a
    suffix in path order where two articles have the same bytes.
    """
    single = _fold_copies(sorted(cards, key=_place))
    given = Counter(card.given_id for card in single if card.given_id)
    problems: list[Problem] = []
    taken = {card.given_id for card in single if _holds(card, given)}
    out = []
    for card in single:
        if _holds(card, given):
            out.append(msgspec.structs.replace(card, id=card.given_id))
            continue
        if card.given_id:
            problems.append(_refused(card, given))
        made = _free(content_id(card.source.sha256), taken)
        taken.add(made)
        out.append(msgspec.structs.replace(card, id=made))
    return tuple(out), tuple(problems)


def _place(card: Card) -> tuple[str, int, str]:
    return card.source.path, card.source.line, card.source.record or ""


def _holds(card: Card, given: Counter[str]) -> bool:
    name = card.given_id
    return bool(GIVEN_ID.fullmatch(name)) and name not in RESERVED and given[name] == 1


def _free(name: str, taken: set[str]) -> str:
    made, number = name, 1
    while made in taken:
        number += 1
        made = f"{name}-{number}"
    return made


def _refused(card: Card, given: Counter[str]) -> Problem:
    name = card.given_id
    if given[name] > 1:
        reason, hint = (
            f'the id "{name}" is given to {given[name]} articles',
            "give each its own; until then ids come from the bytes",
        )
        return Problem(
            card.source.path, "roster", "id-clash", "warning", reason, hint, card.source.record, card.source.line
        )
    hint = "use 1 to 40 characters of a-z, 0-9 and -; until then the id comes from the bytes"
    reason = f'the id "{name[:60]}" cannot be part of an address'
    return Problem(card.source.path, "roster", "id-form", "warning", reason, hint, card.source.record, card.source.line)


def _fold_copies(cards: Sequence[Card]) -> list[Card]:
    kept: dict[str, Card] = {}
    for card in cards:
        plain = msgspec.structs.replace(card, key="", source=Source("", card.source.sha256, card.source.bytes, ""))
        same = digest(plain)
        if first := kept.get(same):
            copies = (*first.copies, _name(card))
            kept[same] = msgspec.structs.replace(first, copies=copies)
        else:
            kept[same] = card
    return list(kept.values())


def _name(card: Card) -> str:
    return card.source.path + (f"#{card.source.record}" if card.source.record else "")


# ------------------------------------------------------------------------------------ decisions


def decide(
    cards: Sequence[Card], problems: Iterable[Problem], decisions: Sequence[ArticleDecision], articles: Cache
) -> Roster:
    """Apply curation/articles.toml: curated fields, withdrawals, redactions. What matches nothing is a Problem."""
    named = _names(cards)
    current = {card.id: card for card in cards}
    fields: dict[str, dict[str, Field]] = {}
    tombstones: list[Withdrawal] = []
    found_wrong = list(problems)
    for decision in decisions:
        ids = named.get(decision.match, ())
        if not ids:
            found_wrong.append(_no_match(decision.match, named))
        for article in ids:
            card = current.get(article)
            if card is None:
                continue
            if decision.withdraw:
                tombstones.append(_tombstone(decision.withdraw, card))
                del current[article]
                continue
            card = _redacted(card, decision.redact, articles) if decision.redact else card
            made = {name: _curated(name, value) for name, value in decision.fields.items()}
            fields.setdefault(article, {}).update(made)
            current[article] = amend(card, made.values())
    overlay = {article: tuple(made.values()) for article, made in fields.items() if made}
    return Roster(tuple(current.values()), overlay, tuple(tombstones), tuple(found_wrong))


def _tombstone(withdrawal: Withdrawal, card: Card) -> Withdrawal:
    """The withdrawal with what may still be said of the article."""
    title = "" if card.title_basis == "supplied" else card.title
    return msgspec.structs.replace(
        withdrawal, article=card.id, title=title, outlet=card.outlet, byline=card.byline, published=card.published
    )


def amend(card: Card, fields: Iterable[Field]) -> Card:
    """The card with these fields' values (and the basis of title and date) in place of its own."""
    changes: dict[str, str | tuple[str, ...] | Basis] = {}
    for field in fields:
        if field.name not in CARD_FIELDS:
            continue
        changes[field.name] = field.value
        if field.name in ("title", "published"):
            changes[f"{field.name}_basis"] = field.basis
    return msgspec.structs.replace(card, **changes) if changes else card


def _names(cards: Sequence[Card]) -> dict[str, tuple[str, ...]]:
    """Every way to name an article: id, path, path#record, copies; a container's path names all its records."""
    named: dict[str, tuple[str, ...]] = {}
    for card in cards:
        for name in dict.fromkeys((card.id, card.source.path, _name(card), *card.copies)):
            named[name] = (*named.get(name, ()), card.id)
    return named


def _no_match(match: str, named: dict[str, tuple[str, ...]]) -> Problem:
    near = difflib.get_close_matches(match, list(named), n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else "use an id from the data twins or a path below the content folder"
    return Problem("curation/articles.toml", "curate", "no-match", "warning", f'"{match}" names no article', hint)


def _curated(name: str, value: str | tuple[str, ...]) -> Field:
    listed = (value,) if name in LIST_FIELDS and isinstance(value, str) else value
    return Field(name, listed, "curated", "curation/articles.toml", "the archivist's decision")


def _redacted(card: Card, strings: tuple[str, ...], articles: Cache) -> Card:
    """The card of a copy of the article in which the strings are blacked out, in body, cuts, fields and raw source."""
    key = digest(card.key, strings, "redacted")
    stored = articles.get_many([card.key, raw_key(card.key)])
    article = msgspec.msgpack.decode(stored[card.key], type=Article)
    black = re.compile("|".join(re.escape(text) for text in sorted(strings, key=lambda text: (-len(text), text))))
    clean = _black_out(article, black)
    raw = black.sub(BLACKED_OUT, msgspec.msgpack.decode(stored[raw_key(card.key)], type=str))
    articles.put_many({key: msgspec.msgpack.encode(clean), raw_key(key): msgspec.msgpack.encode(raw)})
    plain = {name: black.sub(BLACKED_OUT, value) for name in ("title", "lede") if (value := getattr(card, name))}
    return msgspec.structs.replace(card, key=key, text_sha=digest(clean.text), **plain)


def _black_out(article: Article, black: re.Pattern[str]) -> Article:
    def block(old: Block) -> Block:
        text = black.sub(BLACKED_OUT, old.text)
        # Marks point into the old text; where it changed they would fall on the wrong words.
        marks: tuple[Mark, ...] = old.marks if text == old.text else ()
        return msgspec.structs.replace(old, text=text, marks=marks)

    def value(old: str | tuple[str, ...]) -> str | tuple[str, ...]:
        return (
            black.sub(BLACKED_OUT, old) if isinstance(old, str) else tuple(black.sub(BLACKED_OUT, part) for part in old)
        )

    def field(old: Field) -> Field:
        return msgspec.structs.replace(old, value=value(old.value), evidence=black.sub(BLACKED_OUT, old.evidence))

    return msgspec.structs.replace(
        article,
        blocks=tuple(map(block, article.blocks)),
        fields=tuple(map(field, article.fields)),
        rejected=tuple(map(field, article.rejected)),
    )
