"""The archivist's decisions about entities, which always win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.entities.assemble import Cluster
from sitegen.model import Card, EntityDecision, EntityLinks, Problem


def apply(
    found: list[Cluster], decisions: Sequence[EntityDecision], cards: Mapping[str, Card]
) -> tuple[list[Cluster], list[Problem]]:
    return found, []


def describe(
    links: EntityLinks, found: Sequence[Cluster], decisions: Sequence[EntityDecision], problems: Sequence[Problem]
) -> EntityLinks:
    return EntityLinks(links.entities, links.mentions, tuple(problems))
