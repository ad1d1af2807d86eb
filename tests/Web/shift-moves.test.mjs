import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, everyWeekday, hoursText, isSame, keyMove, moved, shiftOf, shownMinutes, stretched } from "../../src/Web/wwwroot/js/models/shift-moves.js";

const day = shiftOf(2, "09:00", "13:00");

test("a shift over midnight lasts into the next day, and is shown to the end of its own", () => {
  const night = shiftOf(0, "20:00", "08:00");
  assert.equal(night.length, 720);
  assert.equal(shownMinutes(night), 240);
  assert.equal(hoursText(night), "20:00–08:00");
  assert.equal(shiftOf(0, "08:00", "08:00").length, 1440);
});

test("the end of a day is written as 24:00", () => {
  assert.equal(hoursText(shiftOf(0, "00:00", "24:00")), "00:00–24:00");
  assert.equal(endOf(moved(shiftOf(0, "19:00", "23:00"), 0, 60)), "24:00");
});

test("a shift moves by quarters, and stays within its week and its day", () => {
  assert.deepEqual(moved(day, 1, 37), { day: 3, from: 570, length: 240 });
  assert.deepEqual(moved(day, -5, -6000), { day: 0, from: 0, length: 240 });
  assert.deepEqual(moved(day, 9, 6000), { day: 6, from: 1425, length: 240 });
});

test("a shift is stretched to a quarter at least and a day at most", () => {
  assert.equal(hoursText(stretched(day, 22)), "09:00–13:15");
  assert.equal(hoursText(stretched(day, -6000)), "09:00–09:15");
  assert.equal(stretched(day, 6000).length, 1440);
});

test("arrows move it, with Shift its end, and other keys mean nothing", () => {
  assert.equal(hoursText(keyMove(day, "ArrowDown", false)), "09:15–13:15");
  assert.equal(hoursText(keyMove(day, "ArrowUp", true)), "09:00–12:45");
  assert.equal(keyMove(day, "ArrowRight", false).day, 3);
  assert.equal(keyMove(day, "ArrowRight", true), null);
  assert.equal(keyMove(day, "Enter", false), null);
  assert.ok(isSame(keyMove(keyMove(day, "ArrowDown", false), "ArrowUp", false), day));
});

test("each day of the week has its words", () => {
  assert.equal(everyWeekday(2), "каждую среду");
  assert.equal(everyWeekday(6), "каждое воскресенье");
});
