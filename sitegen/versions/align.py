"""Two texts aligned: which sentences match, where they stand, which words differ.

Sentences with the same words are matched first, then sentences that share word triples, then what is left over between
two matches. The heaviest chain of matches in order is the frame; matches off the chain were moved
(Heckel 1978 for unique anchors; the chain is a heaviest increasing subsequence).
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from sitegen.model import Alignment, Passage, PassageKind
from sitegen.versions.chain import heaviest_chain
from sitegen.versions.edits import Difference, differences, to_edits
from sitegen.versions.tokens import Words

SHARED_LEAST = 0.5
"""Of the shorter sentence's words, in order, for two sentences to match wherever they stand."""
RUN_LEAST = 8
"""Words that two sentences must share as a run, when they share less than SHARED_LEAST."""
GAP_LEAST = 0.4
"""Of the longer sentence's words, for what is left over between the same two matches."""
MOVED_LEAST = 5
"""Words; a shorter match off the chain ("he said") is chance."""
MOVED_SHARED = 0.5
"""Of the shorter sentence's words that a match off the chain must share."""
COMMON_GRAM = 6
"""A triple that occurs in more sentences than this of one text says nothing about place."""
WIDEST_GAP = 24
"""Sentences left over between two matches, for the weaker rule to be tried."""

Range = tuple[int, int]


class Match(NamedTuple):
    """Sentences a[0]..a[1]-1 match sentences b[0]..b[1]-1 in `common` words."""

    a: Range
    b: Range
    common: int
    exact: bool
    moved: bool = False


class Aligned(NamedTuple):
    """Two texts, and their matches in the order of b."""

    a: Words
    b: Words
    matches: list[Match]


def match(a: Words, b: Words) -> Aligned:
    """The sentence matches of two texts; sentences on either side take part in one match at most. Where one text is coarse,
    both are compared so."""
    if a.coarse != b.coarse:
        a, b = a.in_pieces, b.in_pieces
    state = _State(a, b)
    state.match_equal()
    if state.open_a and state.open_b:
        state.match_similar()
    state.find_moved()
    if state.open_a and state.open_b:
        state.match_gaps()
    state.grow()
    return Aligned(a, b, sorted(state.matches, key=lambda found: found.b))


