"""Who, what and where: names found by the archive's own capitals, judged by a model, joined for a reason.

scan      a text -> proposed names with the signs around them        (cached by text)
lexicon   all scans -> what the archive knows of each name
judge     a few sentences of each name -> the model's verdicts       (cached by sentence and model, see `readers`)
documents a text's proposals -> its entities (see `local`)           (cached by text and its names' verdicts)
link      all texts' entities -> the archive's, joined where every candidate agrees
curated   the archivist's decisions, which win
assemble  addresses, aliases with reasons, mentions
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from sitegen.entities import assemble, curated, judge
from sitegen.entities.documents import Around, around, documents
from sitegen.entities.lexicon import gather, judge_all, questions
from sitegen.entities.link import Doubt, Linked, link
from sitegen.entities.nouns import readable
from sitegen.entities.options import EntitiesOptions
from sitegen.entities.readers import fingerprint, lacking
from sitegen.entities.scan import Scan, scan
from sitegen.entities.tables import NOUN_LANGUAGES
from sitegen.model import Article, Cache, Card, EntityDecision, EntityLinks, Outlet, Problem, Run, VersionLinks

ARTICLES_AT_ONCE = 64


class ScanBatch(msgspec.Struct, frozen=True):
    """Article keys with their text digests."""

    articles: Cache
    keys: tuple[tuple[str, str], ...]


def relate(
    cards: Sequence[Card], articles: Cache, cache: Cache, options: EntitiesOptions,
    decisions: tuple[EntityDecision, ...], versions: VersionLinks, run: Run, outlets: tuple[Outlet, ...] = (),
) -> EntityLinks:  # fmt: skip
    """All entities and mentions of the archive. Nothing is computed where no input changed."""
    known = around(cards, outlets, versions)
    key = _whole_key(cards, options, decisions, known)
    kept = cache.get_many([key]).get(key)
    if kept is not None:
        return msgspec.msgpack.decode(kept, type=EntityLinks)
    with _uncollected():
        links = _relate(cards, articles, cache, options, decisions, run, known)
    cache.put_many({key: msgspec.msgpack.encode(links)})
    return links


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: there are none among the millions of small objects that it would look through."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def doubts(
    cards: Sequence[Card],
    articles: Cache,
    cache: Cache,
    options: EntitiesOptions,
    decisions: tuple[EntityDecision, ...],
    run: Run,
) -> list[Doubt]:
    """The joins that were left undone and not decided since, strongest first (see `review`)."""
    linked = _linked(cards, articles, cache, options, decisions, run, Around())[1]
    return curated.undecided(linked.doubts, decisions, {card.id: card for card in cards})


def _whole_key(
    cards: Sequence[Card], options: EntitiesOptions, decisions: tuple[EntityDecision, ...], known: Around
) -> str:
    models = sorted({model for card in cards if (model := _model(card.language, options))})
    prints = [fingerprint(model) for model in models]
    rows = [
        (c.id, c.source.path, c.copies, c.text_sha, c.language, c.outlet, c.dateline_place, c.published) for c in cards
    ]
    return hashlib.sha256(
        b"links\0"
        + msgspec.msgpack.encode(
            (rows, prints, decisions, sorted(known.countries.items()), sorted(known.stories.items()))
        )
    ).hexdigest()


def _relate(
    cards: Sequence[Card],
    articles: Cache,
    cache: Cache,
    options: EntitiesOptions,
    decisions: tuple[EntityDecision, ...],
    run: Run,
    known: Around,
) -> EntityLinks:
    shared, linked, problems = _linked(cards, articles, cache, options, decisions, run, known)
    found, wrong = curated.apply(assemble.clusters(linked), decisions, {card.id: card for card in cards})
    order = {card.id: number for number, card in enumerate(sorted(cards, key=lambda c: (c.published or "9", c.id)))}
    links = assemble.links(found, order, shared)
    return msgspec.structs.replace(links, problems=(*problems, *wrong))


def _linked(
    cards: Sequence[Card],
    articles: Cache,
    cache: Cache,
    options: EntitiesOptions,
    decisions: tuple[EntityDecision, ...],
    run: Run,
    known: Around,
) -> tuple[dict[str, tuple[str, ...]], Linked, list[Problem]]:
    """One document for each distinct text; `shared` names all articles that have it."""
    same: dict[tuple[str, str | None, str | None], list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: card.id):
        same[(card.text_sha, card.language, card.dateline_place)].append(card)
    first = [group[0] for group in same.values()]
    scans = scan_all(first, articles, cache, run)
    models = [_model(card.language, options) for card in first]
    missing = {model: wrong for model in sorted(set(models)) if model and (wrong := lacking(model))}
    models = ["" if model in missing else model for model in models]
    nouns = {card.text_sha: model for card, model in zip(first, models, strict=True) if _every_noun(card.language)}
    scans = {sha: readable(found) if nouns.get(sha) == "" else found for sha, found in scans.items()}
    asked = [(model, scans[card.text_sha]) for model, card in zip(models, first, strict=True)]
    lexicon = gather(asked)
    judge_all(lexicon, asked, judge.ask(questions(lexicon), cache, run))
    scans = {sha: readable(found, lexicon.heard) if nouns.get(sha) else found for sha, found in scans.items()}
    curated.teach(lexicon, decisions)
    docs = documents(list(same.values()), scans, lexicon, cache, known)
    shared = {group[0].id: tuple(card.id for card in group) for group in same.values()}
    return shared, link(docs), [_no_model(model, hint) for model, hint in missing.items()]


def _no_model(model: str, hint: str) -> Problem:
    reason = f'the model "{model}" cannot be used: names were found by capitals and gazetteer alone'
    return Problem("sitegen.toml", "entities", "no-model", "warning", reason, hint)


def models(options: EntitiesOptions) -> list[str]:
    """Digests of all models that the options name: a build is another one when a model changes."""
    return (
        [fingerprint(model) for model in sorted({options.model, *options.models.values()})] if options.enabled else []
    )


def _model(language: str | None, options: EntitiesOptions) -> str:
    """The model for a language: named in `models`, or the default one for English; else none."""
    code = (language or "en")[:2]
    return options.models.get(code, options.model if code == "en" else "")


def _every_noun(language: str | None) -> bool:
    """Where every noun has a capital, only what something else speaks for is a name (see `nouns`)."""
    return (language or "en")[:2] in NOUN_LANGUAGES


# ------------------------------------------------------------------------------ scanning


def scan_all(cards: Sequence[Card], articles: Cache, cache: Cache, run: Run) -> dict[str, Scan]:
    """Scans by text digest, from the cache or from the workers."""
    wanted = {card.text_sha: card.key for card in cards}
    keys = {sha: _scan_key(sha) for sha in wanted}
    kept = cache.get_many(list(keys.values()))
    missing = [(wanted[sha], sha) for sha in sorted(wanted) if keys[sha] not in kept]
    batches = [
        ScanBatch(articles, tuple(missing[n : n + ARTICLES_AT_ONCE])) for n in range(0, len(missing), ARTICLES_AT_ONCE)
    ]
    for made in run(scan_batch, batches):
        cache.put_many(made)
        kept.update(made)
    decoder = msgspec.msgpack.Decoder(Scan)
    return {sha: decoder.decode(kept[keys[sha]]) if keys[sha] in kept else Scan([], [], []) for sha in wanted}


def _scan_key(sha: str) -> str:
    return hashlib.sha256(f"scan\0{sha}".encode()).hexdigest()


def scan_batch(batch: ScanBatch) -> dict[str, bytes]:
    """In a worker: the encoded scans of some articles, by their keys in the stage's cache."""
    stored = batch.articles.get_many([key for key, _ in batch.keys])
    made = {}
    for key, sha in batch.keys:
        if key in stored:
            article = msgspec.msgpack.decode(stored[key], type=Article)
            made[_scan_key(sha)] = msgspec.msgpack.encode(scan(article.text, _ranges(article)))
    return made


def _ranges(article: Article) -> list[tuple[int, int]]:
    """The lines of the kept blocks, as ranges of the text; code is no prose."""
    found, at = [], 0
    for block in article.kept:
        if block.kind not in ("code",):
            start = at
            for line in block.text.split("\n"):
                found.append((start, start + len(line)))
                start += len(line) + 1
        at += len(block.text) + 2
    return found
