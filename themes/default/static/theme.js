"use strict";
// Before the first paint: the reader's own choice of light, if one was made.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch (error) { /* storage is off: the system's choice holds */ }
