import assert from "node:assert/strict";
import { test } from "node:test";
import { spaceAbove } from "../../src/Web/wwwroot/js/models/visible-space.js";

const visual = (height, scale = 1) => ({ height, scale });

test("a keyboard over the page leaves what is above it", () => {
  assert.equal(spaceAbove({ visual: visual(412.6), layoutHeight: 748 }), 412);
});

test("without one, with a bar that slides in, and where the page itself is made smaller, its own height is right", () => {
  assert.equal(spaceAbove({ visual: visual(748), layoutHeight: 748 }), null);
  assert.equal(spaceAbove({ visual: visual(690), layoutHeight: 748 }), null);
  assert.equal(spaceAbove({ visual: visual(412), layoutHeight: 412 }), null);
});

test("a page that was magnified stays so", () => {
  assert.equal(spaceAbove({ visual: visual(300, 2.5), layoutHeight: 748 }), null);
});
