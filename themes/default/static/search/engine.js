// @ts-check
/** A parsed query against the index → articles with scores: step for step as sitegen/search/evaluate.py,
 * in whole numbers, so that both agree to the last digit. */
import { NOTHING, SHIFT, allOf, anyOf, articlesOf, below, both, meeting, merged, without } from "./lists.js";
import { precedes } from "./shelf.js";
import { fold, foldText, tokens } from "./words.js";

/** @typedef {import("./shelf.js").Shelf} Shelf
 *  @typedef {import("./segment.js").Segment} Segment
 *  @typedef {import("./query.js").Node} Node
 *  @typedef {import("./lists.js").Matches} Matches
 *  @typedef {import("./lists.js").Grouped} Grouped
 *  @typedef {{ order: Int32Array, found: Int32Array, complete: number, missing: string[], unknown: string[], scored: boolean,
 *    asked: Segment[], all: boolean }} Ranked `asked`: the segments that answered; `all`: no other can have more */

const MOST_WILD = 30, WILD_LINES = 8192, BODY_START = 64;
const FEW = 24; // articles whose own text is read rather than the positions of words that are everywhere
const LONGEST_TEXT = 60000; // characters: longer texts are cut there
const TITLE = "\x02", VALUE = "\x01", LAST = "\u{10ffff}";

/** Ask segments, newest first (oldest first where these are wanted), until there are `enough` articles: after each answer
 * with too few as many segments more as were asked before, all at a time.
 * @param {Shelf} shelf @param {Node} tree @param {string} sort relevance, newest or oldest @param {number} [enough]
 * @param {Segment[]} [among] @returns {Promise<Ranked>} */
export async function rank(shelf, tree, sort, enough = Infinity, among = shelf.segments) {
  const segments = (sort === "oldest" ? oldestFirst(among) : among).filter((segment) => overlaps(segment, tree));
  /** @type {Answer[]} */
  const parts = [];
  for (let count = 0; parts.length < segments.length && count < enough; count = parts.reduce((total, part) => total + part.found.articles.length, 0)) {
    const next = segments.slice(parts.length, enough === Infinity ? undefined : Math.max(1, 2 * parts.length));
    parts.push(...(await Promise.all(next.map((segment) => answer(segment, tree)))));
  }
  const found = together(parts);
  const scored = found.scores.some((score) => score > 0);
  const unknown = new Set(parts.flatMap((part) => part.unknown));
  return {
    order: ordered(found, scored || sort !== "relevance" ? sort : "newest", shelf.dated ?? 0), found: found.articles,
    complete: found.complete.reduce((total, one) => total + one, 0), scored,
    missing: [...new Set(parts.flatMap((part) => part.missing))].sort(),
    unknown: [...unknown].filter((one) => parts.every((part) => part.unknown.includes(one))).sort(),
    asked: segments.slice(0, parts.length), all: parts.length === segments.length,
  };
}

/** @typedef {{ first: number, found: Grouped, missing: string[], unknown: string[] }} Answer one segment's, by its own numbers */

/** @param {Segment} segment @param {Node} tree @returns {Promise<Answer>} */
async function answer(segment, tree) {
  const work = new Evaluation(segment);
  const found = await work.group(tree, true);
  return { first: segment.first, found, missing: work.missing, unknown: work.unknown };
}

/** Those without dates last, as ever. @param {Segment[]} segments */
const oldestFirst = (segments) => [...segments].sort((a, b) => Number(!a.dated) - Number(!b.dated) || a.first - b.first);

/** Whether a segment's months are among the dates that all articles found must have. @param {Segment} segment @param {Node} tree */
function overlaps({ alone, entry: { from, to } }, tree) {
  /** @type {Node[]} */
  const dates = tree.must.filter((/** @type {Node} */ node) => node.t === "date");
  return alone || !dates.length || (to && dates.every(({ a, b }) => to >= a.slice(0, to.length) && (!b || from.slice(0, b.length) <= b)));
}

