import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, nextAfter, slotMove } from "../../src/Web/wwwroot/js/models/slot-moves.js";

const days = [["09:00", "09:15", "17:45"], ["08:00"], ["09:00", "12:00", "17:30"]];
const at = (row, cell) => ({ row, cell });

test("Left and right lead along the day and on to the next one, and stop at the ends", () => {
  assert.deepEqual(slotMove(days, at(0, 0), "ArrowRight"), at(0, 1));
  assert.deepEqual(slotMove(days, at(0, 2), "ArrowRight"), at(1, 0));
  assert.deepEqual(slotMove(days, at(1, 0), "ArrowLeft"), at(0, 2));
  assert.deepEqual(slotMove(days, at(0, 0), "ArrowLeft"), at(0, 0));
  assert.deepEqual(slotMove(days, at(2, 2), "ArrowRight"), at(2, 2));
});

test("Up and down lead to the nearest time of the next day", () => {
  assert.deepEqual(slotMove(days, at(0, 2), "ArrowDown"), at(1, 0));
  assert.deepEqual(slotMove(days, at(1, 0), "ArrowDown"), at(2, 0));
  assert.deepEqual(slotMove(days, at(2, 2), "ArrowUp"), at(1, 0));
  assert.deepEqual(slotMove(days, at(0, 1), "ArrowUp"), at(0, 1));
  assert.deepEqual(slotMove(days, at(2, 1), "ArrowDown"), at(2, 1));
  assert.equal(nearest(days[2], "17:45"), 2);
  assert.equal(nearest(days[2], "10:30"), 0, "of two that are as near, the earlier");
});

test("Home and End lead to the day's ends, with Control to those of all; Page Up and Page Down turn the week", () => {
  assert.deepEqual(slotMove(days, at(2, 1), "Home"), at(2, 0));
  assert.deepEqual(slotMove(days, at(0, 1), "End"), at(0, 2));
  assert.deepEqual(slotMove(days, at(2, 1), "Home", true), at(0, 0));
  assert.deepEqual(slotMove(days, at(0, 1), "End", true), at(2, 2));
  assert.deepEqual([slotMove(days, at(0, 0), "PageUp"), slotMove(days, at(0, 0), "PageDown")], [{ week: -1 }, { week: 1 }]);
  for (const key of ["Tab", "Enter", "a"]) assert.equal(slotMove(days, at(0, 0), key), null);
});

test("After a slot that was taken comes the next one, and after the last none comes but the last", () => {
  const instants = ["2026-12-01T06:00:00Z", "2026-12-01T06:30:00Z"];
  assert.equal(nextAfter(instants, "2026-12-01T06:15:00Z"), 1);
  assert.equal(nextAfter(instants, "2026-12-01T09:00:00Z"), 1);
  assert.equal(nextAfter([], "2026-12-01T09:00:00Z"), -1);
});
