import assert from "node:assert/strict";
import { test } from "node:test";
import { insist } from "../../src/Web/wwwroot/js/models/insist.js";
import { Fault } from "../../src/Web/wwwroot/js/models/refusal.js";
import { retryAfterMs } from "../../src/Web/wwwroot/js/models/retry-after.js";
import { FakeTimers } from "./fakes.mjs";

const noon = Date.parse("2026-11-29T12:00:00Z");

test("An answer says in seconds or by a date when to come again", () => {
  assert.equal(retryAfterMs(new Headers({ "Retry-After": "7" }), noon), 7000);
  assert.equal(retryAfterMs(new Headers({ "Retry-After": "Sun, 29 Nov 2026 12:00:30 GMT" }), noon), 30_000);
  assert.equal(retryAfterMs(new Headers({ "Retry-After": "Sun, 29 Nov 2026 11:00:00 GMT" }), noon), 0);
  assert.equal(retryAfterMs(new Headers({ "Retry-After": "soon" }), noon), null);
  assert.equal(retryAfterMs(new Headers(), noon), null);
});

test("A date is compared with the server's own, whatever the clock of this machine says", () => {
  const headers = new Headers({ "Retry-After": "Sun, 29 Nov 2026 12:00:30 GMT", Date: "Sun, 29 Nov 2026 12:00:20 GMT" });
  assert.equal(retryAfterMs(headers, noon - 3_600_000), 10_000);
});

const busy = (ms) => Object.assign(new Fault("Сервис временно недоступен.", false), { retryAfterMs: ms });

test("Nothing is asked again sooner than the answer said, and not at all where that is long", async () => {
  const timers = new FakeTimers();
  const asked = [];
  const answers = [busy(5000), busy(0), null];
  const result = insist(async () => {
    asked.push(timers.now);
    const error = answers.shift();
    if (error) throw error;
    return "done";
  }, { timers, random: () => 0.5 });
  await timers.advance(20_000);
  assert.equal(await result, "done");
  assert.deepEqual(asked, [0, 5000, 6000]);
  await assert.rejects(insist(async () => { throw busy(3_600_000); }, { timers }));
  await assert.rejects(insist(async () => { throw busy(null); }, { timers }));
});
