"""Trains the HTML judge's two tables (sitegen/clean/html/judge.tsv, judge2.tsv) from labelled pages.

    python tests/bench/train_blocks.py ../shared/data/extraction [--check]

Needs `pip install lightgbm` besides the development environment. Each folder below the given one with a
`gold.jsonl` that has texts is read. A piece counts as the article's when most of its words lie on the longest
common subsequence of the page's and the gold text's words. For every page a variant with a shortened article
is added, so that short articles on busy pages are learned too. The second table is trained on chances that
the first one gives to pages it was not trained on. `--check` prints the cross-validated scores (folds by host)
instead of writing the tables.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import random
import re
import statistics
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz.distance import Indel

from sitegen.clean.html import context, features, judge, lexicon, pieces_of, wording
from sitegen.clean.html.segment import Piece, Region
from sitegen.clean.html.title import headlines

TOKEN = re.compile(r"\w+")
OURS = 0.6
DOUBT, SHORT = 0.3, 10
FEWEST_PAGES, SMOOTH, FAINT = 4, 1.5, 0.5
FOLDS = 5
COMMON = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 12, "max_depth": 4, "min_data_in_leaf": 20,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 1,
    "deterministic": True, "force_col_wise": True, "max_bin": 63,
}  # fmt: skip
FIRST = {**COMMON, "feature_fraction": 0.15}
SECOND = {**COMMON, "feature_fraction": 0.4}
ROUNDS = (300, 120)
AGAIN = ("words", "prose", "density", "ended", "titled", "short", "title", "description", "lower", "colon", "upper", "repeats",
         "kind:crosshead", "kind:list_item", "kind:caption", "kind:quote", "kind:table", "before", "after", "up_last", "up_next",
         "best_up", "below", "siblings", "images")  # fmt: skip
AGAIN_KINDS = ("own:", "opening:", "cue:")
"""What of the first look the second one sees, too: with all of it, it learns the pages by heart."""


class Labelled(NamedTuple):
    """One page: its pieces, the share of each one's words in the gold text, and the feature rows."""

    group: str
    host: str
    gold: str
    pieces: list[Piece]
    regions: list[Region]
    page: features.Page
    share: np.ndarray
    rows: np.ndarray
    weight: float = 1.0


def decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def load(folder: Path) -> tuple[list[Labelled], list[Labelled], Counts]:
    """All pages and their variants, with the feature rows of each by a lexicon that has not seen its host."""
    pages = [labelled for gold in sorted(folder.glob("*/gold.jsonl")) for labelled in load_set(gold)]
    counts = Counts(pages)
    rng, whole, variants = random.Random(7), [], []
    for page in pages:
        weights = counts.without(page.host)
        whole.append(page._replace(rows=rows(page, weights)))
        short = shortened(page, weights, rng)
        variants += [short] if short else []
    return whole, variants, counts


def rows(page: Labelled, weights: lexicon.Weights) -> np.ndarray:
    for region in page.regions:
        region.mass = region.words = region.links = 0.0
    return features.matrix(page.pieces, page.regions, page.page, weights)


class Counts:
    """On how many pages each token stands in pieces of the article, and in others."""

    def __init__(self, pages: list[Labelled]) -> None:
        self.sides: dict[str, tuple[Counter[str], Counter[str], int]] = {}
        self.ours, self.others, self.pages = Counter[str](), Counter[str](), len(pages)
        for page in pages:
            ours, others = sides(page)
            mine = self.sides.setdefault(page.host, (Counter(), Counter(), 0))
            self.sides[page.host] = (mine[0] + Counter(ours), mine[1] + Counter(others), mine[2] + 1)
            self.ours.update(ours)
            self.others.update(others)

    def without(self, host: str) -> lexicon.Weights:
        ours, others, pages = self.sides[host]
        return {
            token: weight
            for token in {*ours, *others}
            if (weight := weigh(self.ours[token] - ours[token], self.others[token] - others[token], self.pages - pages))
        }

    def table(self) -> str:
        weights = {
            token: weigh(self.ours[token], self.others[token], self.pages) for token in {*self.ours, *self.others}
        }
        return "".join(f"{token}\t{weight:.2f}\n" for token, weight in sorted(weights.items()) if abs(weight) >= FAINT)


