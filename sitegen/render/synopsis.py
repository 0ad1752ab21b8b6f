"""The synoptic grid: rows are passages, columns versions; identical cells fold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup

from sitegen.address import article_url
from sitegen.model import SynopsisRow
from sitegen.render import words
from sitegen.render.charts import heat_strip
from sitegen.render.desk import Desk
from sitegen.render.diff import Side, marked
from sitegen.render.html import language
from sitegen.render.views import StoryView, Version
from sitegen.text import WORD

MOST_COLUMNS = 6
"""More versions than this are shown as wordings with the numbers of the versions that have them."""

MOST_ROWS = 400
MOST_WORDINGS = 8
MOST_STRIPS = 12
MOST_LINKS = 10
LONGEST_RUN = 12
MOST_WORDS = 600
"""Of a passage this many words are compared with the base's."""


class Grid(msgspec.Struct, frozen=True):
    """`columns` are version numbers in order, the base first in `base`. `wide` where it is a table."""

    columns: tuple[Version, ...]
    base: int
    wide: bool
    rows: Markup
    same: int
    total: int
    left_out: int


def synopsis(desk: Desk) -> Grid | None:
    """The grid of the story that the desk's page shows; None where nothing was collated."""
    view: StoryView = desk.view
    found = desk.synopsis(view.synopsis)
    if not found:
        return None
    weave = _weave(desk)
    made = [_rows(weave, run) for run in _runs(_numbered(found[:MOST_ROWS], weave), weave)]
    same = sum(1 for row in found if _folds(row, weave.versions))
    left_out = max(0, len(found) - MOST_ROWS)
    return Grid(
        weave.versions, weave.base, weave.wide, Markup("\n".join(filter(None, made))), same, len(found), left_out
    )


class _Weave(msgspec.Struct, frozen=True):
    """What every row needs: the versions with different texts, their texts by number, the base's number."""

    versions: tuple[Version, ...]
    sides: dict[int, Side]
    links: dict[int, str]
    base: int

    @property
    def wide(self) -> bool:
        return len(self.versions) <= MOST_COLUMNS


def strips(desk: Desk) -> list[tuple[Version, str, Markup]]:
    """For each of few different texts: its number's link, and which of its passages the others have."""
    view: StoryView = desk.view
    found, weave = desk.synopsis(view.synopsis), _weave(desk)
    if not found or len(weave.versions) > MOST_STRIPS:
        return []
    return [(version, weave.links[version.number], _strip(weave, found, version)) for version in weave.versions]


def _strip(weave: _Weave, found: Sequence[SynopsisRow], version: Version) -> Markup:
    others = [other for other in weave.versions if other is not version]
    rows = [(cell, sum(1 for other in others if _cell(row, other))) for row in found if (cell := _cell(row, version))]
    alone = sum(1 for _, shared in rows if not shared)
    said = f"Version {version.number}: {words.plural(len(rows), 'passage')}, {words.number(alone)} in no other version"
    length = len(weave.sides[version.number].text)
    return heat_strip([(start, end, shared, len(others)) for (start, end), shared in rows], length, said)


def _weave(desk: Desk) -> _Weave:
    view: StoryView = desk.view
    distinct = tuple(version for version in view.versions if version.number == version.same_as)
    base = next((v.same_as for v in view.versions if v.number == view.base), 1)
    links = {v.number: desk.link(article_url(v.ref.id)) for v in distinct}
    return _Weave(distinct, {v.number: _side(desk, v) for v in distinct}, links, base)


def _side(desk: Desk, version: Version) -> Side:
    article = desk.article(version.key)
    text = article.text if article else ""
    return Side(text, desk.limit(text), language(version.ref.language, desk.site.language))


def _cell(row: SynopsisRow, version: Version) -> tuple[int, int] | None:
    return row.cells[version.number - 1]


def _group(row: SynopsisRow, version: Version) -> int:
    return row.group[version.number - 1]


