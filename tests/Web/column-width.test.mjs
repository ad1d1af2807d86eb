import assert from "node:assert/strict";
import { test } from "node:test";
import { ColumnWidth } from "../../src/Web/wwwroot/js/models/column-width.js";
import { FakeStorage } from "./fakes.mjs";

const bounds = { least: 220, most: 420 };

test("A column's width is kept on the device, within its bounds", () => {
  const storage = new FakeStorage();
  const column = new ColumnWidth("side", bounds, storage);
  assert.equal(column.width, null);
  column.set(300.4);
  assert.equal(new ColumnWidth("side", bounds, storage).width, 300);
  column.set(1000);
  assert.equal(column.width, 420);
  column.reset();
  assert.equal(new ColumnWidth("side", bounds, storage).width, null);
  storage.setItem("side", "50");
  assert.equal(new ColumnWidth("side", bounds, storage).width, 220);
});

test("Arrows move the edge by a step, Home and End to its ends, Enter back", () => {
  const column = new ColumnWidth("side", bounds, new FakeStorage());
  assert.equal(column.key("ArrowRight", 290, "ArrowRight"), true);
  assert.equal(column.width, 306);
  column.key("ArrowLeft", 306, "ArrowRight");
  assert.equal(column.width, 290);
  // The column at the window's right edge grows to the left.
  column.key("ArrowLeft", 300, "ArrowLeft");
  assert.equal(column.width, 316);
  column.key("Home", 316, "ArrowRight");
  assert.equal(column.width, 220);
  column.key("End", 220, "ArrowRight");
  assert.equal(column.width, 420);
  assert.equal(column.key("a", 420, "ArrowRight"), false);
  column.key("Enter", 420, "ArrowRight");
  assert.equal(column.width, null);
});
