"""Names taken apart and compared: people, organisations, transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from sitegen.entities import gazetteer, tables
from sitegen.entities.gazetteer import key


class Person(msgspec.Struct, frozen=True):
    """A person's name as compared: `words` folded, particles and titles left out; `suffix` Jr, II and so on.

    "Abu Mohammed al-Jolani" is (abumohammed, jolani); "Hassan Abdel Ghani" (hassan, abdulghani).
    """

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def surname(self) -> str:
        return self.words[-1]

    @property
    def given(self) -> str:
        return self.words[0]


_CALLED = re.compile(r"[\"“][^\"“”]{1,20}[\"”]|[\[\]]")
_SERVANT = frozenset({"abd", "abdel", "abdul", "abdal", "abdol", "abed"})
_COMPOUND = _SERVANT | {"abu", "abou", "umm", "um"}
_SUFFIX = {"junior": "jr", "senior": "sr"}
_DEGREES = frozenset(
    ["md", "phd", "dds", "esq", "mba", "obe", "mbe", "cbe", "kbe", "qc", "kc", "mp", "mep", "jd", "rn", "cpa", "dphil"]
)


@lru_cache(maxsize=100_000)
def person(name: str) -> Person:
    """The comparable form of a person's name (without role)."""
    plain = _CALLED.sub("", name)
    parts = [half for part in plain.replace(".", ". ").split() for half in _halves(part, plain)]
    raw = [word for part in parts if (word := key(part))]
    words = [word for word in raw if word not in tables.ARTICLES and word not in tables.CONNECT_NAMES - {"abu"}] or raw
    suffix = ""
    while len(words) > 1 and (words[-1] in tables.SUFFIXES or words[-1] in _DEGREES):
        suffix = _SUFFIX.get(words[-1], words[-1]) if words[-1] in tables.SUFFIXES else suffix
        words = words[:-1]
    return Person(tuple(_compounds(words)) or (key(name) or name,), suffix)


_HYPHEN = re.compile(r"[\-‐‑]")


def _halves(part: str, name: str) -> list[str]:
    """ "al-Assad", "Jean-Pierre" and "Kim Jong-un" are two words; of "Lina Meyer-Scholz" the surname is one."""
    halves = [half for half in _HYPHEN.split(part) if half]
    words = name.split()
    first, family = words[0], key(words[0]) in tables.FAMILY_FIRST
    small = any(key(half) in tables.ARTICLES | _COMPOUND or not half[0].isupper() or len(half) < 3 for half in halves)
    if len(halves) != 2 or small or family or (part == first and len(words) > 1):
        return halves
    both = all(key(half) in gazetteer.given_names() for half in halves)
    return halves if part == first and both else ["".join(halves)]


def _compounds(words: list[str]) -> list[str]:
    made: list[str] = []
    at = 0
    while at < len(words):
        if words[at] in _COMPOUND and at + 1 < len(words):
            head = "abdul" if words[at] in _SERVANT else "abu" if words[at] in ("abu", "abou") else "umm"
            made.append(head + words[at + 1])
            at += 2
        else:
            word = words[at]
            made.append(re.sub(r"^abd[eo]l(?=\w{3})", "abdul", word))
            at += 1
    return made


# ------------------------------------------------------------------------------ transliteration

