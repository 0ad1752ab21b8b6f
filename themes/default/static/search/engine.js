// @ts-check
/** A parsed query against the index → articles with scores: step for step as sitegen/search/evaluate.py,
 * in whole numbers, so that both agree to the last digit. */
import { precedes } from "./shelf.js";
import { fold, foldText, tokens } from "./words.js";

/** @typedef {import("./shelf.js").Shelf} Shelf
 *  @typedef {import("./query.js").Node} Node
 *  @typedef {{ articles: Int32Array, scores: Int32Array }} Matches
 *  @typedef {{ articles: Int32Array, scores: Int32Array, complete: Uint8Array }} Grouped
 *  @typedef {{ order: Int32Array, found: Int32Array, complete: number, missing: string[], unknown: string[], scored: boolean }} Ranked */

const MOST_WILD = 30, WILD_SHARDS = 4, BODY_START = 64, SHIFT = 2 ** 32;
const FEW = 24; // articles whose own text is read rather than the positions of words that are everywhere
const LONGEST_TEXT = 60000; // characters: longer texts are cut there
const TITLE = "\x02", VALUE = "\x01", LAST = "\u{10ffff}";

/** @type {Matches} */
const NOTHING = { articles: new Int32Array(0), scores: new Int32Array(0) };

/** BM25's inverse document frequency in 64ths, whole. @param {number} articles @param {number} having */
export const rarity = (articles, having) => Math.floor(64 * Math.log(1 + (articles - having + 0.5) / (having + 0.5)) + 0.5);

/** @param {Shelf} shelf @param {Node} tree @param {string} sort relevance, newest or oldest @returns {Promise<Ranked>} */
export async function rank(shelf, tree, sort) {
  const work = new Evaluation(shelf);
  const found = await work.group(tree, true);
  const scored = found.scores.some((score) => score > 0);
  return {
    order: ordered(found, scored || sort !== "relevance" ? sort : "newest", shelf.dated ?? 0), found: found.articles,
    complete: found.complete.reduce((total, one) => total + one, 0), scored,
    missing: [...new Set(work.missing)].sort(), unknown: [...new Set(work.unknown)].sort(),
  };
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

/** How many of an ascending list come before a number. @param {ArrayLike<number>} list @param {number} value */
function below(list, value) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a node only narrows, so that the words beside it still choose. @param {Node} node @returns {boolean} */
const narrows = (node) => ["field", "date", "value"].includes(node.t) || (node.t === "any" && node.of.every(narrows));

/** @param {Int32Array} articles @returns {Matches} */
const unscored = (articles) => ({ articles, scores: new Int32Array(articles.length) });

class Evaluation {
  /** @param {Shelf} shelf */
  constructor(shelf) {
    this.shelf = shelf;
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
      chosen.push(unscored(Int32Array.from({ length: not.length && outermost ? (this.shelf.articles ?? 0) : 0 }, (_, n) => n)));
    const found = [...chosen, ...filters].reduce(allOf);
    const scores = found.scores.slice();
    const hits = new Uint8Array(found.articles.length);
    may.forEach((matches, n) => both(found.articles, matches.articles, (at, here) => {
      scores[at] += matches.scores[here] * wanted[n][1];
      hits[at]++;
    }));
    const all = may.filter((matches) => matches.articles.length).length;
    /** @type {Grouped} */
    let kept = { articles: found.articles, scores, complete: hits.map((count) => Number(count === all)) };
    for (const matches of not) kept = without(kept, matches.articles);
    return kept;
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
    const [line, near] = await Promise.all([this.shelf.line(surface), this.shelf.near()]);
    return line !== undefined && near.common.has(line.stems[0]);
  }

  // -------------------------------------------------------------------------------------- words

  /** @param {Node} node */
  async word(node) {
    const line = await this.shelf.line(node.s);
    if (!line) this.missing.push(node.s);
    return line ? this.stems(line.stems) : NOTHING;
  }

  /** @param {string[]} stems @param {string} [mark] */
  async stems(stems, mark = "") {
    return anyOf(await Promise.all(stems.map((stem) => this.term(mark + stem))), false);
  }

  /** @param {Node} node */
  async title(node) {
    const line = await this.shelf.line(node.s);
    return line ? this.stems(line.stems, TITLE) : NOTHING;
  }

  /** @param {Node} node */
  async wild(node) {
    const lines = await wildLines(this.shelf, node.p);
    if (!lines.length) this.missing.push(node.p);
    return this.stems([...new Set(lines.flatMap((line) => line.stems))]);
  }

  /** @param {string} term @returns {Promise<Matches>} */
  async term(term) {
    const { articles, levels } = await this.shelf.postings(term);
    const rare = rarity(this.shelf.articles ?? 0, articles.length);
    return { articles, scores: Int32Array.from(levels, (level) => level * rare) };
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
    const entry = await this.shelf.record(number);
    /** @param {string} part */
    const has = (part) => (" " + tokens(part).map(fold).join(" ") + " ").includes(" " + node.s.join(" ") + " ");
    if (has(entry.title)) return true;
    if (node.title) return false;
    const body = await this.shelf.text(entry.id);
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
      const line = await this.shelf.line(surface);
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
    const line = await this.shelf.line(node.s);
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
    const line = await this.shelf.line(surface);
    if (!line) this.missing.push(surface);
    return line ? merged(await Promise.all(line.stems.map((stem) => this.places(stem, surface, spelling)))) : new Float64Array(0);
  }

  /** Where a stem's words stand; only those that fold to `surface` or are written `spelling`.
   * @param {string} stem @param {string} surface @param {string} spelling */
  async places(stem, surface, spelling) {
    const [{ articles }, far] = await Promise.all([this.shelf.postings(stem), this.shelf.positions(stem)]);
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
    const keys = await keysOf(this.shelf, node.f, node.v);
    const found = anyOf(await Promise.all(keys.map((v) => this.value({ f: node.f, v }))), false);
    if (!found.articles.length) this.unknown.push(`${node.f}:${node.v}`);
    return found;
  }

  /** @param {Node} node @returns {Promise<Matches>} */
  async value(node) {
    return unscored((await this.shelf.postings(`${VALUE}${node.f}:${node.v}`)).articles);
  }

  /** @param {Node} node @returns {Promise<Matches>} */
  async date(node) {
    const [first, last] = await interval(this.shelf, node.a, node.b);
    return unscored(Int32Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n));
  }
}

