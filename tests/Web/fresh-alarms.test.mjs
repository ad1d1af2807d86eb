import assert from "node:assert/strict";
import { test } from "node:test";
import { freshAlarms } from "../../src/Web/wwwroot/js/models/fresh-alarms.js";

test("what stands when a page opens is no news", () => {
  assert.deepEqual(freshAlarms(null, [{ key: "a", news: "A" }]), []);
});

test("a line with a new alarm is news, one that has fewer or the same is none", () => {
  const before = [{ key: "a b", news: "AB" }, { key: "c", news: "C" }];
  assert.deepEqual(freshAlarms(before, [{ key: "a b d", news: "ABD" }, { key: "c", news: "C" }]), [{ key: "a b d", news: "ABD" }]);
  assert.deepEqual(freshAlarms(before, [{ key: "b", news: "B" }]), []);
  assert.deepEqual(freshAlarms(before, []), []);
});

test("an alarm that was over and comes again is news", () => {
  assert.deepEqual(freshAlarms([], [{ key: "a", news: "A" }]), [{ key: "a", news: "A" }]);
});
