"""What `sitegen explain` prints: each field with its basis, rule, evidence and line, and what was not taken; each cut
with its rule; what was kept; what the next build will do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence

from sitegen.explain import MOST_WHOLE, Explained
from sitegen.model import FIELD_NAMES, Article, ArticleDecision, Block, Field, Source

_WIDEST, _NARROWEST, _LABEL = 160, 60, 15
_EXPECTED = ("title", "published", "byline", "outlet", "agencies", "dateline_place", "language")


def words(found: Sequence[Explained]) -> Iterator[str]:
    """The explanation of one article, or of each of a file's few; a list of many."""
    if len(found) > MOST_WHOLE:
        yield from _listed(found)
        return
    for n, one in enumerate(found):
        yield from ([""] if n else [])
        yield from lines(one)


def lines(one: Explained) -> Iterator[str]:
    """One article, line by line."""
    yield one.name
    yield from _about(one)
    if one.article is None:
        return
    yield from _fields(one.article, _later(one))
    yield from _cuts(one.article)
    yield from _kept(one.article)


def _listed(found: Sequence[Explained]) -> Iterator[str]:
    path = found[0].name.partition("#")[0]
    yield f"{path} holds {len(found):,} records; explain one of them:"
    for one in found:
        title = one.article.field("title") if one.article else None
        built = str(one.twin["title"]) if one.twin else "not in the last build"
        said = _value(title.value) if title else "; ".join(one.problems) or built
        yield f"  sitegen explain '{one.name}'  {_short(said, _width() - len(one.name) - 24)}"


# ------------------------------------------------------------------------------------ parts


def _about(one: Explained) -> Iterator[str]:
    if one.twin:
        yield _row("page", one.twin["url"])
        yield _row("story", one.twin["story"] or "in no story")
        if one.twin["source"]["copies"]:
            yield _row("copies", ", ".join(one.twin["source"]["copies"]))
    if one.source:
        yield _row("source", _source(one.source, one.article))
    yield _row("next build", one.state)
    for decision in one.decisions:
        yield _row("curation", f"articles.toml, match {decision.match}: {_decided(decision)}")
    for problem in one.problems:
        yield _row("problem", problem)


def _source(source: Source, article: Article | None) -> str:
    encoding = f", {article.encoding}" if article else ""
    line = f", from line {source.line}" if source.line > 1 else ""
    return f"{source.format}{encoding}, {source.bytes:,} bytes{line}, SHA-256 {source.sha256[:16]}…"


def _decided(decision: ArticleDecision) -> str:
    what = [*decision.fields, *(["redact"] if decision.redact else []), *(["withdraw"] if decision.withdraw else [])]
    return ", ".join(what) or "nothing"


def _fields(article: Article, later: Sequence[Field]) -> Iterator[str]:
    """Each field, strongest first, and below it the candidates that it won against."""
    yield ""
    yield "FIELDS: the value taken, where it came from, and in order what was not taken"
    order = {name: n for n, name in enumerate(FIELD_NAMES)}
    for name in sorted(
        {field.name for field in (*article.fields, *article.rejected, *later)}, key=lambda n: order.get(n, 99)
    ):
        candidates = [
            field for part in (later, article.fields, article.rejected) for field in part if field.name == name
        ]
        for n, field in enumerate(candidates):
            yield _row("" if n else name, f"{'not: ' if n else ''}{_value(field.value)}", 2)
            yield _row("", f"{'     ' if n else ''}{_reason(field)}", 2)
    known = {field.name for field in (*article.fields, *later)}
    missing = [name for name in _EXPECTED if name not in known]
    if missing:
        yield _row("not found", ", ".join(missing), 2)


def _reason(field: Field) -> str:
    return f"{field.basis} by rule {field.rule}{_line(field.line)}" + (
        f": “{_flat(field.evidence)}”" if field.evidence else ""
    )


def _cuts(article: Article) -> Iterator[str]:
    yield ""
    if not article.cuts:
        yield "CUTS: none, everything in the body was kept"
        return
    rules = len({block.cut for block in article.cuts})
    yield f"CUTS: {_counted(len(article.cuts), 'piece')} left out of the body by {_counted(rules, 'rule')}"
    yield from _blocks(article.cuts, lambda block: block.cut)


def _kept(article: Article) -> Iterator[str]:
    yield ""
    yield f"TEXT: {_counted(len(article.kept), 'block')} kept, {_counted(len(article.text.split()), 'word')}"
    yield from _blocks(article.kept, lambda block: block.kind.replace("_", " "))


def _blocks(blocks: Iterable[Block], named: Callable[[Block], str]) -> Iterator[str]:
    rows = [(f"line {block.line}" if block.line else "", named(block), block.text) for block in blocks]
    first, second = (max(len(row[n]) for row in rows) if rows else 0 for n in (0, 1))
    for line, name, text in rows:
        yield f"  {line:<{first}}  {name:<{second}}  {_short(_flat(text), _width() - first - second - 6)}"


# ------------------------------------------------------------------------------------ words


def _later(one: Explained) -> list[Field]:
    """Fields that only the build could know: inferred from siblings, or decided by the archivist."""
    found = []
    for name, row in (one.twin or {}).get("fields", {}).items():
        if row["basis"] in ("inferred", "curated") and not _is_own(one.article, name, row["rule"]):
            value = tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
            found.append(Field(name, value, row["basis"], row["rule"], row["evidence"], row["line"]))
    return found


def _is_own(article: Article | None, name: str, rule: str) -> bool:
    """Whether the article came to it by itself: `inferred` is also what a dateline's year is."""
    own = article.field(name) if article else None
    return own is not None and own.rule == rule


def _row(label: str, text: str, indent: int = 2) -> str:
    return f"{' ' * indent}{label:<{_LABEL}} {_short(text, _width() - _LABEL - indent - 1)}".rstrip()


def _value(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _line(line: int | None) -> str:
    return f", line {line}" if line else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"


def _width() -> int:
    """The terminal's width; where there is none, enough for a sentence."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))