class _State:
    """The matches found so far and the sentences still open on either side."""

    def __init__(self, a: Words, b: Words) -> None:
        self.a, self.b = a, b
        self.keys_a, self.keys_b = a.keys, b.keys
        self.open_a = dict.fromkeys(range(len(self.keys_a)))
        self.open_b = dict.fromkeys(range(len(self.keys_b)))
        self.matches: list[Match] = []

    def add(self, i: int, j: int, common: int, exact: bool = False) -> None:
        self.matches.append(Match((i, i + 1), (j, j + 1), common, exact))
        del self.open_a[i], self.open_b[j]

    def match_equal(self) -> None:
        """The k-th sentence of some words in a goes with the k-th of the same words in b."""
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(self.keys_a) - 1, -1, -1):
            places[self.keys_a[i]].append(i)
        for j, key in enumerate(self.keys_b):
            if places.get(key):
                self.add(places[key].pop(), j, len(key), exact=True)

    def match_similar(self) -> None:
        """Open sentences that share triples, best first."""
        ranked = []
        for (i, j), triples in self._votes().items():
            common = LCSseq.similarity(self.keys_a[i], self.keys_b[j])
            shorter = min(len(self.keys_a[i]), len(self.keys_b[j]))
            if common >= max(SHARED_LEAST * shorter, 3) or triples + 2 >= RUN_LEAST:
                ranked.append((common / max(len(self.keys_a[i]), len(self.keys_b[j])) + common / 50, i, j, common))
        for _, i, j, common in sorted(ranked, key=lambda found: (-found[0], found[1], found[2])):
            if i in self.open_a and j in self.open_b:
                self.add(i, j, common)

    def _votes(self) -> dict[Range, int]:
        """(sentence of a, sentence of b) -> triples that both have, among open sentences."""
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in self.open_a:
            for gram in self.a.triples(i):
                places[gram].append(i)
        votes: dict[Range, int] = defaultdict(int)
        for j in self.open_b:
            for gram in self.b.triples(j) & places.keys():
                found = places[gram]
                if len(found) <= COMMON_GRAM:
                    for i in found:
                        votes[i, j] += 1
        return votes

    def find_moved(self) -> None:
        """Split the matches into the heaviest chain and the moved; slight ones off the chain are undone."""
        self.matches.sort(key=lambda found: found.b)
        chain = heaviest_chain([found.a[0] for found in self.matches], [found.common for found in self.matches])
        kept = []
        for at, found in enumerate(self.matches):
            if at in chain:
                kept.append(found)
            elif found.common >= max(2 if self.a.coarse else MOVED_LEAST, MOVED_SHARED * self._shorter(found)):
                kept.append(found._replace(moved=True))
            else:
                self.open_a[found.a[0]] = self.open_b[found.b[0]] = None
        self.matches = kept

    def _shorter(self, found: Match) -> int:
        return min(len(self.keys_a[found.a[0]]), len(self.keys_b[found.b[0]]))

    def match_gaps(self) -> None:
        """Between two matches of the chain the place itself is evidence: the nearest wordings go together."""
        before_a = before_b = 0
        ends = [found for found in self.matches if not found.moved]
        for end_a, end_b in [(m.a[0], m.b[0]) for m in ends] + [(len(self.keys_a), len(self.keys_b))]:
            left = [i for i in range(before_a, end_a) if i in self.open_a]
            right = [j for j in range(before_b, end_b) if j in self.open_b]
            if left and right and len(left) <= WIDEST_GAP and len(right) <= WIDEST_GAP:
                self._match_gap(left, right)
            before_a, before_b = end_a + 1, end_b + 1

    def _match_gap(self, left: list[int], right: list[int]) -> None:
        best = None
        for i in left:
            for j in right:
                common = LCSseq.similarity(self.keys_a[i], self.keys_b[j])
                share = common / max(len(self.keys_a[i]), len(self.keys_b[j]))
                if common >= 3 and share >= GAP_LEAST and (best is None or share > best[0]):
                    best = (share, i, j, common)
        if best:
            _, i, j, common = best
            self.add(i, j, common)
            for part_a, part_b in (
                ([x for x in left if x < i], [y for y in right if y < j]),
                ([x for x in left if x > i], [y for y in right if y > j]),
            ):
                if part_a and part_b:
                    self._match_gap(part_a, part_b)

    def grow(self) -> None:
        """Sentences split or merged: an open neighbour joins the match that already has its words."""
        if not self.open_a and not self.open_b:
            return
        for at, found in enumerate(self.matches):
            if not found.exact:
                self.matches[at] = self._grown(found)

    def _grown(self, found: Match) -> Match:
        for step in (1, -1):
            found = self._take(found, step, side_b=True)
            found = self._take(found, step, side_b=False)
        return found

    def _take(self, found: Match, step: int, side_b: bool) -> Match:
        own, opened = (found.b, self.open_b) if side_b else (found.a, self.open_a)
        keys = self.keys_b if side_b else self.keys_a
        new = own[1] if step > 0 else own[0] - 1
        if new not in opened:
            return found
        wider = (own[0], new + 1) if step > 0 else (new, own[1])
        grown = found._replace(b=wider) if side_b else found._replace(a=wider)
        common = LCSseq.similarity(_join(self.keys_a, grown.a), _join(self.keys_b, grown.b))
        if common - found.common < max(3, SHARED_LEAST * len(keys[new])):
            return found
        del opened[new]
        return grown._replace(common=common)


