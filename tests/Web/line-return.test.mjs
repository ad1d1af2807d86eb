import assert from "node:assert/strict";
import { test } from "node:test";
import { CallQuality } from "../../src/Web/wwwroot/js/models/call-quality.js";
import { LineReturn } from "../../src/Web/wwwroot/js/models/line-return.js";
import { FakeTimers } from "./fakes.mjs";

// A line over which so many bytes have come.
function line() {
  const timers = new FakeTimers();
  const quality = new CallQuality();
  const it = { bytes: 0, told: [], timers };
  const stats = () => new Map([["in", { type: "inbound-rtp", kind: "audio", packetsReceived: it.bytes }], ["line", { type: "transport", bytesReceived: it.bytes }]]);
  const back = new LineReturn({ quality, stats: async () => stats(), timers, back: () => it.told.push(timers.now) });
  it.look = async () => {
    quality.take(stats().values(), timers.now);
    back.lookOut(timers.now);
    await timers.advance(1000);
  };
  it.close = () => back.close();
  return it;
}

test("the return of a line is told at once, and once more", async () => {
  const it = line();
  for (it.bytes = 1; it.bytes < 4; it.bytes++) await it.look();
  it.bytes--;
  for (let second = 0; second < 4; second++) await it.look();
  const back = it.timers.now;
  it.bytes = 100;
  await it.look();
  assert.ok(it.told[0] - back <= 150);
  await it.look();
  assert.deepEqual([it.told.length, it.told[1] - it.told[0]], [2, 600]);
});

test("a line on which something comes each second is not looked out for, nor one that never was there", async () => {
  const it = line();
  for (let second = 0; second < 5; second++) await it.look();
  assert.deepEqual([it.told, it.timers.waiting.length], [[], 0]);
  for (it.bytes = 1; it.bytes < 9; it.bytes++) await it.look();
  assert.deepEqual([it.told, it.timers.waiting.length], [[], 0]);
});

test("a closed one looks no more", async () => {
  const it = line();
  for (it.bytes = 1; it.bytes < 4; it.bytes++) await it.look();
  it.bytes--;
  for (let second = 0; second < 3; second++) await it.look();
  it.close();
  assert.equal(it.timers.waiting.length, 0);
});
