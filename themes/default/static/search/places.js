// @ts-check
/** Where words stand: phrases and words near each other, from positions; the same steps as in sitegen/search/evaluate.py. */
import { Evaluation, oldestFirst, rank } from "./engine.js";
import { NOTHING, SHIFT, allOf, articlesOf, below, both, meeting, merged } from "./lists.js";
import { fold, tokens } from "./words.js";

/** @typedef {import("./shelf.js").Shelf} Shelf
 *  @typedef {import("./query.js").Node} Node
 *  @typedef {import("./lists.js").Matches} Matches */

const BODY_START = 64;
const FEW = 12; // articles whose own text is read rather than the positions of words
const LONGEST_TEXT = 60000; // characters: longer texts are cut there

export class Places {
  /** @param {Evaluation} work the answer that asks */
  constructor(work) {
    this.work = work;
    this.segment = work.segment;
    this.archive = work.archive;
  }

  /** @param {Node} node @returns {Promise<Matches>} */
  async phrase(node) {
    const articles = await this.standing(node);
    return { articles, scores: await this.scores(node, articles) };
  }

  /** The articles a phrase stands in. Where few can be meant their own texts are read: those that have all its telling words,
   * or have these where the phrase has them, with words that are everywhere between. @param {Node} node */
  async standing(node) {
    const common = await Promise.all(node.s.map((/** @type {string} */ surface) => this.work.isCommon(surface)));
    const telling = node.s.filter((/** @type {string} */ _, /** @type {number} */ n) => !common[n]);
    if (!telling.length || node.w) return articlesOf(await this.keys(node));
    if (await this.areFrequent(telling)) this.segment.far().catch(() => {}); // most likely needed
    const read = await this.reading(await this.having(telling), node);
    if (read) return read;
    const some = await this.meet(node, (_, n) => !common[n]);
    if (telling.length === node.s.length) return articlesOf(some);
    return (await this.reading(articlesOf(some), node)) ?? articlesOf(await this.meet(node, (_, n) => common[n], some));
  }

  /** Whether many articles would have all these words if each stood where it does by chance, or, as words of one subject do,
   * many times as often. @param {string[]} words */
  async areFrequent(words) {
    const lines = await Promise.all(words.map((word) => this.archive.line(word)));
    const all = this.archive.articles ?? 1;
    return lines.reduce((share, line) => share * Math.min(1, 2 ** (line?.often ?? 0) / all), all) > 1 / 16;
  }

  /** The articles that have all words, in any form. @param {string[]} words */
  async having(words) {
    const lists = await Promise.all(words.map(async (word) => {
      const line = await this.archive.line(word);
      if (!line) this.work.missing.push(word);
      return line ? this.work.stems(line.stems) : NOTHING;
    }));
    return lists.reduce(allOf).articles;
  }

  /** Those of a few articles whose own text has a phrase; undefined of many, or where a text is not there whole.
   * @param {Int32Array} candidates @param {Node} node */
  async reading(candidates, node) {
    if (candidates.length > FEW) return undefined;
    const fits = await Promise.all(Array.from(candidates, (number) => this.reads(number, node)));
    return fits.includes(undefined) ? undefined : candidates.filter((_, n) => fits[n]);
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
      if (!articles.length || (await this.work.isCommon(surface))) return;
      const line = await this.archive.line(surface);
      if (!line) return;
      const matches = await this.work.stems(line.stems);
      both(articles, matches.articles, (at, here) => void (scores[at] += matches.scores[here]));
    }));
    return scores;
  }

  /** Where a word or phrase stands: ascending article * SHIFT + position of its first word.
   * @param {Node} node @returns {Promise<Float64Array>} */
  async keys(node) {
    if (node.t === "phrase") return this.meet(node, () => true);
    const line = await this.archive.line(node.s);
    if (!line) this.work.missing.push(node.s);
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
    if (!line) this.work.missing.push(surface);
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
}

/** The article of every place where a word or phrase stands, ascending; for any other question, the articles found.
 * @param {Shelf} shelf @param {Node} tree @returns {Promise<ArrayLike<number>>} */
export async function occurrences(shelf, tree) {
  const parts = [...tree.must, ...tree.may];
  if (parts.length !== 1 || tree.not.length || !["word", "phrase"].includes(parts[0].t)) return (await rank(shelf, tree, "oldest")).found;
  const found = await Promise.all(oldestFirst(shelf.segments).map(async (segment) =>
    (await new Places(new Evaluation(segment)).keys(parts[0])).map((key) => segment.first + Math.floor(key / SHIFT))));
  return found.length === 1 ? found[0] : found.flatMap((list) => [...list]);
}
