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

import difflib
import re
from functools import cache
from importlib import resources
from typing import Literal, cast

from sitegen.curate.tables import Entry, read_entries
from sitegen.model import Outlet, Problem
from sitegen.text import fold

_HOST = re.compile(r"(?=.{4,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
_ORDERS = ("dmy", "mdy", "ymd")
_CALLED = {"uk": "GB", "united kingdom": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "usa": "US", "america": "US",
           "south korea": "KR", "north korea": "KP", "russia": "RU", "holland": "NL", "ivory coast": "CI", "czechia": "CZ", "burma": "MM",
           "deutschland": "DE", "españa": "ES", "österreich": "AT", "schweiz": "CH", "brasil": "BR", "méxico": "MX"}  # fmt: skip
"""What countries are called beside their name in the standard."""

_LANGUAGES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl",
              "arabic": "ar", "russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko", "turkish": "tr", "polish": "pl",
              "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "greek": "el", "hebrew": "he", "hindi": "hi",
              "ukrainian": "uk", "romanian": "ro", "bulgarian": "bg", "hungarian": "hu", "czech": "cs", "indonesian": "id",
              "vietnamese": "vi", "persian": "fa", "urdu": "ur", "français": "fr", "deutsch": "de", "español": "es", "italiano": "it",
              "português": "pt", "nederlands": "nl"}  # fmt: skip


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
        _hosts(entry),
        entry.names("spellings"),
        _country(entry),
        _timezone(entry),
        _date_order(entry),
        entry.flag("agency"),
        _language(entry),
    )
    entry.close()
    return outlet if name else None


def _hosts(entry: Entry) -> tuple[str, ...]:
    """The bare host of whatever was pasted: `https://www.x.example/news` is `x.example`. What is none is reported."""
    hosts = []
    for written in entry.names("hosts"):
        host = re.sub(r"^(?:[a-z]+:)?(?://)?(?:[^/@]*@)?(?:www\.)?", "", written.strip().casefold())
        host = host.split("/")[0].split("?")[0].split(":")[0].rstrip(".")
        if _HOST.fullmatch(host):
            hosts.append(host)
        else:
            hint = 'as in hosts = ["gazette.example"]; other names of the outlet go into spellings'
            entry.problem("not-a-host", f'"{written}" is no host name', hint, "hosts")
    return tuple(dict.fromkeys(hosts))


def _date_order(entry: Entry) -> Literal["dmy", "mdy", "ymd"] | None:
    """`dmy`, `mdy` or `ymd`, however it is written: `D/M/Y`, `DD-MM-YYYY`, `day month year`."""
    written = entry.text("date_order")
    runs = re.findall(r"[a-z]+", written.casefold())
    order = "".join(dict.fromkeys([run[0] for run in runs] if len(runs) > 1 else "".join(runs)))
    if not written or order in _ORDERS:
        return cast(Literal["dmy", "mdy", "ymd"], order) if written else None
    hint = f"one of {', '.join(_ORDERS)}; for 7/12/2024 in December: dmy"
    entry.problem("unknown-value", f'"{written}" is no date_order', hint, "date_order")
    return None


def _country(entry: Entry) -> str | None:
    value = entry.text("country")
    names = _countries() if value else {}
    if not value or value.upper() in names:
        return value.upper() or None
    by_name = {name.casefold(): code for code, name in names.items()}
    near = difflib.get_close_matches(value.casefold(), [*by_name, *_CALLED], 1, 0.75)
    code = {**by_name, **_CALLED}[near[0]] if near else ""
    hint = f'write country = "{code}"' if code else 'two letters of ISO 3166, as in country = "GB"'
    entry.problem("unknown-value", f'"{value}" is no country code', hint, "country")
    return None


@cache
def _countries() -> dict[str, str]:
    """ISO 3166 codes with their names, from the time zone database."""
    table = resources.files("tzdata") / "zoneinfo" / "iso3166.tab"
    rows = (line.split("\t") for line in table.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _language(entry: Entry) -> str | None:
    value = entry.text("language").casefold()
    code = re.split(r"[-_]", value)[0]
    if not value or re.fullmatch(r"[a-z]{2}", code):
        return code or None
    near = difflib.get_close_matches(value, list(_LANGUAGES), 1, 0.75)
    hint = f'write language = "{_LANGUAGES[near[0]]}"' if near else 'two letters, as in language = "en"'
    entry.problem("unknown-value", f'"{value}" is no language code', hint, "language")
    return None


def _timezone(entry: Entry) -> str | None:
    value = entry.text("timezone")
    if not value:
        return None
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        entry.problem("unknown-value", f'"{value}" is no time zone', _zone_like(value), "timezone")
        return None
    return value


def _zone_like(value: str) -> str:
    """A hint with the zone that was meant: its city, or its name spelt a little otherwise."""
    from zoneinfo import available_timezones

    zones = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/"))
    )
    cities = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in reversed(zones)}
    wanted = value.replace("_", " ").casefold().strip()
    city = difflib.get_close_matches(wanted.rpartition("/")[2], list(cities), 1, 0.8)
    if city:
        return f'did you mean "{cities[city[0]]}"?'
    return 'a continent and a city, as in timezone = "Europe/London"'


def _report_clashes(entry: Entry, outlet: Outlet, taken: dict[str, str]) -> None:
    if taken.get(fold(outlet.name)) == outlet.name:
        entry.problem(
            "twice", f'"{outlet.name}" has an entry already', "put the hosts and spellings into one entry", "name"
        )
    said = [("hosts", host) for host in outlet.hosts]
    said += [("spellings" if text != outlet.name else "name", text) for text in (outlet.name, *outlet.spellings)]
    for key, text in said:
        owner = taken.setdefault(fold(text), outlet.name)
        if owner != outlet.name:
            entry.problem("clash", f'"{text}" already stands for "{owner}"', "keep it under one outlet", key)
