"""Lists, the calendar, home, and the pages of prose."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup, escape

from sitegen.address import date_url
from sitegen.render import charts, rows, words
from sitegen.render.desk import Desk
from sitegen.render.html import line
from sitegen.render.maps import world_map
from sitegen.render.plan_lists import letter
from sitegen.render.views import HomeView, ListView, Named, Tally


def draw_list(desk: Desk) -> str:
    view: ListView = desk.view
    title = words.date(view.title) if view.kind == "date" and view.title[:1].isdigit() else line(view.title)
    return desk.render(
        "list.html", title=title, page_title=title + (f", page {view.page}" if view.page > 1 else ""), crumbs=[(url, _crumb(name)) for url, name in view.crumbs],
        groups=_groups(desk, view) if view.kind in ("person", "organisation", "place", "outlet") else [], rows=rows.articles(desk, view.rows),
        stories=rows.stories(desk, view.stories), top=rows.names(desk, view.top) if len(view.top) > 6 else "", chart=_chart(view), calendar=_calendar(desk, view),
        years=rows.names(desk, view.items) if view.kind == "date" else "", map=world_map(desk, view.points),
    )  # fmt: skip


def _crumb(name: str) -> str:
    return words.date(name) if name[:1].isdigit() else name


def _groups(desk: Desk, view: ListView) -> list[tuple[str, Markup]]:
    """Items by their letter, or by in how many articles they are."""
    found: dict[str, list[Named]] = {}
    for item in view.items:
        key = words.plural(item.count, "article") if view.order == "count" else letter(item.name)
        found.setdefault(key, []).append(item)
    return [(key, rows.names(desk, group, counted=view.order != "count")) for key, group in found.items()]


def _chart(view: ListView) -> Markup:
    if view.kind != "articles" or view.page > 1:
        return Markup("")
    return charts.histogram(view.tallies, f"Articles over time: {line(view.title)}")


def _calendar(desk: Desk, view: ListView) -> Markup:
    """A table of days for each month that has articles; of very many days, one table of years and months."""
    if view.kind != "date" or view.page > 1:
        return Markup("")
    if len(view.tallies) > MOST_DAYS:
        return _years(desk, view)
    months: dict[str, dict[str, int]] = {}
    for tally in view.tallies:
        if len(tally.label) == 10:
            months.setdefault(tally.label[:7], {})[tally.label] = tally.count
    most = max((tally.count for tally in view.tallies), default=1)
    return Markup("\n").join(_month(desk, month, days, most) for month, days in months.items())


MOST_DAYS = 750


def _years(desk: Desk, view: ListView) -> Markup:
    """Years as rows, months as columns, in each the number of articles."""
    counted: Counter[str] = Counter()
    for tally in view.tallies:
        counted[tally.label[:7]] += tally.count
    names = "".join(f'<th scope="col"><abbr title="{name}">{name[:3]}</abbr></th>' for name in words.MONTHS)
    most = max(counted.values(), default=1)
    rows = "".join(_year(desk, year, counted, most) for year in sorted({label[:4] for label in counted}))
    return Markup(f'<div class="scroll" tabindex="0" role="region" aria-label="Articles by month"><table class="years"><thead><tr><td></td>{names}</tr></thead>'
                  f"<tbody>{rows}</tbody></table></div>")  # fmt: skip


def _year(desk: Desk, year: str, counted: Counter[str], most: int) -> str:
    cells = []
    for number, name in enumerate(words.MONTHS, 1):
        count = counted[f"{year}-{number:02}"]
        label = f"{name} {year}: {words.plural(count, 'article')}"
        cells.append(f'<td class="heat-{1 + min(3, 4 * count // (most + 1))}"><a href="{desk.link(date_url(f"{year}-{number:02}"))}" aria-label="{label}">{words.number(count)}</a></td>'
                     if count else "<td>·</td>")  # fmt: skip
    return f'<tr><th scope="row"><a href="{desk.link(date_url(year))}">{year}</a></th>{"".join(cells)}</tr>\n'


def _month(desk: Desk, month: str, days: dict[str, int], most: int) -> Markup:
    head = Markup('<caption><a href="{}">{}</a></caption>').format(desk.link(date_url(month)), words.date(month))
    names = "".join(f'<th scope="col"><abbr title="{name}">{name[:2]}</abbr></th>' for name in _WEEKDAYS)
    try:
        weeks = Calendar().monthdayscalendar(int(month[:4]), int(month[5:7]))
    except (ValueError, IndexError):
        return Markup("")
    body = "".join("<tr>" + "".join(_day(desk, month, day, days, most) for day in week) + "</tr>" for week in weeks)
    return Markup(f'<table class="month">{head}<thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>')


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _day(desk: Desk, month: str, day: int, days: dict[str, int], most: int) -> str:
    iso = f"{month}-{day:02}"
    count = days.get(iso, 0)
    if not day:
        return "<td></td>"
    if not count:
        return f"<td>{day}</td>"
    warmth = 1 + min(3, 4 * count // (most + 1))
    label = f"{words.date(iso)}: {words.plural(count, 'article')}"
    return f'<td class="heat-{warmth}"><a href="{desk.link(date_url(iso))}" aria-label="{escape(label)}">{day}</a></td>'


def draw_home(desk: Desk) -> str:
    view: HomeView = desk.view
    return desk.render(
        "home.html", title=line(desk.site.title), counts=view.counts, histogram=charts.histogram(view.months, "Articles over time"),
        tallies=_table(view.months), stories=rows.stories(desk, view.stories), people=rows.names(desk, view.people),
        places=rows.names(desk, view.places), organisations=rows.names(desk, view.organisations), outlets=rows.names(desk, view.outlets),
        latest=rows.articles(desk, view.latest),
    )  # fmt: skip


def _table(tallies: Sequence[Tally]) -> list[Tally]:
    """The bars that are not empty, for the table behind a histogram."""
    return [tally for tally in tallies if tally.count]
