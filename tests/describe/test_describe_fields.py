"""One value for each field, by a stated order of trust; what says otherwise is kept as rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.clean import clean
from sitegen.clean.options import CleanOptions
from sitegen.describe import card, describe
from sitegen.describe.language import detect_language
from sitegen.describe.names import split_byline
from sitegen.describe.titles import first_sentence, supplied_title, tidy_title
from sitegen.model import FIELD_NAMES, Article, Document, Field, Outlet, Source

BODY = "PORT ELLIS, Dec 7 (Reuters) - Ferries stayed in port on Saturday, the company said, and crews met in the harbour hall.\n"


def described(
    body: str, *given: Field, options: CleanOptions | None = None, outlets: tuple[Outlet, ...] = ()
) -> Article:
    document = Document(Source("a.txt", "", len(body), "txt"), "text", body, body, given=given)
    options = options or CleanOptions()
    return describe(document, clean(document, options, outlets), options, outlets)


def embedded(name: str, value: str | tuple[str, ...], rule: str = "front-matter") -> Field:
    return Field(name, value, "embedded", rule)


def value(article: Article, name: str) -> object:
    field = article.field(name)
    return field.value if field else None


def test_what_the_owner_wrote_stands_above_the_text() -> None:
    article = described(BODY, embedded("published", "2024-12-08"), embedded("title", "Ferries stay in port"))
    assert value(article, "published") == "2024-12-08"
    assert value(article, "title") == "Ferries stay in port"
    assert [field.rule for field in article.rejected if field.name == "published"] == ["dateline-year"]


def test_a_path_is_trusted_least_but_gives_the_year() -> None:
    article = described(BODY, embedded("published", "2023", "path"))
    field = article.field("published")
    assert field is not None
    assert (field.value, field.basis) == ("2023-12-07", "inferred")
    assert "PORT ELLIS" in field.evidence
    assert "2023" in field.evidence


def test_metadata_table_stands_above_front_matter() -> None:
    article = described(BODY, embedded("outlet", "Gazette"), embedded("outlet", "Lantern", "metadata.csv"))
    assert value(article, "outlet") == "Lantern"


def test_fields_come_once_each_in_their_order() -> None:
    names = [
        field.name
        for field in described(BODY, embedded("url", "https://x.example/a"), embedded("section", "Sea")).fields
    ]
    assert names == sorted(names, key=FIELD_NAMES.index)
    assert len(names) == len(set(names))


def test_outlets_are_named_by_the_table() -> None:
    outlets = (Outlet("Harbour Gazette", ("gazette.example",), ("The Gazette",), "GB", None, "dmy"),)
    by_name = described(BODY, embedded("outlet", "the gazette"), embedded("published", "03/04/2024"), outlets=outlets)
    assert (value(by_name, "outlet"), value(by_name, "published")) == ("Harbour Gazette", "2024-04-03")
    by_host = described(BODY, embedded("url", "https://www.gazette.example/a"), outlets=outlets)
    assert value(by_host, "outlet") == "Harbour Gazette"
    below = described(BODY, embedded("url", "https://news.gazette.example/a"), outlets=outlets)
    assert value(below, "outlet") == "Harbour Gazette"


def test_a_time_of_day_gets_the_outlets_zone() -> None:
    outlets = (Outlet("Gazette", (), (), "GB", "Europe/London", None),)
    for written, iso in (("2024-07-01 10:00", "2024-07-01T10:00+01:00"), ("2024-12-01T10:00:05", "2024-12-01T10:00:05+00:00"),
                         ("2024-12-01T10:00+03:00", "2024-12-01T10:00+03:00"), ("2024-12-01", "2024-12-01")):  # fmt: skip
        article = described(
            "A ferry sank.", embedded("outlet", "Gazette"), embedded("published", written), outlets=outlets
        )
        assert value(article, "published") == iso


def test_an_ambiguous_day_is_left_open_with_a_problem() -> None:
    article = described("A ferry sank on the way to the islands.\n", embedded("published", "03/04/2024"))
    assert value(article, "published") == "2024"
    assert [problem.rule for problem in article.problems] == ["ambiguous-date"]


def test_a_day_of_another_calendar_alone_stays_open_with_a_problem() -> None:
    article = described("It rained.", embedded("published", "22 شعبان 1445 هـ"))
    assert article.field("published") is None
    assert [problem.rule for problem in article.problems] == ["other-calendar"]


def test_an_ambiguous_day_is_decided_by_a_sibling_or_the_language() -> None:
    sibling = described("x", embedded("published", "03/04/2024"), embedded("published", "2024-04-03", "path"))
    assert value(sibling, "published") == "2024-04-03"
    written = described("It rained.", embedded("published", "04/03/2024"), embedded("updated", "13/03/2024"))
    assert (value(written, "published"), value(written, "updated")) == ("2024-03-04", "2024-03-13")
    assert written.problems == ()
    french = described(
        "Le bateau a coulé dans la nuit.", embedded("published", "03/04/2024"), embedded("language", "fr-FR")
    )
    assert value(french, "published") == "2024-04-03"


@pytest.mark.parametrize(
    ("written", "rule"),
    [("2024-02-30", "impossible-date"), ("2031-01-01", "future-date"), ("some day", "not-a-date")],
)
def test_wrong_dates_are_problems(written: str, rule: str) -> None:
    article = described("A ferry sank.", embedded("published", written), options=CleanOptions(today="2025-01-01"))
    assert [problem.rule for problem in article.problems] == [rule]


def test_dates_far_apart_are_reported() -> None:
    article = described(
        "Posted on 1 May 2020\nBy Jane Roe\nA ferry sank on the way to the islands.\n",
        embedded("published", "2024-12-08"),
    )
    assert [problem.rule for problem in article.problems] == ["date-conflict"]


def test_an_agency_as_author_is_an_agency() -> None:
    article = described("A ferry sank on the way.", embedded("byline", ("AFP",)), embedded("outlet", "Gazette"))
    assert value(article, "agencies") == ("AFP",)
    both = described("A ferry sank on the way.", embedded("byline", ("Jane Roe", "AFP")))
    assert (value(both, "agencies"), value(both, "byline")) == (("AFP",), ("Jane Roe",))


def test_who_signs_is_the_byline_be_it_no_person() -> None:
    assert value(
        described("A ferry sank.", embedded("byline", ("Harbour Gazette",)), embedded("outlet", "Harbour Gazette")),
        "byline",
    ) == ("Harbour Gazette",)


def test_self_reference_counts_only_where_nobody_else_signs() -> None:
    text = "The mayor told AFP that the wall would hold. An AFP correspondent saw the wave."
    assert value(described(text), "agencies") == ("AFP",)
    assert value(described(text, embedded("byline", ("Jane Roe",))), "agencies") is None
    credited = described("Lima, (APP - Lantern - 8th Dec, 2024) " + text)
    assert value(credited, "agencies") == ("APP",)


@pytest.mark.parametrize(
    "sentence",
    [
        "AFP said it would appeal.",
        "The market is told by Reuters data.",
        "He reads AP history at school.",
        "The mayor told CNN that it would hold.",
    ],
)
def test_being_named_is_no_self_reference(sentence: str) -> None:
    assert value(described(sentence + " The harbour was closed on Saturday."), "agencies") is None


def test_the_card_is_small_and_counts() -> None:
    long = BODY + "\n" + "One two three four, it's five. " * 100
    made = card(described(long), "k")
    assert made.words == 16 + 600
    assert len(made.lede) == 240
    assert made.text_sha == card(described(long), "other").text_sha


TITLES = """
UPDATE 3-Fed raises rates - Reuters | Fed raises rates | UPDATE 3
URGENT: Quake hits | Quake hits | URGENT
[UPDATE] Something happened here | Something happened here | UPDATE
CORRECTED-UPDATE 1-Foo bar baz | Foo bar baz | CORRECTED,UPDATE 1
Storm hits coast - Harbour Gazette | Storm hits coast |
Storm hits coast - and the wall breaks | Storm hits coast - and the wall breaks |
Watch: a film about cats | Watch: a film about cats |
LIVE | LIVE |
عاجل: حريق في المرفأ | حريق في المرفأ | عاجل
EILMELDUNG: Damm gebrochen | Damm gebrochen | EILMELDUNG
(AFP) Storm hits the coast | Storm hits the coast |
[Reuters] UPDATE 2-Storm hits the coast | Storm hits the coast | UPDATE 2
AP - Storm hits the coast | Storm hits the coast |
Harbour Gazette – Storm hits the coast | Storm hits the coast |
Reuters - A History | Reuters - A History |
Reuters: Storm will hit the coast | Reuters: Storm will hit the coast |
Mayor resigns - harbourgazette.example | Mayor resigns - harbourgazette.example |
"""


@pytest.mark.parametrize("row", TITLES.strip().splitlines())
def test_labels_and_site_names_come_off(row: str) -> None:
    written, title, labels = (cell.strip() for cell in row.split(" |") if cell is not None)
    found = tidy_title(written, ["Harbour Gazette"])
    assert (found.title, ",".join(found.labels)) == (title, labels)


def test_a_pipe_parts_the_site_from_the_headline() -> None:
    assert tidy_title("Storm hits coast | The Lantern").title == "Storm hits coast"


def test_supplied_titles_stand_in_brackets() -> None:
    assert supplied_title("Mr. Doe left the U.S. embassy. He flew.") == "[Mr. Doe left the U.S. embassy]"
    long = supplied_title("word " * 60)
    assert long.endswith("…]")
    assert len(long) <= 104
    assert first_sentence("第一句。第二句。第三句很长很长很长很长。").startswith("第一句")


BYLINES = """
By Jane Roe and John Q. Doe, Staff Writers = Jane Roe; John Q. Doe
JANE ROE = Jane Roe
By JANE McDOE, Associated Press = Jane McDoe
Par Jeanne Roux (avec AFP) = Jeanne Roux
Von Jana Rot, dpa = Jana Rot; dpa
Roe, Jane = Jane Roe
Jane Roe, John Doe, Anna Smith = Jane Roe; John Doe; Anna Smith
Jane Roe | Senior Correspondent = Jane Roe
jane.roe@example.com = 
Staff = 
بقلم: سلمى ناصر = سلمى ناصر
"""


@pytest.mark.parametrize("row", BYLINES.strip("\n").splitlines())
def test_bylines_are_split_into_names(row: str) -> None:
    written, names = row.split("=")
    assert "; ".join(split_byline(written)) == names.strip()


LANGUAGES = {
    "en": "The ferry crews stayed ashore for a third day and the company said that it had no new offer to make.",
    "fr": "Les équipages sont restés à terre pour la troisième journée et la compagnie n'avait pas de nouvelle offre.",
    "es": "Las tripulaciones se quedaron en tierra por tercer día y la empresa dijo que no tenía una nueva oferta.",
    "de": "Die Besatzungen blieben den dritten Tag an Land, und das Unternehmen hatte kein neues Angebot zu machen.",
    "pt": "As tripulações ficaram em terra pelo terceiro dia e a empresa disse que não tinha uma nova oferta.",
    "it": "Gli equipaggi sono rimasti a terra per il terzo giorno e la compagnia non aveva una nuova offerta da fare.",
    "nl": "De bemanning bleef voor de derde dag aan wal en het bedrijf zei dat het geen nieuw aanbod had.",
    "ar": "بقيت أطقم العبارات في الميناء لليوم الثالث، وقالت الشركة إنها لا تملك عرضا جديدا.",
    "ru": "Экипажи паромов остались на берегу третий день, и компания сообщила, что нового предложения не будет.",
    "zh": "渡轮船员连续第三天留在岸上，公司表示没有新的提议，港口工会对此表示失望。",
    "ja": "フェリーの乗組員は三日目も陸にとどまり、会社は新しい提案はないと述べた。",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages(code: str) -> None:
    found = detect_language(LANGUAGES[code])
    assert found is not None
    assert found[0] == code


def test_too_short_to_tell_is_left_to_the_options() -> None:
    assert detect_language("Oslo") is None
    assert value(described("Oslo", options=CleanOptions(language="no")), "language") == "no"


SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def seed(number: str) -> tuple[Article, str]:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the three real inputs are not beside the repository (../shared/seeds)")
    raw = found[0].read_text(encoding="utf-8")
    return described(raw), raw


def crossheads(article: Article) -> list[str]:
    return [block.text for block in article.kept if block.kind == "crosshead"]


def dashed(raw: str) -> list[str]:
    return [line.strip("- ") for line in raw.splitlines() if line.startswith("- ") and line.endswith(" -")]


class TestSeeds:
    def test_a_date_prefix_and_no_headline(self) -> None:
        article, raw = seed("000")
        assert (value(article, "published"), value(article, "agencies")) == ("2024-12-07", ("AFP",))
        title = article.field("title")
        assert title is not None
        assert title.basis == "supplied"
        assert crossheads(article) == dashed(raw)
        assert len(crossheads(article)) == 2
        assert [(block.cut, block.text) for block in article.cuts] == [("date-prefix", "date 2024-12-07")]

    def test_a_headline_and_page_furniture(self) -> None:
        article, raw = seed("001")
        title = article.field("title")
        assert title is not None
        assert (title.value, title.basis) == (raw.split("\n")[0], "stated")
        assert [(block.cut, block.text) for block in article.cuts][1:] == [("comments", "Comments")]
        assert article.field("published") is None

    def test_a_dateline_with_everything_in_brackets(self) -> None:
        article, raw = seed("003")
        said = {name: value(article, name) for name in ("dateline_place", "published", "agencies", "outlet")}
        assert said == {
            "dateline_place": "Beirut", "published": "2024-12-08", "agencies": ("APP",), "outlet": "UrduPoint / Pakistan Point News",
        }  # fmt: skip
        assert article.text.startswith(raw.split(") ", 1)[1][:40])
        assert crossheads(article) == dashed(raw)
        assert len(crossheads(article)) == 2
