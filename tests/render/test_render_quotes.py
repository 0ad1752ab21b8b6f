"""Who speaks: a verb of speech must stand beside the name, and the name outside the quotation."""

from __future__ import annotations

import pytest

from sitegen.render.quotes import spoken

NAME = "Ilse Brandt"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“We saw the light go out,” said Ilse Brandt.", "We saw the light go out,"),
        ("“We saw the light go out,” Ilse Brandt said.", "We saw the light go out,"),
        ('"We saw the light go out," said harbour master Ilse Brandt, who led the rescue.', "We saw the light go out,"),
        (
            "Ilse Brandt, 58, of the harbour office, told reporters: “We saw the light go out.”",
            "We saw the light go out.",
        ),
        (
            "Ilse Brandt later said: “We saw the light go out.” Foss added: “Nobody came to our help.”",
            "We saw the light go out.",
        ),
        ("„Wir sahen das Licht ausgehen“, sagte Ilse Brandt.", "Wir sahen das Licht ausgehen"),
        ("“Ilse Brandt saw the light go out,” said Foss.", None),
        ("“We saw the light go out,” said Foss of Ilse Brandt.", None),
        ("Ilse Brandt said the “light” was out.", None),
        ("Ilse Brandt, 58, said she had slept. “We saw the light go out.”", None),
        ("“We saw the light go out,” said Foss.\n\nIlse Brandt said nothing.", None),
        ("Ilse Brandt waited. “We saw the light go out,” said Foss.", None),
    ],
)
def test_a_quotation_belongs_to_the_name_beside_the_verb(text: str, quote: str | None) -> None:
    at = text.index(NAME)
    assert spoken(text, at, at + len(NAME)) == quote


def test_time_is_bounded_on_a_wall_of_quotes() -> None:
    text = "said " * 200_000 + "“" * 50_000 + "Ilse Brandt" + "”" * 50_000
    at = text.index(NAME)
    assert spoken(text, at, at + len(NAME)) is None