/** What segments found, by numbers in the archive, ascending. @param {Answer[]} parts @returns {Grouped} */
function together(parts) {
  if (parts.length === 1 && !parts[0].first) return parts[0].found;
  const size = parts.reduce((total, { found }) => total + found.articles.length, 0);
  const all = { articles: new Int32Array(size), scores: new Int32Array(size), complete: new Uint8Array(size) };
  let at = 0;
  for (const { first, found } of [...parts].sort((a, b) => a.first - b.first)) {
    all.articles.set(found.articles.map((number) => first + number), at);
    all.scores.set(found.scores, at);
    all.complete.set(found.complete, at);
    at += found.articles.length;
  }
  return all;
}

/** @param {Grouped} found @param {string} sort @param {number} dated */
function ordered(found, sort, dated) {
  const { articles, scores, complete } = found;
  if (sort === "oldest") return articles;
  const split = below(articles, dated);
  const newest = new Int32Array(articles.length);
  for (let n = 0; n < split; n++) newest[split - 1 - n] = n;
  for (let n = split; n < articles.length; n++) newest[articles.length - 1 - (n - split)] = n;
  if (sort === "relevance") {
    let most = 0;
    for (const score of scores) if (score > most) most = score;
    const keys = new Float64Array(articles.length);
    newest.forEach((n, place) => (keys[place] = ((most + 1) * (1 - complete[n]) + most - scores[n]) * articles.length + place));
    keys.sort();
    return Int32Array.from(keys, (key) => articles[newest[key % articles.length]]);
  }
  return newest.map((n) => articles[n]);
}

/** Whether a node only narrows, so that the words beside it still choose. @param {Node} node @returns {boolean} */
const narrows = (node) => ["field", "date", "value"].includes(node.t) || (node.t === "any" && node.of.every(narrows));

/** @param {Int32Array} articles @returns {Matches} */
const unscored = (articles) => ({ articles, scores: new Int32Array(articles.length) });

class Evaluation {
  /** @param {Segment} segment */
  constructor(segment) {
    this.segment = segment;
    this.archive = segment.archive;
    /** @type {string[]} */
    this.missing = [];
    /** @type {string[]} */
    this.unknown = [];
  }

  /** @param {Node} node @returns {Promise<Matches>} */
  node(node) {
    switch (node.t) {
      case "word": return this.word(node);
      case "title": return this.title(node);
      case "phrase": return this.phrase(node);
      case "near": return this.near(node);
      case "wild": return this.wild(node);
      case "field": return this.field(node);
      case "value": return this.value(node);
      case "date": return this.date(node);
      case "any": return Promise.all(node.of.map((/** @type {Node} */ part) => this.node(part))).then((parts) => anyOf(parts, true));
      default: return this.group(node, false);
    }
  }

  /** @param {Node} node @param {boolean} outermost @returns {Promise<Grouped>} */
  async group(node, outermost) {
    const wanted = await this.wanted(node.may);
    const [must, filters, may, not] = await Promise.all(
      [node.must.filter((/** @type {Node} */ part) => !narrows(part)), node.must.filter(narrows), wanted.map(([part]) => part), node.not].map((nodes) =>
        Promise.all(nodes.map((/** @type {Node} */ part) => this.node(part)))));
    const chosen = must.length ? must : may.length ? [unscored(anyOf(may, false).articles)] : [];
    if (!chosen.length && !filters.length)
      chosen.push(unscored(Int32Array.from({ length: not.length && outermost ? this.segment.articles : 0 }, (_, n) => n)));
    const found = [...chosen, ...filters].reduce(allOf);
    const scores = found.scores.slice();
    const hits = new Uint8Array(found.articles.length);
    may.forEach((matches, n) => both(found.articles, matches.articles, (at, here) => {
      scores[at] += matches.scores[here] * wanted[n][1];
      hits[at]++;
    }));
    const known = await Promise.all(may.map(({ articles }, n) => this.isKnown(wanted[n][0], articles.length)));
    const all = known.filter(Boolean).length;
    /** @type {Grouped} */
    let kept = { articles: found.articles, scores, complete: hits.map((count) => Number(count === all)) };
    for (const matches of not) kept = without(kept, matches.articles);
    return kept;
  }

