"""curation/outlets.toml: host names and spellings to outlets.

[[outlet]]
name = "Harbour Gazette"
hosts = ["harbourgazette.example"]
spellings = ["The Harbour Gazette", "Gazette (Harbour)"]
country = "GB"
timezone = "Europe/London"
date_order = "dmy"
language = "en"
agency = true        # others print its copy
"""

from __future__ import annotations

import re
from typing import Literal, cast

from sitegen.curate.tables import Entry, read_entries
from sitegen.model import Outlet, Problem
from sitegen.text import fold


def read_outlets(path: str, text: str) -> tuple[tuple[Outlet, ...], tuple[Problem, ...]]:
    """The outlets in `text`, in order, and what is wrong with them: also one host under two names."""
    entries, problems = read_entries(path, text, "outlet")
    outlets: list[Outlet] = []
    taken: dict[str, str] = {}
    for entry in entries:
        outlet = _outlet(entry)
        if outlet:
            _report_clashes(entry, outlet, taken)
            outlets.append(outlet)
        problems += entry.problems
    return tuple(outlets), tuple(problems)


def _outlet(entry: Entry) -> Outlet | None:
    name = entry.text("name", needed=True)
    outlet = Outlet(
        name,
        tuple(_host(host) for host in entry.names("hosts")),
        entry.names("spellings"),
        _country(entry),
        _timezone(entry),
        cast(Literal["dmy", "mdy", "ymd"] | None, entry.one_of("date_order", ("dmy", "mdy", "ymd"))),
        entry.flag("agency"),
        _language(entry),
    )
    entry.close()
    return outlet if name else None


def _host(written: str) -> str:
    """The bare host of whatever was pasted: `https://www.x.example/news` is `x.example`."""
    return re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", written.strip().casefold()).split("/")[0].split(":")[0]


def _country(entry: Entry) -> str | None:
    value = entry.text("country").upper()
    if value and not re.fullmatch(r"[A-Z]{2}", value):
        entry.problem("unknown-value", f'"{value}" is no country code', 'two letters, as in country = "GB"', "country")
        return None
    return value or None


def _language(entry: Entry) -> str | None:
    value = entry.text("language").lower()
    if value and not re.fullmatch(r"[a-z]{2}", value):
        entry.problem(
            "unknown-value", f'"{value}" is no language code', 'two letters, as in language = "en"', "language"
        )
        return None
    return value or None


def _timezone(entry: Entry) -> str | None:
    value = entry.text("timezone")
    if not value:
        return None
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        entry.problem("unknown-value", f'"{value}" is no time zone', 'as in timezone = "Europe/London"', "timezone")
        return None
    return value


def _report_clashes(entry: Entry, outlet: Outlet, taken: dict[str, str]) -> None:
    for key, said in [("hosts", h) for h in outlet.hosts] + [
        ("spellings", s) for s in (outlet.name, *outlet.spellings)
    ]:
        owner = taken.setdefault(fold(said), outlet.name)
        if owner != outlet.name:
            entry.problem("clash", f'"{said}" already stands for "{owner}"', "keep it under one outlet", key)
