// Whether scripts as they are served (second folder) are the same programs as their sources (first folder): the same trees.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const [sources, served, packages] = process.argv.slice(2);
const { parse } = createRequire(`${packages}/`)("acorn");
const PLACES = new Set(["start", "end", "raw"]);

/** @param {string} path */
const tree = (path) => JSON.stringify(parse(readFileSync(path, "utf8"), { ecmaVersion: "latest", sourceType: "module" }),
  (key, value) => (PLACES.has(key) ? undefined : value instanceof RegExp ? String(value) : value));

const names = readdirSync(sources, { recursive: true }).filter((name) => name.endsWith(".js"));
const other = names.filter((name) => tree(`${sources}/${name}`) !== tree(`${served}/${name}`));
for (const name of other) console.error(`${name}: what is served is another program than its source`);
process.exitCode = other.length || !names.length ? 1 : 0;
