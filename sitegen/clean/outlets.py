"""The outlets table at work: host names and spellings to one name."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from sitegen.model import Outlet
from sitegen.text import fold


class OutletTable:
    """Finds an Outlet by name, spelling or host, folded."""

    def __init__(self, outlets: tuple[Outlet, ...]) -> None:
        self._by_name: dict[str, Outlet] = {}
        self._by_host: dict[str, Outlet] = {}
        self.agencies = tuple(outlet for outlet in outlets if outlet.agency)
        for outlet in outlets:
            for spelling in (outlet.name, *outlet.spellings):
                self._by_name.setdefault(fold(spelling), outlet)
            for host in outlet.hosts:
                self._by_host.setdefault(fold(host), outlet)

    def called(self, written: str) -> Outlet | None:
        """The outlet that a name or spelling means."""
        return self._by_name.get(fold(written)) if self._by_name else None

    def named(self, written: str) -> Outlet | None:
        """The outlet that a name, spelling or host means."""
        return self.called(written) or self.at(written)

    def at(self, url: str) -> Outlet | None:
        """The outlet at an address, or at a parent of its host (`news.x.example` is `x.example`'s)."""
        host = host_of(url)
        while "." in host and self._by_host:
            if host in self._by_host:
                return self._by_host[host]
            host = host.split(".", 1)[1]
        return None


@lru_cache(maxsize=4)
def outlet_table(outlets: tuple[Outlet, ...]) -> OutletTable:
    """The table for these outlets, made once: it is asked for every article."""
    return OutletTable(outlets)


def host_of(url: str) -> str:
    """The bare host of an address or host name; empty for anything else."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host and " " not in host else ""
