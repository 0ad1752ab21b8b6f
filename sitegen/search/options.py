"""What the archivist can say about search, `[search]` in sitegen.toml."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec


class SearchOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`show` is what of the text may be searched and quoted: everything, the first 60 words, or only
    titles and metadata. The build sets it from `[site] show`. An archive of more than `segment` articles is
    indexed in segments of about so many, which are asked newest first."""

    enabled: bool = True
    show: Literal["full", "excerpt", "metadata"] = "full"
    segment: Annotated[int, msgspec.Meta(ge=100)] = 300_000
