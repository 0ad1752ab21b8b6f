// @ts-check
/** The search page at rest: a few lines that fetch the rest when something is asked, or is about to be. */

/** What opens the index comes first, what stands beside the answer last: a browser may ask for six files at a time. */
const PARTS = ["shelf", "segment", "answer", "engine", "query", "words", "lists", "state", "dom", "quote", "beside", "months", "help"];

/** @type {Promise<typeof import("./answer.js")> | undefined} */
let started;

/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

/** Fetch the index's manifest and the engine, all its parts at once, and open the index as soon as what opens it is here. */
function start() {
  if (started) return started;
  const manifest = fetch(beside("../../search/manifest.gz"), { cache: "no-cache" });
  const links = PARTS.map((part) => Object.assign(document.createElement("link"), { rel: "modulepreload", href: beside(`${part}.js`) }));
  document.head.append(...links, Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside("results.css") }));
  import("./shelf.js").then(({ archive }) => archive(manifest)).catch(() => {}); // the answer says what is wrong
  return (started = import("./answer.js"));
}

const form = /** @type {HTMLFormElement} */ (document.getElementById("search"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("q"));
form.addEventListener("focusin", start, { once: true });
form.addEventListener("pointerover", start, { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start().then((answer) => answer.submit(), () => form.submit()); // a lost line: the browser asks again, for the whole page
});
addEventListener("popstate", start, { once: true });

// As on every other page by header.js, which need not come here.
const suggest = () => void import("./suggest.js").then(({ attach }) => attach(box), () => {}); // the page works without
if (document.activeElement === box) suggest();
else box.addEventListener("focus", suggest, { once: true });
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.matches("input, textarea, select"))) return;
  event.preventDefault();
  box.focus();
  box.select();
});

if (location.search.length > 1) start().catch(() => {
  /** @type {HTMLElement} */ (document.getElementById("results")).dataset.state = "error";
  /** @type {HTMLElement} */ (document.getElementById("status")).textContent = "The search could not be loaded. Check the connection and reload the page.";
});
