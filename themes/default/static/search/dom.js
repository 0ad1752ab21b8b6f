// @ts-check
/** Elements from names, properties and children: text goes in as text, never as markup. */

/** @param {string} name `tag.class.class` @param {Record<string, any>} [set] attributes, `on…` listeners
 *  @param {...(Node | string | number | null | undefined | false)} children @returns {HTMLElement} */
export function el(name, set = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElement(tag), classes, set, children);
}

/** @param {string} name @param {Record<string, any>} [set] @param {...(Node | string)} children @returns {SVGElement} */
export function svg(name, set = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), classes, set, children);
}

/** @template {HTMLElement | SVGElement} E @param {E} made @param {string[]} classes @param {Record<string, any>} set @param {any[]} children */
function fill(made, classes, set, children) {
  if (classes.length) made.classList.add(...classes);
  for (const [key, value] of Object.entries(set)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) made.append(typeof child === "number" ? String(child) : child);
  return made;
}

/** The site's address, from where this module lies: static/search/. */
export const ROOT = new URL("../../", import.meta.url);

/** The styles of what search adds to a page, once. */
export function addStyles() {
  const href = new URL("static/search/added.css", ROOT).href;
  if (!document.querySelector(`link[href="${href}"]`)) document.head.append(el("link", { rel: "stylesheet", href }));
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** An ISO date, or a part of one, as people write it. @param {string} iso */
export function showDate(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  return [day || "", MONTHS[month - 1] ?? "", year].filter(Boolean).join(" ");
}

/** The same where there is little room: "Mar 2019". @param {string} iso */
export const showShort = (iso) => showDate(iso).replace(/\p{L}+/u, (month) => month.slice(0, 3));

/** 12345 as "12,345", as toLocaleString has it, which takes 15 ms the first time. @param {number} count */
export const figure = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** @param {number} count @param {string} one @param {string} [many] */
export const plural = (count, one, many = one + "s") => `${figure(count)} ${count === 1 ? one : many}`;
