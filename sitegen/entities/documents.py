"""Every document's entities, resolved again only where its text or what the archive knows of its names changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.entities.gazetteer import key, lookup
from sitegen.entities.lexicon import Lexicon
from sitegen.entities.link import Doc
from sitegen.entities.local import Local, resolve
from sitegen.entities.scan import Scan
from sitegen.model import Cache, Card


def documents(cards: Sequence[Card], scans: Mapping[str, Scan], lexicon: Lexicon, cache: Cache) -> list[Doc]:
    """One Doc a card, in order. The entities are kept by text and by the verdicts of the names in it."""
    verdicts: dict[str, bytes] = {}
    keys = [_key(card, scans[card.text_sha], lexicon, verdicts) for card in cards]
    kept = cache.get_many(keys)
    decoder, made = msgspec.msgpack.Decoder(list[Local]), {}
    found = []
    for card, k in zip(cards, keys, strict=True):
        if k in kept:
            entities = decoder.decode(kept[k])
        else:
            entities = resolve(scans[card.text_sha], lexicon)
            made[k] = msgspec.msgpack.encode(entities)
        found.append(Doc(card.id, entities, _countries(card)))
    cache.put_many(made)
    return found


def _countries(card: Card) -> Counter[str]:
    """The country that the dateline speaks for."""
    return Counter(place.country for place in lookup(card.dateline_place)[:1]) if card.dateline_place else Counter()


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
