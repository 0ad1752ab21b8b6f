"""Score a built sample against its labels: `python tests/sample/score_sample.py OUTPUT [-v]`.

Reads only the data twins below OUTPUT/data, and the label files beside this one. Prints one rate a measure, with
what was wrong under `-v`. A rate is right decisions / labelled decisions; for `changes` it is the F1 of the facts that
differ between two versions, taken over all pairs.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LISTS = ("byline", "agencies", "labels", "crossheads")
PLAIN = ("title", "outlet", "dateline_place", "language", "section", "url", "encoding")
FIELDS = (*PLAIN, *LISTS, "title_basis", "published", "published_basis", "correction", "id")
ALIKE = {"windows-1252": ("cp1252", "windows-1252"), "utf-16": ("utf-16", "utf-16-le", "utf_16", "utf-16le")}
OPPOSITE = {"abridged": "expanded", "expanded": "abridged"}
TURNED = {"split": "merged", "merged": "split", "added": "dropped", "dropped": "added"}

Row = dict[str, Any]


@dataclass
class Score:
    """Right and wrong decisions of one measure; `wrong` says which and how."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, good: bool, says: str) -> None:
        if good:
            self.right += 1
        else:
            self.wrong.append(says)

    @property
    def rate(self) -> float:
        total = self.right + len(self.wrong)
        return self.right / total if total else 0.0


@dataclass
class Built:
    """The data twins of a built sample, and the labels that belong to them."""

    articles: dict[str, Row]
    stories: list[Row]
    related: list[Row]
    entities: dict[str, Row]
    mentions: dict[str, list[Row]]
    problems: list[Row]
    labels: dict[str, Row]
    links: Row
    names: Row

    def id(self, key: str) -> str:
        """The id of the article that a label calls `key`; empty where it was not built."""
        return str(self.articles[key]["id"]) if key in self.articles else ""


def read(output: Path) -> Built:
    """The twins of a built sample with its labels. Articles are keyed by their labels' keys."""
    links, names = _toml("stories"), _toml("entities")
    labels = {row["key"]: row for row in _toml("articles")["article"]}
    rows = _lines(output, "articles")
    places = {
        (path, row["source"]["record"]): row
        for row in rows
        for path in (row["source"]["path"], *row["source"]["copies"])
    }
    articles = {key: places[at] for key, row in labels.items() if (at := (row["path"], row.get("record"))) in places}
    known = {id(row) for row in articles.values()}
    articles |= {f"?{row['source']['path']}": row for row in rows if id(row) not in known}
    mentions: dict[str, list[Row]] = {}
    for mention in _lines(output, "mentions"):
        mentions.setdefault(mention["article"], []).append(mention)
    entities = {row["id"]: row for row in _lines(output, "entities")}
    return Built(articles, _lines(output, "stories"), _lines(output, "related"), entities, mentions,
                 _lines(output, "problems"), labels, links, names)  # fmt: skip


