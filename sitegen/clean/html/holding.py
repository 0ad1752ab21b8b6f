"""What holds a piece: the regions around it, what share of the page's prose they have, how often they repeat."""

from __future__ import annotations

import math
from collections import Counter

from .segment import Piece, Region
from .tags import BITS
from .wording import Seen

ASIDES = ("aside", "footer", "nav", "form")
MOST_STEPS = 40
_EMBED = BITS["embed"]
_CLAIMS = BITS["share"] | BITS["aside"] | BITS["related"] | BITS["control"]

COLUMNS = ("signature", "region", "parent", "grand", "great", "density_parent", "density_grand", "steps", "outside", "list_density",
           "list_words", "like_own", "like_parent", "like_grand", "like_great", "kin", "kin_words", "kin_ended", "kin_density",
           "kin_prose", "kin_mass", "best_up", "best_down", "fill_parent", "fill_grand")  # fmt: skip


def weigh(pieces: list[Piece], regions: list[Region], seen: list[Seen], headline: int) -> float:
    """Sums prose and links up the regions. A region with the headline and half the page's prose is the page:
    its names say nothing about its parts, so they are not handed down."""
    for piece, look in zip(pieces, seen, strict=True):
        region = piece.region
        region.mass += look.prose
        region.words += look.words
        region.links += look.words * look.density
    for region in reversed(regions):
        if region.parent is not None:
            region.parent.mass += region.mass
            region.parent.words += region.words
            region.parent.links += region.links
    total = regions[0].mass if regions else 0.0
    holding: set[int] = set()
    each = pieces[headline].region if headline >= 0 else None
    while each is not None:
        holding.add(each.index)
        each = each.parent
    for region in regions:
        if region.bits & _EMBED:
            _unwrap(region)
    for region in regions:
        _hand_down(region, total, holding)
    return total


def _unwrap(region: Region) -> None:
    """A post of elsewhere stands in wrappers that are named after its network: they hold nothing else."""
    each = region
    for _ in range(4):
        each.bits = each.bits & ~_CLAIMS
        if each.parent is None or each.parent.words > region.words:
            break
        each = each.parent


def _hand_down(region: Region, total: float, holding: set[int]) -> None:
    whole = (
        total and region.mass >= 0.5 * total and (not holding or region.index in holding or region.tag not in ASIDES)
    )
    parent = region.parent
    region.inherited = (region.bits & BITS["invisible"] if whole else region.bits) | (parent.inherited if parent else 0)
    region.around = region.bits | (parent.around if parent else 0)


def parent_bits(region: Region, total: float) -> int:
    return region.parent.bits if region.parent and region.parent.mass < total / 2 else 0


def columns(pieces: list[Piece], regions: list[Region], seen: list[Seen], total: float) -> list[list[float]]:
    top = next((region for region in reversed(regions) if region.mass >= 0.6 * total), None)
    best = _best(pieces, seen)
    alike = Counter([region.signature for region in regions])
    kin = _kin(pieces, seen, total)
    known: dict[int, list[float]] = {}
    rows = []
    for piece in pieces:
        region = piece.region
        row = known.get(region.index)
        if row is None:
            of = kin[region.signature]
            row = [
                of[-1],
                *_held(region, top, total),
                *_listed(region),
                *_like(region, alike),
                *of,
                *_near(region, best),
            ]
            known[region.index] = row
        rows.append(row)
    return rows


def _best(pieces: list[Piece], seen: list[Seen]) -> Region | None:
    """The region whose own pieces and direct children's hold most prose: where the paragraphs stand."""
    mass: dict[int, float] = {}
    by: dict[int, Region] = {}
    for piece, look in zip(pieces, seen, strict=True):
        if look.prose:
            holder = piece.region.parent or piece.region
            by[holder.index] = holder
            mass[holder.index] = mass.get(holder.index, 0.0) + look.prose
    return by[max(mass, key=lambda index: mass[index])] if mass else None


def _kin(pieces: list[Piece], seen: list[Seen], total: float) -> dict[str, list[float]]:
    """By signature: how many pieces, their mean words, share ended, link density, share with prose, share of the page's."""
    sums: dict[str, list[float]] = {}
    for piece, look in zip(pieces, seen, strict=True):
        row = sums.setdefault(piece.region.signature, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
        row[0] += 1
        row[1] += look.words
        row[2] += look.ended
        row[3] += look.density
        row[4] += look.prose > 0
        row[5] += look.prose
    return {
        name: [math.log1p(n), math.log1p(words / n), ended / n, density / n, prose / n, mass / total]
        for name, (n, words, ended, density, prose, mass) in sums.items()
    }


def _near(region: Region, best: Region | None) -> list[float]:
    parent = region.parent or region
    grand = parent.parent or parent
    up, down = apart(region, best) if best is not None else (MOST_STEPS, MOST_STEPS)
    return [up, down, region.words / max(1.0, parent.words), parent.words / max(1.0, grand.words)]


def apart(a: Region, b: Region) -> tuple[int, int]:
    """Steps up from each of two regions to the nearest one that holds both."""
    up = down = 0
    one: Region | None = a
    other: Region | None = b
    while one is not other and one is not None and other is not None and up + down < 2 * MOST_STEPS:
        if one.depth >= other.depth:
            one, up = one.parent, up + 1
        else:
            other, down = other.parent, down + 1
    return min(up, MOST_STEPS), min(down, MOST_STEPS)


def _held(region: Region, top: Region | None, total: float) -> list[float]:
    parent = region.parent or region
    grand = parent.parent or parent
    great = grand.parent or grand
    steps, each = 0, region
    while each is not top and each.parent is not None and steps < MOST_STEPS:
        each, steps = each.parent, steps + 1
    inside = each is top
    return [
        region.mass / total, parent.mass / total, grand.mass / total, great.mass / total,
        parent.links / max(1.0, parent.words), grand.links / max(1.0, grand.words), steps if inside else MOST_STEPS, not inside,
    ]  # fmt: skip


def _listed(region: Region) -> list[float]:
    """The nearest list or table around: how linked, how long."""
    each: Region | None = region
    for _ in range(5):
        if each is None:
            break
        if each.tag in ("ul", "ol", "dl", "table"):
            return [each.links / max(1.0, each.words), math.log1p(each.words)]
        each = each.parent
    return [-1.0, -1.0]


def _like(region: Region, alike: Counter[str]) -> list[float]:
    """How often the page repeats the structure: cards and comments come by the dozen."""
    row = []
    each: Region | None = region
    for _ in range(4):
        row.append(math.log1p(alike[each.signature]) if each else 0.0)
        each = each.parent if each else None
    return row
