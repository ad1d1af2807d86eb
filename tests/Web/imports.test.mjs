import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../src/Web/wwwroot/js/", import.meta.url);
const scripts = readdirSync(root, { recursive: true }).filter((name) => name.endsWith(".js"));
const source = (url) => readFileSync(url, "utf8");

// A module that was renamed fails the build of the pages' scripts; this test says so without one, for all scripts.
test("Every import of a script names a module that is there and exports it", () => {
  const missing = [];
  for (const script of scripts) {
    const here = new URL(script, root);
    for (const [, names, path] of source(here).matchAll(/^import\s(?:\{([^}]*)\}\sfrom\s)?"(\.[^"]+)";/gm)) {
      const there = scripts.map((name) => new URL(name, root).href).includes(new URL(path, here).href) ? source(new URL(path, here)) : null;
      if (there === null) missing.push(`${script}: ${path}`);
      for (const name of there === null || !names ? [] : names.split(",").map((one) => one.trim().split(" as ")[0]).filter(Boolean))
        if (!new RegExp(`^export (?:async )?(?:const|let|class|function\\*?) ${name}\\b|^export \\{[^}]*\\b${name}\\b`, "m").test(there)) missing.push(`${script}: ${name} of ${path}`);
    }
  }
  assert.deepEqual(missing, []);
});