def _join(keys: list[tuple[str, ...]], places: Range) -> tuple[str, ...]:
    return keys[places[0]] if places[1] - places[0] == 1 else tuple(x for key in keys[slice(*places)] for x in key)


# ------------------------------------------------------------------------------------ passages


class Row(NamedTuple):
    """A passage before it is written out: word ranges, and the differences inside."""

    kind: PassageKind
    a: Range | None
    b: Range | None
    differences: tuple[Difference, ...] = ()


def rows(found: Aligned) -> list[Row]:
    """The passages in the order of b, with a's dropped ones after the passage they followed in a."""
    taken = {i for one in found.matches for i in range(*one.a)}
    dropped = _runs([i for i in range(len(found.a.sentences)) if i not in taken], found.a.paragraph)
    made: list[Row] = []
    next_b = next_drop = 0

    def add_new(stop: int) -> None:
        for run in _runs(list(range(next_b, stop)), found.b.paragraph):
            made.append(Row("added", None, _words(found.b, run)))

    for group in _grouped(found):
        add_new(group.b[0])
        if not group.moved:
            while next_drop < len(dropped) and dropped[next_drop][0] < group.a[0]:
                made.append(Row("dropped", _words(found.a, dropped[next_drop]), None))
                next_drop += 1
        made.append(_matched(found, group))
        next_b = group.b[1]
    add_new(len(found.b.sentences))
    made += [Row("dropped", _words(found.a, run), None) for run in dropped[next_drop:]]
    return made


def _grouped(found: Aligned) -> list[Match]:
    """Matches with equal words that follow one another inside one paragraph, as one."""
    made: list[Match] = []
    for one in found.matches:
        if made and _continues(made[-1], one, found):
            last = made[-1]
            made[-1] = last._replace(a=(last.a[0], one.a[1]), b=(last.b[0], one.b[1]), common=last.common + one.common)
        else:
            made.append(one)
    return made


def _continues(last: Match, one: Match, found: Aligned) -> bool:
    return (
        last.exact and one.exact and last.moved == one.moved and last.a[1] == one.a[0] and last.b[1] == one.b[0]
        and found.a.paragraph[one.a[0] - 1] == found.a.paragraph[one.a[0]]
        and found.b.paragraph[one.b[0] - 1] == found.b.paragraph[one.b[0]]
    )  # fmt: skip


def _runs(sentences: list[int], paragraph: list[int]) -> list[Range]:
    """Neighbouring sentences of one paragraph, as ranges."""
    made: list[Range] = []
    for i in sentences:
        if made and made[-1][1] == i and paragraph[i - 1] == paragraph[i]:
            made[-1] = (made[-1][0], i + 1)
        else:
            made.append((i, i + 1))
    return made


def _words(text: Words, sentences: Range) -> Range:
    return text.sentences[sentences[0]][0], text.sentences[sentences[1] - 1][1]


def _matched(found: Aligned, one: Match) -> Row:
    a, b = _words(found.a, one.a), _words(found.b, one.b)
    inside = differences(found.a, found.b, (a, b), one.exact)
    return Row(_kind(one, bool(inside)), a, b, tuple(inside))


def _kind(one: Match, edited: bool) -> PassageKind:
    if one.moved:
        return "moved"
    if not one.exact and one.a[1] - one.a[0] == 1 < one.b[1] - one.b[0]:
        return "split"
    if not one.exact and one.b[1] - one.b[0] == 1 < one.a[1] - one.a[0]:
        return "merged"
    return "edited" if edited else "kept"


def write(found: Aligned, passages: list[Row]) -> Alignment:
    """Word ranges as text offsets."""
    return Alignment(
        tuple(
            Passage(
                row.kind,
                found.a.span(*row.a) if row.a else None,
                found.b.span(*row.b) if row.b else None,
                to_edits(found.a, found.b, row.differences, (row.a[1], row.b[1])) if row.a and row.b else (),
            )
            for row in passages
        )
    )
