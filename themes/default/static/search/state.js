// @ts-check
/** What is asked, as it stands in the address: `q`, `sort`, `n`, `all` (years), `exact`, `from`, `to`, filters by field, `not-` filters. */
import { parse } from "./query.js";

export const FIELDS = ["outlet", "agency", "language", "place", "person", "organisation", "story"];

/** @typedef {{ q: string, sort: string, n: number, all: boolean, exact: boolean, from: string, to: string,
 *    only: Record<string, string[]>, not: Record<string, string[]> }} State */

/** @param {string} search @returns {State} */
export function read(search) {
  const given = new URLSearchParams(search);
  const sort = given.get("sort") ?? "";
  /** @param {string} name */
  const date = (name) => (/^\d{4}(-\d\d(-\d\d)?)?$/.test(given.get(name) ?? "") ? /** @type {string} */ (given.get(name)) : "");
  return {
    q: (given.get("q") ?? "").split(/\s+/u).filter(Boolean).join(" "),
    sort: ["newest", "oldest"].includes(sort) ? sort : "relevance",
    n: Math.min(1000, Math.max(10, Math.ceil(Number(given.get("n") || 10) / 10) * 10 || 10)),
    all: given.get("all") === "1",
    exact: given.get("exact") === "1",
    from: date("from"), to: date("to"),
    only: Object.fromEntries(FIELDS.map((field) => [field, given.getAll(field).slice(0, 50)])),
    not: Object.fromEntries(FIELDS.map((field) => [field, given.getAll("not-" + field).slice(0, 50)])),
  };
}

/** @param {State} state @returns {string} with its question mark */
export function write(state) {
  const made = new URLSearchParams();
  if (state.q) made.set("q", state.q);
  for (const field of FIELDS) {
    for (const value of state.only[field]) made.append(field, value);
    for (const value of state.not[field]) made.append("not-" + field, value);
  }
  if (state.from) made.set("from", state.from);
  if (state.to) made.set("to", state.to);
  if (state.exact) made.set("exact", "1");
  if (state.sort !== "relevance") made.set("sort", state.sort);
  if (state.n > 10) made.set("n", String(state.n));
  if (state.all) made.set("all", "1");
  return "?" + made;
}

/** Whether anything is asked at all. @param {State} state */
export const asks = (state) => Boolean(state.q || state.from || state.to || FIELDS.some((f) => state.only[f].length || state.not[f].length));

/** The tree to evaluate; without the filters of one field, or without the dates, for counting what else could be chosen.
 * @param {State} state @param {string} [but] a field, or "date" */
export function tree(state, but = "") {
  const { tree: made, notes } = parse(state.q, state.exact);
  for (const f of FIELDS) {
    const values = (/** @type {string[]} */ list) => list.map((v) => ({ t: "value", f, v }));
    if (state.only[f].length && f !== but) made.must.push({ t: "any", of: values(state.only[f]) });
    made.not.push(...values(state.not[f]));
  }
  if ((state.from || state.to) && but !== "date") made.must.push({ t: "date", a: state.from, b: state.to });
  return { tree: made, notes };
}
