// @ts-check
/** The index's files, fetched as they are needed: the browser's side of sitegen/search/shelf.py. */

const VERSION = 1;

/** @typedef {{ surface: string, often: number, stems: string[] }} Line
 *  @typedef {{ key: string, field: string, value: string, name: string, articles: number }} Name
 *  @typedef {{ articles: Int32Array, levels: Uint8Array }} Postings
 *  @typedef {{ starts: Int32Array, positions: Int32Array, spelled: Int32Array | null, spellings: string[] }} Far
 *  @typedef {{ id: string, title: string, supplied: number, date: string | null, outlet: string | null, agencies: string[],
 *    language: string | null, words: number, story: any[] | null }} Entry
 *  @typedef {{ values: [string, string, number][], counts: Int32Array, which: Int32Array }} Column */

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
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Whether a comes before b by code point, as the index sorts. @param {string} a @param {string} b */
export function precedes(a, b) {
  if (!/[\ud800-\uffff]/.test(a + b)) return a < b;
  const [left, right] = [[...a], [...b]];
  for (let n = 0; n < left.length && n < right.length; n++)
    if (left[n] !== right[n]) return /** @type {number} */ (left[n].codePointAt(0)) < /** @type {number} */ (right[n].codePointAt(0));
  return left.length < right.length;
}

const CRC = new Int32Array(256).map((_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

/** Which of 2**bits shards a term lies in. @param {string} term @param {number} bits */
function place(term, bits) {
  if (!bits) return 0;
  let crc = -1;
  for (const byte of new TextEncoder().encode(term)) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> (32 - bits);
}

/** Columns of variable-length integers, read in order. */
class Reader {
  /** @param {Uint8Array} data @param {number} [at] */
  constructor(data, at = 0) {
    this.data = data;
    this.at = at;
  }

  one() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.data[this.at++];
      value += (byte & 127) * scale;
      if (!(byte & 128)) return value;
    }
  }

  text() {
    const size = this.one();
    this.at += size;
    return text.decode(this.data.subarray(this.at - size, this.at));
  }

  /** @param {number} count */
  numbers(count) {
    const out = new Int32Array(count);
    const data = this.data;
    let at = this.at;
    for (let n = 0; n < count; n++) {
      let byte = data[at++];
      if (byte < 128) {
        out[n] = byte;
        continue;
      }
      let value = byte & 127;
      for (let shift = 7; byte & 128; shift += 7) {
        byte = data[at++];
        value |= (byte & 127) << shift;
      }
      out[n] = value;
    }
    this.at = at;
    return out;
  }
}

