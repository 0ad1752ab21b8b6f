"""What the whole archive knows of each name: how often its capital means something, and its kind.

Evidence is added up by name: its own words, the words around it, the gazetteer, and the model's
verdicts in a few sentences. One name has one kind, unless a document's own names say otherwise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from sitegen.entities import gazetteer, tables
from sitegen.entities.gazetteer import key
from sitegen.entities.judge import Verdict
from sitegen.entities.known import known, usual_name
from sitegen.entities.names import in_parentheses
from sitegen.entities.scan import Found, Scan

CONTEXTS = 3
CLEAR = 1
"""Sentences that the model is asked about for one name; fewer where its own words already tell its kind."""

KINDS = ("person", "organisation", "place", "other", "norp", "none")


class Name(msgspec.Struct):
    """One distinct name. `inside`: times it stands inside a sentence, where a capital is a choice;
    `first` and `loud` the others; `points`: evidence by kind; `asked`: verdicts by kind; `forms`."""

    key: str
    inside: int = 0
    first: int = 0
    loud: int = 0
    shapes: Counter[str] = msgspec.field(default_factory=Counter)
    cues: Counter[str] = msgspec.field(default_factory=Counter)
    asked: Counter[str] = msgspec.field(default_factory=Counter)
    forms: Counter[str] = msgspec.field(default_factory=Counter)
    questions: list[tuple[str, str, str]] = msgspec.field(default_factory=list)

    @property
    def uses(self) -> int:
        return self.inside + self.first + self.loud


class Lexicon(msgspec.Struct):
    names: dict[str, Name]
    lower: Counter[str]
    kinds: dict[str, str] = msgspec.field(default_factory=dict)

    def ordinary(self, word: str) -> bool:
        """Is it a common word: written small in the archive, or in the dictionary?"""
        return self.lower[word] > 0 or gazetteer.ordinary(word)

    def heard(self, text: str) -> bool:
        """Did the model take it for a name in most of the sentences that it was asked?"""
        asked = self.names[key(text)].asked
        return 2 * sum(asked[kind] for kind in ("person", "organisation", "place")) > sum(asked.values())


def gather(scans: Iterable[tuple[str, Scan]]) -> Lexicon:
    """All names of the scans, each given with its language's model (or nothing)."""
    found = Lexicon({}, Counter())
    for model, scan in scans:
        found.lower.update(scan.lower)
        seen: Counter[str] = Counter()
        for number, piece in enumerate(scan.found):
            _count(found.names, piece, scan, model, seen)
            if "paren" in piece.cues and number:
                _define(found.names, scan.found[number - 1], piece)
    return found


def _define(found: dict[str, Name], before: Found, piece: Found) -> None:
    """ "Hayat Tahrir al-Sham (HTS)": both are organisations; "Binge Eating Disorder (BED)" is neither."""
    if before.sentence == piece.sentence and (
        in_parentheses(piece.text, before.text) or in_parentheses(before.text, piece.text)
    ):
        thing = max(before.text, piece.text, key=len).split()[-1].lower() in tables.DEFINED_THINGS
        for name in (before.text, piece.text):
            found[key(name)].shapes["other/3" if thing else "organisation/3"] += 1


def _count(names: dict[str, Name], piece: Found, scan: Scan, model: str, seen: Counter[str]) -> None:
    name = names.get(k := key(piece.text))
    if name is None:
        name = names[k] = Name(k)
    if piece.loud:
        name.loud += 1
    elif piece.first:
        name.first += 1
    else:
        name.inside += 1
    name.forms[piece.text] += 1
    if piece.hint:
        name.shapes[_shape(piece.hint, piece.weight)] += 1
    for cue in piece.cues:
        name.cues["alias" if cue.startswith("alias:") else cue] += 1
    seen[k] += 1
    if model and seen[k] <= 2 and len(name.questions) < 4 * CONTEXTS:
        rank = "2" if piece.loud else "1" if piece.first else "0"
        name.questions.append((rank, model, scan.sentences[piece.sentence][1]))


@lru_cache(maxsize=64)
def _shape(hint: str, weight: int) -> str:
    return f"{hint}/{weight}"


