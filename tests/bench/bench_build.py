"""Cold, no-change and one-file builds of N synthetic articles: articles/s, peak memory, output size.

usage: bench_build.py [N ...] [--entities] [--words W]      (default: 1000 and 10000, without and with entities)
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import Corpus


def run(home: Path, *, entities: bool) -> tuple[float, float]:
    """(seconds, peak MB of the largest process) of one build."""
    (home / "sitegen.toml").write_text(f"[entities]\nenabled = {str(entities).lower()}\n")
    start = time.monotonic()
    child = subprocess.Popen([sys.executable, "-m", "sitegen", "build", "-q"], cwd=home)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"the build failed with {child.returncode}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def size(folder: Path) -> tuple[int, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def measure(count: int, words: int, *, entities: bool) -> None:
    home = Path(tempfile.mkdtemp(prefix="sitegen-bench-"))
    try:
        names = []
        for name, text in Corpus(words=words).articles(count):
            place = home / "content" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
            names.append(place)
        label = f"{count:>7,} articles, {'with' if entities else 'without'} entities"
        cold, memory = run(home, entities=entities)
        files, total = size(home / "output")
        print(
            f"{label}: cold {cold:7.2f} s  {count / cold:7.0f} articles/s  peak {memory:6.0f} MB  {files:,} files {total / 1e6:.0f} MB"
        )
        same, memory = run(home, entities=entities)
        print(f"{label}: no change {same:6.2f} s  1/{cold / same:.0f} of cold  peak {memory:6.0f} MB")
        names[count // 2].write_text(names[count // 2].read_text() + "\nOne more sentence, added by hand.\n")
        one, memory = run(home, entities=entities)
        print(f"{label}: one file {one:7.2f} s  1/{cold / one:.0f} of cold  peak {memory:6.0f} MB", flush=True)
    finally:
        shutil.rmtree(home)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--words", type=int, default=140)
    parser.add_argument("--entities", action=argparse.BooleanOptionalAction, default=None)
    given = parser.parse_args()
    for entities in (False, True) if given.entities is None else (given.entities,):
        for count in given.counts:
            measure(count, given.words, entities=entities)


if __name__ == "__main__":
    main()
