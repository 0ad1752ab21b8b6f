"""One specification, two readers: the browser and Python answer alike, and see the same words in any text."""

from __future__ import annotations

import json
import random
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from search_site import WORDS, Made, cut, harbour, towns

from sitegen.search.evaluate import rank
from sitegen.search.parse import parse
from sitegen.search.shelf import Archive
from sitegen.search.words import fold, tokens

pytestmark = pytest.mark.browser
FIELDS = [
    "outlet:gazette",
    "person:rowntree",
    'place:"Osthaven"',
    "date:2024-12..",
    "date:2023",
    "title:statue",
    'title:"Ring closes"',
    "story:statue",
    "agency:AFP",
    "lang:fr",
    "foo:bar",
]


def generated(random_: random.Random) -> str:
    """A query of the language, or nearly one."""
    parts = []
    for _ in range(random_.randint(1, 5)):
        kind = random_.random()
        word = random_.choice(WORDS)
        if kind < 0.4:
            parts.append(random_.choice(["", "", "", "+", "-", "="]) + word)
        elif kind < 0.6:
            start = random_.randrange(6)
            text = [
                "the",
                "army",
                "set",
                "up",
                "a",
                "ring",
                "of",
                "steel",
                "around",
                "Osthaven",
                "they",
                "toppled",
                "the",
                "statue",
                "of",
                "Rowntree’s",
                "father",
                "in",
                "the",
                "old",
                "harbour",
            ]
            parts.append(
                random_.choice("+-=     ").strip()
                + '"'
                + " ".join(text[start * 3 : start * 3 + random_.randint(1, 4)])
                + '"'
            )
        elif kind < 0.7:
            parts.append(random_.choice(FIELDS))
        elif kind < 0.8:
            parts.append(word[:3] + random_.choice(["*", "?", "*e", "?*"]))
        elif kind < 0.9:
            parts.append(random_.choice(["OR", "AND", "near/4", "NOT", "|", "(", ")", '"', "near/0"]))
        else:
            parts.append(f"({word} {random_.choice(['OR', '', '-', 'near/3'])} {random_.choice(WORDS)})")
    return " ".join(parts)


@pytest.fixture
def engine(
    page: Any, site: Path, serve_folder: Callable[[Path], str], tmp_path: Path
) -> Callable[[Made, list[str]], list[Any]]:
    """What the browser's modules make of queries: tree, notes and order of each."""

    def run(made: Made, queries: list[str]) -> list[Any]:
        folder = tmp_path / "engine"
        shutil.copytree(site, folder)
        shutil.rmtree(folder / "search")
        made.write(folder)
        (folder / "try.js").write_text(
            "import { parse } from './static/search/query.js'; import { rank } from './static/search/engine.js';\n"
            "import { Shelf } from './static/search/shelf.js'; import { fold, tokens } from './static/search/words.js';\n"
            "window.asked = async (queries) => { const shelf = await new Shelf(new URL('search/', document.baseURI)).open(); const out = [];\n"
            "for (const q of queries) { const { tree, notes } = parse(q); const r = await rank(shelf, tree, 'relevance');\n"
            "out.push({ tree, notes, order: [...r.order].slice(0, 100), total: r.order.length, complete: r.complete, missing: r.missing, unknown: r.unknown }); } return out; };\n"
            "window.folded = (texts) => texts.map((text) => tokens(text).map((token) => [token, fold(token)]));",
            "utf-8",
        )
        (folder / "try.html").write_text("<!doctype html><script type=module src=try.js></script>", "utf-8")
        page.goto(serve_folder(folder) + "try.html")
        page.wait_for_function("() => window.asked")
        return json.loads(page.evaluate("async queries => JSON.stringify(await window.asked(queries))", queries))  # type: ignore[no-any-return]

    return run


def answers(archive: Archive, text: str) -> Any:
    parsed = parse(text)
    ranked = rank(archive, parsed.tree)
    return {"tree": parsed.tree, "notes": parsed.notes, "order": [int(n) for n in ranked.order[:100]], "total": len(ranked.order), "complete": ranked.complete,
            "missing": list(ranked.missing), "unknown": list(ranked.unknown)}  # fmt: skip


@pytest.mark.parametrize(("shape", "count"), [(lambda made: made, 1000), (cut, 400)], ids=["one index", "segments"])
def test_browser_and_python_answer_many_queries_alike(
    engine: Any, tmp_path: Path, shape: Callable[[Made], Made], count: int
) -> None:
    random_ = random.Random(6)
    made = shape(towns(random_))
    queries = [generated(random_) for _ in range(count)]
    found = engine(made, queries)
    archive = Archive(tmp_path / "engine/search")
    assert len(archive.shelves) == (1 if shape is not cut else 4)
    for text, one in zip(queries, found, strict=True):
        assert one == answers(archive, text), text


def test_both_readers_take_the_same_words_from_any_text(engine: Any, page: Any) -> None:
    engine(harbour(), [])
    random_ = random.Random(7)
    texts = [
        "".join(
            chr(
                random_.choice(
                    [
                        random_.randrange(32, 0x2FF),
                        random_.randrange(0x300, 0x3100),
                        random_.randrange(0x3100, 0xD800),
                        random_.randrange(0x1F300, 0x1FAFF),
                    ]
                )
            )
            for _ in range(40)
        )
        for _ in range(400)
    ]
    texts = [
        "".join(c for c in text if unicodedata.category(c) != "Cn") for text in texts
    ]  # letters newer than this Python's
    texts += [
        "l'" * 30_000 + "été",
        "İstanbul’s STRASSE ß ſ ǅ",
        "l’ÉTÉ d'Ivoire O’Brien’s",
        "ΟΔΥΣΣΕΥΣ ς",
        "한국어 텍스트",
        "हिन्दी पाठ",
        "ไทยภาษา",
        "עִבְרִית",
        "ﬁne ½ ²",
    ]
    found = page.evaluate("texts => window.folded(texts)", texts)
    differ = [
        (text, a, b)
        for text, b in zip(texts, found, strict=True)
        if (a := [[token, fold(token)] for token in tokens(text)]) != b
    ]
    assert differ == []