def _folds(row: SynopsisRow, versions: Sequence[Version]) -> bool:
    """Whether every version has the row, in the same words."""
    return all(_cell(row, v) for v in versions) and len({_group(row, v) for v in versions}) == 1


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A row with its number and, by version, the number of the passage in the article (its anchor `#p-3`)."""

    number: int
    row: SynopsisRow
    anchors: dict[int, int]
    having: tuple[Version, ...]


def _numbered(rows: Sequence[SynopsisRow], weave: _Weave) -> Iterator[_Line]:
    """The rows of which something is published."""
    passages: Counter[int] = Counter()
    for number, row in enumerate(rows, 1):
        having = tuple(version for version in weave.versions if _cell(row, version))
        passages.update(version.number for version in having)
        if any(_shown(weave, row, version) for version in having):
            yield _Line(number, row, {version.number: passages[version.number] for version in having}, having)


def _runs(lines: Iterable[_Line], weave: _Weave) -> Iterator[list[_Line]]:
    """Rows that follow each other and that one and the same version alone has, together."""
    run: list[_Line] = []
    for line in lines:
        if run and not (len(line.having) == 1 and run[-1].having == line.having and len(run) < LONGEST_RUN):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _rows(weave: _Weave, run: Sequence[_Line]) -> str:
    """A table row: a passage, or several that only one version has."""
    first = run[0]
    alone = len(first.having) == 1
    kind = "differs single" if alone else "same" if _folds(first.row, weave.versions) else "differs"
    cells = _alone(weave, run) if alone else _columns(weave, first) if weave.wide else _apparatus(weave, first)
    numbers = str(first.number) if len(run) == 1 else f"{first.number}–{run[-1].number}"
    return f'<tr class="{kind}" id="row-{first.number}"><th scope="row"><a href="#row-{first.number}">{numbers}</a></th>{cells}</tr>'


def _alone(weave: _Weave, run: Sequence[_Line]) -> str:
    """What only one version has, across all columns: it has nothing to stand beside."""
    version = run[0].having[0]
    lang = weave.sides[version.number].lang
    wide = f' colspan="{len(weave.versions)}"' if weave.wide else ""
    texts = "".join(f"<p>{_text(weave, line.row, version)}</p>" for line in run)
    return f'<td class="alone"{wide}{lang}><p class="who">only in version {_at(weave, run[0], version)}</p>{texts}</td>'


def _at(weave: _Weave, line: _Line, version: Version) -> str:
    """A version's number as the link to the passage in the article, where that is published."""
    anchor = f"#p-{line.anchors[version.number]}" if _shown(weave, line.row, version) else ""
    return f'<a href="{weave.links[version.number]}{anchor}">{version.number}</a>'


def _shown(weave: _Weave, row: SynopsisRow, version: Version) -> bool:
    cell = _cell(row, version)
    return cell is not None and cell[0] < weave.sides[version.number].limit


def _columns(weave: _Weave, line: _Line) -> str:
    """A cell for each version; neighbours with the same words share one."""
    made: list[str] = []
    run: list[Version] = []
    for version in weave.versions:
        if run and not _alike(line.row, run[0], version):
            made.append(_td(weave, line, run))
            run = []
        run.append(version)
    return "".join(made) + _td(weave, line, run)


def _alike(row: SynopsisRow, one: Version, other: Version) -> bool:
    a, b = _cell(row, one), _cell(row, other)
    return bool(a) == bool(b) and (not a or _group(row, one) == _group(row, other))


def _td(weave: _Weave, line: _Line, run: Sequence[Version]) -> str:
    wide = f' colspan="{len(run)}"' if len(run) > 1 else ""
    if not _cell(line.row, run[0]):
        return f'<td class="gap"{wide}><span class="sr">not in {_numbers(run)}</span></td>'
    kind = (
        "has base"
        if any(v.number == weave.base for v in run)
        else "has as-base"
        if _as_base(weave, line, run[0])
        else "has"
    )
    lang = weave.sides[run[0].number].lang
    at = " ".join(_at(weave, line, version) for version in run)
    told = _told(line.row, run)
    return f'<td class="{kind}"{wide}{lang}><div>{_text(weave, line.row, run[0])}</div><p class="at">in {at}{told}</p></td>'


