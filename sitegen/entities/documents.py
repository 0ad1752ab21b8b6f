"""Every document's entities, resolved again only where its text or what the archive knows of its names changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.entities.gazetteer import key
from sitegen.entities.lexicon import Lexicon
from sitegen.entities.link import Doc
from sitegen.entities.local import Local, resolve
from sitegen.entities.places import countries
from sitegen.entities.scan import Scan
from sitegen.model import Cache, Card, Outlet, VersionLinks


class Around(msgspec.Struct, frozen=True):
    """What is known around the articles, by id: the country of each one's outlet, and its story."""

    countries: dict[str, str] = {}
    stories: dict[str, str] = {}


def around(cards: Sequence[Card], outlets: Sequence[Outlet], versions: VersionLinks) -> Around:
    """`outlets` as the archivist lists them, by name and other spellings."""
    named = {name.casefold(): o.country for o in outlets if o.country for name in (o.name, *o.spellings)}
    countries = {card.id: country for card in cards if (country := named.get((card.outlet or "").casefold()))}
    return Around(countries, {article: story.id for story in versions.stories for article in story.articles})


def documents(
    groups: Sequence[Sequence[Card]], scans: Mapping[str, Scan], lexicon: Lexicon, cache: Cache, known: Around
) -> list[Doc]:
    """One Doc for each group of cards with the very same text, in order. The entities are kept by text and by the verdicts of the names in it."""
    verdicts: dict[str, bytes] = {}
    cards = [group[0] for group in groups]
    keys = [_key(card, scans[card.text_sha], lexicon, verdicts) for card in cards]
    kept = cache.get_many(keys)
    decoder, made = msgspec.msgpack.Decoder(list[Local]), {}
    found = []
    for group, k in zip(groups, keys, strict=True):
        card = group[0]
        if k in kept:
            entities = decoder.decode(kept[k])
        else:
            entities = resolve(scans[card.text_sha], lexicon)
            made[k] = msgspec.msgpack.encode(entities)
        outlets = Counter(known.countries[other.id] for other in group if other.id in known.countries)
        found.append(Doc(card.id, entities, _dateline(card), outlets, known.stories.get(card.id, "")))
    cache.put_many(made)
    return found


def _dateline(card: Card) -> Counter[str]:
    """The country that the dateline speaks for; nothing where its place is in doubt itself."""
    return countries([card.dateline_place]) if card.dateline_place else Counter()


def _key(card: Card, scan: Scan, lexicon: Lexicon, verdicts: dict[str, bytes]) -> str:
    made = hashlib.blake2b(f"document\0{card.text_sha}\0{card.language}".encode(), digest_size=20)
    for piece in scan.found:
        verdict = verdicts.get(piece.text)
        if verdict is None:
            verdict = verdicts[piece.text] = repr(_verdict(piece.text, lexicon)).encode("utf-8", "surrogatepass")
        made.update(verdict)
    return made.hexdigest()


def _verdict(text: str, lexicon: Lexicon) -> tuple[object, ...]:
    """All that resolution asks the lexicon about a proposal (see `mentions`), no finer than it asks."""
    first, _, rest = text.partition(" ")
    return (text, _known(key(text), lexicon), lexicon.ordinary(first.lower()), _known(key(rest), lexicon))


def _known(k: str, lexicon: Lexicon) -> tuple[object, ...]:
    name, kind = lexicon.names.get(k), lexicon.kinds.get(k, "")
    if name is None:
        return (kind,)
    asked = name.asked
    heard = any(asked[kind] for kind in ("person", "organisation", "place"))
    partly = asked["part"] >= max(1, asked[kind])
    return (kind, name.inside > 0, heard, partly, name.shapes["place/3"] > 0, lexicon.ordinary(k))
