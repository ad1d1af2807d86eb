import assert from "node:assert/strict";
import { test } from "node:test";
import { StaffAttempt } from "../../src/Web/wwwroot/js/models/staff-attempt.js";
import { FakeStorage } from "./fakes.mjs";

const step = { attemptId: "a1", next: "setUp", now: "2026-11-23T09:00:00.000Z", expiresAt: "2026-11-23T09:10:00.000Z" };
const noon = Date.parse("2026-11-23T12:00:00Z");

test("a sign-in between password and code goes on after a reload, by the device's own clock", () => {
  const storage = new FakeStorage();
  let wall = noon;
  new StaffAttempt(storage, () => wall).begin(step);

  wall += 9 * 60_000;
  const again = new StaffAttempt(storage, () => wall);

  assert.equal(again.restore(), true);
  assert.equal(again.id, "a1");
  assert.equal(again.setsUp, true);
  assert.equal(again.takesPasskey, false);
});

test("an attempt that ran out, ended, or was written by hand is none", () => {
  const storage = new FakeStorage();
  new StaffAttempt(storage, () => noon).begin(step);
  assert.equal(new StaffAttempt(storage, () => noon + 10 * 60_000).restore(), false);
  assert.equal(new StaffAttempt(storage, () => noon).restore(), false);

  const attempt = new StaffAttempt(storage, () => noon);
  attempt.begin({ ...step, next: "totp" });
  assert.equal(attempt.setsUp, false);
  attempt.end();
  assert.equal(attempt.id, null);
  assert.equal(new StaffAttempt(storage, () => noon).restore(), false);

  for (const text of ["{}", "{", "null", "5", "[]", ""]) {
    storage.setItem("staff-attempt", text);
    assert.equal(new StaffAttempt(storage, () => noon).restore(), false, text);
  }
});

test("the ways on are those of the step", () => {
  const attempt = new StaffAttempt(new FakeStorage(), () => noon);
  attempt.begin({ ...step, next: "passkey", hasPasskey: true });
  assert.deepEqual([attempt.takesCode, attempt.takesPasskey, attempt.setsUp], [false, true, false]);
  attempt.begin({ ...step, next: "totp", hasPasskey: true });
  assert.deepEqual([attempt.takesCode, attempt.takesPasskey], [true, true]);
});