def _toml(name: str) -> Row:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _lines(output: Path, name: str) -> list[Row]:
    text = (output / "data" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


# ------------------------------------------------------------------------------------ articles


def score_found(built: Built) -> Score:
    """Every labelled article is there, the withdrawn one is not, and nothing else is."""
    score = Score()
    for key, label in built.labels.items():
        score.add((key in built.articles) != label.get("withdrawn", False), f"{key}: {label['path']}")
    for key in built.articles:
        if key.startswith("?"):
            score.add(False, f"{key[1:]}: published, but is no article of the sample")
    return score


def score_field(built: Built, name: str) -> Score:
    """One field over all articles whose label speaks of it."""
    score = Score()
    for key, label, row in _labelled(built):
        if name in label:
            found = _found(row, name)
            score.add(_same(name, label[name], found), f"{key}: wants {label[name]!r}, has {found!r}")
    return score


def _labelled(built: Built) -> Iterator[tuple[str, Row, Row]]:
    for key, label in built.labels.items():
        if key in built.articles:
            yield key, label, built.articles[key]


def _found(row: Row, name: str) -> Any:
    if name == "encoding":
        return row["source"].get("encoding")
    if name in row and name != "url":  # there `url` is the article's address in the site
        return row[name]
    value = row["fields"].get(name)
    return None if value is None else value["value"]


def _same(name: str, wanted: Any, found: Any) -> bool:
    if name.endswith("_basis"):
        return bool(found in wanted)
    if name == "correction":
        return bool(found) is wanted
    if name == "published":
        return (found or "").startswith(wanted)
    if name == "title" and not wanted:  # no headline in the source: supplied in brackets, or a sibling's
        return bool(found)
    if name in LISTS and wanted and isinstance(wanted[0], list):  # more than one answer is right
        return any(_same(name, answer, found) for answer in wanted)
    if name in LISTS:
        return [plain(item) for item in found or ()] == [plain(item) for item in wanted]
    if name == "encoding":
        return (found or "").casefold() in ALIKE[wanted]
    return plain(found or "") == plain(wanted)


def plain(text: str) -> str:
    """Straight quotes and folded white space: what a label does not care about."""
    return " ".join(text.translate(_STRAIGHT).split())


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def score_text(built: Built) -> Score:
    """The clean text begins, ends and counts as it should, and holds no junk: one decision each."""
    score = Score()
    for key, label, row in _labelled(built):
        text = plain(row["text"])
        if "first" in label:
            score.add(text.startswith(plain(label["first"])), f"{key}: begins {text[:60]!r}")
            score.add(text.endswith(plain(label["last"])), f"{key}: ends {text[-60:]!r}")
        if "words" in label:
            score.add(_count(text) == label["words"], f"{key}: {_count(text)} words, not {label['words']}")
        for junk in label.get("junk", ()):
            score.add(plain(junk) not in text, f"{key}: holds {junk!r}")
    return score


def _count(text: str) -> int:
    return len(re.findall(r"[^\W_]+(?:'[^\W_]+)*", text))


# ------------------------------------------------------------------------------------ stories


def score_stories(built: Built) -> Score:
    """Pairs of articles in one story: F1 as right / (right + missed + surplus)."""
    wanted = {pair for story in built.links["story"] for pair in _pairs([built.id(key) for key in story["versions"]])}
    found = {pair for story in built.stories for pair in _pairs(story["articles"])}
    score = Score(right=len(wanted & found))
    score.wrong += [f"not one story: {_names(built, pair)}" for pair in sorted(map(sorted, wanted - found))]
    score.wrong += [f"no story: {_names(built, pair)}" for pair in sorted(map(sorted, found - wanted))]
    return score


def _pairs(ids: list[str]) -> set[frozenset[str]]:
    return {frozenset((a, b)) for a in ids for b in ids if a != b}


def _names(built: Built, ids: list[str]) -> str:
    keys = {row["id"]: key for key, row in built.articles.items()}
    return " + ".join(keys.get(article, article) for article in ids)


def _found_pairs(built: Built) -> dict[frozenset[str], Row]:
    return {frozenset((pair["a"], pair["b"])): pair for story in built.stories for pair in story["pairs"]}


def _labelled_pairs(built: Built) -> Iterator[tuple[str, Row, Row | None]]:
    found = _found_pairs(built)
    for label in built.links["pair"]:
        pair = found.get(frozenset((built.id(label["a"]), built.id(label["b"]))))
        yield f"{label['a']} → {label['b']}", label, pair


def score_relation(built: Built) -> Score:
    """The relation, read from the older to the younger; where the label leaves the order open, either way."""
    open_order = [set(row["pair"]) for row in built.links["any_order"]]
    score = Score()
    for name, label, pair in _labelled_pairs(built):
        has = None if pair is None else pair["relation"]
        wants = label["relation"]
        if pair is not None and pair["a"] != built.id(label["a"]):
            turned = {label["a"], label["b"]} in open_order
            wants = OPPOSITE.get(wants, wants) if turned else f"{wants}, in this order"
        score.add(has == wants, f"{name}: wants {wants}, has {has}")
    return score


def score_moved(built: Built) -> Score:
    score = Score()
    for name, label, pair in _labelled_pairs(built):
        has = None if pair is None else pair["moved"]
        score.add(has is not None and (has > 0) == label["moved"], f"{name}: wants {label['moved']}, has {has}")
    return score


def score_passages(built: Built) -> Score:
    """The number of passages of a kind, split and merged among them."""
    found, score = _found_pairs(built), Score()
    for label in built.links["passages"]:
        pair = found.get(frozenset((built.id(label["a"]), built.id(label["b"]))))
        turned = pair is not None and pair["a"] != built.id(label["a"])
        for kind in label.keys() - {"a", "b"}:
            has = None if pair is None else pair["passages"].get(TURNED.get(kind, kind) if turned else kind, 0)
            score.add(has == label[kind], f"{label['a']} → {label['b']}: wants {label[kind]} {kind}, has {has}")
    return score


def score_lineage(built: Built) -> Score:
    """Each version's parent; an origin must have none."""
    score = Score()
    descent = {row["article"]: row["from"] for story in built.stories for row in story["lineage"]}
    for story in built.links["story"]:
        for key in story["versions"]:
            wanted: list[str | None] = [built.id(parent) for parent in story["lineage"].get(key, ())] or [None]
            found = descent.get(built.id(key), "no lineage")
            score.add(found in wanted, f"{key}: from {_names(built, [str(found)])}")
    return score


def score_related(built: Built) -> Score:
    """An independent report is linked to a version of its story, and no report to another story."""
    score = Score()
    members = {story["name"]: {built.id(key) for key in story["versions"]} for story in built.links["story"]}
    links = [{row["a"], row["b"]} for row in built.related]
    for label in built.links["related"]:
        article = built.id(label["article"])
        good = any(article in link and link & members[label["story"]] for link in links)
        score.add(good, f"{label['article']}: not linked to {label['story']}")
        wrong = [
            name
            for name, ids in members.items()
            if name != label["story"] and any(article in link and link & ids for link in links)
        ]
        score.add(not wrong, f"{label['article']}: linked to {wrong}")
    return score


# ------------------------------------------------------------------------------------ changed facts


def score_changes(built: Built) -> Score:
    """Facts with two wordings, in every pair that has both: F1, as right / (right + half of missed and surplus)."""
    score = Score()
    for name, label, pair in _labelled_pairs(built):
        if pair is None:
            score.wrong += [f"{name}: no pair"]
            continue
        older, younger = (label["a"], label["b"]) if pair["a"] == built.id(label["a"]) else (label["b"], label["a"])
        wanted = list(_wanted_facts(built, older, younger))
        found = [(kind, change) for kind in ("figures", "names", "quotes") for change in pair["changes"][kind]
                 if change["from"] and change["to"]]  # fmt: skip
        for fact in wanted:
            hit = next((item for item in found if _is_fact(fact, item)), None)
            if hit is not None:
                found = [item for item in found if not _is_fact(fact, item)]
            if hit is not None or not fact["optional"]:
                score.add(hit is not None, f"{name}: missed {fact['kind']} {fact['from']!r} → {fact['to']!r}")
        score.wrong += [f"{name}: surplus {kind} {change['from']!r} → {change['to']!r}" for kind, change in found]
    return score


def _wanted_facts(built: Built, older: str, younger: str) -> Iterator[Row]:
    for fact in built.links["fact"]:
        words = fact["wording"]
        if older in words and younger in words and words[older] != words[younger]:
            optional = fact.get("optional", False)
            yield {"kind": fact["kind"], "from": words[older], "to": words[younger], "optional": optional}


def _is_fact(fact: Row, item: tuple[str, Row]) -> bool:
    """Kind as labelled (a quotation's words may hold a figure), and either side tells the labelled wording."""
    kind, change = item
    return kind == fact["kind"] and _tells(change["from"], fact["from"]) and _tells(change["to"], fact["to"])


def _tells(found: str, wanted: str) -> bool:
    """The labelled wording is in the found one, or, for quotations cut to what differs, the other way round."""
    a, b = _spaced(found), _spaced(wanted)
    return b in a or (len(b.split()) > 4 and a.strip() != "" and a in b)


def _spaced(text: str) -> str:
    """Folded words, and numbers with their points and commas, each with a space before and after it."""
    words = re.findall(r"[^\W_]+(?:[.,][0-9]+)*", plain(text).casefold())
    return f" {' '.join(words)} "


# ------------------------------------------------------------------------------------ entities


def score_entities(built: Built) -> Score:
    """Each labelled entity is there, with its type, under its name or an alias, in its articles."""
    score = Score()
    for label in built.names["entity"]:
        for key in label["articles"]:
            good = any(built.id(key) in row["articles"] for row in _named(built, label))
            score.add(good, f"{label['type']} {label['name']}: not in {key}")
    return score


def _named(built: Built, label: Row) -> list[Row]:
    name = plain(label["name"]).casefold()
    return [row for row in built.entities.values() if row["type"] == label["type"]
            and name in {plain(known).casefold() for known in (row["name"], *row["aliases"])}]  # fmt: skip


def score_mentions(built: Built) -> Score:
    """Every occurrence of a labelled wording is a mention of its entity, and all of them of the same one."""
    score = Score()
    for label in built.names["entity"]:
        ids = {row["id"] for row in _named(built, label)}
        for key, wordings in label["mentions"].items():
            for at, wording in _occurrences(built, key, wordings):
                meant = next(
                    (m for m in built.mentions.get(built.id(key), ()) if m["start"] <= at[0] and at[1] <= m["end"]),
                    None,
                )
                has = meant["entity"] if meant else None
                score.add(has in ids, f"{label['name']}: {wording!r} at {at[0]} of {key} is {has}")
    return score


def _occurrences(built: Built, key: str, wordings: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where the wordings stand, but for inside a longer labelled wording of the same article.

    `left|name|right` is the name in that context only.
    """
    text = built.articles[key]["text"].translate(_STRAIGHT) if key in built.articles else ""
    others = {other for label in built.names["entity"] for other in label["mentions"].get(key, ()) if "|" not in other}
    for wording in wordings:
        left, name, right = wording.split("|") if "|" in wording else ("", wording, "")
        longer = [other for other in others if name in other and other != name]
        taken = [found.span() for other in longer for found in re.finditer(re.escape(other), text)]
        for found in re.finditer(rf"(?<![\w-]){re.escape(left)}({re.escape(name)}){re.escape(right)}(?![\w-])", text):
            if not any(start <= found.start(1) < end for start, end in taken):
                yield found.span(1), name


def score_aliases(built: Built) -> Score:
    score = Score()
    for label in built.names["entity"]:
        for alias in label["aliases"]:
            known = {plain(name).casefold() for row in _named(built, label) for name in (row["name"], *row["aliases"])}
            score.add(plain(alias).casefold() in known, f"{label['name']}: alias {alias!r} is missing")
    return score


def score_apart(built: Built) -> Score:
    """Names that mean two are never one entity, and words that mean nobody are none."""
    score = Score()
    known = {
        row["id"]: {plain(name).casefold() for name in (row["name"], *row["aliases"])}
        for row in built.entities.values()
    }
    for row in built.names["apart"]:
        a, b = (plain(name).casefold() for name in row["names"])
        score.add(not any({a, b} <= names for names in known.values()), f"one entity: {' = '.join(row['names'])}")
    all_names = {name for names in known.values() for name in names}
    for word in built.names["never"]["names"]:
        score.add(plain(word).casefold() not in all_names, f"an entity: {word}")
    return score


# ------------------------------------------------------------------------------------ all of it

MEASURES = {
    "found": score_found, "text": score_text, "stories": score_stories, "relation": score_relation, "changes": score_changes,
    "moved": score_moved, "passages": score_passages, "lineage": score_lineage, "related": score_related, "entities": score_entities,
    "mentions": score_mentions, "aliases": score_aliases, "apart": score_apart,
}  # fmt: skip


def score(built: Built) -> dict[str, Score]:
    """Every measure by name; the fields as `field.title` and so on."""
    scores = {name: measure(built) for name, measure in MEASURES.items()}
    return scores | {f"field.{name}": score_field(built, name) for name in FIELDS}


def main() -> None:
    arguments = [word for word in sys.argv[1:] if not word.startswith("-")]
    if len(arguments) != 1:
        sys.exit("usage: score_sample.py OUTPUT [-v]")
    for name, result in score(read(Path(arguments[0]))).items():
        print(f"{name:24}{result.rate:6.3f}  {result.right}/{result.right + len(result.wrong)}")
        for line in result.wrong if "-v" in sys.argv else ():
            print(f"    {line}")


if __name__ == "__main__":
    main()
