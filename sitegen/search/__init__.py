"""The client-side index: static files below `search/` that the browser and Python read alike.

Format, version 1 (`shape.VERSION`; both readers refuse any other)
------------------------------------------------------------------
Articles are numbered in date order, undated ones last: a range of dates is an interval, the newest
first needs no data. Every file but the manifest is gzipped without a clock and has a digest of its
content in its name (the texts excepted), so that a change renames only the files it changes. Integers
are LEB128 in columns. A *term* is a stem; `\\x02` before it means its postings in titles; `\\x01field:key`
are the articles a filter lets through. A term lies in the shard that the top bits of its CRC-32 number.

- `manifest.json`: version, numbers of articles and dated ones, shard counts as bits (`near`, `far`), the two
  `tables`, and each lexicon shard's first key and name (`words`, `names`).
- `near-….gz`: digests of posting shards (`p`) and record files (`r`), big terms' own files (`own`), the `common`
  stems that do not rank, `months` (month, first number, …), the value `columns` by field.
- `far-….gz`: the same for position shards (`q`), and `days`.
- `l/`, `n/`: the lexicon of surfaces and of names: see `lexicon`.
- `p/`: postings with impacts quantised to 1…LEVELS: see `merge._Table.near_shards`. `q/`: positions and spellings,
  aligned with the postings: `merge._Table.far_shards`. `r/`: result records: `records`. `c/`: values by article: `facets`.
- `text/t-ID.gz`: an article's published text (its first 60,000 characters), for the quotes in results; none with `show` "metadata".

Ranking: BM25 over weighted words, as whole numbers (`evaluate`), so that all readers agree to the last digit.
Building: `batch` maps articles to sorted columns, cached; `merge` reduces one partition at a time, in bounded memory.
"""

from __future__ import annotations

from .build import index
from .reader import Found, Hit, query
from .shelf import IndexProblem

__all__ = ["Found", "Hit", "IndexProblem", "index", "query"]
