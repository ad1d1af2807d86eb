import assert from "node:assert/strict";
import { test } from "node:test";
import { isOtherTime, soonText } from "../../src/Web/wwwroot/js/helpers/times.js";

const at = (day, hour, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();

test("Today and tomorrow are named in words, by the reader's own clock", () => {
  assert.equal(soonText(at(29, 14), at(29, 9)), "Сегодня в 14:00");
  assert.equal(soonText(at(30, 0, 15), at(29, 23, 59)), "Завтра в 00:15");
});

test("Later days are named by their date", () => {
  assert.equal(soonText(new Date(2026, 11, 2, 9).toISOString(), at(30, 9)), "2 декабря 2026, 09:00");
});

test("The last day of a month is followed by the first of the next", () => {
  assert.equal(soonText(new Date(2026, 11, 1, 9).toISOString(), at(30, 9)), "Завтра в 09:00");
});

test("Another clock is told by the time that it shows, not by its name", () => {
  assert.equal(isOtherTime(at(29, 14), "Europe/Moscow", "Europe/Minsk"), false);
  assert.equal(isOtherTime(at(29, 14), "Europe/Moscow", "Asia/Omsk"), true);
});
