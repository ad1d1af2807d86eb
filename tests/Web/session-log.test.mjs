import assert from "node:assert/strict";
import { test } from "node:test";
import { SessionLog } from "../../src/Web/wwwroot/js/models/session-log.js";
import { SessionFeed } from "../../src/Web/wwwroot/js/models/session-feed.js";
import { Fault, Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { event, FakeTimers, settled } from "./fakes.mjs";

const numbers = (events) => events.map((one) => one.sequence);
const view = (sequence) => ({ sequence, phase: "intake" });

test("Events become readable in their order", () => {
  const log = new SessionLog();
  assert.deepEqual(numbers(log.receive([event(2), event(3)])), []);
  assert.equal(log.gap, true);
  assert.deepEqual(numbers(log.receive([event(1)])), [1, 2, 3]);
  assert.equal(log.gap, false);
});

test("An event that came twice is shown once", () => {
  const log = new SessionLog();
  log.receive([event(1), event(1)]);
  assert.deepEqual(numbers(log.receive([event(1), event(2)])), [2]);
  assert.equal(log.events.length, 2);
});

function feed(answers) {
  const timers = new FakeTimers();
  const asked = [];
  const seen = [];
  const answer = async (word) => {
    asked.push(word);
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  const one = new SessionFeed({ join: answer, latest: () => answer(0), earlier: (before) => answer(-before) }, timers);
  one.addEventListener("events", ({ detail }) => seen.push(...numbers(detail.events)));
  return { one, timers, asked, seen };
}

test("A hole is asked for after a quarter of a second", async () => {
  const { one, timers, asked, seen } = feed([{ view: view(1), events: [event(1)], more: false }, { view: view(3), events: [event(2), event(3)], more: false }]);
  await one.connected();
  one.receive(event(3));
  await timers.advance(249);
  assert.deepEqual(asked, [0]);
  await timers.advance(1);
  assert.deepEqual(asked, [0, 1]);
  assert.deepEqual(seen, [1, 2, 3]);
});

test("Numbers that overtook each other need no asking", async () => {
  const { one, timers, asked, seen } = feed([{ view: view(1), events: [event(1)], more: false }]);
  await one.connected();
  one.receive(event(3));
  one.receive(event(2));
  await timers.advance(1000);
  assert.deepEqual(asked, [0]);
  assert.deepEqual(seen, [1, 2, 3]);
});

test("A long session is read page by page", async () => {
  const { one, asked, seen } = feed([{ view: view(3), events: [event(1), event(2)], more: true }, { view: view(3), events: [event(3)], more: false }]);
  await one.connected();
  assert.deepEqual(asked, [0, 2]);
  assert.deepEqual(seen, [1, 2, 3]);
});

test("A sequence check closes the last hole", async () => {
  const { one, timers, asked } = feed([{ view: view(1), events: [event(1)], more: false }, { view: view(2), events: [event(2)], more: false }]);
  await one.connected();
  one.check(1);
  await timers.advance(1000);
  assert.deepEqual(asked, [0]);
  one.check(2);
  await timers.advance(250);
  assert.deepEqual(asked, [0, 1]);
});

test("A connection that comes while joining over the last one joins again", async () => {
  const { one, timers, asked } = feed([new Fault("connection closed", true), { view: view(1), events: [event(1)], more: false }]);
  const first = one.connected();
  one.connected();
  await first;
  await timers.advance(250);
  assert.deepEqual(asked, [0, 0]);
  assert.equal(one.log.last, 1);
});

test("A join that fails over a working connection is tried again, ever more slowly, until there is an answer", async () => {
  const fault = () => new Fault("unavailable", false);
  const { one, timers, asked } = feed([fault(), fault(), fault(), { view: view(1), events: [event(1)], more: false }]);
  await one.connected();
  await timers.advance(500);
  assert.equal(asked.length, 2);
  await timers.advance(1000);
  assert.equal(asked.length, 3);
  await timers.advance(2000);
  assert.equal(asked.length, 4);
  assert.equal(one.log.last, 1);
  await timers.advance(10_000);
  assert.equal(asked.length, 4);
});

test("A session that is not ours any more is told so", async () => {
  const { one } = feed([new Refusal({ code: "notFound", message: "Не найдено." })]);
  let code = null;
  one.addEventListener("gone", ({ detail }) => { code = detail.refusal.code; });
  await one.connected();
  await settled();
  assert.equal(code, "notFound");
});

for (const code of ["tooMany", "unavailable", "invalid", "crowded"])
  test(`A join refused for the passing reason ${code} ends nothing: it is tried again, ever more slowly, and said`, async () => {
    const refusal = () => new Refusal({ code, message: "Подождите." });
    const { one, timers, asked, seen } = feed([refusal(), refusal(), refusal(), { view: view(1), events: [event(1)], more: false }]);
    const told = [];
    for (const name of ["gone", "late", "view"]) one.addEventListener(name, () => told.push(name));
    await one.connected();
    await timers.advance(500);
    assert.equal(asked.length, 2);
    await timers.advance(999);
    assert.equal(asked.length, 2);
    await timers.advance(2001);
    assert.equal(asked.length, 4);
    assert.deepEqual(seen, [1]);
    assert.deepEqual(told, ["late", "late", "late", "view"]);
  });

test("The newest events of a long session come first, what was before them page by page, and pushes in between stay in order", async () => {
  const { one, timers, asked, seen } = feed([
    { view: view(7), events: [event(6), event(7)], more: true },
    { events: [event(3), event(4), event(5)], more: true },
    { events: [event(1), event(2)], more: false },
  ]);
  const earlier = [];
  one.addEventListener("earlier", ({ detail }) => earlier.push(numbers(detail.events)));
  await one.connected();
  assert.deepEqual(seen, [6, 7]);
  one.receive(event(8));
  await timers.advance(1000);
  assert.deepEqual(asked, [0, -6, -3]);
  assert.deepEqual(seen, [6, 7, 8]);
  assert.deepEqual(earlier, [[3, 4, 5], [1, 2]]);
  assert.deepEqual(numbers(one.log.events), [1, 2, 3, 4, 5, 6, 7, 8]);
});

test("What was before goes on after a loss and after a refusal", async () => {
  const { one, timers, asked } = feed([
    { view: view(4), events: [event(4)], more: true },
    new Fault("connection closed", true),
    { view: view(5), events: [event(5)], more: false },
    new Refusal({ code: "tooMany", message: "Подождите." }),
    { events: [event(1), event(2), event(3)], more: false },
  ]);
  await one.connected();
  await settled();
  await one.connected();
  await timers.advance(5000);
  assert.deepEqual(asked, [0, -4, 4, -4, -4]);
  assert.deepEqual(numbers(one.log.events), [1, 2, 3, 4, 5]);
});

test("A gateway of the version before is asked from the beginning", async () => {
  const { one, timers, asked, seen } = feed([
    new Fault("Failed to invoke 'JoinLatest' due to an error on the server. HubException: Method does not exist.", false),
    { view: view(2), events: [event(1), event(2)], more: false },
  ]);
  const latest = [];
  one.addEventListener("view", () => latest.push(one.log.last));
  await one.connected();
  await timers.advance(500);
  assert.deepEqual(asked, [0, 0]);
  assert.deepEqual(seen, [1, 2]);
  assert.deepEqual(latest, [2]);
});
