"""What the words around a name make of it: one small text a rule, and who or what must come of it."""

from __future__ import annotations

import pytest
from entity_archive import Archive, by_name, spoken


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The roof was mended by Ailsa Gunn, a retired tailor, who asked for no money.", "Ailsa Gunn", "person"),
        ("On Skarvik the bakery opens at six. The keeper came to see it at noon.", "Skarvik", "place"),
        (
            "It was dark and nobody came, Ferrat told KMQ on the quay. An KMQ photographer saw him.",
            "KMQ",
            "organisation",
        ),
        ("The boat was given a berth at Skarvik, a week after the storm.", "Skarvik", "place"),
        ("Neighbouring Zambia has sent two pumps and a crew to work them.", "Zambia", "place"),
        (
            "Le maire, Luc Ferrat, a fait sonner les cloches. « Les gens descendent », a dit M. Ferrat dans la salle.",
            "Luc Ferrat",
            "person",
        ),
        (
            "La Société des eaux du plateau (SEP) a promis le remboursement des factures et des frais.",
            "Société des eaux du plateau",
            "organisation",
        ),
    ],
)
def test_the_words_around_a_name_tell_its_kind(text: str, name: str, kind: str) -> None:
    found = by_name(Archive({"a": text}).links())
    assert found[name][0] == kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Merchants paid the usual discount, and Ugandan BB changed hands at the usual premium.", "BB"),
        ("The wind had reached force nine on the Beaufort scale by the evening.", "Beaufort"),
        ("The bags were stacked at Terminal 4, and the airline said Terminal 5 would open in March.", "Terminal"),
        ("The bakers answered early.\n\nTown\tLoaves a day\tDays left\nPorto\t610\t9\nTurin\t340\t2", "Loaves"),
        ("They waited by a signal known on the line as the Hairpins and talked until dawn.", "Hairpins"),
        ("The roofs went when tropical cyclone Lorna came ashore. Lorna had grown for days.", "Lorna"),
        ("The tower he built is known in the city as Marlow's Doorstop. Marlow laughed at it.", "Doorstop"),
    ],
)
def test_a_thing_with_a_name_is_no_entity(text: str, word: str) -> None:
    names = {name for entity in Archive({"a": text}).links().entities for name in (entity.name, *entity.aliases)}
    assert not [name for name in names if word in name]


def test_an_adjective_before_a_foreign_name_is_a_name_of_its_own() -> None:
    links = Archive({"a": "The group already runs three Chinese Imax theatres. Imax opened a fourth in China."}).links()
    assert spoken(links, "a")[0] == ("Chinese", "place/china")
    assert [mention for mention, _ in spoken(links, "a")] == ["Chinese", "Imax", "Imax", "China"]


def test_a_party_before_its_member_is_an_organisation() -> None:
    links = Archive({"a": "Tory MP Chris Lamb clashed with her. Labour MP Rose Allen left."}).links()
    assert {entity for _, entity in spoken(links, "a")} >= {"person/chris-lamb", "organisation/conservative-party"}


GERMAN = """Das Wasser drang in den Ort ein, wie der Bürgermeister Hinnerk Kassebohm mitteilte. Die Bäuerin Antje Lührs holte die Schafe.

«Der Damm hat gehalten», sagte Kassebohm. Der Wasserverband Norderland (WVN) hatte im Herbst um Geld gebeten."""


def test_german_nouns_are_no_names_but_people_and_defined_bodies_are() -> None:
    links = Archive({"a": GERMAN}, language="de").links()
    found = by_name(links)
    assert found["Hinnerk Kassebohm"] == ("person", frozenset({"Hinnerk Kassebohm", "Kassebohm"}))
    assert found["Antje Lührs"][0] == "person"
    assert found["Wasserverband Norderland"] == ("organisation", frozenset({"Wasserverband Norderland", "WVN"}))
    assert len(found) == 3


STATED = "The letter was signed by Idris Malloum Bahri, using his real name instead of his nom de guerre, Abu Sahel."
ALONE = "The front sent its commander, a former teacher known in the hills as Abu Sahel. He brought tea."


def test_an_alias_one_document_states_holds_in_another() -> None:
    links = Archive({"a": STATED, "b": ALONE}).links()
    assert spoken(links, "b") == [("Abu Sahel", "person/idris-malloum-bahri")]
    assert any(joined.article == "a" and "nom de guerre" in joined.rule for joined in links.entities[0].joined)


def test_an_alias_stated_of_two_people_is_left_apart() -> None:
    other = STATED.replace("Idris Malloum Bahri", "Yusuf Tahir Omar")
    links = Archive({"a": STATED, "b": ALONE, "c": other}).links()
    assert spoken(links, "b") == [("Abu Sahel", "person/abu-sahel")]


def test_a_states_letters_after_its_town_are_the_state() -> None:
    links = Archive({"a": "Write to the fair in Elkton, MD, or to its office in Reno, NV 89501."}).links()
    places = {entity.name for entity in links.entities if entity.type == "place"}
    assert {"Elkton", "Maryland", "Reno", "Nevada"} <= places


def test_a_body_is_none_of_the_family_whose_name_it_ends_in() -> None:
    links = Archive(
        {"a": "Ezra House wrote to the White House. This is a White House who have asked, House said."}
    ).links()
    assert {identity for _, identity in spoken(links, "a")} == {"person/ezra-house", "organisation/white-house"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Leeds 2 Burnley 1: the Leeds coach wept.", {"Leeds": "organisation", "Burnley": "organisation"}),
        ("A security guard at Boots saw him. He bought a rare Canon 50mm lens.", {"Boots": "organisation"}),
        ("The proposal is supported by 350.org and by Change.org.", {"350.org": "organisation", "Change.org": "organisation"}),
        ("Then the Socialist government fell, and a Liberal senator sang.", {"Socialist Party": "organisation"}),
        ("The Republican Phil Tanner won; the Democrat Ann Lowe lost.", {"Phil Tanner": "person", "Ann Lowe": "person"}),
        ("Shares of Quillet fell after a spokesman for Marrow Hill left.", {"Quillet": "organisation"}),
        ("The storm could drop rain on the Buzi and Pungwe river basins.", {"Buzi": "place", "Pungwe": "place"}),
        ("Stalin's armies had crossed the river.", {"Stalin": "person"}),
    ],
)  # fmt: skip
def test_signs_around_a_name_make_it_a_body_a_person_or_a_place(text: str, names: dict[str, str]) -> None:
    found = {name: kind for name, (kind, _) in by_name(Archive({"a": text}).links()).items()}
    assert {name: found.get(name) for name in names} == names


def test_a_disorder_with_letters_of_its_own_is_no_body() -> None:
    links = Archive({"a": "Doctors spoke of Marrow Wasting Disorder (MWD). They said that MWD is rare."}).links()
    assert not [e for e in links.entities if "MWD" in (e.name, *e.aliases)]
