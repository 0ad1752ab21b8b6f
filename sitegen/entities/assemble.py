"""Clusters of documents' entities become entities: names, aliases with reasons, addresses, mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.address import slug
from sitegen.entities import gazetteer, names
from sitegen.entities.gazetteer import Place, key
from sitegen.entities.known import usual_name
from sitegen.entities.link import Linked
from sitegen.entities.local import Local
from sitegen.model import Entity, EntityDecision, EntityLinks, EntityType, Joined, Mention

MOST_ALIASES = 60
LONGEST_EVIDENCE = 400


class Cluster(msgspec.Struct):
    """One entity before it has an address."""

    kind: EntityType
    name: str
    forms: Counter[str]
    parts: list[tuple[str, Local]]
    place: Place | None = None
    reasons: list[Joined] = msgspec.field(default_factory=list)
    pins: list[tuple[str, str]] = msgspec.field(default_factory=list)
    decision: EntityDecision | None = None


def clusters(linked: Linked) -> list[Cluster]:
    """All clusters with the names chosen, in an order that depends on their content alone."""
    made = []
    for k in sorted(linked.clusters, key=repr):
        parts = linked.clusters[k]
        made.append(_cluster(parts, linked.located.get(k), linked.rules))
    return made


def _cluster(parts: list[tuple[str, Local]], place: Place | None, rules: Mapping[str, str]) -> Cluster:
    forms: Counter[str] = Counter()
    for _, local in parts:
        forms.update(local.forms)
    kind = parts[0][1].kind
    cluster = Cluster(kind, NAMERS[kind](forms, place), forms, parts, place)
    cluster.reasons = _reasons(cluster, rules)
    return cluster


# ------------------------------------------------------------------------------ names


def _tidy(form: str) -> str:
    """One line, and shouted names in ordinary capitals."""
    form = " ".join(form.split())
    if (form.isupper() and len(form) > 5) or (form.isupper() and " " in form):
        return form.title()
    return form


def _person_name(forms: Counter[str], place: Place | None) -> str:
    """The form most often used among the fullest; a lone initial or pet name is less full."""

    def rank(form: str) -> tuple[int, int, int, str]:
        person = names.person(form)
        spelt = sum(len(word) > 1 for word in person.words)
        return (min(spelt, 2), forms[form], len(person.words), form)

    return _tidy(max(sorted(forms), key=rank))


def _body_name(forms: Counter[str], place: Place | None) -> str:
    long = {form: count for form, count in forms.items() if " " in form} or forms
    usual: Counter[str] = Counter()
    for form, count in long.items():
        if known := usual_name(form):
            usual[known] += count

    def rank(form: str) -> tuple[bool, bool, int, int, str]:
        acronym = " " not in form and sum(c.isupper() for c in form) > 1
        return (not acronym, len(form.split()) > 1, forms[form], len(form), form)

    return _tidy(usual.most_common(1)[0][0] if usual else max(sorted(forms), key=rank))


def _place_name(forms: Counter[str], place: Place | None) -> str:
    if place and place.kind != "city":
        return place.name
    plain = {form: count for form, count in forms.items() if not gazetteer.demonym(form)} or forms
    return _tidy(max(sorted(plain), key=lambda form: (not form.isupper(), plain[form], form)))


NAMERS = {"person": _person_name, "organisation": _body_name, "place": _place_name}


# ------------------------------------------------------------------------------ reasons


def _reasons(cluster: Cluster, rules: Mapping[str, str]) -> list[Joined]:
    """For each other name the first reason there is: stated ones before inferred ones."""
    found: dict[str, list[Joined]] = defaultdict(list)
    for article, local in cluster.parts:
        for reason in local.reasons:
            alias = reason.name if reason.alias == cluster.name and reason.name else reason.alias
            found[alias].append(Joined(alias, reason.rule, reason.evidence[:LONGEST_EVIDENCE], article))
    for article, local in cluster.parts:
        rule = rules.get(f"{local.kind}:{article}:{local.name}") or _archive_rule(local, rules)
        for form in local.forms:
            if form not in found and key(form) != key(cluster.name):
                found[form].append(
                    Joined(
                        form, rule or _default(cluster, form), local.quotes.get(form, "")[:LONGEST_EVIDENCE], article
                    )
                )
    shown = [
        alias
        for alias in sorted(found, key=lambda a: (a.casefold(), a))
        if alias != cluster.name and alias in cluster.forms
    ]
    return [min(found[alias], key=_firmness) for alias in shown[:MOST_ALIASES]]


def _firmness(joined: Joined) -> tuple[bool, str, str]:
    """What the text states before what was concluded."""
    return ("stated" not in joined.rule and "paren" not in joined.rule, joined.article, joined.rule)


def _archive_rule(local: Local, rules: Mapping[str, str]) -> str:
    words = " ".join(names.person(local.name).words) if local.kind == "person" else ""
    return rules.get(f"person:{words}", "") if words else ""


def _default(cluster: Cluster, form: str) -> str:
    if cluster.kind == "place":
        return "adjective of the place" if gazetteer.demonym(form) else "another name of the place"
    if usual_name(form):
        return "well-known name"
    if cluster.kind == "organisation":
        return (
            "same words, with countries and their adjectives as one"
            if " " in form
            else "acronym that the archive's documents agree on"
        )
    return "same person elsewhere in the archive"


# ------------------------------------------------------------------------------ entities


def links(found: Sequence[Cluster], order: Mapping[str, int], shared: Mapping[str, Sequence[str]]) -> EntityLinks:
    """Entities with unique addresses and every article's mentions. `order`: articles by date;
    `shared`: article -> further articles with the very same text."""
    ids = addresses(found)
    entities, mentions = [], defaultdict(list)
    for cluster, identity in zip(found, ids, strict=True):
        articles = sorted(
            {other for article, _ in cluster.parts for other in shared[article]}, key=lambda a: (order[a], a)
        )
        entities.append(_entity(cluster, identity, tuple(articles)))
        for article, local in cluster.parts:
            for spot in local.spots:
                for other in shared[article]:
                    mentions[other].append((spot.start, spot.end, spot.shown, cluster.kind, identity))
    return EntityLinks(
        tuple(sorted(entities, key=lambda e: e.id)), {a: _mentions(mentions[a]) for a in sorted(mentions)}
    )


def _mentions(rows: list[tuple[int, int, str, EntityType, str]]) -> tuple[Mention, ...]:
    made: list[Mention] = []
    for start, end, text, kind, identity in sorted(rows, key=lambda row: (row[0], -row[1], row[4])):
        if not made or start >= made[-1].end:
            made.append(Mention(start, end, text, kind, identity))
    return tuple(made)


def _entity(cluster: Cluster, identity: str, articles: tuple[str, ...]) -> Entity:
    seen = Counter(
        _line(form) for _, local in cluster.parts for spot in local.spots for form in {spot.name, spot.shown}
    )
    aliases = sorted(set(seen) - {cluster.name}, key=lambda a: (-seen[a], a))
    place = cluster.place if cluster.kind == "place" else None
    given = cluster.decision or EntityDecision(cluster.name)
    lat, lon = (place.lat, place.lon) if place and given.lat is None else (given.lat, given.lon)
    return Entity(
        id=identity, type=cluster.kind, name=cluster.name, aliases=tuple(aliases[:MOST_ALIASES]), joined=tuple(cluster.reasons),
        articles=articles, wikidata=given.wikidata, lat=lat, lon=lon, country=(place.country or None) if place else None,
        within=_within(place) if place else None,
        description=given.description,
    )  # fmt: skip


def _within(place: Place) -> str | None:
    """The country it lies in, by name."""
    country = gazetteer.fixed().countries.get(place.country)
    return country.name if country and place.kind != "country" else None


def _line(form: str) -> str:
    return " ".join(form.split())


def addresses(found: Sequence[Cluster]) -> list[str]:
    """`type/slug` of each cluster: a clash is told apart by country or state, else by number, the
    most mentioned first."""
    wanted = [f"{cluster.kind}/{slug(cluster.name)}" for cluster in found]
    groups: dict[str, list[int]] = defaultdict(list)
    for number, identity in enumerate(wanted):
        groups[identity].append(number)
    taken = set(groups)
    for identity, members in sorted(groups.items()):
        ranked = sorted(
            members,
            key=lambda n: (
                -sum(found[n].forms.values()),
                repr(sorted(found[n].forms)),
                found[n].parts[0][0] if found[n].parts else "",
            ),
        )
        for rank, number in enumerate(ranked[1:], 2):
            place = found[number].place
            tail = f"{place.country}{place.state}".lower() if place and place.country else str(rank)
            made = f"{identity}-{tail}"
            while made in taken:
                made = f"{identity}-{rank}"
                rank += 1
            taken.add(made)
            wanted[number] = made
    return wanted
