"""What each kind of page shows, as data: a page is redrawn when its view changes, so a view holds
exactly what the page needs and nothing that changes with unrelated articles."""

from __future__ import annotations

import msgspec

from sitegen.model import Card, Changes, Descent, Entity, Field, Mention, Problem, RelationKind, Withdrawal
from sitegen.render.options import SiteOptions


class Ref(msgspec.Struct, frozen=True, array_like=True):
    """An article as lists and links name it."""

    id: str
    title: str
    title_basis: str
    outlet: str | None
    published: str | None
    published_basis: str | None
    language: str | None
    labels: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True, array_like=True):
    """Something with a page and a number beside it: an entity, an outlet, a month."""

    url: str
    name: str
    count: int
    note: str = ""


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """A bar of a histogram: `label` is an ISO year, month or day."""

    label: str
    count: int


class Version(msgspec.Struct, frozen=True, array_like=True):
    """A story's member: its number from 1, and the number of the first version with the same words."""

    ref: Ref
    number: int
    same_as: int
    words: int
    agencies: tuple[str, ...]
    key: str


class Neighbour(msgspec.Struct, frozen=True, array_like=True):
    """Another version as an article's page shows it. The relation is read from `a` to `b`, the
    addresses of the diff page; `shared` is the share of this article's words that the other covers."""

    ref: Ref
    number: int
    relation: RelationKind
    a: str
    b: str
    shared: float
    drawn: bool


class Beside(msgspec.Struct, frozen=True, array_like=True):
    """A version that margin notes compare with: its article key, the alignment's key, and whether it is side a."""

    other: Neighbour
    key: str
    alignment: str
    is_a: bool


class Place(msgspec.Struct, frozen=True):
    """An article's place in its story. `others` are those nearest to it, `beside` the versions that margin notes compare
    with: the one it was probably made from, or, for an origin, some that were made from it."""

    id: str
    title: str
    number: int
    count: int
    others: tuple[Neighbour, ...]
    descent: Descent | None
    origin: Ref | None
    synopsis: str
    beside: tuple[Beside, ...] = ()


class Coverage(msgspec.Struct, frozen=True, array_like=True):
    """Related coverage: same event, other words."""

    ref: Ref
    score: float
    evidence: str


class Name(msgspec.Struct, frozen=True, array_like=True):
    """An entity as an article's page shows it."""

    id: str
    type: str
    name: str
    wikidata: str | None
    description: str | None
    count: int


class ArticleView(msgspec.Struct, frozen=True):
    site: SiteOptions
    card: Card
    fields: tuple[Field, ...]
    mentions: tuple[Mention, ...]
    names: tuple[Name, ...]
    place: Place | None
    related: tuple[Coverage, ...]


class SourceView(msgspec.Struct, frozen=True):
    site: SiteOptions
    card: Card
    fields: tuple[Field, ...]


class DiffView(msgspec.Struct, frozen=True):
    """`keys` are the store keys of both articles and of the alignment."""

    site: SiteOptions
    a: Version
    b: Version
    relation: RelationKind
    containment_a: float
    containment_b: float
    moved: int
    changes: Changes
    story: str
    story_title: str
    keys: tuple[str, str, str]


class PairView(msgspec.Struct, frozen=True, array_like=True):
    """A pair as the story's page lists it, by version numbers. `drawn` where it has a diff page;
    `alignment` where the page tells its biggest changes."""

    a: int
    b: int
    relation: RelationKind
    containment_a: float
    containment_b: float
    moved: int
    changes: Changes
    drawn: bool
    alignment: str = ""


class StoryView(msgspec.Struct, frozen=True):
    """`pairs` are those a reader wants first; `matrix` all pairs, without their changes, where the
    versions are few; `base` a version's number."""

    site: SiteOptions
    id: str
    title: str
    versions: tuple[Version, ...]
    pairs: tuple[PairView, ...]
    matrix: tuple[PairView, ...]
    lineage: tuple[Descent, ...]
    base: int
    synopsis: str
    names: tuple[Named, ...]
    related: tuple[Coverage, ...]