/** The article of every place where a word or phrase stands, ascending; for any other question, the articles found.
 * @param {Shelf} shelf @param {Node} tree @returns {Promise<ArrayLike<number>>} */
export async function occurrences(shelf, tree) {
  const parts = [...tree.must, ...tree.may];
  if (parts.length !== 1 || tree.not.length || !["word", "phrase"].includes(parts[0].t)) return (await rank(shelf, tree, "oldest")).found;
  return (await new Evaluation(shelf).keys(parts[0])).map((key) => Math.floor(key / SHIFT));
}

/** The lexicon's lines that a pattern fits, most frequent first. @param {Shelf} shelf @param {string} pattern */
export async function wildLines(shelf, pattern) {
  const fits = new RegExp("^" + [...pattern].map((c) => (c === "*" ? ".*" : c === "?" ? "." : c.replace(/[.+^${}()|[\]\\\/-]/g, "\\$&"))).join("") + "$", "su");
  const start = pattern.split(/[*?]/)[0];
  const lines = (await shelf.lines(start, start + LAST, WILD_SHARDS)).filter((line) => fits.test(line.surface));
  lines.sort((a, b) => b.often - a.often || (precedes(a.surface, b.surface) ? -1 : 1));
  return lines.slice(0, MOST_WILD);
}

/** The keys of the values that a filter names: whole names first, else parts of them.
 * @param {Shelf} shelf @param {string} field @param {string} value */
export async function keysOf(shelf, field, value) {
  if (field === "story") return [value];
  const key = foldText(value);
  if (field === "person" || field === "organisation" || field === "place") {
    const named = (await shelf.names(key, key)).filter((name) => name.key === key && name.field === field);
    return named.length ? [...new Set(named.map((name) => name.value))] : [value];
  }
  const values = (await shelf.column(field)).values.map((row) => row[0]);
  return values.includes(key) ? [key] : values.filter((known) => key && known.includes(key));
}

/** The numbers of the articles dated from `first` to `last`, both whole; "" is open.
 * @param {Shelf} shelf @param {string} first @param {string} last @returns {Promise<[number, number]>} */
