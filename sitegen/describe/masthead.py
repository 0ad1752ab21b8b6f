"""The outlet by what its page or its clipping prints beside the text: a name or a host that the table knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.describe.evidence import Case
from sitegen.model import Block, Field
from sitegen.text import fold

LONGEST = 160
_PARTS = re.compile(r"\s+[|–—\-»·:•~/]{1,2}\s+|\s*[|\n]\s*")
_HOST = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)+\b", re.IGNORECASE)
_POINTERS = frozenset({"related-links", "comments", "read-more", "dateline", "sidebar", "advert", "overlay"})
"""What is cut by these rules may well name somebody else."""


def printed_outlet(case: Case) -> Field | None:
    """The first line outside the text that is an outlet's name, else the first host in one."""
    for block, name in _names(case):
        outlet = case.outlets.called(name)
        if outlet:
            return _field(outlet.name, "outlet-by-masthead", block)
    for block in _lines(case):
        for host in _HOST.findall(block.text):
            outlet = case.outlets.at(host)
            if outlet:
                return _field(outlet.name, "outlet-by-host", block)
    return None


def _names(case: Case) -> Iterator[tuple[Block, str]]:
    return ((block, part) for block in _lines(case) for part in _PARTS.split(block.text))


def _lines(case: Case) -> list[Block]:
    return [b for b in case.article.blocks if b.cut and b.cut not in _POINTERS and len(b.text) <= LONGEST]


def _field(name: str, rule: str, block: Block) -> Field:
    return Field("outlet", name, "stated", rule, block.text, block.line)


_APART = re.compile(r"\s+[|•·–—-]\s+|:\s+")
_LONGEST_NAME = 40


def without_slogan(name: str, host: str) -> str:
    """The first part of a site's name, where that part is what its host is called, or where the whole is too long for a name.

    >>> without_slogan("Ferry Post | News, Tides and Weather", "www.ferrypost.example")
    'Ferry Post'
    >>> without_slogan("Saint-Malo - Rennes Courrier", "courrier.example")
    'Saint-Malo - Rennes Courrier'
    """
    first = _APART.split(name, maxsplit=1)[0].strip()
    called = re.sub(r"\W+", "", fold(first))
    hosted = len(called) > 2 and called in re.sub(r"\W+", "", host)
    return first if first and (hosted or len(name) > _LONGEST_NAME) else name
