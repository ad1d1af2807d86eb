import assert from "node:assert/strict";
import { test } from "node:test";
import { CodeDelivery } from "../../src/Web/wwwroot/js/models/code-delivery.js";
import { FakeTimers } from "./fakes.mjs";

// A code's SMS whose states are told one after another; the last one stays.
function delivery(...states) {
  const timers = new FakeTimers();
  const asked = [];
  const one = new CodeDelivery(async (attemptId) => {
    asked.push(attemptId);
    const state = states.length > 1 ? states.shift() : states[0];
    if (state instanceof Error) throw state;
    return { state };
  }, timers);
  let failures = 0;
  one.addEventListener("failed", () => failures++);
  return { one, timers, asked, failures: () => failures };
}

test("a message that was sent is asked for once", async () => {
  const { one, timers, asked, failures } = delivery("sent");
  one.watch("a1");
  await timers.advance(600_000);
  assert.deepEqual([asked, failures(), one.failed], [["a1"], 0, false]);
});

test("a message that failed is told, also after a while and a lost answer", async () => {
  const { one, timers, failures } = delivery("sending", new Error("lost"), "failed");
  one.watch("a1");
  await timers.advance(9_999);
  assert.equal(failures(), 0);
  await timers.advance(1);
  assert.deepEqual([failures(), one.failed], [1, true]);
});

test("nobody asks for ever", async () => {
  const { one, timers, asked } = delivery("sending");
  one.watch("a1");
  await timers.advance(3_600_000);
  assert.equal(asked.length, 7);
});

test("an earlier code's failure is not told of the next one", async () => {
  const { one, timers, asked, failures } = delivery("failed", "sent");
  one.watch("a1");
  await timers.advance(1_999);
  one.watch("a2");
  one.stop();
  one.watch("a3");
  await timers.advance(10_000);
  assert.deepEqual([asked, failures(), one.failed], [["a3"], 1, true]);
  one.watch("a4");
  assert.equal(one.failed, false);
});
