"""The labels of Nexis and LexisNexis in the languages of their interface, with the fields that they give."""

from __future__ import annotations

HEAD = {
    "headline": "title", "title": "title", "byline": "byline", "section": "section", "dateline": "dateline_place", "language": "language",
    "highlight": "description", "length": "", "body": "", "series": "", "edition": "", "source": "", "column": "", "name": "", "page": "",
    "überschrift": "title", "autor": "byline", "rubrik": "section", "länge": "", "datumszeile": "dateline_place", "ortsmarke": "dateline_place",
    "titre": "title", "auteur": "byline", "rubrique": "section", "longueur": "", "encart": "description",
    "titular": "title", "sección": "section", "longitud": "", "destacado": "description",
    "kop": "title", "rubriek": "section", "lengte": "", "titolo": "title", "autore": "byline", "sezione": "section", "lunghezza": "",
}  # fmt: skip
"""Labels that stand before the text."""

TAIL = {
    "graphic": "", "load-date": "", "load date": "", "language": "language", "publication-type": "", "publication type": "",
    "journal-code": "", "journal code": "", "subject": "", "classification": "", "company": "", "organization": "", "industry": "",
    "geographic": "", "person": "", "ticker": "", "correction-date": "", "correction": "correction", "doc-type": "", "document-type": "",
    "document type": "", "pub-type": "", "notes": "", "type": "", "country": "", "state": "", "city": "", "update": "", "acc-no": "",
    "copyright": "rights", "categories": "", "distribution": "", "docid": "", "name": "", "url": "url", "print-date": "", "photo": "",
    "grafik": "", "sprache": "language", "publikationstyp": "", "publikationsart": "", "zeitungs-code": "", "textart": "",
    "langue": "language", "type-publication": "", "date-chargement": "", "graphique": "", "code-publication": "",
    "idioma": "language", "fecha-carga": "", "tipo-publicación": "", "gráfico": "",
    "taal": "language", "laad-datum": "", "publicatie-type": "", "lingua": "language", "data-caricamento": "", "tipo-pubblicazione": "",
}  # fmt: skip
"""Labels that stand after it."""

SURE = frozenset(
    {"graphic", "load-date", "load date", "publication-type", "publication type", "journal-code", "journal code", "classification",
     "sprache", "zeitungs-code", "publikationstyp", "publikationsart", "langue", "date-chargement", "type-publication", "idioma",
     "fecha-carga", "tipo-publicación", "laad-datum", "publicatie-type", "data-caricamento", "tipo-pubblicazione", "grafik"}
)  # fmt: skip
"""Those of them that no sentence begins with."""
