"""Which articles become one story, and what the archivist decides about it."""

from __future__ import annotations

import datetime as dt
import random
import time

import msgspec
import pytest
from archive_helper import Archive, MemoryCache, card
from moulds import MOULDS, report, series

from sitegen.model import Alignment, StoryDecision, SynopsisRow, VersionLinks
from sitegen.versions import review
from sitegen.versions.options import VersionsOptions

FIRE = """A fire in the old mill at Carrow killed three people on Tuesday, the fire brigade said.

Flames had spread from the drying room to the roof within minutes, said fire chief Dilys Marr, who led forty men through the night.

The mill, built in 1871, gave work to half of the town. Its owner, Goran Petek, had asked for new stairs two years ago.

"We could hear them call, and then we could not," said a neighbour who had brought ladders from his orchard.

The county will pay for the funerals. A service is to be held on Sunday."""
FLOOD = """Hillford lost its bridge when the river rose on Monday night, leaving the hospital cut off.

Boats carried nurses across at dawn. The water stood two metres deep in Mill Street and had not begun to fall.

Engineers who looked at the piers in autumn had asked for repairs, a letter seen by this paper shows.

The mayor, Anna Brook, called the loss a warning that nobody had wanted to read."""


def stories(links: VersionLinks) -> list[tuple[str, ...]]:
    return [story.articles for story in links.stories]


def paragraphs(text: str, *numbers: int) -> str:
    return "\n\n".join(text.split("\n\n")[number] for number in numbers)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("dated", [True, False])
def test_no_story_among_reports_from_one_mould(seed: int, dated: bool) -> None:
    made = [(f"{mould}-{day:%d}", text, day.isoformat() if dated else None) for mould, day, text in series(seed=seed)]
    assert len(MOULDS) == 20 and len(made) == 200
    assert stories(Archive(*made).relate()) == []


BULLETIN = """On {day}, lifeboats of the northern district were called out {calls} times and brought {people} people ashore.

Near Carrow, {one} boats helped {two} yachts and a trawler. Off Marlock, a ferry with {three} passengers was towed to the pier.

A call, as counted in these bulletins, is any launch of a boat by a station of the district, whether or not the boat is needed in the end. Launches for
exercise, for the press and for the blessing of the fleet are not counted. Where two stations launch for one casualty, both calls are listed.

The district has nine stations between Carrow Head and the Marlock Sands, with eleven boats and some two hundred volunteers, most of them
fishermen and their sons and daughters. It was founded after the loss of the brig Halcyon and lives on gifts alone.

All boats returned to their moorings and are ready for service."""


def test_long_bulletins_of_one_series_are_no_story_however_much_they_repeat() -> None:
    chance = random.Random(2)
    numbers = lambda: {name: chance.randint(3, 90) for name in ("calls", "people", "one", "two", "three")}
    made = [(f"b{day}", BULLETIN.format(day=f"{day} March", **numbers()), f"2024-03-{day:02d}") for day in range(4, 10)]
    assert stories(Archive(*made).relate()) == []
    corrected = (
        made[0][1].replace("were called out", "had been called out").replace("towed to the pier", "taken to the pier")
    )
    assert stories(Archive(*made, ("fixed", corrected, "2024-03-05")).relate()) == [("b4", "fixed")]


def test_versions_of_one_report_from_a_mould_are_still_a_story() -> None:
    day = dt.date(2024, 3, 5)
    text = report("police", day, 0)
    cut = "\n\n".join(text.split("\n\n")[:4]) + "\n\nThe shop had been broken into twice before."
    other = report("police", day + dt.timedelta(1), 0)
    made = Archive(("a", text, "2024-03-05"), ("b", cut, "2024-03-05"), ("c", other, "2024-03-06"))
    assert stories(made.relate()) == [("a", "b")]


def test_a_shared_quotation_makes_no_story() -> None:
    speech = '"We shall rebuild every house and every road that the water took, and we shall do it before the first snow falls on this valley," he said.'
    one = FIRE + "\n\n" + speech
    other = FLOOD + "\n\n" + speech
    assert stories(Archive(("a", one), ("b", other)).relate()) == []


def test_stated_dates_beyond_the_window_keep_articles_apart() -> None:
    made = Archive(
        ("a", FIRE, "2024-03-05"), ("b", FIRE, "2024-03-20"), ("c", FIRE + "\n\nNo more is known.", "2024-03-06")
    )
    assert stories(made.relate()) == [("a", "c")]
    assert stories(made.relate(window_hours=24 * 30)) == [("a", "c", "b")]


