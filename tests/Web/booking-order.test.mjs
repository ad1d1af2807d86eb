import assert from "node:assert/strict";
import { test } from "node:test";
import { daysLater, isAgainstAge, lackOf, losesSlot, losesVersion, OrderTap, placeOf, searchOf } from "../../src/Web/wwwroot/js/models/booking-order.js";
import { comingOf, versionsOf } from "../../src/Web/wwwroot/js/models/coming-bookings.js";

const fields = { specialty: "therapist", doctor: "", when: "soonest", firstDay: "2026-12-29", timeOfDay: "", zone: "Asia/Vladivostok", repeated: "" };

test("The soonest are looked for without days, a week with seven and a day with one", () => {
  assert.deepEqual(searchOf(fields, "anna"), { specialty: "therapist", zone: "Asia/Vladivostok" });
  assert.deepEqual(searchOf({ ...fields, when: "week", timeOfDay: "06:00-11:45" }, "anna"),
    { specialty: "therapist", zone: "Asia/Vladivostok", notBefore: "06:00", notAfter: "11:45", firstDay: "2026-12-29", lastDay: "2027-01-04" });
  assert.equal(searchOf({ ...fields, when: "day" }, "anna").lastDay, "2026-12-29");
  assert.deepEqual(searchOf({ ...fields, when: "day", firstDay: "" }, "anna"), { specialty: "therapist", zone: "Asia/Vladivostok" });
});

test("Whoever comes again is looked for the doctor of last time, unless another one is chosen", () => {
  assert.equal(searchOf({ ...fields, repeated: "yes" }, "anna").repeatFor, "anna");
  assert.equal("repeatFor" in searchOf({ ...fields, repeated: "yes", doctor: "boris" }, "anna"), false);
});

test("Days are counted without any zone, over months and leap days", () => {
  assert.deepEqual([daysLater("2028-02-28", 1), daysLater("2027-01-04", -7), daysLater("2026-10-25", 1)], ["2028-02-29", "2026-12-28", "2026-10-26"]);
});

test("A reason against the age is asked for between the posts on duty only, and always under one year", () => {
  assert.equal(isAgainstAge("paediatrician", "therapist"), true);
  assert.equal(isAgainstAge("therapist", "therapist"), false);
  assert.equal(isAgainstAge("кардиология", "therapist"), false);
  assert.equal(isAgainstAge("paediatrician", ""), true);
});

test("What is missing is said one thing at a time, in the order of the page", () => {
  const slot = { startsAt: "2026-12-01T06:00:00Z" };
  assert.equal(lackOf({ slot: null, reason: "", override: "" }, { needsOverride: true }).place, "order");
  assert.equal(lackOf({ slot, reason: " \n", override: "" }, { needsOverride: true }).place, "reason");
  assert.equal(lackOf({ slot, reason: "Кашель", override: " " }, { needsOverride: true }).place, "override");
  assert.equal(lackOf({ slot, reason: "Кашель", override: "" }, { needsOverride: false }), null);
});

test("A refusal is said at the field that it is about, and else at the button", () => {
  assert.deepEqual(["slotTaken", "personBooked", "wrongAge", "policyRequired", "unknownOne"].map(placeOf), ["order", "order", "override", "order", "order"]);
  assert.deepEqual(["slotTaken", "personBooked", "wrongAge"].map(losesSlot), [true, false, false]);
  assert.deepEqual(["appointmentChanged", "appointmentOver", "slotTaken"].map(losesVersion), [true, true, false]);
});

test("The same order has the same id until it is answered, another one its own", () => {
  let made = 0;
  const tap = new OrderTap(() => `id${(made += 1)}`);
  assert.deepEqual([tap.idFor({ a: 1 }), tap.idFor({ a: 1 }), tap.idFor({ a: 2 })], ["id1", "id1", "id2"]);
  tap.answered();
  assert.equal(tap.idFor({ a: 2 }), "id3");
});

test("Of the bookings those that stand and are ahead come, the soonest first", () => {
  const of = (startsAt, state = "booked") => ({ startsAt, state });
  const [late, soon] = [of("2026-12-02T09:00:00Z"), of("2026-12-01T09:00:00Z")];
  assert.deepEqual(comingOf([late, soon, of("2026-12-03T09:00:00Z", "cancelled"), of("2026-11-01T09:00:00Z")], Date.parse("2026-11-30T00:00:00Z")), [soon, late]);
});

test("Tasks show that a patient's bookings changed: another version, another booking, and nobody else's", () => {
  const about = (appointmentId, version, patientId = "anna") => ({ appointment: { appointmentId, version, patientId } });
  const before = versionsOf([about("a", 1), about("b", 1, "boris"), { appointment: null }], "anna");
  assert.equal(versionsOf([{}, about("b", 2, "boris"), about("a", 1)], "anna"), before);
  assert.notEqual(versionsOf([about("a", 2)], "anna"), before);
  assert.notEqual(versionsOf([], "anna"), before);
});
