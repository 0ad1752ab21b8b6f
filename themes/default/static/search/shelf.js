// @ts-check
/** The index's files, fetched as they are needed: the browser's side of sitegen/search/shelf.py. A shelf is the whole archive's:
 * its lexicon, and its segments, one or several. */
import { Segment } from "./segment.js";

const VERSION = 3, SEGMENTED = 4;
/** Lines of the names' lexicon that are looked through for one name. */
const MOST_NAMES = 4096;

/** @typedef {{ surface: string, often: number, stems: string[] }} Line
 *  @typedef {{ key: string, field: string, value: string, name: string, articles: number }} Name
 *  @typedef {{ id: string, title: string, supplied: number, date: string | null, outlet: string | null, agencies: string[],
 *    language: string | null, words: number, story: any[] | null }} Entry */

/** The index cannot be read: `message` says it to the reader, `stale` that a new manifest may help. */
export class IndexProblem extends Error {
  /** @param {string} message @param {boolean} stale */
  constructor(message, stale) {
    super(message);
    this.stale = stale;
  }
}

const text = new TextDecoder();

/** @param {ArrayBuffer} data gzipped by us, or already decoded by the host */
async function unpack(data) {
  const bytes = new Uint8Array(data);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  writer.write(bytes).catch(() => {}); // the reader below has the same error
  writer.close().catch(() => {});
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

/** Whether a comes before b by code point, as the index sorts. @param {string} a @param {string} b */
export function precedes(a, b) {
  if (!/[\ud800-\uffff]/.test(a + b)) return a < b;
  const [left, right] = [[...a], [...b]];
  for (let n = 0; n < left.length && n < right.length; n++)
    if (left[n] !== right[n]) return /** @type {number} */ (left[n].codePointAt(0)) < /** @type {number} */ (right[n].codePointAt(0));
  return left.length < right.length;
}

/** @type {Record<string, string>} */
const TYPES = { p: "person", o: "organisation", l: "place" };

export class Shelf {
  /** @param {URL} folder the site's search/, with a slash at its end */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.files = new Map();
    /** @type {Map<string, Promise<any>>} */
    this.made = new Map();
    /** In the order in which they are asked: newest first. @type {Segment[]} */
    this.segments = [];
  }

  /** Read the manifest; `again` past every cache. @param {boolean} [again] @param {Promise<Response>} [asked] for the manifest already */
  async open(again = false, asked = fetch(new URL("manifest.gz", this.folder), { cache: again ? "reload" : "no-cache" })) {
    const answer = await asked.catch(() => null);
    if (!answer?.ok) throw new IndexProblem("The search index could not be fetched. Check the connection and reload the page.", false);
    this.manifest = await answer.arrayBuffer().then(unpack).then((data) => JSON.parse(text.decode(data))).catch(() => null);
    const alone = this.manifest?.version === VERSION;
    if (!alone && this.manifest?.version !== SEGMENTED)
      throw new IndexProblem("The search index and this page are of different versions. Reload the page.", false);
    this.files.clear();
    this.made.clear();
    this.articles = /** @type {number} */ (this.manifest.articles);
    this.dated = /** @type {number} */ (this.manifest.dated);
    /** @type {any[]} */
    const entries = alone ? [{ folder: "", first: 0, from: "", to: "" }] : this.manifest.segments;
    this.segments = entries.map((entry) => new Segment(this, { ...this.manifest, ...entry }, alone));
    return this;
  }

  /** @param {string} name */
  file(name) {
    let found = this.files.get(name);
    if (!found) this.files.set(name, (found = this.fetch(name)));
    return found;
  }

  /** @param {string} name */
  async fetch(name) {
    const answer = await fetch(new URL(name, this.folder)).catch(() => null);
    if (!answer?.ok) {
      this.files.delete(name);
      throw new IndexProblem(`A part of the search index is missing (${name}). The archive may be being updated: try again in a moment.`, true);
    }
    return unpack(await answer.arrayBuffer());
  }

  /** Make a thing once. @template T @param {string} name @param {() => Promise<T>} make @returns {Promise<T>} */
  once(name, make) {
    let found = this.made.get(name);
    if (!found) {
      found = make();
      this.made.set(name, found);
      found.catch(() => this.made.delete(name));
    }
    return found;
  }

  /** @param {string} name of a file with a table @returns {Promise<any>} */
  table(name) {
    return this.once(name, async () => JSON.parse(text.decode(await this.file(name))));
  }

  /** What all segments share: the stems that are everywhere, and the archive's months.
   * @returns {Promise<{ common: Set<string>, months: any[] }>} */
  root() {
    return this.once("root", async () => {
      const { common, months } = await this.table(this.manifest.tables[0]);
      return { common: new Set(common), months };
    });
  }

  // ------------------------------------------------------------------------------------ lexicon

  /** The surface's own line; for a form that never occurs, the longest surface or stem that it begins with and that
   * is at most three characters shorter. @param {string} surface @returns {Promise<Line | undefined>} */
  async line(surface) {
    const lines = await this.lines(surface, surface);
    const own = lines.find((line) => line.surface === surface);
    if (own || !/^\p{L}+$/u.test(surface)) return own;
    const least = Math.max(4, [...surface].length - 3);
    let longest = 0;
    /** @type {string[]} */
    let found = [];
    for (const line of lines)
      for (const begun of [line.surface, ...line.stems])
        if (begun.length > longest && surface.startsWith(begun) && [...begun].length >= least)
          [longest, found] = [begun.length, begun === line.surface ? line.stems : [begun]];
    return longest ? { surface, often: 0, stems: found } : undefined;
  }

  /** The lines of the shards that may hold keys from first to last: of at most so many as have about `most`.
   * @param {string} first @param {string} last @param {number} [most] @returns {Promise<Line[]>} */
  lines(first, last, most = 1) {
    return this.rows("words", first, last, most, (row) => {
      const stems = [row[1].slice(1), ...row.slice(2)];
      const letters = [...row[0]];
      return {
        surface: row[0], often: row[1].charCodeAt(0) - 48,
        stems: stems.map((stem) => letters.slice(0, stem.charCodeAt(0) - 48).join("") + stem.slice(1)),
      };
    });
  }

  /** @param {string} first @param {string} last @param {number} [most] @returns {Promise<Name[]>} */
  names(first, last, most = MOST_NAMES) {
    return this.rows("names", first, last, most, (row) => ({
      key: row[0], field: TYPES[row[1][0]], value: row[1].slice(1), name: row[2], articles: Number(row[3]),
    }));
  }

  /** @template T @param {string} kind @param {string} first @param {string} last @param {number} most
   * @param {(row: string[]) => T} read @returns {Promise<T[]>} */
  async rows(kind, first, last, most, read) {
    /** @type {string[]} */
    const table = this.manifest[kind];
    let since = 0;
    for (let low = 0, high = table.length / 2 - 1; low <= high; ) {
      const middle = (low + high) >> 1;
      if (precedes(first, table[2 * middle])) high = middle - 1;
      else low = (since = middle) + 1;
    }
    const wanted = [], many = Math.max(1, Math.floor(most / this.manifest.lines[kind]));
    for (let n = since; n < Math.min(since + many, table.length / 2); n++)
      if (n === since || !precedes(last, table[2 * n])) wanted.push(table[2 * n + 1]);
    const shards = await Promise.all(wanted.map((name) =>
      this.once(name, async () => unfold(text.decode(await this.file(name))).map(read))));
    return shards.length === 1 ? shards[0] : shards.flat();
  }

  // ------------------------------------------------------------------------------------ results

  /** @param {number} number in the archive @returns {Promise<Entry>} */
  async record(number) {
    const segment = /** @type {Segment} */ (this.segments.find(({ first, articles }) => first <= number && number < first + articles));
    return segment.record(number - segment.first);
  }

  /** An article's text, for quoting. @param {string} article */
  async text(article) {
    return this.manifest?.show === "metadata" ? "" : text.decode(await this.file(`text/t-${article}.gz`));
  }
}

/** @type {Promise<Shelf> | undefined} */
let opened;

/** The archive that this module lies in, opened once for all that ask it; after a failure opened anew. The tables that every
 * query needs are fetched ahead. @param {Promise<Response>} [asked] for the manifest already @returns {Promise<Shelf>} */
export function archive(asked) {
  opened ??= new Shelf(new URL("../../search/", import.meta.url)).open(false, asked);
  opened.then((shelf) => Promise.all([shelf.root(), shelf.segments[0]?.near()])).catch(() => (opened = undefined));
  return opened;
}

/** @param {string} lines */
function unfold(lines) {
  let before = "";
  return lines.split("\n").map((line) => {
    const row = line.split("\t");
    const shared = row[0].charCodeAt(0) - 48;
    const kept = /[\ud800-\udfff]/.test(before) ? [...before].slice(0, shared).join("") : before.slice(0, shared);
    row[0] = before = kept + row[0].slice(1);
    return row;
  });
}
