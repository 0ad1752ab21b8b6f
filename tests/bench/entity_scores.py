"""Names found in labelled texts, counted by kind, with the commonest misses and the worst joins to read.

    python tests/bench/entity_scores.py DOCS.jsonl [--part tuned|untouched] [--misses 20] [--joins 20]

DOCS: id, text, mentions [{start, end, text, type PER|ORG|LOC, gold}], as `score_entities.py` beside the data reads them,
whose rules hold here too: a gold mention is found where a predicted one has half of their joint length in common with it,
or lies inside it with a third of its length. All documents are one archive; a part is half of them, by the hash of the
id, so that errors can be read on one half and the figures be told on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sitegen.config import Request, load
from sitegen.flow import opened, relate
from sitegen.gather import gather, scan
from sitegen.model import Article, Cache, Card, EntityLinks, Mention

KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
PARTS = ("tuned", "untouched")
LEFT_OUT = ("coref", "desc", "optional", "nested")


class Gold(NamedTuple):
    """One labelled mention with what was predicted there: (kind, entity) or nothing; `around` is the text about it."""

    document: str
    text: str
    kind: str
    meant: str
    hit: tuple[str, str] | None
    around: str


class Read(NamedTuple):
    """The labelled mentions, and the predicted ones that no label speaks for: (document, text, kind, context)."""

    gold: list[Gold]
    surplus: list[tuple[str, str, str, str]]
    predicted: int


def part_of(identity: str) -> str:
    """Which half a document belongs to."""
    return PARTS[hashlib.sha256(identity.encode()).digest()[0] % 2]


# ------------------------------------------------------------------------------ building


class Text(NamedTuple):
    """A cleaned text, and the place that cleaning moved from its dateline into the metadata (folded)."""

    text: str = ""
    place: str = ""


def named(documents: Sequence[Mapping[str, Any]], home: Path) -> tuple[dict[str, Text], EntityLinks]:
    """The archive made of the documents in the folder `home`: texts and mentions, by "d00000" and so on."""
    rows = [
        {"id": f"d{n:05d}", "title": d.get("title") or f"d{n:05d}", "text": d["text"]} for n, d in enumerate(documents)
    ]
    (home / "content").mkdir(exist_ok=True)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (home / "content" / "docs.jsonl").write_text(lines, "utf-8")
    config = load(Request(content=home / "content", output=home / "site"), home)
    with opened(config) as bench:
        found = scan(config)
        gathered = gather(bench, found)
        site, _ = relate(bench, found, gathered)
        names = {card.id: card.source.record or "" for card in site.cards}
        mentions = {names[article]: made for article, made in site.entities.mentions.items()}
        return _texts(site.cards, gathered.articles), EntityLinks(site.entities.entities, mentions)


def _texts(cards: Sequence[Card], articles: Cache) -> dict[str, Text]:
    stored = articles.get_many([card.key for card in cards])
    decoder = msgspec.msgpack.Decoder(Article)
    return {
        card.source.record or "": Text(decoder.decode(stored[card.key]).text, (card.dateline_place or "").casefold())
        for card in cards
    }


# ------------------------------------------------------------------------------ comparing


def compare(documents: Sequence[Mapping[str, Any]], texts: Mapping[str, Text], links: EntityLinks) -> Read:
    """Each labelled mention with its prediction, and the predictions without a label; both in text order."""
    gold, surplus, predicted = [], [], 0
    for number, document in enumerate(documents):
        key = f"d{number:05d}"
        (text, place), mentions = texts.get(key, Text()), links.mentions.get(key, ())
        spoken: set[Mention] = set()
        for label in document["mentions"]:
            at = _place(text, label["text"], _nth(document["text"], label["text"], label["start"]))
            hits = [m for m in mentions if at is not None and _same(m, at, at + len(label["text"]))]
            spoken.update(hits)
            if _counts(label) and not (at is None and label["text"].casefold() == place):
                around = _around(text, at, at + len(label["text"])) if at is not None else "cut by cleaning"
                gold.append(_gold(document["id"], label, hits, around))
        predicted += len(mentions)
        rest = (m for m in mentions if m not in spoken)
        surplus += [(document["id"], m.text, KINDS[m.type], _around(text, m.start, m.end)) for m in rest]
    return Read(gold, surplus, predicted)


def _gold(document: str, label: Mapping[str, Any], hits: Sequence[Mention], around: str) -> Gold:
    right = [m for m in hits if KINDS[m.type] == label["type"]]
    best = (right or hits or [None])[0]
    hit = (KINDS[best.type], hits[0].entity) if best else None
    return Gold(document, label["text"], label["type"], label["gold"], hit, around)


def _counts(label: Mapping[str, Any]) -> bool:
    known = label.get("gold") is not None and label["type"] in KINDS.values()
    return known and not any(label.get(flag) for flag in LEFT_OUT)


def _nth(text: str, piece: str, offset: int) -> int:
    return sum(1 for _ in re.finditer(re.escape(piece), text[: offset + len(piece)])) - 1


def _place(text: str, piece: str, nth: int) -> int | None:
    hits = [match.start() for match in re.finditer(re.escape(piece), text)]
    return hits[nth] if 0 <= nth < len(hits) else None


def _same(mention: Mention, start: int, end: int) -> bool:
    joint = min(mention.end, end) - max(mention.start, start)
    inside = mention.start >= start and mention.end <= end and 3 * joint >= end - start
    return joint > 0 and (inside or 2 * joint >= max(mention.end, end) - min(mention.start, start))


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " / ")


# ------------------------------------------------------------------------------ telling


def b_cubed(pairs: Sequence[tuple[object, object]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (gold entity, predicted entity) pairs (Bagga and Baldwin 1998)."""
    both, gold, made = Counter(pairs), Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    precision = sum(n * n / made[p] for (_, p), n in both.items()) / max(1, len(pairs))
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / max(1, len(pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def figures(read: Read) -> list[str]:
    """Found, typed and b3 of all, then found and typed by kind."""
    pairs = [(g.meant, g.hit[1] if g.hit else ("lost", n)) for n, g in enumerate(read.gold)]
    found = [(g.meant, g.hit[1]) for g in read.gold if g.hit]
    made = read.predicted - len(read.surplus)
    lines = [f"all  {_shares(read.gold)}  precision {made / max(1, read.predicted):.3f}  "
             f"b3 {b_cubed(pairs)[2]:.3f}  b3_found {b_cubed(found)[2]:.3f}"]  # fmt: skip
    by_kind = [(kind, [g for g in read.gold if g.kind == kind]) for kind in sorted({g.kind for g in read.gold})]
    return [*lines, *(f"{kind}  {_shares(gold)}" for kind, gold in by_kind)]


def _shares(gold: Sequence[Gold]) -> str:
    found = [g for g in gold if g.hit]
    right = sum(g.hit[0] == g.kind for g in found if g.hit)
    return f"{len(gold):5} mentions  found {len(found) / max(1, len(gold)):.3f}  typed {right / max(1, len(found)):.3f}"


def misses(gold: Iterable[Gold], most: int) -> list[str]:
    """The commonest names not found or of another kind, with one context each."""
    groups: dict[tuple[str, str, str], list[Gold]] = defaultdict(list)
    for g in gold:
        if g.hit is None or g.hit[0] != g.kind:
            groups[(g.text, g.kind, g.hit[0] if g.hit else "not found")].append(g)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        f"{len(group):3} {kind} -> {was:9} {text}: …{group[0].around}…" for (text, kind, was), group in ranked[:most]
    ]


def joins(gold: Sequence[Gold], most: int) -> list[str]:
    """The predicted entities that mix most gold ones, and the gold ones spread over most predicted ones."""
    made, meant = _grouped(gold)
    mixed = [(_cost(names), f"mixes {identity}: {_told(names)}") for identity, names in made.items() if len(names) > 1]
    parted = [(_cost(ids), f"parts {identity}: {_told(ids)}") for identity, ids in meant.items() if len(ids) > 1]
    return [f"{cost:4} {line}" for cost, line in sorted(mixed + parted, key=lambda row: (-row[0], row[1]))[:most]]


Groups = dict[str, dict[str, list[str]]]


def _grouped(gold: Sequence[Gold]) -> tuple[Groups, Groups]:
    made: Groups = defaultdict(lambda: defaultdict(list))
    meant: Groups = defaultdict(lambda: defaultdict(list))
    for g in gold:
        if g.hit:
            made[g.hit[1]][g.meant].append(g.text)
            meant[g.meant][g.hit[1]].append(g.text)
    return made, meant


def _cost(groups: Mapping[str, Sequence[str]]) -> int:
    """The pairs of mentions that are joined (or parted) wrongly."""
    sizes = [len(names) for names in groups.values()]
    return (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2


def _told(groups: Mapping[str, Sequence[str]]) -> str:
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return "; ".join(f"{identity} {dict(Counter(names).most_common(4))}" for identity, names in ranked[:5])


def main() -> None:
    """Build, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--part", choices=PARTS, help="only this half's misses and joins")
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--joins", type=int, default=20)
    given = parser.parse_args()
    documents = [json.loads(line) for line in given.docs.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        read = compare(documents, *named(documents, Path(folder)))
    show(read, given.part, (given.misses, given.joins))


def show(read: Read, part: str | None, most: tuple[int, int]) -> None:
    """Figures of all and of both halves; misses, joins and surplus of the part asked for."""
    for name in ("all", *PARTS):
        chosen = read.gold if name == "all" else [g for g in read.gold if part_of(g.document) == name]
        print(
            f"\n{name}",
            *figures(Read(chosen, read.surplus if name == "all" else [], read.predicted if name == "all" else 0)),
            sep="\n  ",
        )
    gold = [g for g in read.gold if part in (None, part_of(g.document))]
    print("\ncommonest misses", *misses(gold, most[0]), sep="\n  ")
    print("\nworst joins", *joins(gold, most[1]), sep="\n  ")


if __name__ == "__main__":
    main()
