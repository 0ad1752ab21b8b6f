// @ts-check
/** The passage of an article that answers a query best, with the query's words marked. */
import { fold, normal, placed } from "./words.js";

/** @typedef {{ surfaces: Set<string>, phrases: string[][] }} Marks what to mark: words by surface, phrases in order
 *  @typedef {{ text: string, mark: boolean }} Piece */

const LENGTH = 42;

/** @param {string} text @param {Marks} marks @returns {Piece[]} */
export function quote(text, marks) {
  const plain = normal(text);
  const words = placed(plain);
  const hits = marked(words.map((word) => fold(word.token)), marks);
  const first = best(hits, words.length);
  const start = sentence(plain, words, first);
  const last = Math.min(start + LENGTH, words.length) - 1;
  if (last < 0) return [];
  const end = words[last].at + words[last].token.length;
  /** @type {Piece[]} */
  const pieces = start ? [{ text: "… ", mark: false }] : [];
  let at = words[start].at;
  for (let n = start; n <= last; n++) {
    if (!hits[n].weight) continue;
    const { at: from, token } = words[n];
    pieces.push({ text: plain.slice(at, from), mark: false }, { text: plain.slice(from, from + token.length), mark: true });
    at = from + token.length;
  }
  const tail = last + 1 < words.length ? " …" : (/^[^\s]*/.exec(plain.slice(end))?.[0] ?? "");
  pieces.push({ text: plain.slice(at, end) + tail, mark: false });
  return pieces.filter((piece) => piece.text);
}

/** For each word, what it is a hit of and what that weighs. @param {string[]} surfaces @param {Marks} marks */
function marked(surfaces, marks) {
  const hits = surfaces.map((surface) => (marks.surfaces.has(surface) ? { of: surface, weight: 10 } : { of: "", weight: 0 }));
  marks.phrases.forEach((phrase, which) => {
    for (let n = 0; n + phrase.length <= surfaces.length; n++)
      if (phrase.every((surface, k) => surfaces[n + k] === surface))
        for (let k = 0; k < phrase.length; k++) hits[n + k] = { of: `${which}:${k}`, weight: 30 };
  });
  return hits;
}

/** The first word of the window with the most different hits. @param {{ of: string, weight: number }[]} hits @param {number} size */
function best(hits, size) {
  let top = 0, chosen = 0;
  for (let n = 0; n < size; n++) {
    if (!hits[n].weight) continue;
    const seen = new Set();
    let score = 0;
    for (let k = n; k < Math.min(n + LENGTH - 8, size); k++) {
      if (!hits[k].weight) continue;
      score += seen.has(hits[k].of) ? 1 : hits[k].weight;
      seen.add(hits[k].of);
    }
    if (score > top) [top, chosen] = [score, n];
  }
  return chosen;
}

/** Back from a word to where its sentence begins, if that is near; else a few words.
 * @param {string} text @param {import("./words.js").Placed[]} words @param {number} first */
function sentence(text, words, first) {
  for (let n = first; n >= Math.max(0, first - 12); n--) {
    if (n === 0) return 0;
    const end = words[n - 1].at + words[n - 1].token.length;
    if (/[.!?…\n]["'”’»)]*\s/.test(text.slice(end, words[n].at) + " ")) return n;
  }
  return Math.max(0, first - 6);
}
