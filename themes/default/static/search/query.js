// @ts-check
/** The query language: text → a tree of plain objects. The same, case for case, as sitegen/search/parse.py,
 * whose docstring is the reference. */
import { fold, isDense, straight, tokens } from "./words.js";

/** @typedef {any} Node see sitegen/search/parse.py
 *  @typedef {{ at: number, note: string }} Note
 *  @typedef {{ tree: Node, notes: Note[] }} Parsed
 *  @typedef {[string, Node]} Clause */

const LONGEST_QUERY = 10000, MOST_TERMS = 100, DEEPEST = 20, MOST_STARS = 3, LONGEST_TOKEN = 64;
const QUOTES = '"“”„«»', SPACE = " \t\n\r\v\f\x00\xa0\u3000";
/** @type {Record<string, string>} */
const FIELDS = {
  title: "title", outlet: "outlet", agency: "agency", language: "language", lang: "language", place: "place",
  person: "person", org: "organisation", organisation: "organisation", organization: "organisation",
  story: "story", date: "date", month: "date", year: "date",
};
const FIELD = /([a-z]+):(?=\S)/iy;
const NEAR = /near\/([0-9]{1,3})(?=[ \t\n\r(]|$)/iy;
const DATE = /^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$/;
const MUST = new Set(["phrase", "near", "title", "field", "date"]);

/** @param {string} text @param {boolean} [exact] every word as it is spelled @returns {Parsed} */
export const parse = (text, exact = false) => new Parser(text, exact).run();

/** The clauses by what they ask. Parentheses round plain words are only punctuation.
 * @param {Clause[]} clauses @returns {Node} */
export const group = (clauses) => ({
  t: "group",
  must: clauses.filter(([sign, node]) => sign === "+" || (!sign && MUST.has(node.t))).map(([, node]) => node),
  may: clauses.filter(([sign, node]) => !sign && !MUST.has(node.t)).flatMap(([, node]) => plain(node)),
  not: clauses.filter(([sign]) => sign === "-").map(([, node]) => node),
});

/** @param {Node} node @returns {Node[]} */
const plain = (node) => (node.t === "group" && !node.must.length && !node.not.length ? node.may : [node]);

/** The tree with its quoted phrases as plain words, for a longer query that finds nothing; null where
 * that changes nothing, or where the phrases are all it asks. @param {Node} tree @returns {Node | null} */
export function relaxed(tree) {
  const isPhrase = (/** @type {Node} */ node) => node.t === "phrase" && !node.w && !node.title;
  const phrases = tree.must.filter(isPhrase);
  if (!phrases.length || !tree.may.length) return null;
  const words = phrases.flatMap((/** @type {Node} */ node) => node.s.map((/** @type {string} */ s) => ({ t: "word", s })));
  return { ...tree, must: tree.must.filter((/** @type {Node} */ node) => !isPhrase(node)), may: [...tree.may, ...words] };
}

class Parser {
  /** @param {string} text @param {boolean} exact */
  constructor(text, exact) {
    this.exact = exact;
    /** @type {Note[]} */
    this.notes = [];
    this.at = 0;
    this.terms = 0;
    if (text.length > LONGEST_QUERY) this.note(LONGEST_QUERY, "long");
    this.text = text.slice(0, LONGEST_QUERY).toWellFormed?.() ?? text.slice(0, LONGEST_QUERY);
  }

  run() {
    /** @type {Clause[]} */
    const clauses = [];
    for (;;) {
      clauses.push(...this.clauses(0));
      if (this.at >= this.text.length) return { tree: group(clauses), notes: this.notes };
      this.note(this.at, "close");
      this.at++;
    }
  }

  /** @param {number} at @param {string} note */
  note(at, note) {
    if (this.notes.length < 20) this.notes.push({ at, note });
  }

  /** @param {number} depth */
  clauses(depth) {
    /** @type {Clause[]} */
    const out = [];
    let pending = "";
    while (this.skip()) {
      if (this.text[this.at] === ")") return out;
      const operator = this.operator();
      if (operator) {
        if (out.length && !pending) pending = operator;
        continue;
      }
      const found = this.clause(depth);
      if (found.length && pending) this.combine(out, pending, found);
      else out.push(...found);
      if (found.length) pending = "";
    }
    return out;
  }

  skip() {
    while (this.at < this.text.length && SPACE.includes(this.text[this.at])) this.at++;
    return this.at < this.text.length;
  }

  operator() {
    NEAR.lastIndex = this.at;
    const near = NEAR.exec(this.text);
    if (near) {
      this.at += near[0].length;
      return "near" + Math.max(1, Number(near[1]));
    }
    for (const word of ["OR", "AND", "|"]) {
      const end = this.at + word.length;
      if (this.text.startsWith(word, this.at) && (end === this.text.length || (SPACE + "(").includes(this.text[end]))) {
        this.at = end;
        return word === "|" ? "OR" : word;
      }
    }
    return "";
  }

  /** @param {Clause[]} out @param {string} operator @param {Clause[]} found */
  combine(out, operator, found) {
    const [sign, left] = /** @type {Clause} */ (out.pop());
    const right = found[0][1];
    if (operator === "OR" && sign !== "-") out.push([sign, { t: "any", of: [...(left.t === "any" ? left.of : [left]), right] }]);
    else if (operator === "AND" && sign !== "-") out.push(["+", left], [found[0][0] || "+", right]);
    else if (operator.startsWith("near") && isPlaced(left) && isPlaced(right))
      out.push([sign, { t: "near", n: Number(operator.slice(4)), a: left, b: right }]);
    else {
      this.note(this.at, "operator");
      out.push([sign, left], found[0]);
    }
    out.push(...found.slice(1));
  }

  /** @param {number} depth @returns {Clause[]} */
  clause(depth) {
    let sign = "";
    const first = this.text[this.at];
    if ("+-".includes(first) && this.at + 1 < this.text.length && !SPACE.includes(this.text[this.at + 1])) {
      sign = first;
      this.at++;
    } else if (this.text.startsWith("NOT ", this.at)) {
      sign = "-";
      this.at += 4;
      if (!this.skip()) return [];
    }
    return this.nodes(depth).map((node) => [sign, node]);
  }

  /** @param {number} depth @returns {Node[]} */
  nodes(depth) {
    if (this.text[this.at] === "(") return this.parenthesis(depth);
    if (this.text[this.at] === ")") return [];
    const exact = this.text[this.at] === "=" && this.at + 1 < this.text.length && !SPACE.includes(this.text[this.at + 1]);
    if (exact) this.at++;
    if (QUOTES.includes(this.text[this.at])) return this.quoted(exact || this.exact, "");
    FIELD.lastIndex = this.at;
    const field = FIELD.exec(this.text);
    const name = field && Object.hasOwn(FIELDS, field[1].toLowerCase()) ? FIELDS[field[1].toLowerCase()] : "";
    if (field && name && !exact) {
      this.at += field[0].length;
      return this.field(name);
    }
    return this.words(this.chunk(), exact || this.exact, "");
  }

  /** @param {number} depth @returns {Node[]} */
  parenthesis(depth) {
    const start = this.at++;
    if (depth >= DEEPEST) {
      this.note(start, "deep");
      return [];
    }
    const inner = this.clauses(depth + 1);
    if (this.at < this.text.length) this.at++;
    else this.note(start, "open");
    return inner.length ? [group(inner)] : [];
  }

  /** Where the quotation opened at `from - 1` ends, or -1. @param {number} from */
  close(from) {
    for (let n = from; n < this.text.length; n++) if (QUOTES.includes(this.text[n])) return n;
    return -1;
  }

  /** @param {boolean} exact @param {string} field @returns {Node[]} */
  quoted(exact, field) {
    const start = this.at++;
    const end = this.close(this.at);
    if (end < 0) {
      this.note(start, "quote");
      return this.skip() && !"()".includes(this.text[this.at]) ? this.words(this.chunk(), exact, field) : [];
    }
    this.at = end + 1;
    return this.phrase(this.text.slice(start + 1, end), exact, field);
  }

  chunk() {
    const start = this.at++;
    while (this.at < this.text.length && !(SPACE + "()" + QUOTES).includes(this.text[this.at])) this.at++;
    return this.text.slice(start, this.at);
  }

  /** @param {string} inside @param {boolean} exact @param {string} field @returns {Node[]} */
  phrase(inside, exact, field) {
    let words = this.count(tokens(inside).filter((token) => fold(token)));
    if (isDense(inside)) words = words.filter((word, n) => n === 0 || [...word].length > 1 || !isDense(words[n - 1]));
    if (!words.length) return [];
    /** @type {Node} */
    const node = { t: "phrase", s: words.map(fold) };
    if (exact) node.w = words.map(straight);
    if (field === "title") node.title = 1;
    return [node];
  }

  /** @param {string[]} words */
  count(words) {
    const left = MOST_TERMS - this.terms;
    if (words.length > left && !this.notes.some((note) => note.note === "many")) this.note(this.at, "many");
    this.terms += Math.min(words.length, left);
    return words.slice(0, left);
  }

  /** @param {string} chunk @param {boolean} exact @param {string} field @returns {Node[]} */
  words(chunk, exact, field) {
    const core = chunk.replace(/^[*?]+|[*?]+$/g, "") + chunk.slice(-1);
    if (core.includes("*") || chunk.replace(/\?+$/, "").slice(1).includes("?")) {
      const wild = this.wild(chunk);
      if (wild.length) return wild;
    }
    const found = tokens(chunk);
    if (exact || (isDense(chunk) && found.length > 1)) return this.phrase(chunk, exact, field);
    const words = this.count(found.map(fold).filter(Boolean));
    if (words.length === 1 && isDense(chunk) && [...words[0]].length === 1 && !field) return [{ t: "wild", p: words[0] + "*" }];
    return words.map((s) => ({ t: field ? "title" : "word", s }));
  }

  /** @param {string} chunk @returns {Node[]} */
  wild(chunk) {
    const pattern = [...fold(chunk).replace(/\*+/g, "*")].slice(0, LONGEST_TOKEN).join("");
    const kept = (pattern.match(/[*?]|[^*?]+/g) ?? []).filter((part) => part === "*" || part === "?" || isToken(part)).join("");
    if (kept !== pattern || pattern.split("*").length > MOST_STARS + 1 || !/^(?:[^*?]{2}|[^\x00-\x7f*?])/u.test(pattern)) return [];
    return this.count([pattern]).length ? [{ t: "wild", p: pattern }] : [];
  }

  /** @param {string} field @returns {Node[]} */
  field(field) {
    if (field === "title") {
      if (QUOTES.includes(this.text[this.at])) return this.quoted(false, "title");
      return this.words(this.chunk(), false, "title");
    }
    const start = this.at;
    const value = this.value();
    if (field === "date") {
      const dates = readDates(value);
      if (dates) return [{ t: "date", a: dates[0], b: dates[1] }];
      this.note(start, "date");
      return value ? this.words(value, false, "") : [];
    }
    const folded = value.split(/\s+/u).filter(Boolean).join(" ");
    return folded ? [{ t: "field", f: field, v: folded }] : [];
  }

  value() {
    if (QUOTES.includes(this.text[this.at])) {
      const end = this.close(this.at + 1);
      if (end >= 0) {
        const start = this.at + 1;
        this.at = end + 1;
        return this.text.slice(start, end);
      }
      this.note(this.at, "quote");
      this.at++;
      if (this.at >= this.text.length) return "";
    }
    return (SPACE + "()").includes(this.text[this.at]) ? "" : this.chunk();
  }
}

/** @param {string} part */
function isToken(part) {
  const found = tokens(part);
  return found.length === 1 && found[0] === part;
}

/** @param {Node} node */
const isPlaced = (node) => node.t === "word" || node.t === "phrase";

/** @param {string} value @returns {[string, string] | null} */
function readDates(value) {
  const dots = value.indexOf("..");
  const first = dots < 0 ? value : value.slice(0, dots);
  const last = dots < 0 ? value : value.slice(dots + 2);
  const fits = [first, last].every((part) => !part || DATE.test(part));
  return fits && (first || last) ? [first, last] : null;
}