def questions(lexicon: Lexicon) -> set[tuple[str, str]]:
    """(model, sentence) for each name that is not known anyway: few sentences, shared where they can be."""
    chosen: set[tuple[str, str]] = set()
    for k in sorted(lexicon.names, key=lambda k: (len(lexicon.names[k].questions), k)):
        name = lexicon.names[k]
        if settled(name):
            continue
        options = sorted(set(name.questions))
        wanted = CLEAR if any(shape[-1] in "23" for shape in name.shapes) else CONTEXTS
        have = sum((model, sentence) in chosen for _, model, sentence in options)
        for _, model, sentence in options:
            if have >= wanted:
                break
            if (model, sentence) not in chosen:
                chosen.add((model, sentence))
                have += 1
    return chosen


def settled(name: Name) -> bool:
    """Known without asking: countries, well-known bodies, people named with their office."""
    if name.shapes["place/3"] or name.shapes["demonym/3"]:
        return True
    return (bool(name.shapes["person/3"] or name.shapes["organisation/3"]) and name.uses < 3) or usual(name)


def usual(name: Name) -> bool:
    """Does the name alone mean a well-known organisation, as it is written here?"""
    return name.key in known().usual and any(usual_name(form) for form in name.forms)


def judge_all(lexicon: Lexicon, scans: Iterable[tuple[str, Scan]], verdicts: dict[tuple[str, str], Verdict]) -> None:
    """Adds the verdicts to the names, each sentence once however often it is reprinted, and decides every name's kind."""
    heard: set[tuple[str, str]] = set()
    for model, scan in scans:
        said = [verdicts.get((model, sentence)) for _, sentence in scan.sentences]
        for piece in scan.found:
            verdict = said[piece.sentence]
            if verdict is None:
                continue
            offset, sentence = scan.sentences[piece.sentence]
            k = key(piece.text)
            inside = piece.end - offset <= len(sentence)  # a long one is cut
            if inside and (k, sentence) not in heard:
                heard.add((k, sentence))
                _vote(lexicon.names[k], piece, offset, verdict)
    for k, name in lexicon.names.items():
        lexicon.kinds[k] = decide(name, lexicon)


def _vote(name: Name, piece: Found, offset: int, verdict: Verdict) -> None:
    start, end = piece.start - offset, piece.end - offset
    for low, high, kind in verdict:
        joint = min(end, high) - max(start, low)
        if joint > 0:
            exact = 2 * joint >= max(end, high) - min(start, low)
            name.asked[kind if exact else "part"] += 1
            return
    name.asked["none"] += 1


NOT_NAMES = frozenset(map(key, tables.NOT_NAMES))

ANGLOPHONE = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
PRIOR = {"person": 0.35, "organisation": 0.3, "place": 0.1}


def points(name: Name) -> dict[str, float]:
    """Evidence by kind, in points of about one good sign each."""
    found: dict[str, float] = defaultdict(float, PRIOR)
    uses = max(1, name.uses)
    words = name.key.split()
    if len(words) > 2:
        found["person"] -= 0.2
    if (
        len(words) > 1
        and len(words[-1]) > 1
        and words[-1] not in tables.SUFFIXES
        and all(map(_capital_end, name.forms))
    ):
        found["person"] -= 2.0  # "Fusion GPS"
    for shape, count in name.shapes.items():
        kind, weight = shape.split("/")
        share = min(1.0, count / uses + 0.3)
        found[kind] += float(weight) * (share if kind == "person" and weight != "2" else 1.0)
    if name.shapes["person/2"]:
        found["person"] += 0.5
    if name.shapes["organisation/1"] and 2 * name.shapes["organisation/1"] >= uses:
        found["person"] -= 1.5  # "told ALP": who is called by capitals alone is a body
    _add_cues(found, name, uses)
    _add_places(found, name)
    _add_tables(found, name, uses)
    if usual(name):
        found["organisation"] += 4
    asked = sum(name.asked.values())
    for kind, count in name.asked.items():
        if kind != "part":
            found[kind] += 3.0 * count / (asked + 0.6)
    return found


def _capital_end(form: str) -> bool:
    """Does a name end in capitals, without being written in them?"""
    return not form.isupper() and form.split()[-1].isupper()


