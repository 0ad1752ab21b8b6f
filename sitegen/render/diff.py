"""The comparison of two versions: what kind of change, which facts, and the texts side by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import msgspec
from markupsafe import Markup, escape

from sitegen.model import Alignment, Article, Changes, Passage
from sitegen.render import rows, words
from sitegen.render.desk import Desk
from sitegen.render.html import language, line
from sitegen.render.views import DiffView


def draw_diff(desk: Desk) -> str:
    view: DiffView = desk.view
    a, b = desk.article(view.keys[0]), desk.article(view.keys[1])
    alignment, changes = desk.alignment(view.keys[2]), shown_changes(desk, view.changes)
    texts = (a, b) if a and b and alignment and desk.site.show != "metadata" else None
    return desk.render(
        "diff.html", title=f"Version {view.a.number} and version {view.b.number}: {line(view.story_title)}",
        table=Markup(_table(desk, *texts, alignment)) if texts and alignment else Markup(""),
        map=change_map(alignment, len(texts[1].text)) if texts and texts[1] and alignment else Markup(""),
        sides=[_side(desk, view, True), _side(desk, view, False)], summary=summary(alignment) if alignment else None, told=_told(view),
        changes=_once([change for change in changes if change.from_ and change.to]), only=_only(view, changes), said=_sentence(view), corrections=_corrections(desk, view, (a, b)),
        partial=desk.site.show == "excerpt", cut_short=alignment is not None and len(alignment.passages) > MOST_ROWS,
    )  # fmt: skip


def _once(changes: list[ShownChange]) -> list[ShownChange]:
    """The same sentence is not quoted twice in a row."""
    made: list[ShownChange] = []
    for place, change in enumerate(changes):
        same = place > 0 and change.context == changes[place - 1].context
        made.append(msgspec.structs.replace(change, context="") if same else change)
    return made


def _told(view: DiffView) -> str:
    """How much of one text the other leaves out and brings in, in words."""
    lost, new = round((1 - view.containment_a) * view.a.words), round((1 - view.containment_b) * view.b.words)
    told = [
        f"leaves out {words.number(lost)} of {words.plural(view.a.words, 'word')}" if lost else "",
        f"brings in {words.plural(new, 'new word')}" if new else "",
        f"moves {words.plural(view.moved, 'passage')}" if view.moved else "",
    ]  # fmt: skip
    said = [part for part in told if part]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1]))) if said and view.relation != "identical" else ""


def _corrections(desk: Desk, view: DiffView, articles: tuple[Article | None, Article | None]) -> list[tuple[int, str]]:
    """What either version says of itself as a correction: its number and the words."""
    made = []
    for version, article in zip((view.a, view.b), articles, strict=True):
        field = article.field("correction") if article and desk.full else None
        if field and isinstance(field.value, str):
            made.append((version.number, line(field.value)))
    return made


def _only(view: DiffView, changes: list[ShownChange]) -> list[tuple[str, list[ShownChange]]]:
    """Facts that only one side has."""
    a, b = [c for c in changes if not c.to], [c for c in changes if not c.from_]
    found = ((f"Only in version {view.b.number}", b), (f"Only in version {view.a.number}", a))
    return [(label, facts) for label, facts in found if facts]


def _side(desk: Desk, view: DiffView, first: bool) -> dict[str, object]:
    version = view.a if first else view.b
    return {"number": version.number, "link": rows.linked(desk, version.ref), "by": rows.byline(version.ref), "agencies": [] if version.ref.outlet else [line(name) for name in version.agencies], "words": version.words,
            "shared": view.containment_a if first else view.containment_b, "title": rows.title(version.ref)}  # fmt: skip


def _sentence(view: DiffView) -> str:
    return f"Version {view.b.number} {words.RELATIONS[view.relation][0]} version {view.a.number}"


class Summary(msgspec.Struct, frozen=True):
    kept: int
    edited: int
    split: int
    merged: int
    moved: int
    added: int
    dropped: int
    minor: int


def summary(alignment: Alignment) -> Summary:
    """How many passages of each kind; `minor` are edits of house style alone."""
    count = Counter(passage.kind for passage in alignment.passages)
    minor = sum(1 for p in alignment.passages if p.kind in ("kept", "edited") and _is_minor(p))
    kept = sum(1 for p in alignment.passages if p.kind == "kept" and not p.edits)
    edited = count["kept"] + count["edited"] - kept - minor
    return Summary(
        kept, edited, count["split"], count["merged"], count["moved"], count["added"], count["dropped"], minor
    )


def _is_minor(passage: Passage) -> bool:
    return bool(passage.edits) and all(edit.minor for edit in passage.edits)


class ShownChange(msgspec.Struct, frozen=True):
    kind: str
    from_: str
    to: str
    context: str

    @property
    def marked(self) -> Markup:
        """The sentence with what is new marked; a quotation is its own sentence."""
        return Markup("") if self.kind == "Quote" else marked_context(self.context, self.to or self.from_)


CHANGE_KINDS = (
    ("headlines", "Headline"), ("figures", "Figure"), ("names", "Name"), ("quotes", "Quote"), ("dates", "Date"),
)  # fmt: skip


def shown_changes(desk: Desk, changes: Changes) -> list[ShownChange]:
    """Changed facts for people. Quotes and contexts are text, so they are there only where all of it is."""
    shown = [
        (label, change)
        for kind, label in CHANGE_KINDS
        for change in getattr(changes, kind)
        if kind != "quotes" or desk.full
    ]
    return [
        ShownChange(label, line(c.from_ or ""), line(c.to or ""), line(c.context) if desk.full else "")
        for label, c in shown
    ]


def marked_context(context: str, said: str) -> Markup:
    """The sentence with the words that are new in it marked where they first stand."""
    found = re.search(rf"(?<!\w){re.escape(said)}(?!\w)", context) if said else None
    if found is None:
        return Markup(escape(context))
    before, after = context[: found.start()], context[found.end() :]
    return Markup("{}<mark>{}</mark>{}").format(before, said, after)


def _table(desk: Desk, a: Article, b: Article, alignment: Alignment) -> str:
    view: DiffView = desk.view
    sides = (Side(a.text, desk.limit(a.text), language(view.a.ref.language, desk.site.language)),
             Side(b.text, desk.limit(b.text), language(view.b.ref.language, desk.site.language)))  # fmt: skip
    made: list[str] = []
    number, ways = 0, _ways(alignment)
    for place, passage in enumerate(alignment.passages):
        changed = passage.kind != "kept" or bool(passage.edits)
        number += changed
        if _published(passage, sides) and len(made) < MOST_ROWS:
            made.append(_row(passage, (number if changed else 0, ways.get(place, "")), sides))
    return "\n".join(made)


def _ways(alignment: Alignment) -> dict[int, str]:
    """By place: whether a moved passage went up or down, beside those that kept their order."""
    matched = [
        (place, one.a[0], one.kind == "moved") for place, one in enumerate(alignment.passages) if one.a and one.b
    ]
    still = sorted(start for _, start, moved in matched if not moved)
    made, before = dict[int, str](), 0
    for place, start, moved in matched:
        if moved:
            made[place] = "up" if bisect_left(still, start) > before else "down"
        before += not moved
    return made


def change_map(alignment: Alignment, length: int) -> Markup:
    """Where in b the changes are: a bar a passage, as wide as its text, and a tick where something was dropped. For the eye and the
    mouse; the rows below say the same."""
    if not 1 < len(alignment.passages) <= MOST_MAPPED:
        return Markup("")
    made, at, number = list[str](), 0.0, 0
    for passage in alignment.passages:
        changed = passage.kind != "kept" or bool(passage.edits)
        number += changed
        kind = "minor" if passage.kind in ("kept", "edited") and _is_minor(passage) else passage.kind
        start, end = passage.b or (at, at)
        at = end
        x, width = min(100 * start / max(length, 1), 99.5), max(100 * (end - start) / max(length, 1) - 0.2, 0.5)
        tall = MAP_HEIGHTS.get(kind, 14)
        bar = f'<rect class="{kind}" x="{x:.2f}%" y="{28 - tall}" width="{width:.2f}%" height="{tall}"><title>{_LABELS[kind]}</title></rect>'
        made.append(f'<a href="#c{number}" tabindex="-1">{bar}</a>' if changed else bar)
    return Markup(
        f'<svg class="chart map-of-changes" width="100%" height="28" aria-hidden="true">{"".join(made)}</svg>'
    )


class Side(msgspec.Struct, frozen=True):
    text: str
    limit: int
    lang: str


def _published(passage: Passage, sides: tuple[Side, Side]) -> bool:
    return any(span and span[0] < side.limit for span, side in zip((passage.a, passage.b), sides, strict=True))


def _row(passage: Passage, told: tuple[int, str], sides: tuple[Side, Side]) -> str:
    number, way = told
    minor = passage.kind in ("kept", "edited") and _is_minor(passage)
    kind = "minor" if minor else passage.kind
    anchor = f' id="c{number}"' if number else ""
    said = f"{_LABELS[kind]} {way}".strip()
    label = (
        f'<a class="cn" href="#c{number}" aria-label="Change {number}: {said}">{number} <span>{said}</span></a>'
        if number
        else ""
    )
    left = marked(sides[0], passage.a, [(e.a_start, e.a_end, e.minor) for e in passage.edits], "del")
    right = marked(sides[1], passage.b, [(e.b_start, e.b_end, e.minor) for e in passage.edits], "ins")
    if passage.kind == "dropped":
        left = f"<del>{left}</del>"
    if passage.kind == "added":
        right = f"<ins>{right}</ins>"
    return (f'<div class="pair {kind}"{anchor}><div class="mark">{label}</div>'
            f'<div class="a"{sides[0].lang}>{_paragraphs(left)}</div><div class="b"{sides[1].lang}>{_paragraphs(right)}</div></div>')  # fmt: skip


MOST_ROWS = 3_000
MOST_MAPPED = 400
MAP_HEIGHTS = {"kept": 8, "minor": 8, "added": 28, "dropped": 28}
_LABELS = {
    "kept": "kept",
    "edited": "edited",
    "minor": "house style",
    "split": "split",
    "merged": "merged",
    "moved": "moved",
    "added": "added",
    "dropped": "dropped",
}


def marked(side: Side, span: tuple[int, int] | None, edits: Sequence[tuple[int, int, bool]], tag: str) -> str:
    """A passage of one side with its edits as `ins` or `del`."""
    if span is None or span[0] >= side.limit:
        return ""
    at, end, made = span[0], min(span[1], side.limit), []
    for start, stop, minor in sorted(edits):
        if at <= start < stop <= end:
            style = ' class="minor"' if minor else ""
            made.append(f"{escape(side.text[at:start])}<{tag}{style}>{escape(side.text[start:stop])}</{tag}>")
            at = stop
    made.append(str(escape(side.text[at:end])) + (" …" if end < span[1] else ""))
    return "".join(made)


def _paragraphs(made: str) -> str:
    """Passages may span paragraphs: a visible break, since elements may be open."""
    return f"<p>{made.strip().replace(_BREAK, '<br><br>')}</p>" if made else ""


_BREAK = "\n\n"
