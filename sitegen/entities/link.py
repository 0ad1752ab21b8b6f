"""Resolution across documents: which documents' entities are one, joined only where every candidate agrees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import lru_cache

import msgspec

from sitegen.entities import names
from sitegen.entities.gazetteer import Place, key
from sitegen.entities.known import usual_name
from sitegen.entities.local import Local, place_key
from sitegen.entities.names import Person
from sitegen.entities.places import countries, locate

AGREEMENT = 0.9
"""Share of the documents that define an acronym which must define it alike before it holds elsewhere."""
LARGEST_BUCKET = 80


class Doc(msgspec.Struct):
    """One article's entities, the countries that its dateline and its outlet speak for, and its story."""

    article: str
    locals: list[Local]
    dateline: Counter[str] = msgspec.field(default_factory=Counter)
    outlet: Counter[str] = msgspec.field(default_factory=Counter)
    story: str = ""


class Doubt(msgspec.Struct, frozen=True):
    """A join that was left undone: the short name, where, and the candidates with their counts."""

    name: str
    kind: str
    rule: str
    strength: float
    candidates: tuple[str, ...]
    evidence: str
    article: str


class Joins:
    """A union-find over hashable keys, with the reason of each union."""

    def __init__(self) -> None:
        self.parent: dict[Hashable, Hashable] = {}
        self.reasons: dict[tuple[Hashable, Hashable], str] = {}

    def find(self, k: Hashable) -> Hashable:
        self.parent.setdefault(k, k)
        while self.parent[k] != k:
            self.parent[k] = self.parent[self.parent[k]]
            k = self.parent[k]
        return k

    def union(self, a: Hashable, b: Hashable) -> None:
        """The smaller root stays, whatever the order of the unions."""
        one, other = sorted((self.find(a), self.find(b)), key=repr)
        self.parent[other] = one


class Linked(msgspec.Struct):
    """All documents' entities by cluster. `rules`: why a name was joined across documents."""

    clusters: dict[Hashable, list[tuple[str, Local]]]
    located: dict[Hashable, Place]
    rules: dict[str, str]
    doubts: list[Doubt]


def link(docs: Sequence[Doc]) -> Linked:
    joins = Joins()
    rules: dict[str, str] = {}
    doubts: list[Doubt] = []
    own: dict[int, Hashable] = {}
    _link_people(docs, joins, own, rules, doubts)
    _link_bodies(docs, joins, own, doubts)
    located = _link_places(docs, own)
    _join_spellings(located, joins)
    clusters: dict[Hashable, list[tuple[str, Local]]] = defaultdict(list)
    for doc in docs:
        for local in doc.locals:
            clusters[joins.find(own[id(local)])].append((doc.article, local))
    return Linked(dict(clusters), located, rules, sorted(doubts, key=lambda d: (-d.strength, d.name, d.article)))


# ------------------------------------------------------------------------------ places


def _link_places(docs: Sequence[Doc], own: dict[int, Hashable]) -> dict[Hashable, Place]:
    """Places of one name are one, unless documents speak of different ones; each sense with where it is."""
    senses: dict[str, dict[int, Place | None]] = defaultdict(dict)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        told[doc.story].update(countries(_placed(doc)) if doc.story else ())
    for doc in docs:
        mine = [local for local in doc.locals if local.kind == "place"]
        near = countries(_placed(doc)) + doc.dateline
        for local in mine:
            tiers = (near, told[doc.story], doc.outlet)
            senses[place_key(local.name)][id(local)] = locate(local.name, tiers)
    located: dict[Hashable, Place] = {}
    for name, found in senses.items():
        spots = {_spot(place): place for place in found.values() if place}
        for number, place in found.items():
            sense = "" if len(spots) == 1 else _spot(place) if place else "?"
            own[number] = ("place", name, sense)
        for spot, place in spots.items():
            located[("place", name, "" if len(spots) == 1 else spot)] = place
    return located


def _join_spellings(located: dict[Hashable, Place], joins: Joins) -> None:
    """ "Kiev" and "Kyiv": two names in the archive that mean one place by the gazetteer."""
    at: dict[tuple[str, str], Hashable] = {(_key_of(k), _spot(place)): k for k, place in located.items()}
    for k, place in list(located.items()):
        other = at.get((place_key(place.name), _spot(place)))
        if other is not None and other != k:
            joins.union(k, other)
            located[joins.find(k)] = place


def _key_of(cluster: Hashable) -> str:
    return cluster[1] if isinstance(cluster, tuple) else ""


def _placed(doc: Doc) -> list[str]:
    return [local.name for local in doc.locals if local.kind == "place"]


def _spot(place: Place) -> str:
    return f"{place.country}{place.state}/{place.lat}/{place.lon}"


# ------------------------------------------------------------------------------ people


def _full(local: Local) -> list[Person]:
    forms = local.forms if len(local.forms) < 2 else sorted(local.forms)
    found = {names.person(form): None for form in forms}
    return [person for person in found if len(person.words) > 1]