def test_a_date_that_was_inferred_does_not_keep_articles_apart() -> None:
    late = {"id": "b", "text": FIRE, "published": "2024-05-20", "published_basis": "inferred"}
    assert stories(Archive(("a", FIRE, "2024-03-05"), late).relate()) == [("a", "b")]


def test_a_year_alone_does_not_keep_articles_apart() -> None:
    assert stories(Archive(("a", FIRE, "2024-03-05"), ("b", FIRE, "2024")).relate()) == [("a", "b")]


def test_an_article_made_from_two_names_both_parents() -> None:
    both = FIRE.replace("three", "four") + "\n\n" + FLOOD
    made = Archive(
        ("fire", FIRE, "2024-03-05"), ("flood", FLOOD, "2024-03-05"), ("round", both, "2024-03-06")
    ).relate(StoryDecision(merge=("fire", "flood", "round")))  # fmt: skip
    (story,) = made.stories
    descent = next(one for one in story.lineage if one.article == "round")
    assert {descent.from_, *descent.also} == {"fire", "flood"}


def test_marks_order_the_versions_of_one_day() -> None:
    updates = [
        {"id": "c", "text": paragraphs(FIRE, 0, 2), "published": "2024-03-05", "labels": ("URGENT",)},
        {"id": "b", "text": paragraphs(FIRE, 0, 1, 2), "published": "2024-03-05", "labels": ("UPDATE 1",)},
        {"id": "a", "text": FIRE, "published": "2024-03-05", "labels": ("UPDATE 2",)},
    ]
    (story,) = Archive(*updates).relate().stories
    assert (story.id, story.articles) == ("c", ("c", "b", "a"))
    assert [(one.article, one.from_) for one in story.lineage] == [("c", None), ("b", "c"), ("a", "b")]


def test_thin_evidence_is_called_unknown() -> None:
    chance = random.Random(1)
    lines = [f"Line {n} tells of {' '.join(chance.choice(FLOOD.split()) for _ in range(16))}." for n in range(40)]
    texts = [" ".join(chance.sample(lines, 14)) for _ in range(6)]
    decision = StoryDecision(merge=tuple("abcdef"))
    (story,) = Archive(*zip("abcdef", texts, strict=True)).relate(decision).stories
    unknown = [one for one in story.lineage if one.from_ is None]
    assert len(unknown) > 1 and all(one.confidence < 0.8 for one in story.lineage)


def test_a_missing_headline_comes_from_a_reprint_only() -> None:
    made = Archive(
        ("a", FIRE, "2024-03-05", "Three dead in mill fire"), ("b", FIRE.replace("forty", "40"), "2024-03-05"),
        ("c", paragraphs(FIRE, 0, 1, 2), "2024-03-05"),
    ).relate()  # fmt: skip
    (field,) = made.inferred["b"]
    assert (field.name, field.value, field.basis, field.rule) == (
        "title",
        "Three dead in mill fire",
        "inferred",
        "sibling",
    )
    assert "c" not in made.inferred


def test_a_story_of_two_hundred_versions() -> None:
    chance = random.Random(5)
    lines = [f"Passage {n} of the long story speaks of {' '.join(chance.sample(FIRE.split(), 14))}." for n in range(30)]
    texts, now = [], lines[:8]
    for number in range(200):
        now = [chance.choice(lines) if chance.random() < 0.1 else line for line in now]
        now = [line for at, line in enumerate(now) if line not in now[:at]] or lines[:2]
        if len(now) < 8:
            now.append(f"Sentence number {number} was new in that version, and {chance.choice(lines)[10:50]} too.")
        texts.append("\n\n".join(now))
    archive = Archive(*((f"v{number:03d}", text) for number, text in enumerate(texts)))
    (story,) = archive.relate().stories
    rows = msgspec.msgpack.decode(archive.cache[story.synopsis], type=tuple[SynopsisRow, ...])
    assert len(story.articles) == 200 and all(len(row.cells) == 200 for row in rows)
    assert len(story.pairs) < 1000 and all(pair.alignment in archive.cache for pair in story.pairs)


def test_a_thousand_copies_of_one_text() -> None:
    archive = Archive(*((f"c{number:04d}", FIRE, f"2024-03-0{1 + number % 3}") for number in range(1000)))
    (story,) = archive.relate().stories
    assert len(story.articles) == 1000 and story.id == "c0000"
    assert len(story.pairs) == 999 and {pair.relation for pair in story.pairs} == {"identical"}
    assert {one.from_ for one in story.lineage} == {None, "c0000"}


