"""Resolution inside one document: which mentions mean one person, organisation or place, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from sitegen.entities import gazetteer, names, tables
from sitegen.entities.gazetteer import key
from sitegen.entities.known import usual_name
from sitegen.entities.lexicon import Lexicon
from sitegen.entities.mentions import Seen, Spot, mentions
from sitegen.entities.scan import Scan
from sitegen.model import EntityType

MOST_NEAR = 40
"""Entities of one document that share a word and are compared with a name; more are a list, not a text."""


class Reason(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Why `alias` was taken for a name of the one called `name`."""

    alias: str
    rule: str
    evidence: str
    name: str = ""


class Local(msgspec.Struct, eq=False, array_like=True, gc=False):
    """One entity of one document. `name` is its fullest form; `forms` its names with their counts;
    `quotes` the first sentence with each; `relative`: brought in as somebody's relative."""

    kind: EntityType
    name: str
    forms: dict[str, int] = msgspec.field(default_factory=dict)
    spots: list[Seen] = msgspec.field(default_factory=list)
    reasons: list[Reason] = msgspec.field(default_factory=list)
    relative: bool = False
    roles: set[str] = msgspec.field(default_factory=set)
    quotes: dict[str, str] = msgspec.field(default_factory=dict)

    def add(self, spot: Spot, sentence: str) -> None:
        self.spots.append(spot)
        self.forms[spot.name] = self.forms.get(spot.name, 0) + 1
        self.quotes.setdefault(spot.name, sentence)
        if spot.piece.role:
            self.roles.add(spot.piece.role.lower())


class Text(msgspec.Struct):
    """A document while it is resolved."""

    scan: Scan
    found: dict[EntityType, list[Local]] = msgspec.field(
        default_factory=lambda: {"person": [], "organisation": [], "place": []}
    )
    at: dict[int, Local] = msgspec.field(default_factory=dict)
    spots: dict[int, Spot] = msgspec.field(default_factory=dict)
    index: dict[str, list[Local]] = msgspec.field(default_factory=dict)

    def enter(self, local: Local, words: Iterable[str]) -> None:
        """Makes an entity findable by the words, so that no name is compared with all others."""
        for word in words:
            near = self.index.setdefault(word, [])
            if local not in near[-MOST_NEAR:] and len(near) < MOST_NEAR:
                near.append(local)

    def near(self, words: Iterable[str]) -> list[Local]:
        """The entities entered under any of the words, in order of their first mention."""
        found = {id(local): local for word in words for local in self.index.get(word, ())}
        return sorted(found.values(), key=lambda local: local.spots[0].start if local.spots else -1)

    def evidence(self, spot: Spot) -> str:
        return self.scan.sentences[spot.piece.sentence][1]

    def put(self, spot: Spot, local: Local) -> None:
        local.add(spot, self.evidence(spot))
        self.at[spot.start], self.spots[spot.start] = local, spot

    def new(self, spot: Spot) -> Local:
        local = Local(spot.kind, spot.name)
        self.found[spot.kind].append(local)
        self.put(spot, local)
        return local


def resolve(scan: Scan, lexicon: Lexicon) -> list[Local]:
    """The document's entities, in order of their first mention."""
    spots = mentions(scan, lexicon)
    text = Text(scan)
    _people([spot for spot in spots if spot.kind == "person"], text, spots)
    _organisations([spot for spot in spots if spot.kind == "organisation"], text)
    _places([spot for spot in spots if spot.kind == "place"], text)
    _stated(spots, text)
    every = [local for kind in text.found.values() for local in kind if local.spots]
    for local in every:
        local.spots = [Seen(spot.start, spot.end, spot.name, spot.shown) for spot in local.spots]
    return sorted(every, key=lambda local: local.spots[0].start)


# ------------------------------------------------------------------------------ people


def _people(spots: Sequence[Spot], text: Text, every: Sequence[Spot]) -> None:
    full = [spot for spot in spots if len(names.person(spot.name).words) > 1]
    for spot in full:
        _full_person(spot, text)
    for spot in spots:
        if spot.start not in text.at:
            _short_person(spot, text)


def _full_person(spot: Spot, text: Text) -> None:
    mine = names.person(spot.name)
    near = text.near(_person_words(spot.name))
    fits = [(local, rule) for local in near if (rule := _same(mine, names.person(local.name)))]
    if len(fits) > 1:
        exact = [(local, rule) for local, rule in fits if rule == "same name"]
        fits = exact or fits[:0]
    if not fits:
        local = text.new(spot)
        text.enter(local, _person_words(spot.name))
        local.relative = "relative" in spot.piece.cues
        return
    local, rule = fits[0]
    if spot.name not in local.forms:
        local.reasons.append(Reason(spot.name, rule, text.evidence(spot)))
    text.put(spot, local)
    if len(mine.words) > len(names.person(local.name).words):
        local.name = spot.name


