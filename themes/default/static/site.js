"use strict";
// What the pages do beyond HTML and CSS; every page is whole without it.

const root = document.documentElement;
const make = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

// Light and dark: a button in the masthead.
const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const bar = document.querySelector(".masthead .bar");
if (bar) {
  const label = () => dark() ? "Light" : "Dark";
  const button = make("button", { type: "button", className: "theme-toggle", textContent: label() });
  button.setAttribute("aria-label", "Change between light and dark");
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* not kept, then */ }
    button.textContent = label();
  });
  bar.append(button);
}
