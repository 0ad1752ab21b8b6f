"""The databases' exports as they come in the world: other interface languages, agencies, older and newer layouts.

Each fixture in exports/ is our own text in the true shape; EXPECTED says what each article of it must give.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_read_exports import as_page
from test_read_office import as_docx, as_rtf

FOLDER = Path(__file__).parent / "exports"
GERMAN_SECOND = {
    "title": "Die Suche geht weiter",
    "outlet": "Ulmer Echo",
    "published": "8. Dezember 2024",
    "language": "de",
}
FRENCH_SECOND = {"title": "Les recherches continuent", "outlet": "L'Écho de l'Orme", "published": "8 décembre 2024"}
PROQUEST = {
    "title": "Ferry sinks off Port Elm", "byline": ("Ruiz, Ana", "Ek, Tom"), "outlet": "The Harbour Post; Port Elm",
    "published": "Dec 7, 2024", "section": "News", "language": "en", "description": "Nine are missing.",
    "url": "https://www.proquest.example/newspapers/ferry/docview/3141592653/se-2",
    "rights": "Copyright Harbour Newspapers Dec 7, 2024",
}  # fmt: skip

EXPECTED: dict[str, list[tuple[dict[str, object], str]]] = {
    "nexis_classic_german.txt": [
        ({"title": "Fähre sinkt vor Ulmhafen; Neun Menschen werden vermisst", "outlet": "Der Hafenbote", "published": "7. Dezember 2024",
          "byline": ("Anna Ruhr",), "section": "LOKALES", "language": "de", "rights": "Copyright 2024 Hafenbote Verlag GmbH"},
         "Ulmhafen. Vor Ulmhafen ist am Samstag eine Fähre gesunken. Die Reederei\nteilte mit, das Schiff sei im Mai geprüft worden.\n"
         "Update: ein Wort, mit dem auch ein Satz beginnen kann.\nNeun Menschen werden vermisst."),
        (GERMAN_SECOND, "Auch am Sonntag fuhren Boote aus."),
    ],
    "nexis_classic_french.txt": [
        ({"title": "Un ferry coule devant Orme", "outlet": "Le Port", "published": "7 Décembre 2024", "byline": ("Anne Rousse",),
          "section": "RÉGION", "language": "fr", "description": "Neuf disparus.", "rights": "Copyright 2024 Le Port SARL"},
         "Un ferry a coulé samedi devant Port-d'Orme.\nNeuf personnes sont portées disparues."),
        (FRENCH_SECOND, "Les bateaux sont repartis dimanche."),
    ],
    "nexis_classic_spanish.txt": [
        ({"title": "Se hunde un ferry frente a Olmo", "outlet": "El Puerto", "published": "7 de diciembre de 2024", "byline": ("Ana Ruiz",),
          "section": "LOCAL", "language": "es"},
         "Un ferry se hundió el sábado frente a Puerto Olmo.\nNueve personas están desaparecidas."),
        ({"title": "Sigue la búsqueda", "outlet": "El Eco", "published": "8 de diciembre de 2024"}, "Los barcos salieron también el domingo."),
    ],
    "nexis_classic_agency.txt": [
        ({"title": "Ferry sinks off Port Elm, nine missing", "outlet": "The Harbour Agency News", "published": "December 7, 2024",
          "byline": ("By ANA RUIZ, Harbour Agency Writer",), "section": "INTERNATIONAL NEWS", "language": "en",
          "dateline_place": "PORT ELM Elmland", "rights": "Copyright 2024 Harbour Agency"},
         "PORT ELM, Elmland (HA) - A ferry sank off Port Elm on Saturday.\nType: that was all the notice said.\n"
         "A second paragraph names the company.\n---\nHarbour Agency writer Tom Ek contributed from Lorn."),
        ({"title": "SEARCH GOES ON; Boats went out again", "outlet": "The Elm Valley Echo (Lorn)", "published": "December 2024",
          "url": "http://echo.example/search"}, "Boats went out again on Sunday."),
    ],
    "nexis_classic_times.txt": [
        ({"title": "FERRY SINKS; Nine Missing", "outlet": "The Harbour Times", "published": "April 3, 2005", "byline": ("By ANA RUIZ",),
          "section": "Section 1; Column 5; Metropolitan Desk", "dateline_place": "PORT ELM, April 2", "url": "http://www.harbourtimes.example",
          "correction": "An article on Sunday misspelled the name of the ship.", "rights": "Copyright 2005 The Harbour Times Company"},
         "A ferry sank off Port Elm on Saturday.\nNine people are missing.\n''We looked,'' a man said."),
    ],
    "nexis_classic_wire.txt": [
        ({"title": "Ferry sinks", "outlet": "Agence Port Presse -- English", "published": "May 31, 2002", "section": "International News",
          "dateline_place": "PORT ELM, May 31", "rights": "Copyright 2002 Agence Port Presse"}, "A ferry sank.\nNine are missing.\nruiz/ek"),
        ({"title": "Minister speaks", "outlet": "BBC Monitoring Port - Political", "published": "May 31, 2002"},
         "Text of report by Port Radio.\nThe minister spoke."),
    ],
    "nexis_uni_world.txt": [
        ({"title": "Ferry sinks off Port Elm; Nine missing", "outlet": "The Harbour Post (Port Elm)", "published": "December 7, 2024",
          "byline": ("ANA RUIZ, TOM EK and LI WEI",), "section": "NEWS", "language": "en",
          "rights": "Copyright 2024 Harbour Newspapers Ltd All Rights Reserved"},
         "A ferry sank off Port Elm on Saturday.\nNine people are missing.\nSection: the word stood on the torn page.\nThe search went on."),
        ({"title": "Suche geht weiter", "outlet": "Ulmer Echo", "published": "8. Dezember 2024", "byline": ("Anna Ruhr",),
          "section": "LOKALES", "language": "de", "rights": "Copyright 2024 Ulmer Echo Alle Rechte vorbehalten"},
         "Auch am Sonntag fuhren Boote aus.\nZweiter Absatz."),
        ({**FRENCH_SECOND, "section": "RÉGION", "rights": "Copyright 2024 L'Écho Tous droits réservés"}, "Les bateaux sont repartis dimanche."),
    ],
    "factiva_codes_world.txt": [
        ({"title": "Ferry sinks off Port Elm -- Nine missing", "byline": ("By Ana Ruiz and Tom Ek",), "outlet": "The Harbour Post",
          "published": "7 December 2024", "section": "World News", "language": "en", "agencies": ("Harbour Agency",),
          "rights": "Copyright 2024 Harbour Newspapers Ltd. All Rights Reserved."},
         "A ferry sank off Port Elm on Saturday.\nNine people are missing.\nRE was the sign on the boat.\nBy Sunday the search had ended."),
        ({**GERMAN_SECOND, "byline": ("Von Anna Ruhr",), "rights": "(c) 2024 Ulmer Echo"}, "Auch am Sonntag fuhren Boote aus."),
        ({**FRENCH_SECOND, "language": "fr", "rights": "© 2024 L'Écho"}, "Les bateaux sont repartis dimanche."),
    ],
    "factiva_plain_world.txt": [
        ({"title": "Ferry sinks off Port Elm", "byline": ("Ana Ruiz, Tom Ek",), "outlet": "The Harbour Post", "published": "7 December 2024",
          "section": "News", "language": "en", "rights": "Copyright 2024 Harbour Newspapers Ltd. All Rights Reserved."},
         "A ferry sank off Port Elm on Saturday.\nNine people are missing.\nThe Harbour Post"),
        ({**GERMAN_SECOND, "byline": ("Von Anna Ruhr",), "rights": "(c) 2024 Ulmer Echo"}, "Auch am Sonntag fuhren Boote aus."),
        ({**FRENCH_SECOND, "byline": ("Par Anne Rousse",), "language": "fr", "rights": "© 2024 L'Écho"}, "Les bateaux sont repartis dimanche."),
        ({"title": "Sigue la búsqueda", "outlet": "El Eco", "published": "8 de diciembre de 2024", "language": "es",
          "rights": "Copyright 2024 El Eco"}, "Los barcos salieron también el domingo."),
    ],
    "proquest_world.txt": [
        (PROQUEST, "A ferry sank off Port Elm on Saturday.\nLocation: that is what the rescuers asked first.\nNine people are missing.\n"
                   "CREDIT: Harbour Agency"),
        ({"title": "Search goes on", "byline": ("Echo Staff",), "outlet": "Elm Valley Echo", "published": "Dec 8, 2024", "language": "en"},
         "Boats went out again on Sunday."),
        ({"title": "Historic day", "outlet": "The Old Post (1851-1923)", "published": "May 1, 1901"}, ""),
    ],
}  # fmt: skip
FORMS = {"txt": str, "html": as_page, "rtf": as_rtf, "docx": as_docx}


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("form", FORMS)
def test_one_article_each_with_its_fields_and_its_whole_text(reading, fields_of, name, form):
    text = (FOLDER / name).read_text(encoding="utf-8")
    outcome = reading(f"export.{form}", FORMS[form](text))
    assert [document.source.format for document in outcome.documents] == [name.split("_")[0]] * len(EXPECTED[name])
    for document, (fields, body) in zip(outcome.documents, EXPECTED[name], strict=True):
        assert fields_of(document) == fields
        assert [line.strip() for line in document.body.split("\n") if line.strip()] == body.split("\n") * bool(body)
    assert not outcome.problems


OWN_MARKUP = {
    "nexis_uni.rtf": ({"title": "Ferry sinks off Port Elm", "outlet": "The Harbour Post", "published": "December 7, 2024", "byline": ("Ana Ruiz",),
                       "section": "NEWS", "rights": "Copyright 2024 Harbour Newspapers Ltd All Rights Reserved"},
                      "A ferry sank off Port Elm—again—on Saturday.\nNine people are missing."),
    "proquest_page.html": ({"title": "Ferry sinks off Port Elm", "byline": ("Ruiz, Ana", "Ek, Tom"), "outlet": "The Harbour Post; Port Elm",
                            "published": "Dec 7, 2024", "language": "en", "description": "Nine are missing.", "url": "https://x/docview/3141592653",
                            "rights": "(Copyright Harbour 2024)"}, "A ferry sank off Port Elm.\nNine people are missing."),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN_MARKUP)
def test_the_databases_own_markup(reading, fields_of, name):
    fields, body = OWN_MARKUP[name]
    document = reading(name, (FOLDER / name).read_text(encoding="utf-8")).only
    assert fields_of(document) == fields
    assert [line.strip() for line in document.body.split("\n") if line.strip()] == body.split("\n")


def test_europresse(reading, fields_of):
    text = (FOLDER / "europresse.html").read_text(encoding="utf-8")
    first, second = reading("a.html", text).documents
    assert fields_of(first) == {
        "title": "Un ferry coule devant Orme", "byline": ("Anne Rousse",), "outlet": "Le Port (site web)", "published": "7 décembre 2024",
        "section": "Région", "rights": "© 2024 Le Port. Tous droits réservés.",
    }  # fmt: skip
    assert (first.form, first.source.record, first.source.format) == ("html", "news·20241207·LP·0123", "europresse")
    assert (
        first.body
        == "<p>Un <mark>ferry</mark> a coulé samedi devant Port-d'Orme.</p><p>Neuf personnes sont portées disparues.</p>"
    )
    assert fields_of(second) == {**FRENCH_SECOND}
    assert second.body == "<p>Les bateaux sont repartis dimanche.</p>"
    for document in (first, second):
        assert text.split("\n")[document.source.line - 1] == "<article>" and document.raw in text