def _add_cues(found: dict[str, float], name: Name, uses: int) -> None:
    cues = name.cues
    found["person"] += min(3.0, 3.0 * cues["age"] + 2.0 * cues["who"] + cues["role-after"]) + min(
        1.4, 0.4 * cues["said"]
    )
    found["place"] -= 0.8 * cues["said"] / uses
    found["place"] += (
        min(2.0, 2.0 * cues["kind-of-place"] / uses + 0.2 * (cues["kind-of-place"] > 0))
        + (2.3 * cues["in"] + 1.1 * cues["to"]) / uses
    )
    found["organisation"] += 0.8 * cues["the"] / uses
    human = sum(cues[cue] for cue in HUMAN)
    if not human and 2 * (cues["in"] + cues["to"]) >= uses and name.key.split()[0] not in gazetteer.given_names():
        found["person"] -= 1.0  # only ever gone to or been at: rather a place
        found["organisation"] -= 0.4
    found["organisation"] += 2.0 * cues["kind-of-body"] / uses + (cues["kind-of-body"] > 0)
    numbered = 0 if name.key in known().maybe or cues["team"] else cues["numbered"]  # "a Canon 50mm lens"
    found["other"] += (
        4.5 * (cues["vessel"] > 0)
        + 2.0 * cues["vessel"] / uses
        + 3.0 * (2 * cues["thing"] >= uses)
        + 6.0 * (2 * (cues["eponym"] + numbered) >= uses)
    )
    if cues["the"] > uses / 2:
        found["person"] -= 1.0


def _add_tables(found: dict[str, float], name: Name, uses: int) -> None:
    """What the tables of well-known names say."""
    if name.key in known().maybe and (2 * name.cues["the"] <= uses or name.key in tables.PAPERS):
        found["organisation"] += 1.8
    if name.key in known().nicknames and 2 * name.cues["the"] >= uses:
        found["organisation"] += 2.4
    if not name.shapes["place/3"]:
        found["organisation"] += 2.4 * name.cues["team"] / uses
    if name.key in tables.ALONE:
        found["person"] += 2.5


def _add_places(found: dict[str, float], name: Name) -> None:
    places = [place for place in gazetteer.lookup(name.key) if place.kind == "city"]
    if places:
        people = places[0].people
        found["place"] += 2.2 if people >= 1000 else 1.6 if people >= 200 else 1.0 if people >= 50 else 0.8
        if places[0].country not in ANGLOPHONE and name.key not in gazetteer.given_names():
            found["place"] += 1.0  # few people bear a city's name where names are not English
    if name.key in gazetteer.given_names():
        found["person"] += 1.2 if places and places[0].people >= 250 else 1.8


def decide(name: Name, lexicon: Lexicon) -> str:
    """person, organisation, place, or nothing where it is no name of these."""
    words = name.key.split()
    if _never(name, words) or (
        len(words) == 1 and lexicon.ordinary(words[0]) and all(_shouted(form) for form in name.forms)
    ):
        return ""
    if _owned_thing(name, words, lexicon):
        return ""
    found = points(name)
    best = max(("person", "organisation", "place"), key=lambda kind: (found[kind], kind))
    against = max(found["other"], found["norp"], found["none"] if _doubtful(name, words, lexicon) else 0.0)
    if against > found[best]:
        return ""
    return best if _believed(name, words, found, best, lexicon) else ""


def _doubtful(name: Name, words: list[str], lexicon: Lexicon) -> bool:
    """Ordinary words that the archive hardly ever writes large inside a sentence: the model's doubt weighs as much as its belief."""
    if len(words) == 1:
        return lexicon.ordinary(words[0]) and lexicon.lower[words[0]] >= name.inside
    return not name.inside and all(lexicon.ordinary(word) for word in words)


def _spoken_for(name: Name, words: list[str], best: str, lexicon: Lexicon) -> bool:
    """Several ordinary words ("Email Marketing") are a name where their own words or their use say so, or where the model mostly
    does; people bear a given name or are shown as people, and so where a line only opens with words of which the last is ordinary
    ("Tofu Tips: …")."""
    plain = all(lexicon.ordinary(word) for word in words)
    opening = best == "person" and not name.inside and lexicon.ordinary(words[-1])
    if usual(name) or not (plain or opening):
        return True
    if any(shape.startswith(best) and not shape.endswith("0") for shape in name.shapes):
        return True
    if best == "person":
        return any(word in gazetteer.given_names() for word in words) or any(name.cues[cue] for cue in HUMAN)
    asked = sum(name.asked.values()) - name.asked["part"]
    return name.inside + name.first > 0 and 2 * name.asked[best] > asked