  /** Whether an article must match a node to be complete: not where nothing does. What nothing in a segment matches may be in
   * another; but what words there are, the lexicon of all says. @param {Node} node @param {number} found */
  async isKnown(node, found) {
    if (this.segment.alone || found) return found > 0;
    return node.t !== "word" || (await this.archive.line(node.s)) !== undefined;
  }

  /** Distinct optional nodes and how often each is asked; words that are everywhere only when there is nothing else.
   * @param {Node[]} may @returns {Promise<[Node, number][]>} */
  async wanted(may) {
    /** @type {Map<string, [Node, number]>} */
    const counted = new Map();
    for (const node of may) {
      const key = JSON.stringify(node);
      const known = counted.get(key);
      if (known) known[1]++;
      else counted.set(key, [node, 1]);
    }
    const list = [...counted.values()];
    const everywhere = await Promise.all(list.map(([node]) => this.everywhere(node)));
    const telling = list.filter((_, n) => !everywhere[n]);
    return telling.length ? telling : list;
  }

  /** @param {Node} node */
  async everywhere(node) {
    return node.t === "word" && this.isCommon(node.s);
  }

  /** @param {string} surface */
  async isCommon(surface) {
    const [line, { common }] = await Promise.all([this.archive.line(surface), this.archive.root()]);
    return line !== undefined && common.has(line.stems[0]);
  }

  // -------------------------------------------------------------------------------------- words

  /** @param {Node} node */
  async word(node) {
    const line = await this.archive.line(node.s);
    if (!line) this.missing.push(node.s);
    return line ? this.stems(line.stems) : NOTHING;
  }

  /** @param {string[]} stems @param {string} [mark] */
  async stems(stems, mark = "") {
    return anyOf(await Promise.all(stems.map((stem) => this.term(mark + stem))), false);
  }

  /** @param {Node} node */
  async title(node) {
    const line = await this.archive.line(node.s);
    return line ? this.stems(line.stems, TITLE) : NOTHING;
  }

  /** @param {Node} node */
  async wild(node) {
    const lines = await wildLines(this.archive, node.p);
    if (!lines.length) this.missing.push(node.p);
    return this.stems([...new Set(lines.flatMap((line) => line.stems))]);
  }

  /** @param {string} term @returns {Promise<Matches>} */
  async term(term) {
    const { articles, levels, worth } = await this.segment.postings(term);
    return { articles, scores: Int32Array.from(levels, (level) => level * worth) };
  }

  // ------------------------------------------------------------------------------------- places

  /** @param {Node} node @returns {Promise<Matches>} */
  async phrase(node) {
    const articles = await this.standing(node);
    return { articles, scores: await this.scores(node, articles) };
  }

  /** The articles a phrase stands in. Few candidates with words that are everywhere between: their own texts are read.
   * @param {Node} node */
  async standing(node) {
    const common = await Promise.all(node.s.map((/** @type {string} */ surface) => this.isCommon(surface)));
    const telling = common.filter((one) => !one).length;
    if (telling === node.s.length || !telling || node.w) return articlesOf(await this.keys(node));
    const some = await this.meet(node, (_, n) => !common[n]);
    const candidates = articlesOf(some);
    if (candidates.length > FEW) return articlesOf(await this.meet(node, (_, n) => common[n], some));
    const fits = await Promise.all(Array.from(candidates, (number) => this.reads(number, node)));
    if (fits.includes(undefined)) return articlesOf(await this.meet(node, (_, n) => common[n], some));
    return candidates.filter((_, n) => fits[n]);
  }

