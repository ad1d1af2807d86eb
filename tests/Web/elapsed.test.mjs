import assert from "node:assert/strict";
import { test } from "node:test";
import { elapsedText } from "../../src/Web/wwwroot/js/models/elapsed.js";

test("a time is told to the second, with hours where there are any", () => {
  assert.equal(elapsedText(0), "0:00");
  assert.equal(elapsedText(-3), "0:00");
  assert.equal(elapsedText(67.9), "1:07");
  assert.equal(elapsedText(3599), "59:59");
  assert.equal(elapsedText(3847), "1:04:07");
});
