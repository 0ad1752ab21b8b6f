"""sitegen: a folder of raw news articles in, a searchable static archive out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.report import Report

__version__ = "0.1.0"


def build(config: Config) -> Report:
    """Build the site that `config` (see `sitegen.config.load`) describes; returns what was done.

    Raises `output.NotOurs`, `output.Busy` and `flow.NothingToBuild`; what is wrong with single sources
    is in the report's problems.
    """
    from sitegen.flow import build as run

    return run(config)