  /** Whether an article's own text or title has a phrase; undefined where its text is too long to be there whole. @param {number} number @param {Node} node */
  async reads(number, node) {
    const entry = await this.segment.record(number);
    /** @param {string} part */
    const has = (part) => (" " + tokens(part).map(fold).join(" ") + " ").includes(" " + node.s.join(" ") + " ");
    if (has(entry.title)) return true;
    if (node.title) return false;
    const body = await this.archive.text(entry.id);
    return body.split("\n\n").some(has) || (body.length < LONGEST_TEXT ? false : undefined);
  }

  /** @param {Node} node @returns {Promise<Matches>} */
  async near(node) {
    const [a, b] = await Promise.all([this.keys(node.a), this.keys(node.b)]);
    const close = a.filter((key) => {
      const at = below(b, key);
      for (let side = at - 1; side <= at + 1; side++) {
        const apart = side >= 0 && side < b.length ? Math.abs(b[side] - key) : 0;
        if (apart > 0 && apart <= node.n) return true;
      }
      return false;
    });
    const articles = articlesOf(close);
    const [first, second] = await Promise.all([this.scores(node.a, articles), this.scores(node.b, articles)]);
    return { articles, scores: first.map((score, n) => score + second[n]) };
  }

  /** What a node's words are worth in these articles; words that are everywhere count nothing.
   * @param {Node} node @param {Int32Array} articles */
  async scores(node, articles) {
    const scores = new Int32Array(articles.length);
    const surfaces = node.t === "word" ? [node.s] : [...new Set(node.s)];
    await Promise.all(surfaces.map(async (surface) => {
      if (!articles.length || (await this.isCommon(surface))) return;
      const line = await this.archive.line(surface);
      if (!line) return;
      const matches = await this.stems(line.stems);
      both(articles, matches.articles, (at, here) => void (scores[at] += matches.scores[here]));
    }));
    return scores;
  }

  /** Where a word or phrase stands: ascending article * SHIFT + position of its first word.
   * @param {Node} node @returns {Promise<Float64Array>} */
  async keys(node) {
    if (node.t === "phrase") return this.meet(node, () => true);
    const line = await this.archive.line(node.s);
    if (!line) this.missing.push(node.s);
    return line ? merged(await Promise.all(line.stems.map((stem) => this.places(stem, "", "")))) : new Float64Array(0);
  }

  /** Where those words of a phrase that `which` picks all stand in their places, among `keys` when given.
   * @param {Node} node @param {(surface: string, n: number) => boolean} which @param {Float64Array | null} [keys] */
  async meet(node, which, keys = null) {
    const lists = await Promise.all(node.s.map((/** @type {string} */ surface, /** @type {number} */ n) =>
      which(surface, n) ? this.spelled(surface, node.w ? node.w[n] : "") : null));
    lists.forEach((list, n) => {
      if (!list) return;
      const moved = list.map((/** @type {number} */ key) => key - n);
      keys = keys ? meeting(keys, moved) : moved;
    });
    const found = keys ?? new Float64Array(0);
    return node.title ? found.filter((key) => key % SHIFT < BODY_START - node.s.length) : found;
  }

  /** @param {string} surface @param {string} spelling */
  async spelled(surface, spelling) {
    const line = await this.archive.line(surface);
    if (!line) this.missing.push(surface);
    return line ? merged(await Promise.all(line.stems.map((stem) => this.places(stem, surface, spelling)))) : new Float64Array(0);
  }

  /** Where a stem's words stand; only those that fold to `surface` or are written `spelling`.
   * @param {string} stem @param {string} surface @param {string} spelling */
  async places(stem, surface, spelling) {
    const [{ articles }, far] = await Promise.all([this.segment.postings(stem), this.segment.positions(stem)]);
    const fits = far.spellings.map((written) => !surface || (spelling ? written === spelling : fold(written) === surface));
    const keys = new Float64Array(far.positions.length);
    let size = 0;
    for (let n = 0; n < articles.length; n++)
      for (let k = far.starts[n]; k < far.starts[n + 1]; k++)
        if (fits[far.spelled ? far.spelled[k] : 0]) keys[size++] = articles[n] * SHIFT + far.positions[k];
    return keys.subarray(0, size);
  }

