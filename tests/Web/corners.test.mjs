import assert from "node:assert/strict";
import { test } from "node:test";
import { Corners } from "../../src/Web/wwwroot/js/models/corners.js";
import { FakeStorage } from "./fakes.mjs";

test("One's own picture stays in the corner where it was dropped", () => {
  const storage = new FakeStorage();
  const corners = new Corners(storage);
  assert.equal(corners.current, "bottom-end");
  assert.equal(corners.drop(0.1, 0.2), "top-start");
  assert.equal(corners.drop(0.9, 0.6), "bottom-end");
  assert.equal(corners.drop(0.4, 0.9), "bottom-start");
  assert.equal(new Corners(storage).current, "bottom-start");
  storage.setItem("call-own-corner", "middle");
  assert.equal(new Corners(storage).current, "bottom-end");
});

test("A tap moves it on through all corners", () => {
  const corners = new Corners(new FakeStorage());
  assert.deepEqual([corners.next(), corners.next(), corners.next(), corners.next()], ["top-end", "top-start", "bottom-start", "bottom-end"]);
});