export async function interval(shelf, first, last) {
  const steps = first.length <= 7 && last.length <= 7 ? (await shelf.near()).months : (await shelf.far()).days;
  const dates = steps.filter((/** @type {any} */ _, /** @type {number} */ n) => !(n & 1));
  /** @param {number} at */
  const number = (at) => (at < dates.length ? steps[2 * at + 1] : shelf.dated);
  const since = first ? belowText(dates, first) : 0;
  return [number(since), number(last ? belowText(dates, last + "~") : dates.length)];
}

/** @param {string[]} list @param {string} value */
function belowText(list, value) {
  const at = list.findIndex((one) => one >= value);
  return at < 0 ? list.length : at;
}

/** Call with the indexes, in each of two ascending lists, of what is in both.
 * @param {Int32Array} articles @param {Int32Array} others @param {(at: number, here: number) => void} each */
function both(articles, others, each) {
  if (others.length > 32 * articles.length) {
    for (let at = 0; at < articles.length; at++) {
      const here = below(others, articles[at]);
      if (others[here] === articles[at]) each(at, here);
    }
    return;
  }
  for (let at = 0, here = 0; at < articles.length && here < others.length; )
    if (articles[at] < others[here]) at++;
    else if (articles[at] > others[here]) here++;
    else each(at++, here++);
}

/** @param {Matches} a @param {Matches} b @returns {Matches} */
function allOf(a, b) {
  const size = Math.min(a.articles.length, b.articles.length);
  const [articles, scores] = [new Int32Array(size), new Int32Array(size)];
  let n = 0;
  both(a.articles, b.articles, (at, here) => {
    articles[n] = a.articles[at];
    scores[n++] = a.scores[at] + b.scores[here];
  });
  return { articles: articles.subarray(0, n), scores: scores.subarray(0, n) };
}

/** Articles of any part, with the sum or the greatest of their scores.
 * @param {Matches[]} parts @param {boolean} add @returns {Matches} */
function anyOf(parts, add) {
  if (parts.length < 2) return parts[0] ?? NOTHING;
  let size = 0;
  for (const { articles } of parts) if (articles.length) size = Math.max(size, articles[articles.length - 1] + 1);
  const [scores, here] = [new Int32Array(size), new Uint8Array(size)];
  let count = 0;
  for (const part of parts)
    for (let n = 0; n < part.articles.length; n++) {
      const article = part.articles[n];
      if (!here[article]) count++;
      here[article] = 1;
      scores[article] = add ? scores[article] + part.scores[n] : Math.max(scores[article], part.scores[n]);
    }
  const articles = new Int32Array(count);
  for (let article = 0, n = 0; article < size; article++) if (here[article]) articles[n++] = article;
  return { articles, scores: articles.map((article) => scores[article]) };
}

/** @param {Grouped} found @param {Int32Array} others @returns {Grouped} */
function without(found, others) {
  const drop = new Uint8Array(found.articles.length);
  both(found.articles, others, (at) => void (drop[at] = 1));
  /** @param {any} list */
  const kept = (list) => list.filter((/** @type {number} */ _, /** @type {number} */ n) => !drop[n]);
  return { articles: kept(found.articles), scores: kept(found.scores), complete: kept(found.complete) };
}

/** @param {Float64Array} keys */
function articlesOf(keys) {
  const out = new Int32Array(keys.length);
  let size = 0;
  for (const key of keys) {
    const article = Math.floor(key / SHIFT);
    if (!size || out[size - 1] !== article) out[size++] = article;
  }
  return out.slice(0, size);
}

/** @param {Float64Array} a @param {Float64Array} b */
function meeting(a, b) {
  const out = new Float64Array(Math.min(a.length, b.length));
  let size = 0;
  for (let n = 0, k = 0; n < a.length && k < b.length; )
    if (a[n] < b[k]) n++;
    else if (a[n] > b[k]) k++;
    else {
      out[size++] = a[n++];
      k++;
    }
  return out.subarray(0, size);
}

/** @param {Float64Array[]} lists */
function merged(lists) {
  if (lists.length === 1) return lists[0];
  const all = new Float64Array(lists.reduce((total, list) => total + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  return all.filter((key, n) => !n || key !== all[n - 1]);
}