  // ------------------------------------------------------------------------------------ filters

  /** @param {Node} node @returns {Promise<Matches>} */
  async field(node) {
    const keys = await keysOf(this.segment, node.f, node.v);
    const found = anyOf(await Promise.all(keys.map((v) => this.value({ f: node.f, v }))), false);
    if (!found.articles.length) this.unknown.push(`${node.f}:${node.v}`);
    return found;
  }

  /** @param {Node} node @returns {Promise<Matches>} */
  async value(node) {
    return unscored((await this.segment.postings(`${VALUE}${node.f}:${node.v}`)).articles);
  }

  /** @param {Node} node @returns {Promise<Matches>} */
  async date(node) {
    const [first, last] = await interval(this.segment, node.a, node.b);
    return unscored(Int32Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n));
  }
}

/** The article of every place where a word or phrase stands, ascending; for any other question, the articles found.
 * @param {Shelf} shelf @param {Node} tree @returns {Promise<ArrayLike<number>>} */
export async function occurrences(shelf, tree) {
  const parts = [...tree.must, ...tree.may];
  if (parts.length !== 1 || tree.not.length || !["word", "phrase"].includes(parts[0].t)) return (await rank(shelf, tree, "oldest")).found;
  const found = await Promise.all(oldestFirst(shelf.segments).map(async (segment) =>
    (await new Evaluation(segment).keys(parts[0])).map((key) => segment.first + Math.floor(key / SHIFT))));
  return found.length === 1 ? found[0] : found.flatMap((list) => [...list]);
}

/** The lexicon's lines that a pattern fits, most frequent first. @param {Shelf} shelf @param {string} pattern */
export async function wildLines(shelf, pattern) {
  const fits = new RegExp("^" + [...pattern].map((c) => (c === "*" ? ".*" : c === "?" ? "." : c.replace(/[.+^${}()|[\]\\\/-]/g, "\\$&"))).join("") + "$", "su");
  const start = pattern.split(/[*?]/)[0];
  const lines = (await shelf.lines(start, start + LAST, WILD_LINES)).filter((line) => fits.test(line.surface));
  lines.sort((a, b) => b.often - a.often || (precedes(a.surface, b.surface) ? -1 : 1));
  return lines.slice(0, MOST_WILD);
}

/** The keys of the values that a filter names: whole names first, else parts of them.
 * @param {Segment} segment @param {string} field @param {string} value */
export async function keysOf(segment, field, value) {
  if (field === "story") return [value];
  const key = foldText(value);
  if (field === "person" || field === "organisation" || field === "place") {
    const named = (await segment.archive.names(key, key)).filter((name) => name.key === key && name.field === field);
    return named.length ? [...new Set(named.map((name) => name.value))] : [value];
  }
  const values = (await segment.column(field)).values.map((row) => row[0]);
  return values.includes(key) ? [key] : values.filter((known) => key && known.includes(key));
}

/** The numbers of the articles dated from `first` to `last`, both whole; "" is open.
 * @param {Segment} segment @param {string} first @param {string} last @returns {Promise<[number, number]>} */
export async function interval(segment, first, last) {
  const steps = first.length <= 7 && last.length <= 7 ? (await segment.near()).months : (await segment.far()).days;
  const dates = steps.filter((/** @type {any} */ _, /** @type {number} */ n) => !(n & 1));
  /** @param {number} at */
  const number = (at) => (at < dates.length ? steps[2 * at + 1] : segment.dated);
  const since = first ? belowText(dates, first) : 0;
  return [number(since), number(last ? belowText(dates, last + "~") : dates.length)];
}

/** @param {string[]} list @param {string} value */
function belowText(list, value) {
  const at = list.findIndex((one) => one >= value);
  return at < 0 ? list.length : at;
}
