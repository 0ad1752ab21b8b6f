"""The stage as a whole: laws, hostile input, languages, no needless work."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import msgspec
import pytest
from entity_archive import Archive, Kept, by_name, spoken
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.entities.options import EntitiesOptions
from sitegen.model import EntityLinks

STORY = "RIGA, May 3 - Mayor Lena Orlov met Karl Brandt in Riga on Monday. Brandt, 45, said the Harbour Trust would pay. Mr Orlov did not."
SAFE = re.compile(r"(person|organisation|place)/[^\W_]+(-[^\W_]+)*-?")


def lawful(made: Archive, links: EntityLinks) -> None:
    """Mentions lie in their text, in order, apart; ids are safe, unique and known."""
    ids = [entity.id for entity in links.entities]
    assert len(set(ids)) == len(ids)
    assert all(SAFE.fullmatch(identity) for identity in ids), ids
    for article, mentions in links.mentions.items():
        end = 0
        for mention in mentions:
            assert mention.start >= end
            assert made.texts[article][mention.start : mention.end] == mention.text
            assert mention.entity in ids
            end = mention.end


def test_the_same_archive_gives_the_same_bytes_in_any_order(archive: Callable[..., Archive]) -> None:
    made = archive(STORY, "Karl Brandt left.", "Riga slept.")
    turned = archive(STORY, "Karl Brandt left.", "Riga slept.")
    turned.cards.reverse()
    assert msgspec.msgpack.encode(made.links()) == msgspec.msgpack.encode(turned.links())


def test_a_rebuild_from_the_cache_is_a_clean_build(archive: Callable[..., Archive]) -> None:
    cache = Kept()
    Archive({"a": STORY, "b": "Anna Weiss sang."}, cache).links()
    again = Archive({"a": STORY, "b": "Anna Weiss danced in Bonn."}, cache).links()
    assert again == Archive({"a": STORY, "b": "Anna Weiss danced in Bonn."}).links()


def test_same_text_in_two_articles_counts_in_both(archive: Callable[..., Archive]) -> None:
    links = archive(STORY, STORY).links()
    assert spoken(links, "a") == spoken(links, "b")
    assert next(e for e in links.entities if e.name == "Karl Brandt").articles == ("a", "b")


def test_calendar_and_ordinary_words_are_no_names(archive: Callable[..., Archive]) -> None:
    names = {name.casefold() for _, found in by_name(archive(STORY).links()).values() for name in found}
    assert not names & {"monday", "may", "mayor", "mr"}
    assert {"lena orlov", "karl brandt", "riga", "harbour trust"} <= names


@pytest.mark.parametrize(
    "text",
    [
        "A. B. C. D. E said X to Y and Z.",
        f"Mr {'X' * 500} met Ms {'Yo' * 250} and Dr {'Z' * 59}.",
        "He met President Index, Mr ../Aux, Mrs CON and Ms Nul/Prn of <b>Bold</b>.",
        "Ahmed\u202e Smith\u202c met \u200fAnna\u200e Weiss\u0000 today.",
        "(" * 3000 + "Abc" + ")" * 3000,
        "A-" * 4000 + " A'" * 4000 + "A.A" * 4000,
        "University of the " * 3000,
        "Anna (AN) " * 2000,
        "İstanbul ǅungla ẞen ﬀi \U0001d409ohn Smith",
        "",
    ],
)
def test_hostile_text_is_survived(archive: Callable[..., Archive], text: str) -> None:
    made = archive(text, STORY)
    lawful(made, made.links())


def test_many_names_take_time_in_proportion(archive: Callable[..., Archive]) -> None:
    words = [
        a + b + c
        for a in ("Ba", "Ko", "Ri", "Mu", "Ta")
        for b in ("lor", "ven", "dak", "sim")
        for c in ("a", "os", "in", "ek", "ul")
    ]
    text = "\n\n".join(f"Then {a} {b} met {b} {a}." for n, a in enumerate(words) for b in words[n + 1 : n + 9])
    made = archive(text)
    links = made.links(options=EntitiesOptions(model="no_such_model"))
    lawful(made, links)
    assert len(links.entities) > 300


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                *"ABab.,'’-()&\"\n ",
                "Anna",
                "Weiss",
                "the",
                "of",
                "Bank",
                "Syrian",
                "army",
                " ",
                "Mr",
                "al-Assad",
                "\u202e",
                "é",
            ]
        ),
        max_size=60,
    )
)
def test_any_text_gives_lawful_mentions(archive: Callable[..., Archive], parts: list[str]) -> None:
    made = archive("".join(parts))
    lawful(made, made.links(options=EntitiesOptions(model="no_such_model")))


def test_a_missing_model_is_a_problem_and_capitals_go_on(archive: Callable[..., Archive]) -> None:
    links = archive(STORY).links(options=EntitiesOptions(model="no_such_model"))
    assert [problem.rule for problem in links.problems] == ["no-model"]
    assert {"Lena Orlov", "Karl Brandt", "Riga"} <= set(by_name(links))


def test_a_language_without_a_model_relies_on_capitals_and_gazetteer(archive: Callable[..., Archive]) -> None:
    links = archive(
        "Hier, le maire Jean Dupont a visité Marseille avec Claire Martin. « Merci », a dit Dupont.", language="fr"
    ).links()
    assert {"Jean Dupont", "Marseille", "Claire Martin"} <= set(by_name(links))
    assert archive("دمشق مدينة كبيرة", language="ar").links().entities == ()


def test_a_rebuild_without_changes_imports_no_model(archive: Callable[..., Archive]) -> None:
    script = (
        "import sys; from entity_archive import Archive, Kept\n"
        f"text = {STORY!r}; cache = Kept(); Archive({{'a': text}}, cache).links()\n"
        "before = set(sys.modules); [sys.modules.pop(m) for m in before if m.split('.')[0] in ('spacy', 'thinc')]\n"
        "Archive({'a': text}, cache).links(); assert not any(m.split('.')[0] == 'spacy' for m in sys.modules)\n"
        "import sitegen.entities as e; cards = Archive({'a': text}, cache)\n"
        "cache2 = Kept({k: v for k, v in cache.items()})\n"
        "print('none')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=__file__.rsplit("/", 1)[0], check=False
    )
    assert done.stdout.strip() == "none", done.stderr[-2000:]