def _told(row: SynopsisRow, run: Sequence[Version]) -> str:
    """What the words alone do not show: that the passage stands elsewhere, or in more or fewer sentences than in the base."""
    kinds = dict.fromkeys(row.kind[version.number - 1] for version in run if version.number <= len(row.kind))
    told = [_KINDS[kind] for kind in kinds if kind in _KINDS]
    return f' <span class="kind">{", ".join(told)}</span>' if told else ""


_KINDS = {"moved": "moved", "split": "split in two", "merged": "merged in one"}


def _as_base(weave: _Weave, line: _Line, version: Version) -> bool:
    """The same words as the base's."""
    return line.row.cells[weave.base - 1] is not None and line.row.group[weave.base - 1] == _group(line.row, version)


def _apparatus(weave: _Weave, line: _Line) -> str:
    """One cell: each wording with the versions that have it, then who has nothing."""
    wordings: dict[int, list[Version]] = {}
    for version in line.having:
        wordings.setdefault(_group(line.row, version), []).append(version)
    ranked = sorted(wordings.values(), key=lambda group: (all(v.number != weave.base for v in group), -len(group)))
    parts = [_wording(weave, line, group) for group in ranked[:MOST_WORDINGS]]
    if rest := [version for group in ranked[MOST_WORDINGS:] for version in group]:
        parts.append(f'<p class="who">other wordings in {_numbers(rest)}</p>')
    if missing := [version for version in weave.versions if version not in line.having]:
        parts.append(f'<p class="who none">not in {_missing(missing)}</p>')
    return f"<td>{''.join(parts)}</td>"


def _wording(weave: _Weave, line: _Line, found: Sequence[Version]) -> str:
    """One wording with the versions that have it."""
    links = ", ".join(_at(weave, line, version) for version in found[:MOST_LINKS])
    more = f" and {len(found) - MOST_LINKS} more" if len(found) > MOST_LINKS else ""
    who = (
        f"all {len(found)} versions: "
        if len(found) == len(weave.versions)
        else f"version{'s' if len(found) > 1 else ''} "
    )
    lang = weave.sides[found[0].number].lang
    return f'<div class="wording"{lang}><p>{_text(weave, line.row, found[0])}</p><p class="who">{who}{links}{more}</p></div>'


def _missing(versions: Sequence[Version]) -> str:
    return f"the {len(versions)} other versions" if len(versions) > MOST_LINKS else _numbers(versions)


def _numbers(versions: Sequence[Version]) -> str:
    shown = ", ".join(str(v.number) for v in versions[:40]) + (" …" if len(versions) > 40 else "")
    return f"version{'s' if len(versions) > 1 else ''} {shown}"


def _text(weave: _Weave, row: SynopsisRow, version: Version) -> str:
    """A version's wording; words that the base's wording of the row lacks are marked."""
    span, mother = _cell(row, version), row.cells[weave.base - 1]
    if span is None:
        return ""
    side, edits = weave.sides[version.number], list[tuple[int, int, bool]]()
    if mother and row.group[weave.base - 1] != _group(row, version):
        edits = _differences(weave.sides[weave.base].text[mother[0] : mother[1]], side.text[span[0] : span[1]], span[0])
    return marked(side, span, edits, "ins").replace("\n\n", "<br><br>")


def _differences(base: str, text: str, at: int) -> list[tuple[int, int, bool]]:
    """Ranges of the text's words that the base does not have in that order."""
    from rapidfuzz.distance import Indel

    mine, theirs = list(WORD.finditer(text))[:MOST_WORDS], list(WORD.finditer(base))[:MOST_WORDS]
    steps = Indel.opcodes(_plain(theirs), _plain(mine))
    runs = [(mine[s.dest_start], mine[s.dest_end - 1]) for s in steps if s.tag != "equal" and s.dest_end > s.dest_start]
    return [(at + first.start(), at + last.end(), False) for first, last in runs]


def _plain(found: Sequence[re.Match[str]]) -> list[str]:
    """The words with one kind of apostrophe: the other is house style."""
    return [word.group().replace("’", "'") for word in found]
