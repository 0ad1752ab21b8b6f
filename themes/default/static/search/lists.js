// @ts-check
/** Ascending lists of articles, with scores, and of places: what is in both, in any, not in another. */

/** @typedef {{ articles: Int32Array, scores: Int32Array }} Matches
 *  @typedef {{ articles: Int32Array, scores: Int32Array, complete: Uint8Array }} Grouped */

/** A place is article * SHIFT + position. */
export const SHIFT = 2 ** 32;

/** @type {Matches} */
export const NOTHING = { articles: new Int32Array(0), scores: new Int32Array(0) };

/** How many of an ascending list come before a number. @param {ArrayLike<number>} list @param {number} value */
export function below(list, value) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Call with the indexes, in each of two ascending lists, of what is in both.
 * @param {Int32Array} articles @param {Int32Array} others @param {(at: number, here: number) => void} each */
export function both(articles, others, each) {
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
export function allOf(a, b) {
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
export function anyOf(parts, add) {
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
export function without(found, others) {
  const drop = new Uint8Array(found.articles.length);
  both(found.articles, others, (at) => void (drop[at] = 1));
  /** @param {any} list */
  const kept = (list) => list.filter((/** @type {number} */ _, /** @type {number} */ n) => !drop[n]);
  return { articles: kept(found.articles), scores: kept(found.scores), complete: kept(found.complete) };
}

/** @param {Float64Array} keys */
export function articlesOf(keys) {
  const out = new Int32Array(keys.length);
  let size = 0;
  for (const key of keys) {
    const article = Math.floor(key / SHIFT);
    if (!size || out[size - 1] !== article) out[size++] = article;
  }
  return out.slice(0, size);
}

/** @param {Float64Array} a @param {Float64Array} b */
export function meeting(a, b) {
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
export function merged(lists) {
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
