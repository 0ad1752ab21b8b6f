"""What the archivist can say about the site and its looks, `[site]` and `[theme]` in sitegen.toml."""

from __future__ import annotations

from typing import Literal

import msgspec


class SiteOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`base_url` is where the site will stand (empty: unknown; then no sitemap, canonical links or
    feed). `show` is what of the text is published: everything, the first 60 words, or only metadata.
    `index_links` writes `…/index.html` in links, so that the site opens by double click. `searched` is set by
    the build: whether there is an index."""

    title: str = "News archive"
    description: str = ""
    language: str = "en"
    base_url: str = ""
    rights: str = ""
    show: Literal["full", "excerpt", "metadata"] = "full"
    index_links: bool = False
    searched: bool = True


class ThemeOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`name` is a theme shipped with the program, or a folder beside the config that overrides
    templates and static files one by one."""

    name: str = "default"
