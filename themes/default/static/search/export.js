// @ts-check
/** The result list as a file: CSV or BibTeX, the first thousand in their order. */
import { ROOT } from "./dom.js";

const MOST = 1000;

/** @param {import("./answer.js").Answer} answer @param {string} form csv or bib */
export async function save({ ranked, shelf }, form) {
  const entries = await Promise.all(Array.from(ranked.order.subarray(0, MOST), (number) => shelf.record(number)));
  const made = form === "csv" ? csv(entries) : entries.map(bibtex).join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([made], { type: form === "csv" ? "text/csv" : "application/x-bibtex" }));
  link.download = `search.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** @param {import("./shelf.js").Entry} entry */
const address = (entry) => new URL(`article/${entry.id}/`, ROOT).href;

/** A cell that no spreadsheet takes for a formula. @param {string} text */
const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;

/** @param {import("./shelf.js").Entry[]} entries */
function csv(entries) {
  const rows = entries.map((one) => [one.id, one.title, one.date ?? "", one.outlet ?? "", one.agencies.join("; "), one.language ?? "", String(one.words), one.story?.[0] ?? "", address(one)]);
  return [["id", "title", "published", "outlet", "agencies", "language", "words", "story", "url"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** @param {import("./shelf.js").Entry} entry */
function bibtex(entry) {
  /** @param {string} text */
  const plain = (text) => text.replace(/[\\{}%$#&_^~]/g, (c) => (c === "\\" ? "\\textbackslash{}" : c === "^" || c === "~" ? `\\${c}{}` : "\\" + c));
  const fields = [["title", `{${plain(entry.title)}}`], ["journal", plain(entry.outlet ?? "")], ["date", entry.date?.slice(0, 10) ?? ""], ["url", address(entry)]];
  return `@article{${entry.id},\n${fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`;
}
