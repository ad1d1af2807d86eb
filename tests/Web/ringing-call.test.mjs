import assert from "node:assert/strict";
import { test } from "node:test";
import { callGoneText } from "../../src/Web/wwwroot/js/models/call-gone-words.js";
import { RingingCall } from "../../src/Web/wwwroot/js/models/ringing-call.js";

const start = Date.parse("2026-11-23T09:00:00Z");
const call = { callId: "one", expiresAt: "2026-11-23T09:01:00Z" };

function page() {
  const clock = { at: start, now: () => clock.at };
  return { clock, calls: new RingingCall(clock) };
}

test("a call that is told again and again rings once", () => {
  const { calls } = page();
  assert.equal(calls.rings(call), true);
  assert.equal(calls.rings(call), false);
  assert.equal(calls.leftText, "1:00");
});

test("what is over rings no more, whatever comes late", () => {
  const { calls } = page();
  calls.rings(call);
  assert.equal(calls.over("one"), true);
  assert.equal(calls.rings(call), false);
  assert.equal(calls.call, null);
  assert.equal(calls.rings({ ...call, callId: "two" }), true);
});

test("the end of another call changes nothing", () => {
  const { calls } = page();
  calls.rings(call);
  assert.equal(calls.over("other"), false);
  assert.equal(calls.call.callId, "one");
});

test("a call whose time is over falls silent though nobody says so", () => {
  const { calls, clock } = page();
  calls.rings(call);
  assert.equal(calls.look(), false);
  clock.at += 60_000;
  assert.equal(calls.look(), true);
  assert.equal(calls.call, null);
  assert.equal(calls.look(), false);
});

test("the consultant reads how it ended, unless it was answered", () => {
  for (const why of ["declined", "expired", "withdrawn"]) assert.ok(callGoneText(why, "Анна").startsWith("Анна"));
  assert.equal(callGoneText("answered", "Анна"), "");
});
