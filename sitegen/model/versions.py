"""What joins versions of one text: alignments, pairs, lineage, stories."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from sitegen.model.sources import Field, Problem

RelationKind = Literal["identical", "reprint", "abridged", "expanded", "revised", "partial"]
PassageKind = Literal["kept", "edited", "split", "merged", "moved", "added", "dropped"]
PASSAGE_KINDS: tuple[PassageKind, ...] = get_args(PassageKind)


class Edit(msgspec.Struct, frozen=True, array_like=True):
    """A word-level difference inside an edited passage, as text offsets into a and b.

    An empty range is an insertion or a deletion. `minor` is house style: spelling, quotes,
    "Saturday" for "yesterday"; everything else is substance.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    minor: bool = False


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of text and its match in the other version. `a` is None for added, `b` for dropped.

    Split: one sentence of a is two or more in b; merged: the other way round. Split, merged and moved passages may carry edits
    as well; what was moved and split is moved.
    """

    kind: PassageKind
    a: tuple[int, int] | None
    b: tuple[int, int] | None
    edits: tuple[Edit, ...] = ()


class Alignment(msgspec.Struct, frozen=True):
    """Two texts aligned, in the order of b with a's dropped passages where they would have stood."""

    passages: tuple[Passage, ...]


class Change(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One fact that differs: `from_` is None for what was added, `to` for what was dropped."""

    from_: str | None
    to: str | None
    context: str


class Changes(msgspec.Struct, frozen=True):
    """The facts that differ between two versions, by kind; `dates` are weekday and day shifts, `headlines` the two titles
    where both have one of their own and they differ in more than house style."""

    figures: tuple[Change, ...] = ()
    names: tuple[Change, ...] = ()
    quotes: tuple[Change, ...] = ()
    dates: tuple[Change, ...] = ()
    headlines: tuple[Change, ...] = ()


class Pair(msgspec.Struct, frozen=True):
    """Two versions of one story, read from a (the older) to b.

    `containment_a` is the share (0 to 1) of a's words that matched passages cover, and so for b.
    `moved` is the number of moved passages, `passages` that of each kind there is. `alignment` is the versions cache's key of
    the Alignment.
    """

    a: str
    b: str
    relation: RelationKind
    containment_a: float
    containment_b: float
    moved: int
    changes: Changes
    alignment: str = ""
    passages: dict[PassageKind, int] = {}


class Descent(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One article's place in its story's lineage: probably made `from_` that one (None: an origin,
    or unknown), with a confidence from 0 to 1, the evidence in words, and further parents in `also`."""

    article: str
    from_: str | None
    confidence: float
    evidence: str
    also: tuple[str, ...] = ()


class SynopsisRow(msgspec.Struct, frozen=True, array_like=True):
    """One passage across all versions of a story: per article (in the story's order) the text
    offsets of its cell, or None. `group[i]` numbers the distinct wordings: equal numbers, same words. `kind[i]` is what became
    of the base's passage in it; empty where neither has one."""

    cells: tuple[tuple[int, int] | None, ...]
    group: tuple[int, ...]
    kind: tuple[PassageKind | Literal[""], ...] = ()


class Story(msgspec.Struct, frozen=True):
    """Articles that are versions of the same text, oldest first; at least two.

    `pairs` are all pairs, but above 50 distinct texts only those with a parent and with the base.
    `synopsis` is the versions cache's key of a tuple[SynopsisRow, ...].
    """

    id: str
    title: str
    articles: tuple[str, ...]
    pairs: tuple[Pair, ...]
    lineage: tuple[Descent, ...]
    base: str = ""
    synopsis: str = ""


class Related(msgspec.Struct, frozen=True):
    """Same event, other words: linked, never merged. `score` from 0 to 1."""

    a: str
    b: str
    score: float
    evidence: str


class VersionLinks(msgspec.Struct, frozen=True):
    """What the versions stage found. `inferred` are fields for articles that lacked them, by id."""

    stories: tuple[Story, ...] = ()
    related: tuple[Related, ...] = ()
    inferred: dict[str, tuple[Field, ...]] = {}
    problems: tuple[Problem, ...] = ()
