// @ts-check
/** One segment of the index, or all of it: postings, positions, records and columns by the numbers of its articles. */

/** @typedef {import("./shelf.js").Shelf} Shelf
 *  @typedef {import("./shelf.js").Entry} Entry
 *  @typedef {{ articles: Int32Array, levels: Uint8Array, worth: number }} Postings a level is worth so much
 *  @typedef {{ starts: Int32Array, positions: Int32Array, spelled: Int32Array | null, spellings: string[] }} Far
 *  @typedef {{ values: [string, string, number][], counts: Int32Array, which: Int32Array }} Column */

const RARITY_STEP = 16;
const text = new TextDecoder();

/** BM25's inverse document frequency in 64ths, whole. @param {number} articles @param {number} having */
const rarity = (articles, having) => Math.floor(64 * Math.log(1 + (articles - having + 0.5) / (having + 0.5)) + 0.5);

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

/** @type {Far} */
const NOWHERE = { starts: new Int32Array(1), positions: new Int32Array(0), spelled: null, spellings: [] };

export class Segment {
  /** @param {Shelf} archive @param {any} entry its part of the manifest @param {boolean} alone whether it is the whole index */
  constructor(archive, entry, alone) {
    this.archive = archive;
    this.entry = entry;
    this.alone = alone;
    this.first = /** @type {number} */ (entry.first);
    this.articles = /** @type {number} */ (entry.articles);
    this.dated = /** @type {number} */ (entry.dated);
  }

  /** @param {string} name @returns {Promise<Uint8Array>} */
  file(name) {
    return this.archive.file(this.entry.folder + name);
  }

  /** Make a thing of this segment once. @template T @param {string} name @param {() => Promise<T>} make @returns {Promise<T>} */
  once(name, make) {
    return this.archive.once(name + " " + this.first, make);
  }

  /** The table of posting shards, records, months and columns. */
  near() {
    return this.table("near", 0);
  }

  /** The table of position shards. */
  far() {
    return this.table("far", 1);
  }

  /** day, first number, … as in the near table's months. @returns {Promise<any[]>} */
  async days() {
    return (await this.archive.table(this.entry.folder + this.entry.tables[2])).days;
  }

  /** A term's shard; of a big term its own files. @param {string} kind @param {string} term @param {any} table @param {number} bits
   * @returns {string[]} */
  filesOf(kind, term, table, bits) {
    const own = table.own.get(term);
    if (own === undefined) return [numbered(kind, place(term, bits), table[kind])];
    const part = place(term, this.entry.parts).toString(16);
    return own.match(/.{6}/g).map((/** @type {string} */ digest) => `${kind}/t${part}-${digest}.gz`);
  }

  /** @param {string} name @param {number} which */
  table(name, which) {
    return this.once(name, async () => {
      const table = await this.archive.table(this.entry.folder + this.entry.tables[which]);
      return { ...table, own: new Map(Object.entries(table.own)) };
    });
  }

  // ----------------------------------------------------------------------------------- postings

  /** @param {string} term @returns {Promise<Postings>} */
  postings(term) {
    return this.once("p " + term, async () => {
      const near = await this.near();
      const [name] = this.filesOf("p", term, near, this.entry.near);
      const { worth, ...postings } = readPostings(await this.file(name), term, this.alone);
      return { ...postings, worth: worth ?? rarity(this.articles, postings.articles.length) };
    });
  }

  /** @param {string} term @returns {Promise<Far>} */
  positions(term) {
    return this.once("q " + term, async () => {
      if (!this.alone && !(await this.postings(term)).articles.length) return NOWHERE;
      const far = await this.far();
      const names = this.filesOf("q", term, far, this.entry.far);
      const parts = await Promise.all(names.map(async (name) => readPositions(await this.file(name), term)));
      return parts.length === 1 ? parts[0] : joined(parts);
    });
  }

  // ------------------------------------------------------------------------------------ results

  /** @param {number} number in this segment @returns {Promise<Entry>} */
  async record(number) {
    const size = this.entry.records;
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
      const counts = reader.numbers(this.articles);
      return { values, counts, which: reader.numbers(sum(counts)) };
    });
  }
}

/** @param {string} kind @param {number} number @param {string} digests */
const numbered = (kind, number, digests) => `${kind}/${number.toString(16)}-${digests.slice(6 * number, 6 * number + 6)}.gz`;

/** @param {Uint8Array} data @param {string} term @param {boolean} alone else the worth of a level is given, too */
function readPostings(data, term, alone) {
  const reader = new Reader(data);
  const terms = reader.one();
  const row = reader.text().split("\n").indexOf(term);
  if (row < 0) return { articles: new Int32Array(0), levels: new Uint8Array(0), worth: 0 };
  const counts = reader.numbers(terms), sizes = reader.numbers(terms);
  const worth = alone ? undefined : reader.numbers(terms)[row] * RARITY_STEP;
  const levels = reader.at + sum(sizes) + sum(counts, row);
  reader.at += sum(sizes, row);
  const articles = reader.numbers(counts[row]);
  for (let n = 0, at = -1; n < articles.length; n++) articles[n] = at += articles[n] + 1;
  return { articles, levels: data.subarray(levels, levels + counts[row]), worth };
}

/** @param {Uint8Array} data @param {string} term @returns {Far} */
function readPositions(data, term) {
  const reader = new Reader(data);
  const terms = reader.one();
  const lines = reader.text().split("\n");
  const row = lines.findIndex((line) => line.startsWith(term + "\t"));
  if (row < 0) return NOWHERE;
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
