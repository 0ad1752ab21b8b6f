// @ts-check
/** The search page at rest: a few lines that fetch the rest when something is asked, or is about to be. */

/** What answers comes first, what stands beside the answer last: a browser may ask for six files at a time. */
const PARTS = ["answer", "shelf", "engine", "segment", "query", "words", "lists", "state", "dom", "quote", "beside", "months", "help"];

/** @type {Promise<typeof import("./answer.js")> | undefined} */
let started;

/** Fetch the engine, all its parts at once. */
function start() {
  if (started) return started;
  for (const part of PARTS) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = new URL(`${part}.js`, import.meta.url).href;
    document.head.append(link);
  }
  return (started = import("./answer.js"));
}

const form = /** @type {HTMLFormElement} */ (document.getElementById("search"));
form.addEventListener("focusin", start, { once: true });
form.addEventListener("pointerover", start, { once: true });
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  (await start()).submit();
});
addEventListener("popstate", start, { once: true });

import(new URL("header.js", import.meta.url).href); // what every page has; here it need not come before the page is ready
if (location.search.length > 1) start();
