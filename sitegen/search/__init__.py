"""The client-side index: static files below `search/` that the browser and Python read alike.

Format, version 3 (`shape.VERSION`; both readers refuse any other)
------------------------------------------------------------------
Articles are numbered in date order, undated ones last: a range of dates is an interval, the newest
first needs no data. Every file is gzipped without a clock and, but for the manifest and the texts, has a digest of
its content in its name, so that a change renames only the files it changes. Integers
are LEB128 in columns. A *term* is a stem; `\\x02` before it means its postings in titles; `\\x01field:key`
are the articles a filter lets through. A term lies in the shard that the top bits of its CRC-32 number.

- `manifest.gz`: version, numbers of articles and dated ones, articles in a file of `records`, partitions and shards as
  bits (`parts`, `near`, `far`), the three `tables`, each lexicon shard's key and name (`words`, `names`), and their average `lines`.
- `near-….gz`: digests of posting shards (`p`) and record files (`r`), by big term those of its own files (`own`), the `common`
  stems that do not rank, `months` (month, first number, …), the value `columns` by field.
- `far-….gz`: the same of position shards (`q`, `own`). `days-….gz`: `days`, for filters by day.
- `l/`, `n/`: the lexicon of surfaces and of names: see `lexicon`.
- `p/`: postings with impacts quantised to 1…LEVELS: see `shards.near_shards`. `q/`: positions and spellings,
  aligned with the postings: `shards.far_shards`. `r/`: result records: `records`. `c/`: values by article: `facets`.
- `text/t-ID.gz`: an article's published text (its first 60,000 characters), for the quotes in results; none with `show` "metadata".

Ranking: BM25 over weighted words, as whole numbers (`evaluate`), so that all readers agree to the last digit.
K1 and B were tuned on CACM alone and held on Cranfield; the number of impact levels was chosen with both in view.
Sizes: a visitor pays for the digests of all shards of a kind and for a whole shard with every word, so that the number of
shards goes with the root of their bytes (`shape._bits`, `lexicon.shard_lines`): 3 KB each of 10,000 articles, 8 of 100,000.
Building: `batch` maps articles to sorted columns (`pieces`, `vocabulary`, `columns`), cached; `merge` reduces one partition
at a time, in bounded memory, to the bytes of `shards`. 100,000 articles take 50 s of processor time, three fifths of
them for cutting texts and packing quotes, which a changed article redoes for its batch alone.

Segments, version 4 (`shape.SEGMENTED`): archives of more than `[search] segment` articles
-------------------------------------------------------------------------------------------
An archive past the limit is cut, at the ends of months, into segments of about that many articles, each in `s/N/` as
above (N from the oldest on), with numbers of its own from 0 on. New articles fall into the newest; the files of the
others keep their bytes. What all segments share is at the root: the lexicons `l/` and `n/`, the texts, and

- `manifest.gz`: `version` 4, `articles`, `dated`, `show`, `levels`, `records`, `lines`, `words` and `names` as above; `tables`: the name of
  `root-….gz`, with the archive's `common` stems and `months`; `segments`, in the order in which they are asked (newest first,
  those without any date last): `folder`, `first` (its first article's number in the archive), `articles`, `dated`, `parts`, `near` and `far`
  (bits), `tables` (near, far and days, below the folder), `from` and `to` (its first and last month; "" where nothing is dated).
- In `p/` a third column follows the two of sizes: each term's rarity in the whole archive, in RARITY_STEPs. A reader
  multiplies levels with it instead of the rarity it works out from the number of postings: of one segment alone that
  would make a word worth least where it was the news. It moves seldom, so that old segments seldom change for it.
- A record's `story` gives differences between numbers in the archive, so they may lead out of the segment.

Asking: each segment in turn, by the same steps as an index that is alone, but for what makes an article *complete*: it
must match every optional node, words that the lexicon has not excepted. An article's score and completeness depend on
nothing outside its segment, so answers are merged by (complete, score, number) and the order of what was found never
changes afterwards. `oldest` asks the oldest first. A segment whose months lie outside a date that all must have is passed over. A
reader stops when it has enough for a page and says "so far, back to FROM of the last one asked", with the counts and
histogram of these; it goes on when the visitor does, or asks for exact counts. A query that nothing matches asks all.
The browser (`search/segment.js`, `engine.js`) asks one segment first, then as many more as were asked before, at a time:
of 34 an answer that is in the oldest alone takes seven rounds.

Ten million articles (a plan; measured to 300,000)
--------------------------------------------------
- *Segments*: 34 of 300,000. The manifest grows by 200 bytes for each, and by 20 for each shard of the lexicons: with 20
  million surfaces 10,000 shards and .2 MB, so past a million articles their first keys must be a table of their own, cut in two.
- *Sizes*: at .33 of 33 GB of text 11 GB, in 34 times 27,000 files; texts for quotes, one an article, are then packed 32 to
  a file as the records are, so that the host holds 1.3 million files beside the pages.
- *Asking* costs a segment's transfer, as measured at 300,000, before the first ten are shown, and 34 posting files of some
  100 KB for an exact count of a common word.
- *Building*: .3 s of processor time for 1,000 articles: fifty minutes on one processor, once. A partition's terms of all segments
  are in memory at a time, beside one segment's postings: 1,024 partitions keep both below 1 GB. The lexicon's rows, now merged
  in the first process, are then merged by ranges of surfaces, and the reduction of segments without a changed batch is
  taken from the cache, as the values of batches are now.
"""

from __future__ import annotations

from .build import index
from .reader import Found, Hit, query
from .shelf import IndexProblem

__all__ = ["Found", "Hit", "IndexProblem", "index", "query"]