def test_many_near_identical_short_texts_are_bounded() -> None:
    words = FLOOD.split()[:45]
    made = [(f"n{at:04d}", " ".join([*words[: at % 45], f"x{at}", *words[at % 45 + 1 :]])) for at in range(600)]
    (story,) = Archive(*made).relate().stories
    assert len(story.articles) == 600 and len(story.pairs) < 3 * 600


@pytest.mark.parametrize("drifts", [False, True])
def test_a_chain_of_reprints_is_one_story_though_it_outlasts_the_window(drifts: bool) -> None:
    chance, words, made = random.Random(7), (FIRE + "\n\n" + FLOOD).split(" "), []
    for number in range(100):
        at = dt.datetime(2024, 3, 1) + dt.timedelta(hours=2.4 * number)
        now = words if drifts else list(words)
        now[chance.randrange(len(now))] = f"word{number}"
        made.append((f"v{number:03d}", " ".join(now), at.isoformat()))
    (story,) = Archive(*made).relate().stories
    assert len(story.articles) == 100
    notice = "The town hall is closed for repairs. Papers can be had at the library every day from nine until four."
    daily = Archive(*((f"n{day}", f"{notice} {day}", f"2024-03-{day:02d}") for day in range(1, 11))).relate()
    assert max(len(story.articles) for story in daily.stories) <= 4  # too short for a chain


def test_a_sentence_thousands_of_times() -> None:
    line = "The river rose again in the night and nobody slept. "
    entries = [("a", line * 20_000), ("b", line * 18_000 + "The end came at dawn, said the mayor."), ("c", FIRE)]
    start = time.process_time()
    assert [set(one) for one in stories(Archive(*entries).relate())] == [{"a", "b"}]
    assert time.process_time() - start < 20


def test_one_formula_in_common_makes_no_story() -> None:
    formula = "The coalition of nine countries was founded four years ago to protect the shipping lanes and the fishing grounds of the northern strait."
    one, other = FIRE + "\n\n" + formula, FLOOD + "\n\n" + formula
    assert stories(Archive(("a", one), ("b", other), ("c", REPORT)).relate()) == []


def test_sentences_all_rewritten_in_the_same_words_are_a_version() -> None:
    again = """Three people were killed when fire broke out on Tuesday in the old mill at Carrow.

Within minutes the flames spread from the drying room to the roof; fire chief Dilys Marr led forty men through the night.

Half of the town had its work at the mill, built in 1871. Goran Petek, its owner, asked for new stairs two years ago."""
    assert stories(Archive(("a", FIRE, "2024-03-05"), ("b", again, "2024-03-05"), ("c", FLOOD)).relate()) == [
        ("a", "b")
    ]


def test_thai_without_spaces() -> None:
    chance = random.Random(3)
    lines = ["".join(chr(chance.randrange(0x0E01, 0x0E2E)) for _ in range(chance.randint(25, 60))) for _ in range(40)]
    made = [(f"{n}a", " ".join(lines[4 * n : 4 * n + 4])) for n in range(10)]
    made += [(f"{n}b", " ".join([*lines[4 * n : 4 * n + 2], *lines[4 * n + 3 : 4 * n + 4]])) for n in range(0, 10, 2)]
    assert stories(Archive(*made).relate()) == [(f"{n}a", f"{n}b") for n in range(0, 10, 2)]


def test_scripts_without_spaces() -> None:
    text = "北京時間星期六，反政府武裝表示，他們已經開始包圍首都，而政府軍否認已從首都附近地區撤出。國防部否認軍隊已逃離該市附近的陣地。監察組織說，政府軍還失去了南部省份的全部控制權。"
    cut = text.replace("國防部否認軍隊已逃離該市附近的陣地。", "").replace("星期六", "昨天")
    other = (
        "證券交易所股價指數今天收盤上漲，成交量較前一日增加。分析師認為，央行的決定將影響下週的走勢，投資人應保持謹慎。"
    )
    (story,) = Archive(("a", text, "2024-12-07"), ("b", cut, "2024-12-08"), ("c", other, "2024-12-07")).relate().stories
    assert story.articles == ("a", "b") and story.pairs[0].relation == "abridged"


def test_empty_and_tiny_articles() -> None:
    links = Archive(("a", ""), ("b", "Yes."), ("c", "Yes."), ("d", "No."), ("e", "")).relate()
    assert [one for one in stories(links) if one != ("b", "c")] == []


# ------------------------------------------------------------------------------------ order of input, cache


