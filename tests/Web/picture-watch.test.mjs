import assert from "node:assert/strict";
import { test } from "node:test";
import { FreshStarts } from "../../src/Web/wwwroot/js/models/fresh-starts.js";
import { PictureWatch } from "../../src/Web/wwwroot/js/models/picture-watch.js";

// Looks a second apart: [decoded, painted, visible].
function looks(...frames) {
  const watch = new PictureWatch();
  return frames.map(([decoded, painted, visible = true], second) => watch.take({ decoded, painted, visible }, 1000 * second));
}

test("a picture that is decoded and not painted for two seconds is frozen", () => {
  assert.deepEqual(looks([0, 0], [25, 20], [50, 20], [75, 20]), [false, false, false, true]);
});

test("a counter that begins anew, as after an offer taken back, counts as frames", () => {
  assert.deepEqual(looks([53, 53], [47, 55], [60, 55], [75, 55]), [false, false, false, true]);
});

test("a single painted frame, or none decoded, is no frozen picture", () => {
  assert.deepEqual(looks([0, 0], [25, 0], [50, 1], [75, 1], [75, 1], [75, 1]).some(Boolean), false);
});

test("nothing is painted where nobody looks", () => {
  assert.deepEqual(looks([0, 0], [25, 0, false], [50, 0, false], [75, 0, false], [100, 0], [125, 25]).some(Boolean), false);
});

test("frozen pictures are begun anew after pauses that grow", () => {
  let now = 0;
  const starts = new FreshStarts(() => now);
  const at = [];
  for (; now < 60_000; now += 1000) if (starts.mayAfterFreeze()) at.push(now / 1000);
  assert.deepEqual(at, [0, 5, 15, 35]);
});
