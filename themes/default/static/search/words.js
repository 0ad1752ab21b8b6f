// @ts-check
/** Words as the index sees them: the same rules, character for character, as sitegen/search/words.py. */

const LONGEST_TOKEN = 64;
const STRIPPED =
  "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f" +
  "\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200c\\u200d\\u20d0-\\u20ff\\ufe20-\\ufe2f";
const MARKS =
  STRIPPED + "\\u0900-\\u0963\\u0966-\\u0df3\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece" +
  "\\u0f71-\\u0f84\\u102b-\\u103e\\u17b4-\\u17d3\\u3099\\u309a";
const LETTER = `[\\p{L}\\p{N}${MARKS}]`;
const WORD = new RegExp(`${LETTER}+(?:['’ʼ]${LETTER}+)*`, "gu");
const DENSE =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
const DENSE_PART = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, "gu");
const IS_DENSE = new RegExp(`[${DENSE}]`, "u");
const ELISION = /(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|d?all|dell|nell|sull|un)['’ʼ](?=.)/iuy;
const STRIP = new RegExp(`[${STRIPPED}]`, "gu");
/** @type {Record<string, string>} */
const APART = { "ß": "ss", "ς": "σ", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'",
  "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه" };
const APARTS = /[ßςıøłđæœ’ʼىیکة]/gu;
const ASCII = /^[\x00-\x7f]*$/;

/** @typedef {{ token: string, at: number }} Placed a token and where it starts in the normal text */

/** NFC with underscores as spaces: what offsets count in. @param {string} text */
export const normal = (text) => text.normalize("NFC").replaceAll("_", " ");

/** The tokens of a text with their places, in order; their numbers are their positions.
 * @param {string} text in its normal form @returns {Placed[]} */
export function placed(text) {
  /** @type {Placed[]} */
  const out = [];
  const plain = ASCII.test(text) && !text.includes("'");
  for (const found of text.matchAll(WORD)) {
    if (plain) out.push({ token: found[0], at: found.index });
    else parts(found[0], found.index, out);
  }
  for (const one of out) if (one.token.length > LONGEST_TOKEN) one.token = [...one.token].slice(0, LONGEST_TOKEN).join("");
  return out;
}

/** @param {string} text */
export const tokens = (text) => placed(normal(text)).map((one) => one.token);

/** @param {string} token @param {number} at @param {Placed[]} out */
function parts(token, at, out) {
  if (isDense(token)) {
    for (const run of token.matchAll(DENSE_PART)) pairs(run[0], at + run.index, out);
    return;
  }
  let from = 0;
  for (;;) {
    ELISION.lastIndex = from;
    const elided = ELISION.exec(token);
    if (!elided) break;
    out.push({ token: token.slice(from, from + elided[0].length - 1), at: at + from });
    from += elided[0].length;
  }
  out.push({ token: token.slice(from), at: at + from });
}

/** @param {string} run @param {number} at @param {Placed[]} out */
function pairs(run, at, out) {
  if (!isDense(run)) {
    const bare = run.replace(/^['’ʼ]+|['’ʼ]+$/g, "");
    if (bare) out.push({ token: bare, at: at + run.indexOf(bare) });
    return;
  }
  const letters = [...run];
  for (let n = 0; n < letters.length; at += letters[n].length, n++) out.push({ token: letters[n] + (letters[n + 1] ?? ""), at });
}

/** Whether a text has characters of a script without spaces. @param {string} text */
export const isDense = (text) => !ASCII.test(text) && IS_DENSE.test(text);

/** The surface of a token. @param {string} token */
export function fold(token) {
  if (ASCII.test(token)) return token.toLowerCase();
  return token.normalize("NFKD").toLowerCase().replace(APARTS, (c) => APART[c]).replace(STRIP, "").normalize("NFC");
}

/** A whole name folded for comparing. @param {string} text */
export const foldText = (text) => fold(text).trim().split(/\s+/u).join(" ");

/** Apostrophes as in the index's spellings. @param {string} token */
export const straight = (token) => token.replace(/[’ʼ]/g, "'");
