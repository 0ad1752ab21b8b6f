"""A floor under the quality of HTML bodies, on labelled pages where they are at hand (they are not ours to ship)."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from sitegen.clean.html import read_blocks
from sitegen.clean.options import CleanOptions
from sitegen.model import Document, Source

LABELLED = Path(__file__).parents[4] / "shared" / "data" / "extraction"
TOKEN = re.compile(r"\w+")


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = TOKEN.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def f1(folder: Path, every: int) -> float:
    """F1 of mean precision and mean recall over 4-grams, of each nth page."""
    lines = (folder / "gold.jsonl").read_text("utf-8").rstrip("\n").split("\n")[::every]
    precision, recall = [], []
    for entry in map(json.loads, lines):
        html = gzip.decompress((folder / "html" / f"{entry['id']}.html.gz").read_bytes()).decode("utf-8", "replace")
        blocks = read_blocks(Document(Source("", "", 0, "html"), "html", html, html), CleanOptions())
        ours, gold = grams("\n\n".join(b.text for b in blocks if not b.cut)), grams(entry["text"])
        both = sum((ours & gold).values())
        precision.append(both / max(1, sum(ours.values())))
        recall.append(both / max(1, sum(gold.values())))
    p, r = sum(precision) / len(lines), sum(recall) / len(lines)
    return 2 * p * r / (p + r)


@pytest.mark.parametrize(("name", "every", "floor"), [("aeb", 4, 0.97), ("wcxb", 12, 0.96)])
def test_bodies_stay_as_good_as_they_were(name: str, every: int, floor: float) -> None:
    if not (LABELLED / name / "gold.jsonl").exists():
        pytest.skip(f"labelled pages are not at hand ({name} beside the repository, in shared/data/extraction)")
    assert f1(LABELLED / name, every) >= floor
