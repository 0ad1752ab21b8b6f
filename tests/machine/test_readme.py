"""The README is true: every command, option and configuration key stands in it, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from sitegen.__main__ import cli
from sitegen.config import NOT_IN_FILE, Tables
from sitegen.export.tables import formats

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_commands_and_their_options(name: str) -> None:
    assert f"`sitegen {name}" in README
    for parameter in cli.commands[name].params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("--"):
                assert option in README, f"{name} {option}"


def test_configuration_keys() -> None:
    for table in msgspec.structs.fields(Tables):
        assert f"`[{table.name}]`" in README
        for key in msgspec.structs.fields(table.type):
            if (table.name, key.name) not in NOT_IN_FILE:
                assert f"`{key.name}`" in README, f"[{table.name}] {key.name}"


def test_export_formats() -> None:
    for name in formats():
        assert f"`{name}`" in README


def test_links_inside_the_repository() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_the_make_targets_it_names() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"^make ([a-z-]+)", README, re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target
