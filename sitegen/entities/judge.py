"""The model as a judge of type and doubt: asked about a few sentences for each distinct name.

Only the model's `ner` is loaded, and only where an answer is not in the cache: a rebuild without new
names imports no model at all. Verdicts are kept by sentence and model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from sitegen.model import Cache, Run

SENTENCES_AT_ONCE = 128
LABELS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "norp", "MISC": "other",
}  # fmt: skip
"""Labels of spaCy's and others' models; every other label is `other`."""

Verdict = tuple[tuple[int, int, str], ...]
"""What the model marks in a sentence: start, end, kind (person, organisation, place, norp, other)."""


class Batch(msgspec.Struct, frozen=True):
    model: str
    sentences: tuple[str, ...]


def ask(questions: Iterable[tuple[str, str]], cache: Cache, run: Run) -> dict[tuple[str, str], Verdict]:
    """Verdicts by (model, sentence). A model that does not load gives no verdicts (see `loads`)."""
    keys = {question: _key(*question) for question in sorted(set(questions))}
    kept = _kept(list(keys.values()), cache)
    missing = [question for question, key in keys.items() if key not in kept]
    if missing:
        made = {_key(batch.model, sentence): answer for batch, answers in _asked(missing, run)
                for sentence, answer in zip(batch.sentences, answers, strict=True)}  # fmt: skip
        cache.put_many(made)
        kept |= made
    return {question: msgspec.msgpack.decode(kept[key], type=Verdict) for question, key in keys.items() if key in kept}


def _asked(missing: list[tuple[str, str]], run: Run) -> Iterator[tuple[Batch, list[bytes]]]:
    batches = []
    for model in sorted({model for model, _ in missing}):
        mine = [sentence for named, sentence in missing if named == model]
        batches += [
            Batch(model, tuple(mine[n : n + SENTENCES_AT_ONCE])) for n in range(0, len(mine), SENTENCES_AT_ONCE)
        ]
    yield from zip(batches, run(_judge, batches), strict=True)


def _kept(keys: Sequence[str], cache: Cache) -> dict[str, bytes]:
    return cache.get_many(keys)


def _key(model: str, sentence: str) -> str:
    return hashlib.sha256(f"judge\0{model}\0{sentence}".encode("utf-8", "surrogatepass")).hexdigest()


def _judge(batch: Batch) -> list[bytes]:
    """One answer a sentence, encoded."""
    model = _load(batch.model)
    if model is None:
        return [msgspec.msgpack.encode(())] * len(batch.sentences)
    answers = []
    for document in model.pipe(batch.sentences, batch_size=128):
        spans = tuple((e.start_char, e.end_char, LABELS.get(e.label_, "other")) for e in document.ents)
        answers.append(msgspec.msgpack.encode(spans))
    return answers


_NEEDED = frozenset({"ner", "tok2vec", "transformer"})


@lru_cache(maxsize=4)
def _load(model: str) -> Any:
    """The model with nothing but its `ner` (and what that listens to), or None where there is no such model."""
    import spacy

    try:
        loaded = spacy.load(model)
    except (OSError, ValueError, ImportError):
        return None
    kept = {"ner"} if "ner" in loaded.pipe_names and not _listens(loaded) else _NEEDED
    for name in [name for name in loaded.pipe_names if name not in kept]:
        loaded.remove_pipe(name)
    return loaded


def _listens(loaded: Any) -> bool:
    """Does the model's ner share the pipeline's vectors instead of having its own?"""
    return any("listener" in node.name for node in loaded.get_pipe("ner").model.walk())


def loads(model: str) -> bool:
    """Whether a model of that name or path is there, without importing it."""
    import importlib.util
    from pathlib import Path

    return Path(model).is_dir() or (model.isidentifier() and importlib.util.find_spec(model) is not None)
