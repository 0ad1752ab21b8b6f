"""Finding versions among many articles, beside rensa (MinHash LSH): `python tests/bench/bench_versions.py [N]`.

Writes N synthetic articles with planted versions (seeded) to a temporary file, then runs each engine on it in a process
of its own: fingerprint, candidates, score. Prints articles per second of processor time, peak memory, the recall of planted pairs and the share of found
pairs that were planted. With WORKERS=2 in the environment our steps run in so many processes. rensa is used as its authors show it (3-word shingles, 128 permutations, Jaccard .3); it is optional.
"""

from __future__ import annotations

import array
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

JACCARD = 0.3
PERMUTATIONS = 128
BANDS = 32
CONTAINED = 0.15


def write_corpus(path: Path, count: int, seed: int = 5) -> list[tuple[int, int]]:
    """`count` articles, one a line; returns the planted pairs (version, origin)."""
    chance = random.Random(seed)
    words = [f"{chance.choice('bcdfghklmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(40_000)]
    weights = array.array("d", (1 / (rank + 3) for rank in range(len(words))))
    total: list[float] = []
    for weight in weights:
        total.append((total[-1] if total else 0.0) + weight)
    pairs: list[tuple[int, int]] = []
    with path.open("w") as file:
        number = 0
        while number < count:
            text = chance.choices(words, cum_weights=total, k=chance.randint(80, 420))
            file.write(" ".join(text) + "\n")
            origin = number
            number += 1
            if chance.random() < 0.12:
                for _ in range(min(chance.randint(1, 4), count - number)):
                    made = _version(text, words, total, chance)
                    file.write(" ".join(made) + "\n")
                    pairs.append((origin, number))
                    number += 1
    return pairs


def _version(text: list[str], words: list[str], total: list[float], chance: random.Random) -> list[str]:
    """A reprint with edits, an abridged, an expanded version or a partial reuse of the text."""
    kind = chance.choice(("edited", "abridged", "expanded", "partial"))
    fresh = lambda count: chance.choices(words, cum_weights=total, k=count)
    if kind == "edited":
        return [chance.choice(words) if chance.random() < 0.06 else word for word in text]
    if kind == "abridged":
        return text[: max(40, int(len(text) * chance.uniform(0.25, 0.7)))]
    if kind == "expanded":
        return text + fresh(int(len(text) * chance.uniform(0.3, 1.0)))
    part = text[: max(40, int(len(text) * chance.uniform(0.3, 0.5)))]
    return fresh(len(part)) + part + fresh(len(part) // 2)


def lines(path: Path) -> Iterator[str]:
    with path.open() as file:
        yield from map(str.rstrip, file)


def run_ours(path: Path) -> list[tuple[int, int]]:
    """The versions stage's own steps; fingerprints lie in a file, as in the cache, and are named by their place in it."""
    from sitegen.execute import Workers
    from sitegen.versions import candidates
    from sitegen.versions.prints import fingerprints, pack, with_sketches
    from sitegen.versions.shelf import Folder
    from sitegen.versions.stored import batches

    names = []
    with tempfile.TemporaryDirectory() as home, Workers(int(os.environ.get("WORKERS", "1"))) as run:
        with Path(home, "prints").open("wb") as file:
            for part in batches(lines(path), 256):
                for one in with_sketches(fingerprints(part)):
                    names.append(f"{file.tell()}:{len(one)}")
                    file.write(pack(one))
        hashes = Path(home, "prints").stat().st_size // 8
        found = candidates.find(names, partial(fetch, home), candidates.plan(hashes), Folder(Path(home)), run)
    good = found.score >= CONTAINED
    return list(zip(found.i[good].tolist(), found.j[good].tolist(), strict=True))


def fetch(home: str, names: Sequence[str]) -> list[Any]:
    from sitegen.versions.prints import unpack

    with Path(home, "prints").open("rb") as file:
        places = (tuple(map(int, name.split(":"))) for name in names)
        return [unpack(os.pread(file.fileno(), 8 * count, start)) for start, count in places]


def run_rensa(path: Path) -> list[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=BANDS)
    prints = []
    for number, line in enumerate(lines(path)):
        words = line.split()
        one = RMinHash(num_perm=PERMUTATIONS, seed=42)
        one.update([" ".join(words[at : at + 3]) for at in range(len(words) - 2)])
        index.insert(number, one)
        prints.append(one)
    return [
        (number, other)
        for number, one in enumerate(prints)
        for other in index.query(one)
        if other > number and one.jaccard(prints[other]) >= JACCARD
    ]


ENGINES = {"ours": run_ours, "rensa": run_rensa}


def measure(engine: str, path: Path, planted: Path) -> None:
    """One engine in this process; prints a JSON line."""
    start = time.process_time()
    found = set(ENGINES[engine](path))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pairs = {tuple(pair) for pair in json.loads(planted.read_text())}
    siblings = _closure(pairs)
    print(json.dumps({"engine": engine, "seconds": seconds, "peak_mb": peak, "recall": len(found & pairs) / len(pairs),
                      "precision": len(found & siblings) / max(1, len(found))}))  # fmt: skip


def _closure(pairs: set[tuple[int, ...]]) -> set[tuple[int, int]]:
    """Versions of one origin are versions of one another."""
    children: dict[int, list[int]] = {}
    for origin, child in pairs:
        children.setdefault(origin, [origin]).append(child)
    return {(a, b) for family in children.values() for a in family for b in family if a < b}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path, planted = Path(folder) / "articles.txt", Path(folder) / "planted.json"
        planted.write_text(json.dumps(write_corpus(path, count)))
        for engine in ENGINES:
            done = subprocess.run(
                [sys.executable, __file__, "--engine", engine, str(path), str(planted)], capture_output=True, text=True
            )
            if done.returncode:
                print(f"{engine:6} did not run: {done.stderr.strip().splitlines()[-1]}")
                continue
            row = json.loads(done.stdout)
            print(f"{engine:6} {count / row['seconds']:8.0f} articles/s  {row['peak_mb']:6.0f} MB  "
                  f"recall {row['recall']:.3f}  precision {row['precision']:.3f}")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--engine"]:
        measure(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
