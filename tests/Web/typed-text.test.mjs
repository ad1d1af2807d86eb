import assert from "node:assert/strict";
import { test } from "node:test";
import { isBlank, wellFormed } from "../../src/Web/wwwroot/js/models/typed-text.js";

test("Halves of surrogate pairs and zeros become replacements, wherever they stand", () => {
  assert.equal(wellFormed("ок \ud83d"), "ок \ufffd");
  assert.equal(wellFormed("\ude00\0😀"), "\ufffd\ufffd😀");
  assert.deepEqual(wellFormed(["a\ud83d", 1, null, { reason: "\0", to: ["\udc00"] }]), ["a\ufffd", 1, null, { reason: "\ufffd", to: ["\ufffd"] }]);
});

test("What is well-formed stays, and so does what is no plain value", () => {
  class Description { toJSON() { return { sdp: "v=0" }; } }
  const description = new Description();
  const sent = wellFormed([{ description, text: "👨‍👩‍👧" }]);
  assert.equal(sent[0].description, description);
  assert.equal(sent[0].text, "👨‍👩‍👧");
});

test("Spaces and invisible characters are nothing to see", () => {
  for (const text of ["", " \n\u00a0", "\u200b\u200d\u2060\ufeff", "\u00ad", "\u200e\u202e\u2069\u061c", "\u034f\u115f\u3164\uffa0\u2800", "\ufe0f\u{e0100}", "\u0007"]) assert.ok(isBlank(text), JSON.stringify(text));
  for (const text of ["\u200b.", "ё", "❤\ufe0f", "😀", "\ufffd"]) assert.ok(!isBlank(text), JSON.stringify(text));
});
