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
K1 and B were tuned on CACM alone and held on Cranfield; the number of impact levels was chosen with both in view.
Building: `batch` maps articles to sorted columns, cached; `merge` reduces one partition at a time, in bounded memory.

Ten million articles (a plan; today one index holds all, exact, as measured to 100,000)
---------------------------------------------------------------------------------------
- *Segments.* Articles have numbers in date order, so an archive past a limit is cut at dates into segments of about 250,000,
  each an index of this format in `search/s/N/`; the root's manifest lists them newest first: folder, first and last date,
  articles. The limit and the order are values in that manifest, so the readers need no other rule. New articles fall into
  the newest segments; the others keep their bytes, and a build reads only segments with a changed batch.
- *Asking.* Segments are asked newest first. After each, results and counts are shown and labelled "so far: back to May 2019";
  the next is asked when fewer than ten were found, when the visitor goes on, or at "count all". Dates and the months' histogram
  choose segments before any is asked: a range of dates, or the newest first, costs what one segment costs.
- *One ranking.* Impacts are local to an article but for the average length, which the root's manifest gives for all; the
  rarity of words comes from a root table with the archive's frequency of each stem in more than 1/1000 of the articles (some
  20,000 stems, 60 KB in shards of the lexicon's kind); rarer stems take the first segment's, times the segments, so that
  scores of all segments can be merged as they come and the order never changes afterwards.
- *Names and words.* The root has one lexicon over all segments (completion, spelling) and one of names; per segment there are
  only postings, positions, columns and records.
- *Sizes.* At .35 of 33 GB of text: 12 GB in 40 segments, 10,000 shards and 8,000 record files each; texts for quotes, one an
  article, are then packed 32 to a file as the records are, so that the host holds 1.2 million files beside the pages.
- *Cost.* A question costs one segment's transfer, as measured at 100,000, times two, before the first ten are shown; an exact
  count of a common word reads 40 posting files of about 80 KB. Building takes 0.7 s of processor time for 1,000 articles: two
  hours on one processor for all, once; segments are built one after another, in the memory that one takes.
"""

from __future__ import annotations

from .build import index
from .reader import Found, Hit, query
from .shelf import IndexProblem

__all__ = ["Found", "Hit", "IndexProblem", "index", "query"]
