"use strict";
// Before the first paint: the reader's own choice of light, if one was made.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch (error) { /* storage is off: the system's choice holds */ }

// And whether the page was opened from a file, where browsers let it load no modules; else, whether its address asks something:
// room is then kept for the answer.
if (location.protocol === "file:") document.documentElement.dataset.file = "";
else document.documentElement.toggleAttribute("data-asked", location.search.length > 1);

// Light and dark: a button in the masthead.
document.addEventListener("DOMContentLoaded", () => {
  const bar = document.querySelector(".masthead .bar");
  if (!bar) return;
  const root = document.documentElement;
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const label = () => dark() ? "Light" : "Dark";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "theme-toggle", textContent: label() });
  button.setAttribute("aria-label", "Change between light and dark");
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* not kept, then */ }
    button.textContent = label();
  });
  bar.append(button);
});
