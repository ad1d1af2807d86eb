import assert from "node:assert/strict";
import test from "node:test";
import { OnceRated } from "../../src/Web/wwwroot/js/models/once-rated.js";

test("The same rating is the same command, another one is another", () => {
  let made = 0;
  const rated = new OnceRated(() => `c${++made}`);

  assert.equal(rated.commandFor(4, null), "c1");
  assert.equal(rated.commandFor(4, null), "c1");
  assert.equal(rated.commandFor(4, "Спасибо"), "c2");
  assert.equal(rated.commandFor(5, "Спасибо"), "c3");
  assert.equal(rated.commandFor(5, "Спасибо"), "c3");
});
