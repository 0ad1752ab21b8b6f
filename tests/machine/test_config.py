"""Configuration: found where people put it, strict about what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.config import BadConfig, Request, load


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def test_defaults_stand_beside_the_content(home: Path) -> None:
    config = load(Request(), home)
    assert (config.content, config.output, config.curation) == (home / "content", home / "output", home / "curation")


def test_the_config_beside_the_content_is_found_from_elsewhere(home: Path, tmp_path: Path) -> None:
    (home / "sitegen.toml").write_text('[site]\ntitle = "Mine"\n')
    config = load(Request(content=home / "content", output=tmp_path / "elsewhere"), tmp_path.parent)
    assert config.tables.site.title == "Mine"
    assert config.curation == home / "curation"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[site]\ntitel = "x"', "unknown key 'titel' in [site]; did you mean 'title'"),
        ("[sight]\nx = 1", "unknown table [sight]; did you mean 'site'"),
        ("[site]\ntitle = 3", "Expected `str`, got `int`"),
        ('[site]\nshow = "some"', "show"),
        ("title = ", "not valid TOML"),
        ('[content]\npath = "{outlett}/{name}"', "[content] path: "),
        ('[content]\nencoding = "utf-99"', "[content] encoding: "),
        ('[clean]\noff = ["datelin"]', "unknown rule 'datelin'; did you mean 'dateline'"),
        ('site = "x"', "[site] must be a table"),
        ("[versions]\nwindow_hours = 1.5", "window_hours"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(home: Path, text: str, says: str) -> None:
    (home / "sitegen.toml").write_text(text)
    with pytest.raises(BadConfig) as error:
        load(Request(), home)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_named_file_must_exist(home: Path) -> None:
    with pytest.raises(BadConfig, match="no such configuration"):
        load(Request(config=Path("absent.toml")), home)


@pytest.mark.parametrize(
    ("content", "output"), [("absent", "output"), ("content", "content"), ("content", "content/out"), ("content", ".")]
)
def test_folders_that_cannot_work_are_refused(home: Path, content: str, output: str) -> None:
    with pytest.raises(BadConfig, match="-c|-o"):
        load(Request(content=Path(content), output=Path(output)), home)


def test_the_base_url_is_a_url_and_ends_in_a_slash(home: Path) -> None:
    assert load(Request(base_url="https://example.org/a"), home).tables.site.base_url == "https://example.org/a/"
    with pytest.raises(BadConfig, match="http"):
        load(Request(base_url="example.org"), home)


def test_the_epoch_decides_what_is_future(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1733616000")
    assert load(Request(), home).tables.clean.today == "2024-12-08"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", ""),
        ('[site]\nlanguage = "de"\n', "de"),
        ('[site]\nlanguage = "pt-BR"\n', "pt"),
        ('[site]\nlanguage = "de"\n[clean]\nlanguage = "da"\n', "da"),
    ],
)
def test_the_archives_language_is_assumed_where_it_is_stated(home: Path, text: str, language: str) -> None:
    (home / "sitegen.toml").write_text(text)
    assert load(Request(content=home / "content"), home).tables.clean.language == language