@lru_cache(maxsize=50_000)
def _person_words(name: str) -> tuple[str, ...]:
    """What a person is looked up by: each word, the sound of the surname, the groups of the given name."""
    person = names.person(name)
    pets = gazetteer.pet_names().get(person.given, frozenset())
    return (
        *person.words,
        "".join(person.words),
        *(f"~{names.skeleton(word)}" for word in sorted({person.surname, person.given})),
        *(f"#{group}" for group in sorted(pets)),
    )


def _same(mine: names.Person, other: names.Person) -> str:
    return names.same_person(mine, other) or ("family names" if names.family_names(mine, other) else "")


def _short_person(spot: Spot, text: Text) -> None:
    word = names.person(spot.name).words[0]
    relative = "relative" in spot.piece.cues
    local, rule = _owner(word, spot, text, relative)
    if local is None:
        local = text.new(spot)
        local.relative = relative
        text.enter(local, [word])
        return
    if spot.name not in local.forms:
        local.reasons.append(Reason(spot.name, rule, text.evidence(spot)))
    text.put(spot, local)


def _owner(word: str, spot: Spot, text: Text, relative: bool) -> tuple[Local | None, str]:
    people = text.near(_person_words(word))
    for rule, fits in SHORT_FORMS:
        found = [
            local
            for local in people
            if fits(word, names.person(local.name)) and not (relative and rule.startswith("surname"))
        ]
        if len(found) == 1:
            return found[0], rule
        if found and rule.startswith("given"):
            return None, ""
        if found:
            return _called(found, spot), "surname of the first introduced" if len(found) > 1 else rule
    return None, ""


SHORT_FORMS: tuple[tuple[str, Callable[[str, names.Person], bool]], ...] = (
    ("surname", lambda word, person: person.surname == word and len(person.words) > 1),
    ("same name", lambda word, person: person.words == (word,)),
    ("surname, spelt otherwise", lambda word, person: len(person.words) > 1 and names.alike(person.surname, word)),
    (
        "surname, which comes first",
        lambda word, person: len(person.words) > 1 and person.given == word and word in tables.FAMILY_FIRST,
    ),
    ("given name", lambda word, person: len(person.words) > 1 and person.given == word),
    (
        "middle or further name",
        lambda word, person: len(person.words) > 2 and word in person.words[1:-1] and len(word) > 2,
    ),
    (
        "given name, short form",
        lambda word, person: len(person.words) > 1 and len(word) > 2 and bool(names.same_given(person.given, word)),
    ),
)
"""How one word can stand for a person of the document, in order: (rule, test)."""


def _called(people: list[Local], spot: Spot) -> Local:
    """Whom the document calls by a surname that several bear: the one of that office, else the first
    introduced who was not brought in as a relative."""
    role = spot.piece.role.lower()
    same_role = [local for local in people if role and role in local.roles]
    own = [local for local in people if not local.relative]
    suffix = names.person(spot.name).suffix
    younger = [local for local in people if suffix and names.person(local.name).suffix == suffix]
    if younger:
        return younger[0]
    elder = [local for local in people if not names.person(local.name).suffix]
    if len(elder) == 1 and len(people) == 2:
        return elder[0]  # beside a "Jr." the bare surname is the other's
    return (same_role or own or people)[0]


# ------------------------------------------------------------------------------ organisations


def _organisations(spots: Sequence[Spot], text: Text) -> None:
    by_key: dict[tuple[str, ...], Local] = {}
    later: list[Spot] = []
    for spot in spots:
        k = names.organisation(spot.name)
        if len(k) == 1 and (
            key(spot.name) in tables.GENERIC_HEADS or _acronym(spot.name) or len(spot.name.split()) == 1
        ):
            later.append(spot)
        elif k in by_key:
            _same_body(spot, by_key[k], text)
        else:
            by_key[k] = text.new(spot)
            text.enter(by_key[k], _body_words(spot.name))
    for spot in later:
        k = names.organisation(spot.name)
        if k in by_key:
            text.put(spot, by_key[k])
            continue
        local, rule = _body(spot, text.near((f"={key(spot.name)}", f"+{_letters(spot.name)}")))
        if local is None and key(spot.name) in tables.GENERIC_HEADS - tables.BODIES_ALONE and not usual_name(spot.name):
            continue
        if local is None:
            by_key[k] = text.new(spot)
            continue
        if spot.name not in local.forms:
            local.reasons.append(Reason(spot.name, rule, text.evidence(spot)))
        text.put(spot, local)