/** @param {Int32Array} numbers @param {number} [end] */
function sum(numbers, end = numbers.length) {
  let total = 0;
  for (let n = 0; n < end; n++) total += numbers[n];
  return total;
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
  }

  /** Read the manifest; `again` past every cache. @param {boolean} [again] */
  async open(again = false) {
    const answer = await fetch(new URL("manifest.json", this.folder), again ? { cache: "reload" } : { cache: "no-cache" }).catch(() => null);
    if (!answer?.ok) throw new IndexProblem("The search index could not be fetched. Check the connection and reload the page.", false);
    this.manifest = await answer.json().catch(() => null);
    if (this.manifest?.version !== VERSION)
      throw new IndexProblem("The search index and this page are of different versions. Reload the page.", false);
    this.files.clear();
    this.made.clear();
    this.articles = /** @type {number} */ (this.manifest.articles);
    this.dated = /** @type {number} */ (this.manifest.dated);
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

  /** The table of posting shards, records, months and columns. */
  near() {
    return this.once("near", async () => {
      const table = JSON.parse(text.decode(await this.file(this.manifest.tables[0])));
      table.common = new Set(table.common);
      table.own = new Map(Object.entries(table.own));
      return table;
    });
  }

  /** The table of position shards and days. */
  far() {
    return this.once("far", async () => {
      const table = JSON.parse(text.decode(await this.file(this.manifest.tables[1])));
      table.own = new Map(Object.entries(table.own));
      return table;
    });
  }

  // ------------------------------------------------------------------------------------ lexicon

  /** The surface's own line; for a form that never occurs, the longest surface or stem that it begins with and that
   * is at most three characters shorter. @param {string} surface @returns {Promise<Line | undefined>} */
  async line(surface) {
    const lines = await this.lines(surface, surface, 1);
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

  /** The lines of the shards that may hold keys from first to last: at most `most` shards.
   * @param {string} first @param {string} last @param {number} most @returns {Promise<Line[]>} */
  lines(first, last, most) {
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
  names(first, last, most = 4) {
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
    const wanted = [];
    for (let n = since; n < Math.min(since + most, table.length / 2); n++)
      if (n === since || !precedes(last, table[2 * n])) wanted.push(table[2 * n + 1]);
    const shards = await Promise.all(wanted.map((name) =>
      this.once(name, async () => unfold(text.decode(await this.file(name))).map(read))));
    return shards.length === 1 ? shards[0] : shards.flat();
  }

  // ----------------------------------------------------------------------------------- postings

  /** @param {string} term @returns {Promise<Postings>} */
  postings(term) {
    return this.once("p " + term, async () => {
      const near = await this.near();
      const own = near.own.get(term);
      return readPostings(await this.file(own ? own[1] : numbered("p", place(term, this.manifest.near), near.p)), term);
    });
  }

  /** @param {string} term @returns {Promise<Far>} */
  positions(term) {
    return this.once("q " + term, async () => {
      const far = await this.far();
      const own = far.own.get(term);
      const names = own ? own.filter((/** @type {any} */ _, /** @type {number} */ n) => n & 1) : [numbered("q", place(term, this.manifest.far), far.q)];
      /** @type {Far[]} */
      const parts = await Promise.all(names.map(async (/** @type {string} */ name) => readPositions(await this.file(name), term)));
      return parts.length === 1 ? parts[0] : joined(parts);
    });
  }

  /** One of a big term's position files. @param {string} name @param {string} term @returns {Promise<Far>} */
  block(name, term) {
    return this.once(name, async () => readPositions(await this.file(name), term));
  }

  // ------------------------------------------------------------------------------------ results

  /** @param {number} number @returns {Promise<Entry>} */
  async record(number) {
    const size = this.manifest.records;
    const block = Math.floor(number / size);
    const columns = await this.once("r " + block, async () => {
      const near = await this.near();
      return JSON.parse(text.decode(await this.file(numbered("r", block, near.r))));
    });
    const entry = Object.create(null);
    for (const name of Object.keys(columns)) entry[name] = columns[name][number - block * size];
    return entry;
  }

  /** @param {string} field @returns {Promise<Column>} */
  column(field) {
    return this.once("c " + field, async () => {
      const near = await this.near();
      const reader = new Reader(await this.file(near.columns[field]));
      const values = JSON.parse(reader.text());
      const counts = reader.numbers(this.articles ?? 0);
      return { values, counts, which: reader.numbers(sum(counts)) };
    });
  }

  /** An article's text, for quoting. @param {string} article */
  async text(article) {
    return this.manifest?.show === "metadata" ? "" : text.decode(await this.file(`text/t-${article}.gz`));
  }
}

/** @param {string} kind @param {number} number @param {string} digests */
const numbered = (kind, number, digests) => `${kind}/${number.toString(16)}-${digests.slice(6 * number, 6 * number + 6)}.gz`;

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

/** @param {Uint8Array} data @param {string} term @returns {Postings} */
function readPostings(data, term) {
  const reader = new Reader(data);
  const terms = reader.one();
  const row = reader.text().split("\n").indexOf(term);
  if (row < 0) return { articles: new Int32Array(0), levels: new Uint8Array(0) };
  const counts = reader.numbers(terms), sizes = reader.numbers(terms);
  const levels = reader.at + sum(sizes) + sum(counts, row);
  reader.at += sum(sizes, row);
  const articles = reader.numbers(counts[row]);
  for (let n = 0, at = -1; n < articles.length; n++) articles[n] = at += articles[n] + 1;
  return { articles, levels: data.subarray(levels, levels + counts[row]) };
}

/** @param {Uint8Array} data @param {string} term @returns {Far} */
function readPositions(data, term) {
  const reader = new Reader(data);
  const terms = reader.one();
  const lines = reader.text().split("\n");
  const row = lines.findIndex((line) => line.startsWith(term + "\t"));
  if (row < 0) return { starts: new Int32Array(1), positions: new Int32Array(0), spelled: null, spellings: [] };
  const [postings, words, ...sizes] = Array.from({ length: 5 }, () => reader.numbers(terms));
  let start = reader.at;
  const found = sizes.map((size, n) => {
    reader.at = start + sum(size, row);
    start += sum(size);
    return reader.numbers(!size[row] ? 0 : (n ? words : postings)[row]);
  });
  const [counts, positions, spelled] = found;
  const starts = new Int32Array(counts.length + 1);
  for (let n = 0; n < counts.length; n++) {
    starts[n + 1] = starts[n] + counts[n];
    for (let k = starts[n] + 1; k < starts[n + 1]; k++) positions[k] += positions[k - 1];
  }
  return { starts, positions, spelled: spelled.length ? spelled : null, spellings: lines[row].split("\t").slice(1) };
}

/** @param {Far[]} parts @returns {Far} */
function joined(parts) {
  const words = parts.reduce((total, part) => total + part.positions.length, 0);
  const postings = parts.reduce((total, part) => total + part.starts.length - 1, 0);
  const out = { starts: new Int32Array(postings + 1), positions: new Int32Array(words),
    spelled: parts[0].spelled && new Int32Array(words), spellings: parts[0].spellings };
  let at = 0, from = 0;
  for (const part of parts) {
    out.positions.set(part.positions, from);
    if (part.spelled) out.spelled?.set(part.spelled, from);
    for (let n = 1; n < part.starts.length; n++) out.starts[++at] = from + part.starts[n];
    from += part.positions.length;
  }
  return out;
}
