"""The model as a judge of type and doubt: asked about a few sentences for each distinct name.

A model is loaded only where an answer is not in the cache: a rebuild without new names imports none at all.
Verdicts are kept by sentence and model, and its fingerprint (see `readers`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sitegen.entities.readers import fingerprint, reader
from sitegen.model import Cache, Run

SENTENCES_AT_ONCE = 128
Verdict = tuple[tuple[int, int, str], ...]
"""What the model marks in a sentence: start, end, kind (person, organisation, place, norp, other)."""


class Batch(msgspec.Struct, frozen=True):
    model: str
    sentences: tuple[str, ...]


def ask(questions: Iterable[tuple[str, str]], cache: Cache, run: Run) -> dict[tuple[str, str], Verdict]:
    """Verdicts by (model, sentence). A model that does not load marks nothing."""
    asked = sorted(set(questions))
    prints = {model: fingerprint(model) for model in sorted({model for model, _ in asked})}
    keys = {question: _key(prints[question[0]], *question) for question in asked}
    kept = _kept(list(keys.values()), cache)
    missing = [question for question, key in keys.items() if key not in kept]
    if missing:
        made = {_key(prints[batch.model], batch.model, sentence): answer for batch, answers in _asked(missing, run)
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


def _key(made: str, model: str, sentence: str) -> str:
    return hashlib.sha256(f"judge\0{made}\0{model}\0{sentence}".encode("utf-8", "surrogatepass")).hexdigest()


def _judge(batch: Batch) -> list[bytes]:
    """One answer a sentence, encoded."""
    read = reader(batch.model)
    answers = read(batch.sentences) if read else [()] * len(batch.sentences)
    return [msgspec.msgpack.encode(answer) for answer in answers]