def sides(page: Labelled) -> tuple[set[str], set[str]]:
    ours: set[str] = set()
    others: set[str] = set()
    for piece, share in zip(page.pieces, page.share, strict=True):
        if share >= 0:
            (ours if share >= OURS else others).update(lexicon.tokens(piece, wording.look(piece)))
    return ours, others


def weigh(ours: int, others: int, pages: int) -> float:
    """Above 0 for what stands outside of articles; 0 for what too few pages have."""
    if ours + others < FEWEST_PAGES:
        return 0.0
    weight = math.log((others + SMOOTH) / (ours + SMOOTH))
    return round(max(-3.0, min(3.0, weight)), 2) if abs(weight) >= FAINT else 0.0


def load_set(gold: Path) -> list[Labelled]:
    made = []
    for line in gold.read_text("utf-8").rstrip("\n").split("\n"):
        entry = json.loads(line)
        if entry.get("text"):
            source = decode(gzip.decompress((gold.parent / "html" / f"{entry['id']}.html.gz").read_bytes()))
            made.append(read(gold.parent.name, entry, source))
    return made


def read(group: str, entry: dict[str, Any], source: str) -> Labelled:
    read = pieces_of(source)
    share = shares(entry["text"], [piece.text for piece in read.pieces])
    host = ".".join(urlsplit(entry.get("url") or entry["id"]).netloc.split(".")[-2:])
    return Labelled(group, host, entry["text"], read.pieces, read.regions, read.page, share, np.zeros((0, 0)))


def shares(gold: str, texts: list[str]) -> np.ndarray:
    """The share of each text's words that lies on the longest common subsequence with the gold words.

    Where the page says something short twice the subsequence may take either: it is read from both ends,
    and where the two readings disagree the piece goes with its neighbours.
    """
    numbers: dict[str, int] = {}
    words = [[numbers.setdefault(w, len(numbers)) for w in TOKEN.findall(text.lower())] for text in texts]
    wanted = [numbers.setdefault(w, len(numbers)) for w in TOKEN.findall(gold.lower())]
    forward = common(words, wanted)
    backward = common([row[::-1] for row in words[::-1]], wanted[::-1])[::-1]
    share = forward.copy()
    for at in np.flatnonzero((np.abs(forward - backward) > DOUBT) & (np.array([len(row) for row in words]) < SHORT)):
        near = [share[o] for o in range(max(0, at - 5), min(len(texts), at + 6)) if o != at and share[o] >= 0]
        share[at] = (max if near and statistics.mean(near) >= 0.5 else min)(forward[at], backward[at])
    return share


def common(words: list[list[int]], wanted: list[int]) -> np.ndarray:
    owner = [at for at, row in enumerate(words) for _ in row]
    found: Counter[int] = Counter()
    for tag, start, end, _, _ in Indel.opcodes([w for row in words for w in row], wanted):
        if tag == "equal":
            found.update(owner[start:end])
    return np.array([found[at] / len(row) if row else -1.0 for at, row in enumerate(words)])


def shortened(page: Labelled, weights: lexicon.Weights, rng: random.Random) -> Labelled | None:
    """The page with the rest of its article left out after a few pieces."""
    ours = [at for at, share in enumerate(page.share) if share >= OURS]
    if len(ours) < 5:
        return None
    cut, end = ours[rng.randint(1, max(2, int(len(ours) * 0.45)))], ours[-1]
    stay = [at for at in range(len(page.share)) if at < cut or at > end]
    made = page._replace(pieces=[page.pieces[at] for at in stay], share=page.share[stay], weight=0.5, gold="")
    return made._replace(rows=rows(made, weights))


def weights(page: Labelled) -> np.ndarray:
    """Every page counts the same, a piece by the logarithm of its words; doubtful labels count less."""
    sizes = np.array([len(TOKEN.findall(piece.text)) for piece in page.pieces])
    weight = np.where(sizes == 0, 0.1, np.log2(2 + sizes))
    weight = np.where((page.share > 0.25) & (page.share < 0.75), 0.3 * weight, weight)
    return page.weight * 60 * weight / weight.sum()


def fit(pages: list[Labelled], rows: list[np.ndarray], options: dict[str, Any], rounds: int) -> Any:
    import lightgbm

    label = np.concatenate([(page.share >= OURS).astype(int) for page in pages])
    data = lightgbm.Dataset(np.vstack(rows), label, weight=np.concatenate([weights(page) for page in pages]))
    return lightgbm.train(options, data, rounds)


