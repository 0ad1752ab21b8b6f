"""What build.json says of the build itself: the same for the same input, wherever and whenever it ran."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import msgspec

from sitegen.model import Site


class Facts(msgspec.Struct, frozen=True):
    """The program's version, its libraries' versions, and the options without paths."""

    version: str
    libraries: tuple[tuple[str, str], ...]
    options: dict[str, Any]
    show: Literal["full", "excerpt", "metadata"] = "full"

    def build(self, site: Site) -> dict[str, Any]:
        """The content of build.json: counts, versions, options."""
        kinds = Counter(entity.type for entity in site.entities.entities)
        severities = Counter(problem.severity for problem in site.problems)
        return {
            "sitegen": self.version,
            "libraries": dict(self.libraries),
            "options": self.options,
            "counts": {
                "articles": len(site.cards),
                "stories": len(site.versions.stories),
                "related": len(site.versions.related),
                "entities": {kind: kinds.get(kind, 0) for kind in ("person", "organisation", "place")},
                "mentions": sum(map(len, site.entities.mentions.values())),
                "problems": {kind: severities.get(kind, 0) for kind in ("warning", "quarantined", "crash")},
                "withdrawn": len(site.tombstones),
            },
        }
