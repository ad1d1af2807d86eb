import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "../../src/Web/wwwroot/js/models/server-clock.js";

const start = Date.parse("2026-11-29T10:00:00.000Z");

// A machine whose ticks stand still while it sleeps, and whose wall clock is an hour wrong.
function machine() {
  const at = { ticks: 5000, wall: start + 3_600_000 };
  const clock = new ServerClock(() => at.ticks, () => at.wall);
  const woke = [];
  clock.addEventListener("woke", ({ detail }) => woke.push(detail.sleptMs));
  const pass = (ms) => { at.ticks += ms; at.wall += ms; };
  clock.sync(new Date(start).toISOString());
  return { at, clock, woke, pass };
}

test("after a sleep of ten minutes the clock is right at once, and asks to be set", () => {
  const { at, clock, woke, pass } = machine();
  pass(60_000);
  at.wall += 600_000;
  assert.equal(clock.now(), start + 660_000);
  pass(1000);
  assert.deepEqual([clock.now(), woke], [start + 661_000, [600_000]]);
});

test("each word of the platform sets it again", () => {
  const { at, clock, woke, pass } = machine();
  at.wall += 600_000;
  clock.look();
  clock.sync(new Date(start + 599_000).toISOString());
  pass(1000);
  assert.deepEqual([clock.now(), woke.length], [start + 600_000, 1]);
});

test("a clock that somebody turns back changes nothing", () => {
  const { at, clock, woke, pass } = machine();
  at.wall -= 86_400_000;
  pass(1000);
  assert.deepEqual([clock.now(), woke], [start + 1000, [-86_400_000]]);
});

test("what is no time is not believed", () => {
  const { clock } = machine();
  clock.sync("soon");
  assert.equal(clock.now(), start);
});