_SOUNDS = (
    (r"ou|oo|w(?=[aeiou]|$)", "u"), (r"ee|ie|y", "i"), (r"dj|dzh|zh|j(?=[aeiou])", "j"), (r"kh|ch|x(?=[aeiou])", "h"), (r"tch|tsch", "c"),
    (r"gh|dh|th|ph", lambda m: {"gh": "g", "dh": "d", "th": "t", "ph": "f"}[m.group()]), (r"sch|sh|sz", "s"),
    (r"q|c(?=[^eihsz]|$)|ck", "k"), (r"v|w", "v"), (r"ae|ä", "a"), (r"oe|ö", "o"), (r"ue|ü", "u"), (r"(.)\1+", r"\1"), (r"(?<=.)h\b", ""), (r"ts|tz", "z"), (r"ks", "x"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """A rough spelling by sound, equal for the usual transliterations of one name.

    >>> sound("muhammad") == sound("mohamed"), sound("gaddafi") == sound("kadhafi")
    (True, False)
    """
    for pattern, becomes in _SOUNDS:
        word = re.sub(pattern, becomes, word)
    return word


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """Consonants by sound; g, j, q and k, the letters that transliterations change about, are one."""
    sounds = sound(word)
    vowel = "a" if sounds[:1] in "aeiou" else ""
    return vowel + re.sub(
        r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", sounds).translate(str.maketrans("gjqdtzp", "kkkttsb"))
    )


def alike(a: str, b: str) -> bool:
    """Spellings of one name? Equal, or the same consonants and nearly the same letters."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or skeleton(a) != skeleton(b):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(sound(a), sound(b)) >= 60 and ratio(a, b) >= 50


def same_given(a: str, b: str) -> str:
    """Why two first names may be one person's: the rule, or nothing."""
    if a == b:
        return "same given name"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else ""
    pets = gazetteer.pet_names()
    if pets.get(a, frozenset()) & pets.get(b, frozenset()):
        return "short form of the given name"
    if alike(a, b):
        return "spelling of the given name"
    return ""


def same_person(a: Person, b: Person) -> str:
    """Why two full names can be one person's: the rule, or nothing where they cannot."""
    if a.suffix != b.suffix and ((a.suffix and b.suffix) or {a.suffix, b.suffix} & {"jr", "ii", "iii", "iv"}):
        return ""
    if len(a.words) < 2 or len(b.words) < 2:
        return ""
    if a.words == b.words or "".join(a.words) == "".join(b.words):
        return "same name"
    if not (a.surname == b.surname or alike(a.surname, b.surname)):
        return _longer(a, b)
    initials = _initials_fit(a.words[:-1], b.words[:-1])
    if initials:
        return initials
    rule = same_given(a.given, b.given)
    if not rule or not _middles_fit(a.words[1:-1], b.words[1:-1]):
        return ""
    if len(a.words) != len(b.words) and rule == "same given name":
        return "middle name left out"
    return rule if a.surname == b.surname or rule != "same given name" else "spelling of the surname"


def _longer(a: Person, b: Person) -> str:
    """One has further family names after, as in Spanish: "Gabriel García" and "Gabriel García Márquez"."""
    short, long = sorted((a.words, b.words), key=len)
    return (
        "further surname left out" if len(short) >= 2 and len(short) < len(long) and long[: len(short)] == short else ""
    )


def family_names(short: Person, long: Person) -> bool:
    """Is `short` the two family names of `long`: "García Márquez"?"""
    given = short.words[0] in gazetteer.given_names() and short.words[0] not in ("garcia", "martin", "santos")
    size = len(short.words)
    if len(long.words) > 1 and "".join(short.words) == long.surname:
        return True  # "Taylor-Johnson", whose halves are given names as well
    return (
        2 <= size < len(long.words) and long.words[-size:] == short.words and (not given or size + 2 <= len(long.words))
    )


def _initials_fit(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """ "J D" against "James David"."""
    for short, long in ((a, b), (b, a)):
        if len(short) > 1 and all(len(word) == 1 for word in short) and len(short) == len(long):
            return "initials" if all(x == y[0] for x, y in zip(short, long, strict=True)) else ""
    return ""


def _middles_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """No middle name or initial says another person."""
    if not a or not b:
        return True
    if len(a) == len(b):
        return all(same_given(x, y) for x, y in zip(a, b, strict=True))
    short, long = sorted((a, b), key=len)
    single = all(len(word) == 1 for word in (*a, *b))
    return not single and all(any(same_given(x, y) for y in long) for x in short)


# ------------------------------------------------------------------------------ organisations

_SPELT = {
    "defense": "defence", "organization": "organisation", "organizations": "organisations", "center": "centre", "centers": "centres",
    "labor": "labour", "program": "programme", "theater": "theatre", "harbor": "harbour", "&": "and", "assn": "association",
    "dept": "department", "univ": "university", "intl": "international", "natl": "national", "govt": "government", "labs": "laboratories",
}  # fmt: skip
_LINKS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "at",
        "on",
        "to",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "und",
        "et",
        "di",
        "del",
        "della",
        "y",
    ]
)


@lru_cache(maxsize=100_000)
def organisation(name: str) -> tuple[str, ...]:
    """An organisation's name as compared: words sorted, countries as codes, legal forms and links left out.

    >>> organisation("Syrian Observatory for Human Rights") == organisation("Syria Observatory for Human Rights")
    True
    """
    words = key(name.replace("’s", "").replace("'s", "")).split()
    joined = [_SPELT.get(word, word) for word in words if word not in _LINKS]
    kept = [word for word in joined if word not in tables.LEGAL_FORMS] or joined
    made, at = [], 0
    while at < len(kept):
        two = gazetteer.country_of(" ".join(kept[at : at + 2])) if at + 1 < len(kept) else ""
        one = gazetteer.country_of(kept[at]) if kept[at] not in ("us",) else "US"
        made.append(two or one or kept[at])
        at += 2 if two else 1
    if "government" in made and "federal" in made and len(made) > 2:
        made.remove("federal")
    return tuple(sorted(made))


def initials_of(name: str) -> frozenset[str]:
    """The acronyms a name can have: with and without its small words, hyphenated parts counted."""
    words = [word for word in re.split(r"[\s\-‐‑/]+", re.sub(r"[.,'’()]", "", name)) if word]
    big = [word for word in words if word[0].isupper() or word[0].isdigit()]
    found = {
        _first_letters(words),
        _first_letters(big),
        _first_letters([word for word in name.split() if word[0].isupper()]),
    }
    kept = [word for word in big if word.lower() not in tables.LEGAL_FORMS]
    found.add(_first_letters(kept))
    camel = [letter for word in big for letter in re.findall(r"[A-Z]", word)]
    found.add("".join(camel).lower())
    plain = [word for word in words if word.lower() not in ("al", "el", "the")]
    found |= {
        _first_letters(plain),
        _first_letters([w for w in words if w.lower() not in _LINKS]),
    }
    return frozenset(word for word in found if len(word) > 1)


def _first_letters(words: list[str]) -> str:
    return "".join(word[0] for word in words).lower()


def acronym_of(short: str, long: str) -> bool:
    """Is `short` (capitals) an acronym of `long`?

    >>> acronym_of("HTS", "Hayat Tahrir al-Sham"), acronym_of("ISIL", "Islamic State of Iraq and the Levant")
    (True, True)
    """
    plain = re.sub(r"[^A-Za-z0-9]", "", short).lower()
    if not (1 < len(plain) <= 10) or sum(c.isupper() for c in short) < 2 or (len(long.split()) < 2 and "-" not in long):
        return False
    return plain in initials_of(long) or plain in initials_of(_without_country(long))


def _without_country(name: str) -> str:
    """ "U.S. Securities and Exchange Commission" is the SEC."""
    first, _, rest = name.partition(" ")
    return rest if " " in rest and gazetteer.country_of(first) else ""


def in_parentheses(short: str, long: str) -> bool:
    """Like `acronym_of`, for a name and its short form side by side: its letters in order are enough.

    >>> in_parentheses("SEC", "Southeastern Conference"), in_parentheses("HTS", "Southeastern Conference")
    (True, False)
    """
    if acronym_of(short, long):
        return True
    letters = iter(re.sub(r"[^a-z0-9]", "", long.lower()))
    plain = re.sub(r"[^A-Za-z0-9]", "", short)
    if not (1 < len(plain) <= 6 and plain.isupper() and len(long.split()) > 1 and long[0].lower() == plain[0].lower()):
        return False
    return all(letter in letters for letter in plain.lower())