def fold(page: Labelled) -> int:
    return int(hashlib.md5(page.host.encode()).hexdigest(), 16) % FOLDS


def train(pages: list[Labelled]) -> tuple[Any, Any]:
    """Both looks; the second one learns from chances of pages that the first one did not see."""
    rows = [page.rows for page in pages]
    chances: dict[int, np.ndarray] = {}
    for part in range(FOLDS):
        seen = [at for at, page in enumerate(pages) if fold(page) != part]
        if len(seen) < len(pages):
            model = fit([pages[at] for at in seen], [rows[at] for at in seen], FIRST, ROUNDS[0])
            chances |= {at: model.predict(rows[at]) for at, page in enumerate(pages) if fold(page) == part}
    wider = [widened(page, chances[at]) for at, page in enumerate(pages)]
    return fit(pages, rows, FIRST, ROUNDS[0]), fit(pages, wider, SECOND, ROUNDS[1])


def widened(page: Labelled, chance: np.ndarray) -> np.ndarray:
    around = judge.surroundings(page.pieces, page.rows, chance.astype(np.float32))
    return np.concatenate([page.rows[:, second_columns()], around], axis=1)


@cache
def second_columns() -> list[int]:
    return [at for at, name in enumerate(features.names()) if name in AGAIN or name.startswith(AGAIN_KINDS)]


def table(model: Any, names: list[str], lexicon_digest: str) -> str:
    lines = [f"lexicon {lexicon_digest}", "\t".join(names)]
    for number, made in enumerate(model.dump_model()["tree_info"]):
        queue = [made["tree_structure"]]
        for at, node in enumerate(queue):
            if "split_index" in node:
                queue += [node["left_child"], node["right_child"]]
                cells = [
                    node["split_feature"],
                    f"{np.float32(node['threshold']):.6g}",
                    len(queue) - 2,
                    len(queue) - 1,
                    0,
                ]
            else:
                cells = [0, 0, at, at, f"{node['leaf_value']:.4g}"]
            lines.append("\t".join(map(str, [number, at, *cells])))
    return "\n".join(lines) + "\n"


def extract(page: Labelled, models: tuple[Any, Any]) -> str:
    chance = models[1].predict(widened(page, models[0].predict(page.rows)))
    cuts = judge.verdicts(page.pieces, chance.astype(np.float32))
    for at, name in headlines(page.pieces, cuts, page.page).items():
        cuts[at] = name
    return "\n\n".join(piece.text for piece, cut in zip(page.pieces, cuts, strict=True) if not cut)


def score(gold: str, text: str) -> tuple[float, float, float]:
    """Precision and recall over 4-grams, and whether all words are the same."""
    a, b = (TOKEN.findall(each) for each in (gold, text))
    left, right = (Counter(tuple(w[at : at + 4]) for at in range(max(1, len(w) - 3))) for w in (a, b))
    both = sum((left & right).values())
    return both / max(1, sum(right.values())), both / max(1, sum(left.values())), float(a == b)


def check(pages: list[Labelled], variants: list[Labelled]) -> None:
    scores: dict[str, list[tuple[float, float, float]]] = {}
    for part in range(FOLDS):
        models = train([page for page in pages + variants if fold(page) != part])
        for page in pages:
            if fold(page) == part:
                scores.setdefault(page.group, []).append(score(page.gold, extract(page, models)))
    for group, rows in scores.items():
        precision, recall, exact = (statistics.mean(column) for column in zip(*rows, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"{group}: {len(rows)} pages, F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}, exact {exact:.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    pages, variants, counts = load(args.folder)
    if args.check:
        check(pages, variants)
        return
    first, second = train(pages + variants)
    target, words = Path(judge.__file__).parent, counts.table()
    again = [features.names()[at] for at in second_columns()]
    (target / "lexicon.tsv").write_text(words, "utf-8")
    (target / "judge.tsv").write_text(table(first, features.names(), lexicon.digest_of(words)), "utf-8")
    (target / "judge2.tsv").write_text(table(second, [*again, *context.names()], lexicon.digest_of(words)), "utf-8")


if __name__ == "__main__":
    main()