HUMAN = frozenset(["said", "age", "who", "role", "role-after", "title"])
"""Signs that the words mean a person."""


def _chosen(name: Name) -> bool:
    """Is its capital a choice, inside sentences, more than now and then?"""
    return name.inside * OPENINGS > name.first + name.loud


OPENINGS = 5
"""A word that opens sentences and lines this many times as often as it stands inside them proves nothing by its capital."""


def _owned_thing(name: Name, words: list[str], lexicon: Lexicon) -> bool:
    """ "the mayor's Folly": one word, only ever somebody's, that no table knows."""
    if len(words) > 1 or name.cues["owned"] < name.uses or name.uses > 2 or usual(name):
        return False
    known = words[0] in gazetteer.given_names() or bool(gazetteer.lookup(words[0]))
    return lexicon.ordinary(words[0]) or not known


_PLURAL_LETTERS = re.compile(r"[A-Z]{2,}s")
"""APIs, TVs, MPs: a kind of thing, whatever its letters stand for."""


def _shouted(form: str) -> bool:
    return len(form) > 4 and form.isupper()


def _never(name: Name, words: list[str]) -> bool:
    if not words or len(name.key) < 2 or (name.shapes["demonym/3"] and not name.shapes["place/3"]):
        return True
    if usual(name) or name.shapes["place/3"]:
        return False
    if name.key in NOT_NAMES:
        return True
    if len(words) == 1:
        low = words[0]
        return (
            low in tables.LEGAL_FORMS - {"holdings", "group"}
            or low in tables.NORPS
            or low in tables.STOP
            or low in tables.CALENDAR
            or low in tables.ROLE_HEADS
            or (low in tables.ORG_OF and low not in tables.GENERIC_HEADS)
            or low in tables.OTHER_HEADS
            or low.endswith("ism")
            or all(_PLURAL_LETTERS.fullmatch(form) for form in name.forms)
            or (low.endswith("ly") and gazetteer.ordinary(low) and not _chosen(name))
        )
    return words[-1] not in tables.ORG_HEADS and all(
        word
        in tables.NORPS | tables.STOP | tables.CALENDAR | tables.ROLE_HEADS | tables.ROLE_MODIFIERS | tables.OTHER_HEADS
        for word in words
    )


def _believed(name: Name, words: list[str], found: dict[str, float], best: str, lexicon: Lexicon) -> bool:
    """Is it a name at all, rather than a word at the start of a sentence or an ordinary word in capitals?"""
    positive = sum(name.asked[kind] for kind in ("person", "organisation", "place"))
    ordinary = len(words) == 1 and lexicon.ordinary(words[0])
    if name.inside and best == "organisation" and name.key in known().maybe:
        return found[best] >= 1.5
    if len(words) > 1 and not _spoken_for(name, words, best, lexicon):
        return False
    if name.inside and (_chosen(name) or not ordinary):
        if ordinary and lexicon.lower[words[0]] >= OPENINGS * name.inside:
            return found[best] >= 2.5  # hardly ever large: one word of the model's is not enough
        plain = ordinary or (len(words) > 1 and all(lexicon.ordinary(word) for word in words))
        return (
            not plain
            or (positive > 0 and (len(words) == 1 or found[best] >= 1.5))
            or found[best] >= (2.5 if len(words) == 1 else 1.5)
        )
    if len(words) > 1:
        return found[best] >= 1.2 and (name.first > 0 or found[best] >= 2.5)
    if ordinary:
        if name.shapes["place/3"] and not lexicon.lower[words[0]]:
            return True  # "Turkey objected."
        told = positive > 0 or name.shapes["organisation/3"] > 0 or (usual(name) and not lexicon.lower[words[0]])
        return told and found[best] >= 3.3
    return positive > 0 or found[best] >= 2.0
