"""An invented archive of three wire versions, a related report and a single: what earlier stages would hand over."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from sitegen.model import (
    Alignment,
    Article,
    Block,
    Card,
    Change,
    Changes,
    Descent,
    Edit,
    Entity,
    EntityLinks,
    Field,
    Joined,
    Mark,
    Mention,
    Pair,
    Passage,
    Problem,
    Related,
    Site,
    Source,
    Story,
    SynopsisRow,
    VersionLinks,
    Withdrawal,
    raw_key,
)  # fmt: skip
from sitegen.render import Theme, draw, load_theme, plan
from sitegen.render.options import SiteOptions

# Paragraphs of the story by name: versions that share a name share the passage.
LEDE = "A ferry carrying 212 passengers ran aground off Port Ellis on Tuesday, the coastguard said."
LEDE_LATER = "A ferry carrying 218 passengers ran aground off Port Ellis yesterday, the coastguard said."
QUOTE = "“Nobody was seriously hurt,” said harbour master Ilse Brandt, who led the rescue."
CAUSE = (
    "Fog had closed in shortly before dawn, and Brandt said two buoys were missing since the storm of last month, "
    "as she had written to the ministry twice without an answer from anybody there."
)
UNION = "The seamen’s union said the crew had been on duty for 19 hours."
OWNER = "The owner, Northline Shipping, declined to comment."

TEXTS: dict[str, list[tuple[str, str]]] = {
    "aaaa": [("lede", LEDE), ("quote", QUOTE), ("head", "‘Like a wall’"), ("cause", CAUSE), ("owner", OWNER)],
    "bbbb": [("lede", LEDE_LATER), ("quote", QUOTE), ("union", UNION)],
    "cccc": [("quote", QUOTE), ("lede", LEDE_LATER), ("cause", CAUSE), ("owner", OWNER)],
    "dddd": [("other", "Passengers told of a bang in the dark near Port Ellis. <script>alert(1)</script>")],
    "eeee": [("arabic", "قالت السلطات إن السفينة جنحت قرب الميناء.")],
}


class Store(dict[str, bytes]):
    """A cache in memory."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self[key] for key in keys if key in self}

    def put_many(self, values: Mapping[str, bytes]) -> None:
        self.update(values)


class Archive(NamedTuple):
    site: Site
    articles: Store
    alignments: Store


def article(id: str) -> Article:
    """Blocks with a cut dateline, a crosshead, a mark."""
    source = Source(f"wire/{id}.txt", id * 16, 1200, "txt")
    blocks = [
        Block("fragment", "PORT ELLIS (Corvus) -", 1, cut="dateline"),
        Block("title", "Ferry & fog", 1, cut="headline"),
    ]
    for line, (name, text) in enumerate(TEXTS[id], 2):
        kind = "crosshead" if name == "head" else "paragraph"
        marks = (Mark(0, 10, "em"), Mark(12, 20, "link", "javascript:alert(1)")) if name == "owner" else ()
        blocks.append(Block(kind, text, line, marks=marks, level=2 if kind == "crosshead" else 0))
    blocks.append(Block("paragraph", "Read more: ten ferries", 9, cut="tail"))
    fields = (
        Field("title", f"Ferry & fog {id}", "stated", "first line", "Ferry & fog", 1),
        Field("agencies", ("Corvus",), "stated", "dateline"),
        Field("description", "The owner declined to comment.", "embedded", "meta:og"),
    )
    return Article(source, tuple(blocks), fields, rejected=(Field("title", "Other", "embedded", "meta"),))


def card(id: str, outlet: str | None, published: str | None, **more: object) -> Card:
    text = article(id).text
    made = Card(
        key=f"key-{id}", source=article(id).source, given_id="", title=f"Ferry & fog {id}", title_basis="stated", published=published,
        published_basis="stated" if published else None, updated=None, byline=("Ann Doe",), outlet=outlet, agencies=("Corvus",),
        dateline_place="Port Ellis", language="en", labels=(), words=len(text.split()), text_sha=f"sha-{id}", lede=text[:240], id=id,
    )  # fmt: skip
    return msgspec.structs.replace(made, **more)


def spans(id: str) -> dict[str, tuple[int, int]]:
    found, at = {}, 0
    for name, text in TEXTS[id]:
        found[name] = (at, at + len(text))
        at += len(text) + 2
    return found


def aligned(a: str, b: str) -> Alignment:
    """Passages by name; edits by words; a passage that changed places is moved."""
    mine, theirs = spans(a), spans(b)
    order = [name for name in mine if name in theirs]
    made = []
    for name in theirs:
        if name not in mine:
            made.append(Passage("added", None, theirs[name]))
            continue
        edits = _edits(dict(TEXTS[a])[name], dict(TEXTS[b])[name], mine[name][0], theirs[name][0])
        moved = order.index(name) != [n for n in theirs if n in mine].index(name) and name == "quote"
        made.append(Passage("moved" if moved else "edited" if edits else "kept", mine[name], theirs[name], edits))
    return Alignment((*made, *(Passage("dropped", mine[name], None) for name in mine if name not in theirs)))


def _edits(a: str, b: str, at_a: int, at_b: int) -> tuple[Edit, ...]:
    one, two = list(re.finditer(r"\S+", a)), list(re.finditer(r"\S+", b))
    steps = difflib.SequenceMatcher(
        None, [w.group() for w in one], [w.group() for w in two], autojunk=False
    ).get_opcodes()
    return tuple(Edit(at_a + one[i].start(), at_a + one[j - 1].end(), at_b + two[k].start(), at_b + two[m - 1].end(),
                      "Tuesday," in a[one[i].start() : one[j - 1].end()]) for tag, i, j, k, m in steps if tag == "replace")  # fmt: skip