class StoryRow(msgspec.Struct, frozen=True, array_like=True):
    """A story as lists show it: `count` versions of `texts` different texts, `changed` different facts changed."""

    id: str
    title: str
    count: int
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    changed: int
    relations: tuple[str, ...] = ()
    texts: int = 0


class Context(msgspec.Struct, frozen=True, array_like=True):
    """Where an entity is mentioned in one article: text offsets."""

    ref: Ref
    key: str
    mentions: tuple[tuple[int, int], ...]


class EntityView(msgspec.Struct, frozen=True):
    """`articles` and `stories` are counts; `rows` the part of the articles that this page lists."""

    site: SiteOptions
    entity: Entity
    rows: tuple[Ref, ...]
    page: int
    pages: int
    articles: int
    stories: tuple[StoryRow, ...]
    story_count: int
    months: tuple[Tally, ...]
    outlets: tuple[Named, ...]
    together: tuple[tuple[str, tuple[Named, ...]], ...]
    links: tuple[tuple[int, int, int], ...]
    contexts: tuple[Context, ...]


class ListView(msgspec.Struct, frozen=True):
    """A page of a long list. `parts` are the letters' pages (address, label, count); `order` is of `items`:
    by `name`, or by `count`; `other` is the same list in the other order."""

    site: SiteOptions
    title: str
    kind: str
    crumbs: tuple[tuple[str, str], ...]
    items: tuple[Named, ...] = ()
    rows: tuple[Ref, ...] = ()
    stories: tuple[StoryRow, ...] = ()
    parts: tuple[Named, ...] = ()
    top: tuple[Named, ...] = ()
    tallies: tuple[Tally, ...] = ()
    page: int = 1
    pages: int = 1
    total: int = 0
    folder: str = ""
    points: tuple[tuple[str, str, float, float, int], ...] = ()
    order: str = "name"
    other: str = ""


class Counts(msgspec.Struct, frozen=True):
    articles: int
    sources: int
    words: int
    stories: int
    versions: int
    people: int
    organisations: int
    places: int
    outlets: int
    problems: int
    first: str | None
    last: str | None


class HomeView(msgspec.Struct, frozen=True):
    site: SiteOptions
    counts: Counts
    months: tuple[Tally, ...]
    stories: tuple[StoryRow, ...]
    people: tuple[Named, ...]
    places: tuple[Named, ...]
    organisations: tuple[Named, ...]
    outlets: tuple[Named, ...]
    latest: tuple[Ref, ...]


class SearchView(msgspec.Struct, frozen=True):
    """`browse` are the lists that serve without a script: address, label, number of entries."""

    site: SiteOptions
    counts: Counts
    browse: tuple[Named, ...]
    years: tuple[Named, ...]
    outlets: tuple[Named, ...]


class NoteView(msgspec.Struct, frozen=True):
    """Pages of prose and small tables: data, method, changes, compare, 404."""

    site: SiteOptions
    counts: Counts | None = None
    basis: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    rules: tuple[tuple[str, str, int], ...] = ()
    relations: tuple[tuple[str, int], ...] = ()
    decided: tuple[tuple[Ref, Field], ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    stories: tuple[StoryRow, ...] = ()


class ProblemsView(msgspec.Struct, frozen=True):
    site: SiteOptions
    problems: tuple[Problem, ...]
    page: int
    pages: int
    totals: tuple[tuple[str, int], ...]


class RemovedView(msgspec.Struct, frozen=True):
    site: SiteOptions
    withdrawal: Withdrawal


class RedirectView(msgspec.Struct, frozen=True):
    """`name` is what stands at the target, where that is known."""

    site: SiteOptions
    target: str
    name: str = ""


class FeedView(msgspec.Struct, frozen=True):
    """An Atom feed of the page at `home`; entries newest first."""

    site: SiteOptions
    title: str
    home: str
    entries: tuple[tuple[Ref, str], ...]


class SitemapView(msgspec.Struct, frozen=True):
    """Site-relative addresses with their date, or (an index) the addresses of the parts."""

    site: SiteOptions
    urls: tuple[tuple[str, str], ...]
    index: bool = False


class CollationView(msgspec.Struct, frozen=True):
    """A story's collation for a download: CSV or TEI."""

    site: SiteOptions
    id: str
    title: str
    versions: tuple[Version, ...]
    synopsis: str
    base: int
