"""The sample archive, built once for all tests of this folder through the public door."""

from __future__ import annotations

from pathlib import Path

import pytest
import score_sample

import sitegen
from sitegen.config import Request, load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the sample was built into."""
    output = tmp_path_factory.mktemp("sample") / "site"
    request = Request(content=ROOT / "content", output=output, config=ROOT / "sitegen.toml")
    sitegen.build(load(request, ROOT))
    return output


@pytest.fixture(scope="session")
def built(sample_site: Path) -> score_sample.Built:
    return score_sample.read(sample_site)