def pair(a: str, b: str, relation: str, store: Store) -> Pair:
    key = f"align-{a}-{b}"
    store[key] = msgspec.msgpack.encode(aligned(a, b))
    changes = Changes((Change("212", "218", LEDE_LATER),), (), (Change(None, "Like a wall", "‘Like a wall’"),))
    return Pair(a, b, relation, 0.72, 0.9, 1, changes, key)  # type: ignore[arg-type]


def story(store: Store) -> Story:
    ids = ("aaaa", "bbbb", "cccc")
    names = list(dict.fromkeys(name for id in ids for name, _ in TEXTS[id]))
    rows = []
    for name in names:
        words = [dict(TEXTS[id]).get(name) for id in ids]
        kinds = list(dict.fromkeys(word for word in words if word))
        rows.append(
            SynopsisRow(
                tuple(spans(id).get(name) for id in ids),
                tuple(kinds.index(word) if word else -1 for word in words),
                tuple(_kind(words[0], word) for word in words),
            )
        )
    store["synopsis"] = msgspec.msgpack.encode(tuple(rows))
    pairs = (
        pair("aaaa", "bbbb", "abridged", store),
        pair("aaaa", "cccc", "revised", store),
        pair("bbbb", "cccc", "partial", store),
    )
    lineage = (Descent("aaaa", None, 0.9, "earliest date"), Descent("bbbb", "aaaa", 0.86, "says “yesterday” for “Tuesday”"),
               Descent("cccc", "bbbb", 0.55, "has the later figure", ("aaaa",)))  # fmt: skip
    return Story("aaaa", "Ferry & fog", ids, pairs, lineage, "aaaa", "synopsis")


def _kind(base: str | None, word: str | None) -> Any:
    return (
        "added"
        if word and not base
        else "dropped"
        if base and not word
        else ""
        if not base
        else "kept"
        if word == base
        else "edited"
    )


def mentions(id: str, names: dict[str, str]) -> tuple[Mention, ...]:
    text = article(id).text
    found = [Mention(hit.start(), hit.end(), hit.group(), entity.split("/")[0], entity)  # type: ignore[arg-type]
             for name, entity in names.items() for hit in re.finditer(name, text)]  # fmt: skip
    return tuple(sorted(found, key=lambda mention: mention.start))


NAMES = {"Ilse Brandt": "person/ilse-brandt", "Brandt(?! said)(?<!Ilse Brandt)": "person/ilse-brandt", "Port Ellis": "place/port-ellis",
         "Northline Shipping": "organisation/northline-shipping"}  # fmt: skip


def build() -> Archive:
    articles, alignments = Store(), Store()
    cards = (
        card("aaaa", "Harbour Gazette", "2031-03-04T06:10:00Z"), card("bbbb", "Daily Mast", "2031-03-05", published_basis="inferred"),
        card("cccc", "Ellis Courier", "2031-03-05"), card("dddd", "Harbour Gazette", "2031-03-06", title="<b>Bang</b> in the dark"),
        card("eeee", None, None, language="ar", title="السفينة", title_basis="supplied", byline=()),
    )  # fmt: skip
    for each in cards:
        articles[each.key] = msgspec.msgpack.encode(article(each.id))
        articles[raw_key(each.key)] = msgspec.msgpack.encode(
            "PORT ELLIS (Corvus) - Ferry & fog\n" + "\n".join(text for _, text in TEXTS[each.id])
        )
    entities = (
        Entity("person/ilse-brandt", "person", "Ilse Brandt", ("Brandt", "harbour master Brandt"), (Joined("Brandt", "surname", "said harbour master Ilse Brandt", "aaaa"),),
               ("aaaa", "bbbb", "cccc"), wikidata="Q1"),
        Entity("place/port-ellis", "place", "Port Ellis", (), (), ("aaaa", "bbbb", "cccc", "dddd"), lat=51.5, lon=-3.2, country="GB", within="United Kingdom"),
        Entity("organisation/northline-shipping", "organisation", "Northline Shipping", (), (), ("aaaa", "cccc")),
    )  # fmt: skip
    site = Site(
        cards, VersionLinks((story(alignments),), (Related("aaaa", "dddd", 0.61, "both name Port Ellis"),)),
        EntityLinks(entities, {each.id: mentions(each.id, NAMES) for each in cards}),
        fields={"bbbb": (Field("published", "2031-03-05", "inferred", "deixis", "“yesterday” here, “Tuesday” in version 1"),)},
        problems=(Problem("wire/x.txt", "clean", "no-body", "quarantined", "no article body", "is it a photo page?", line=3),),
        tombstones=(Withdrawal("ffff", "Asked for by the author", "2031-04-01"),), redirects={"old/": "story/aaaa/"},
    )  # fmt: skip
    return Archive(site, articles, alignments)


@pytest.fixture(scope="session")
def wire() -> Archive:
    return build()


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("default", Path("nowhere"))


@pytest.fixture(scope="session")
def drawn(wire: Archive, theme: Theme) -> Callable[..., dict[str, str]]:
    """Draws the whole archive: drawn(base_url=…, show=…) -> text by path."""

    def draw_all(**options: Any) -> dict[str, str]:
        pages = plan(wire.site, SiteOptions(**options), theme)
        return {page.path: draw(page, wire.articles, wire.alignments, theme).data.decode() for page in pages}

    return functools.cache(draw_all)