def _body_words(name: str) -> list[str]:
    """What a body is looked up by: each word, and the acronyms it can have."""
    return [
        *(f"={word}" for word in key(name).split()),
        *(f"+{letters}" for letters in sorted(names.initials_of(name))),
    ]


def _letters(name: str) -> str:
    return "".join(c for c in name if c.isalnum()).lower()


def _same_body(spot: Spot, local: Local, text: Text) -> None:
    if spot.name not in local.forms and key(spot.name) != key(local.name):
        local.reasons.append(
            Reason(spot.name, "same words, with countries and their adjectives as one", text.evidence(spot))
        )
    text.put(spot, local)


def _acronym(name: str) -> bool:
    return " " not in name and sum(c.isupper() for c in name) > 1


def _body(spot: Spot, full: list[Local]) -> tuple[Local | None, str]:
    """The one longer name of the document that a short one stands for."""
    for rule, fits in SHORT_BODIES:
        found = [local for local in full if fits(spot, local.name)]
        if found:
            return (found[0], rule) if len(found) == 1 or rule == "acronym in parentheses" else (None, "")
    return None, ""


def _first_word(spot: Spot, name: str) -> bool:
    words = key(name).split()
    return len(words) > 1 and words[0] == key(spot.name) and not gazetteer.fixed().names.get(words[0])


SHORT_BODIES: tuple[tuple[str, Callable[[Spot, str], bool]], ...] = (
    ("acronym", lambda spot, name: names.acronym_of(spot.name, name)),
    ("head word", lambda spot, name: key(spot.name) in tables.GENERIC_HEADS and key(spot.name) in key(name).split()),
    (
        "team of the place",
        lambda spot, name: key(name).split()[-1] in tables.CLUB_HEADS and key(name).startswith(key(spot.name) + " "),
    ),
    ("first word", _first_word),
    ("one of its words", lambda spot, name: key(spot.name) in key(name).split()[1:] and len(spot.name) > 3),
)


# ------------------------------------------------------------------------------ places


def _places(spots: Sequence[Spot], text: Text) -> None:
    by_key: dict[str, Local] = {}
    for spot in spots:
        k = place_key(spot.full or spot.name)
        local = by_key.get(k)
        if local is None:
            local = by_key[k] = text.new(spot)
            local.name = spot.full or spot.name
            continue
        if spot.name not in local.forms and key(spot.name) != key(local.name):
            rule = "adjective of the place" if spot.full else "another name of the place"
            local.reasons.append(Reason(spot.name, rule, text.evidence(spot)))
        text.put(spot, local)


_KINDS_LEFT_OUT = frozenset({"province", "governorate", "river", "prefecture"})


def place_key(name: str) -> str:
    """How places are compared: the usual name, without "Province" and the like."""
    k = key(name)
    words = k.split()
    if len(words) > 1 and words[-1] in _KINDS_LEFT_OUT:
        k = " ".join(words[:-1])
    return key(gazetteer.fixed().usual.get(k, k))


# ------------------------------------------------------------------------------ stated aliases


def _stated(spots: Sequence[Spot], text: Text) -> None:
    """ "X, whose nom de guerre is Y", "Y (formerly X)", "Long Name (LN)": the text itself joins them."""
    for number, (before, spot) in enumerate(pairwise(spots), 1):
        same = before.piece.sentence == spot.piece.sentence
        phrase = next((cue[6:] for cue in spot.piece.cues if cue.startswith("alias:")), "")
        if same and "paren" in spot.piece.cues and _parenthesis(before, spot):
            _join(before, spot, "acronym in parentheses", text)
        elif phrase:
            other = _subject(spots, number)
            if other:
                _join(other, spot, f"stated alias ({phrase})", text)


def _parenthesis(before: Spot, spot: Spot) -> bool:
    return names.in_parentheses(spot.name, before.name) or names.in_parentheses(before.name, spot.name)


def _subject(spots: Sequence[Spot], number: int) -> Spot | None:
    """The nearest earlier mention of the same kind in the sentence."""
    spot = spots[number]
    for other in reversed(spots[max(0, number - 12) : number]):
        if other.piece.sentence != spot.piece.sentence:
            return None
        if other.kind == spot.kind:
            return other
    return None


def _join(a: Spot, b: Spot, rule: str, text: Text) -> None:
    """Makes one entity of two; the one mentioned more, else first, gives the name."""
    one, other = text.at.get(a.start), text.at.get(b.start)
    if one is None or other is None or one is other or one.kind != other.kind:
        return
    one.reasons.append(Reason(other.name, rule, text.evidence(b), one.name))
    one.reasons += other.reasons
    for seen in other.spots:
        text.put(text.spots[seen.start], one)
    one.spots.sort(key=lambda spot: spot.start)
    other.spots = []
    if names.acronym_of(one.name, other.name):
        one.name = other.name
