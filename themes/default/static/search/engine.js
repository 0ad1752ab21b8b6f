// @ts-check
/** A parsed query against the index → articles with scores: step for step as sitegen/search/evaluate.py,
 * in whole numbers, so that both agree to the last digit. */
import { NOTHING, allOf, anyOf, below, both, without } from "./lists.js";
import { precedes } from "./shelf.js";
import { foldText } from "./words.js";

/** @typedef {import("./shelf.js").Shelf} Shelf
 *  @typedef {import("./segment.js").Segment} Segment
 *  @typedef {import("./query.js").Node} Node
 *  @typedef {import("./lists.js").Matches} Matches
 *  @typedef {import("./lists.js").Grouped} Grouped
 *  @typedef {{ order: Int32Array, found: Int32Array, complete: number, missing: string[], unknown: string[], scored: boolean,
 *    asked: Segment[], all: boolean }} Ranked `asked`: the segments that answered; `all`: no other can have more */

const MOST_WILD = 30, WILD_LINES = 8192;
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
export const oldestFirst = (segments) => [...segments].sort((a, b) => Number(!a.dated) - Number(!b.dated) || a.first - b.first);

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
  const size = articles.length, split = below(articles, dated);
  /** Newest first, undated ones last. @param {number} n */
  const turned = (n) => (n < split ? split - 1 - n : size - 1 - (n - split));
  const order = new Int32Array(size);
  if (sort === "newest") {
    for (let n = 0; n < size; n++) order[n] = articles[turned(n)];
    return order;
  }
  let most = 0;
  for (let n = 0; n < size; n++) if (scores[n] > most) most = scores[n];
  const keys = new Float64Array(size);
  for (let n = 0; n < size; n++) keys[n] = ((complete[n] ? 0 : most + 1) + most - scores[n]) * size + turned(n);
  keys.sort();
  for (let n = 0; n < size; n++) order[n] = articles[turned(keys[n] - Math.floor(keys[n] / size) * size)];
  return order;
}

/** Whether a node only narrows, so that the words beside it still choose. @param {Node} node @returns {boolean} */
const narrows = (node) => ["field", "date", "value"].includes(node.t) || (node.t === "any" && node.of.every(narrows));

/** What one optional node alone finds. @param {Matches} matches @param {number} times how often it is asked @returns {Grouped} */
const alone = ({ articles, scores }, times) =>
  ({ articles, scores: times === 1 ? scores : scores.map((score) => score * times), complete: new Uint8Array(articles.length).fill(1) });

/** @param {Int32Array} articles @returns {Matches} */
const unscored = (articles) => ({ articles, scores: new Int32Array(articles.length) });

/** One segment's answer in the making. */
export class Evaluation {
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
      case "phrase":
      case "near": return this.placed(node);
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
    if (may.length === 1 && !must.length && !filters.length && !not.length) return alone(may[0], wanted[0][1]);
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
    const scores = new Int32Array(levels);
    for (let n = 0; n < scores.length; n++) scores[n] *= worth;
    return { articles, scores };
  }

  /** Phrases and words near each other: what looks at places comes when it is asked. @param {Node} node @returns {Promise<Matches>} */
  async placed(node) {
    const words = node.t === "near" ? [node.a.s, node.b.s].flat() : node.s;
    const [{ Places }] = await Promise.all([import("./places.js"), ...words.map((/** @type {string} */ word) => this.archive.line(word))]);
    return new Places(this)[node.t === "near" ? "near" : "phrase"](node);
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
  const steps = first.length <= 7 && last.length <= 7 ? (await segment.near()).months : await segment.days();
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