def test_neither_order_nor_earlier_work_changes_the_links() -> None:
    entries = [(f"f{n}", paragraphs(FIRE, *range(n + 2)), f"2024-03-0{n + 4}") for n in range(3)] + [
        ("x", FLOOD),
        ("y", FLOOD + " So it is."),
    ]
    forward, backward = Archive(*entries), Archive(*reversed(entries))
    links = forward.relate()
    assert backward.relate() == links
    some = Archive(*entries[:3])
    some.relate()
    forward.cache = MemoryCache(some.cache)
    assert forward.relate() == links


def test_what_a_remembered_story_names_is_made_again_when_it_is_gone() -> None:
    archive = Archive(("a", FIRE, "2024-03-05"), ("b", FIRE + " More.", "2024-03-05"))
    (story,) = archive.relate().stories
    for key in (story.synopsis, story.pairs[0].alignment):
        del archive.cache[key]
    added, article = card("c", FLOOD)
    archive.cards.append(added)
    archive.articles[added.key] = msgspec.msgpack.encode(article)
    assert archive.relate().stories == (story,)
    assert {story.synopsis, story.pairs[0].alignment} <= archive.cache.keys()


# ------------------------------------------------------------------------------------ decisions

PAIR = [("a", FIRE, "2024-03-05"), ("b", FIRE + "\n\nMore follows.", "2024-03-05"), ("c", FLOOD, "2024-03-05")]


def test_never_and_split_take_articles_apart() -> None:
    assert stories(Archive(*PAIR).relate(StoryDecision(never=("a", "b.txt")))) == []
    assert stories(Archive(*PAIR).relate(StoryDecision(split=("b",)))) == []


def test_merge_makes_a_story_with_aligned_pairs_of_unrelated_articles() -> None:
    archive = Archive(*PAIR)
    (story,) = archive.relate(StoryDecision(merge=("a", "c"))).stories
    assert sorted(story.articles) == ["a", "b", "c"] and len(story.pairs) == 3
    pair = next(pair for pair in story.pairs if {pair.a, pair.b} == {"a", "c"})
    alignment = msgspec.msgpack.decode(archive.cache[pair.alignment], type=Alignment)
    assert {passage.kind for passage in alignment.passages} == {"added", "dropped"}


def test_order_base_title_and_relation() -> None:
    decisions = (
        StoryDecision(order=("b", "a"), relation="partial"),
        StoryDecision(base="b.txt", title="The mill fire"),
    )  # fmt: skip
    (story,) = Archive(*PAIR).relate(*decisions).stories
    assert (story.articles, story.base, story.title) == (("b", "a"), "b", "The mill fire")
    assert [(pair.a, pair.b, pair.relation) for pair in story.pairs] == [("b", "a", "partial")]


def test_a_decision_that_matches_nothing_is_a_problem_with_the_nearest_name() -> None:
    (problem,) = Archive(*PAIR).relate(StoryDecision(merge=("a", "c.tx"))).problems
    assert (problem.path, problem.rule, problem.severity) == ("curation/stories.toml", "no-match", "warning")
    assert problem.hint == 'did you mean "c.txt"?'


def test_review_offers_doubtful_links_until_they_are_decided() -> None:
    made = [(f"m{day}", report("coffee", dt.date(2024, 3, day), 0), f"2024-03-0{day}") for day in (4, 5)]
    archive = Archive(*made)
    asked = review(archive.cards, archive.articles, archive.cache, VersionsOptions(), (), map)
    assert '# merge = ["m4", "m5"]' in asked
    decided = (StoryDecision(never=("m4", "m5")),)
    assert "merge" not in review(archive.cards, archive.articles, archive.cache, VersionsOptions(), decided, map)


# ------------------------------------------------------------------------------------ related coverage

REPORT = """At least three workers are dead after the Carrow mill burned down, officials in the county confirmed.

Goran Petek, who owns the building, could not be reached. Dilys Marr of the fire brigade blamed the drying room.

Relatives gathered outside the gates. Carrow has no other large employer."""


def test_an_independent_report_of_the_same_event_is_linked_and_not_merged() -> None:
    made = Archive(("a", FIRE, "2024-03-05"), ("b", REPORT, "2024-03-06"), ("c", FLOOD, "2024-03-05")).relate()
    assert made.stories == ()
    (link,) = made.related
    assert (link.a, link.b) == ("a", "b") and 0 < link.score <= 1
    assert "Goran Petek" in link.evidence and "Dilys Marr" in link.evidence and "2024-03-06" in link.evidence


def test_a_report_of_next_month_is_not_linked() -> None:
    assert (
        Archive(("a", FIRE, "2024-03-05"), ("b", REPORT, "2024-04-06"), ("c", FLOOD, "2024-03-05")).relate().related
        == ()
    )
