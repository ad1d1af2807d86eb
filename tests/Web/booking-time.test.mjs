import assert from "node:assert/strict";
import { test } from "node:test";
import { bookingTime, clockNote, untilMidnight } from "../../src/Web/wwwroot/js/models/booking-time.js";

const now = new Date("2026-11-30T09:00:00Z");
const cities = { "Europe/Moscow": "Москва", "Asia/Vladivostok": "Владивосток", "Asia/Kamchatka": "Петропавловск-Камчатский" };

test("Where the doctor's clock shows the same, the time stands alone", () => {
  assert.deepEqual(bookingTime("2026-12-01T06:00:00Z", { wall: "2026-12-01T09:00", place: "Москва", now, cities, zone: "Europe/Moscow" }), { own: "вторник, 1 декабря, 09:00\u2060–\u206009:15", there: null });
});

test("Where it shows another time, both zones are named, and the other day is told", () => {
  assert.deepEqual(bookingTime("2026-12-01T06:00:00Z", { wall: "2026-12-01T08:00", place: "Калининград", now, cities, zone: "Asia/Vladivostok" }),
    { own: "вторник, 1 декабря, 16:00\u2060–\u206016:15", there: "ваше время (Владивосток); у врача 08:00, Калининград" });
  assert.deepEqual(bookingTime("2026-12-01T20:45:00Z", { wall: "2026-12-01T23:45", place: "Москва", now, cities, zone: "Asia/Kamchatka" }),
    { own: "среда, 2 декабря, 08:45\u2060–\u206009:00", there: "ваше время (Петропавловск-Камчатский); у врача вторник, 1 декабря, 23:45, Москва" });
});

test("Zones that are no places and names of before are understood", () => {
  assert.equal(bookingTime("2026-12-01T06:00:00Z", { wall: "2026-12-01T09:00", place: "Москва", now, cities, zone: "Etc/GMT-10" }).there, "ваше время (UTC+10); у врача 09:00, Москва");
  assert.match(bookingTime("2026-12-01T06:00:00Z", { wall: "2026-12-01T09:00", place: "Москва", now, cities, zone: "Asia/Calcutta" }).own, /11:30\u2060–\u206011:45$/);
});

test("Cities are named, also as the reader's own, and zones of none by their offset", () => {
  assert.equal(bookingTime("2026-12-01T06:00:00Z", { wall: "2026-12-01T16:00", place: "Владивосток", now, cities, zone: "Europe/Moscow" }).there, "ваше время (Москва); у врача 16:00, Владивосток");
  assert.match(bookingTime("2026-12-01T06:00:00Z", { wall: "2026-12-01T16:00", place: "Владивосток", now, cities, zone: "America/New_York" }).there, /UTC−5/);
});

test("The year is told where it is another one, and midnight is 00:00", () => {
  assert.equal(bookingTime("2026-12-31T21:05:00Z", { wall: "2027-01-01T00:05", place: "Москва", now, cities, zone: "Europe/Moscow" }).own, "пятница, 1 января 2027, 00:05\u2060–\u206000:20");
});

test("Without the doctor's time only the reader's own is told", () => {
  assert.equal(bookingTime("2026-12-01T06:00:00Z", { wall: undefined, place: "", now, cities, zone: "Europe/Moscow" }).there, null);
  assert.match(bookingTime("2026-12-01T06:00:00Z", { wall: undefined, place: "", now }).own, /декабря, \d\d:\d\d\u2060–\u2060\d\d:\d\d$/);
});

test("Whose clock the page goes by is said where it is not the clinic's", () => {
  assert.equal(clockNote("Europe/Moscow", { now, cities, zone: "Europe/Moscow" }), null);
  assert.equal(clockNote("Europe/Moscow", { now, cities, zone: "Europe/Minsk" }), null);
  assert.equal(clockNote("Europe/Moscow", { now, cities, zone: "Asia/Vladivostok" }), "Время указано по вашим часам: Владивосток.");
  assert.equal(clockNote("Europe/Moscow", { now, cities, zone: "Europe/Berlin" }), "Время указано по вашим часам: UTC+1.");
});

test("A day that ends is waited for by the reader's own clock", () => {
  assert.equal(untilMidnight(new Date(2026, 10, 30, 23, 59, 30)), 30_000);
  assert.equal(untilMidnight(new Date(2026, 10, 30)), 86_400_000);
});