def _link_people(
    docs: Sequence[Doc], joins: Joins, own: dict[int, Hashable], rules: dict[str, str], doubts: list[Doubt]
) -> None:
    people = [(doc, local, _full(local)) for doc in docs for local in doc.locals if local.kind == "person"]
    weight: Counter[Person] = Counter()
    shown: dict[Person, Counter[str]] = defaultdict(Counter)
    for _, local, forms in people:
        for written, count in local.forms.items():
            shown[names.person(written)][written] += count
        for form in forms:
            weight[form] += 1
            if form is not forms[0] or weight[form] == 1:
                joins.union(("person", forms[0]), ("person", form))
    open_ = _join_variants(weight, joins, rules)
    doubts += _several_fuller(people, open_, weight, shown)
    by_surname = _index(weight, "surname")
    by_given = _index(weight, "given")
    stated = _stated_aliases(people)
    singles: dict[str, list[tuple[Doc, Local]]] = defaultdict(list)
    for doc, local, forms in people:
        if forms:
            own[id(local)] = ("person", forms[0])
        else:
            singles[names.person(local.name).words[0]].append((doc, local))
    for word in sorted(singles):
        for doc, local in singles[word]:
            world = (by_surname, by_given, weight, joins, rules, doubts, shown)
            own[id(local)] = _alias(word, doc, local, (stated, joins, rules)) or _single(word, doc, local, world)


def _stated_aliases(people: Sequence[tuple[Doc, Local, list[Person]]]) -> dict[str, set[Person]]:
    """One-word aliases that documents state ("nom de guerre, Abu Najma") -> the full names they state them for."""
    found: dict[str, set[Person]] = defaultdict(set)
    for _, local, full in people:
        for reason in local.reasons if full else ():
            for alias in (reason.alias, reason.name) if reason.rule.startswith("stated alias") else ():
                words = names.person(alias).words
                if len(words) == 1 and not any(words[0] in person.words for person in full):
                    found[words[0]].add(full[0])
    return found


def _alias(word: str, doc: Doc, local: Local, world: tuple) -> Hashable:  # type: ignore[type-arg]
    """The one person whom all documents that state the alias give it to, or nothing."""
    stated, joins, rules = world
    candidates = {joins.find(("person", person)) for person in stated.get(word, ())}
    if len(candidates) != 1:
        return None
    rules[f"person:{doc.article}:{local.name}"] = "alias that another document states"
    chosen: Hashable = next(iter(candidates))
    return chosen


def _index(weight: Counter[Person], part: str) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in sorted(weight, key=lambda p: (p.words, p.suffix)):
        found[getattr(person, part)].append(person)
    return found


def _single(word: str, doc: Doc, local: Local, world: tuple) -> Hashable:  # type: ignore[type-arg]
    """A person of whom a document gives one name only: joined where the archive knows but one such person."""
    by_surname, by_given, weight, joins, rules, doubts, shown = world
    for rule, index in (
        ("surname, the only one in the archive", by_surname),
        ("given name, the only one in the archive", by_given),
    ):
        if (rule.startswith("given")) != local.relative and not (local.relative and word not in by_given):
            continue
        candidates = sorted({joins.find(("person", person)) for person in index.get(word, ())}, key=repr)
        if len(candidates) == 1:
            rules[f"person:{doc.article}:{local.name}"] = rule
            chosen: Hashable = candidates[0]
            return chosen
        if candidates:
            several = "given name" if index is by_given else "surname"
            doubts.append(
                _doubt(local, doc, f"{several} of several people", _bearers(index[word], joins, weight, shown))
            )
    return ("person", Person((word,)))


def _bearers(
    people: Sequence[Person], joins: Joins, weight: Counter[Person], shown: dict[Person, Counter[str]]
) -> list[tuple[int, str]]:
    """(documents, name) of each of them, once however it is spelt."""
    found: dict[Hashable, tuple[int, str]] = {}
    for person in sorted(people, key=lambda person: (-weight[person], person.words, person.suffix)):
        many, name = found.get(joins.find(("person", person)), (0, _usual_form(shown[person])))
        found[joins.find(("person", person))] = (many + weight[person], name)
    return sorted(found.values(), key=lambda row: (-row[0], row[1]))


def _usual_form(forms: Counter[str]) -> str:
    return max(sorted(forms), key=lambda form: (forms[form], form))


def _doubt(local: Local, doc: Doc, rule: str, ranked: Sequence[tuple[int, str]]) -> Doubt:
    """`ranked`: how much speaks for each candidate, the likeliest first."""
    strength = round(ranked[0][0] / max(1, sum(count for count, _ in ranked)), 3)
    evidence = local.quotes.get(local.name, "")
    return Doubt(local.name, local.kind, rule, strength, tuple(name for _, name in ranked[:5]), evidence, doc.article)


def _several_fuller(
    people: Sequence[tuple[Doc, Local, list[Person]]],
    open_: dict[Person, list[Person]],
    weight: Counter[Person],
    shown: dict[Person, Counter[str]],
) -> list[Doubt]:
    """A doubt for each document that knows a person only by a name with several fuller ones: "J. Weiss"."""
    found = []
    for doc, local, forms in people if open_ else ():
        if len(forms) == 1 and (fuller := open_.get(forms[0])):
            ranked = sorted(((weight[p], _usual_form(shown[p])) for p in fuller), key=lambda row: (-row[0], row[1]))
            found.append(_doubt(local, doc, "several fuller names fit", ranked))
    return found


