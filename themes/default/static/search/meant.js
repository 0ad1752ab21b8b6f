// @ts-check
/** Words of the archive that are spelled almost like another: "did you mean". */

/** @typedef {import("./shelf.js").Shelf} Shelf */

/** Lines that are looked through for each beginning. */
const MOST = 4096;

/** Up to three surfaces within one edit of a word (two for a long one), most frequent first.
 * @param {Shelf} shelf @param {string} word */
export async function near(shelf, word) {
  const most = word.length > 7 ? 2 : 1;
  const starts = new Set([word.slice(0, 2), word.slice(1, 3), word[1] + word[0], word[0] + (word[2] ?? "")].filter((one) => one && one.length === 2));
  const found = new Map();
  for (const start of [word, ...starts])
    for (const line of await shelf.lines(start, start + "\u{10ffff}", start === word ? 1 : MOST)) {
      if (Math.abs(line.surface.length - word.length) > most || found.has(line.surface)) continue;
      const apart = distance(word, line.surface, most);
      if (apart && apart <= most) found.set(line.surface, { ...line, apart });
    }
  return [...found.values()].sort((a, b) => a.apart - b.apart || b.often - a.often || (a.surface < b.surface ? -1 : 1)).slice(0, 3).map((line) => line.surface);
}

/** Edits (put in, taken out, changed, swapped letters) between two words; above `most`, some greater number.
 * @param {string} a @param {string} b @param {number} most */
export function distance(a, b, most) {
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let n = 1; n <= a.length; n++) {
    const row = [n];
    for (let k = 1; k <= b.length; k++) {
      row[k] = Math.min(last[k] + 1, row[k - 1] + 1, last[k - 1] + Number(a[n - 1] !== b[k - 1]));
      if (n > 1 && k > 1 && a[n - 1] === b[k - 2] && a[n - 2] === b[k - 1]) row[k] = Math.min(row[k], before[k - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