def _join_variants(weight: Counter[Person], joins: Joins, rules: dict[str, str]) -> dict[Person, list[Person]]:
    """Joins spellings and shorter forms of a full name to the one fuller name they fit; returns those that fit several."""
    buckets: dict[str, list[Person]] = defaultdict(list)
    for person in sorted(weight, key=lambda p: (p.words, p.suffix)):
        for word in {person.surname, person.words[1]}:
            buckets[names.skeleton(word) or word].append(person)
    open_: dict[Person, list[Person]] = {}
    for name in sorted(buckets):
        small = buckets[name] if len(buckets[name]) <= LARGEST_BUCKET else []
        for person in small:
            if fuller := _join_variant(person, small, weight, joins, rules):
                open_[person] = fuller
    return open_


def _join_variant(
    person: Person, bucket: list[Person], weight: Counter[Person], joins: Joins, rules: dict[str, str]
) -> list[Person]:
    fits = {other: rule for other in bucket if other != person and (rule := names.same_person(person, other))}
    fuller = [other for other in fits if _rank(other, weight) > _rank(person, weight)]
    if not all(names.same_person(a, b) for n, a in enumerate(fuller) for b in fuller[n + 1 :]):
        return fuller
    for other in fuller:
        joins.union(("person", person), ("person", other))
        rules.setdefault("person:" + " ".join(person.words), fits[other])
    return []


def _rank(person: Person, weight: Counter[Person]) -> tuple[int, int, int, tuple[str, ...]]:
    """Fuller names first: no initials, more words, then more documents."""
    return (sum(len(word) > 1 for word in person.words), len(person.words), weight[person], person.words)


# ------------------------------------------------------------------------------ organisations


def _link_bodies(docs: Sequence[Doc], joins: Joins, own: dict[int, Hashable], doubts: list[Doubt]) -> None:
    votes = _spelt_out(docs)
    meanings = _meanings(votes)
    for doc in docs:
        for local in doc.locals:
            if local.kind == "organisation":
                keys = _body_keys(local, meanings)
                own[id(local)] = keys[0]
                for k in keys[1:]:
                    joins.union(keys[0], k)
                if (spelt := votes.get(key(local.name))) and key(local.name) not in meanings and len(local.forms) == 1:
                    ranked = sorted(((n, form) for _, (n, form) in spelt.items()), key=lambda row: (-row[0], row[1]))
                    doubts.append(_doubt(local, doc, "acronym with several meanings", ranked))


def _acronyms(local: Local) -> list[str]:
    return sorted(form for form in local.forms if _capitals(form))


@lru_cache(maxsize=100_000)
def _capitals(form: str) -> bool:
    return " " not in form and sum(c.isupper() for c in form) > 1


def _long(local: Local) -> list[str]:
    """The forms that stand for themselves: not acronyms of another, not single words of a longer one."""
    short = set(_acronyms(local))
    long = [form for form in sorted(local.forms) if form not in short and len(names.organisation(form)) > 1]
    return long or [form for form in sorted(local.forms) if form not in short] or sorted(local.forms)


Votes = dict[str, dict[tuple[str, ...], tuple[int, str]]]
"""Acronym -> key of a long form -> how many documents give it so, and how it is written."""


def _spelt_out(docs: Sequence[Doc]) -> Votes:
    votes: Votes = defaultdict(dict)
    for doc in docs:
        for local in doc.locals:
            if local.kind != "organisation" or not (acronyms := _acronyms(local)):
                continue
            long = [form for form in _long(local) if " " in form]
            for acronym in acronyms:
                spelt = [
                    form
                    for form in long
                    if key(acronym) not in key(form).split() and names.in_parentheses(acronym, form)
                ]
                for form in spelt[:1]:  # capitals alone do not spell it out: "GitHub" in "GitHub Copilot"
                    k = names.organisation(form)
                    count, written = votes[key(acronym)].get(k, (0, form))
                    votes[key(acronym)][k] = (count + 1, written)
    return votes


def _meanings(votes: Votes) -> dict[str, tuple[str, ...]]:
    """Acronym -> the key of the long form nearly all defining documents agree on."""
    found = {}
    for acronym, counted in votes.items():
        best = max(counted, key=lambda k: (counted[k][0], k))
        if counted[best][0] >= AGREEMENT * sum(count for count, _ in counted.values()):
            found[acronym] = best
    return found


def _body_keys(local: Local, meanings: dict[str, tuple[str, ...]]) -> list[Hashable]:
    long = _long(local)
    keys: list[Hashable] = []
    for form in long:
        acronym = form in _acronyms(local)
        usual = usual_name(form)
        meant = meanings.get(key(form)) if acronym else None  # the archive's own meaning before the world's
        keys.append(("organisation", meant or (names.organisation(usual) if usual else names.organisation(form))))
        if usual and not acronym:
            keys.append(("organisation", names.organisation(form)))
    return sorted(set(keys), key=repr)
