import assert from "node:assert/strict";
import { test } from "node:test";
import { BackOff } from "../../src/Web/wwwroot/js/models/back-off.js";
import { HubLink } from "../../src/Web/wwwroot/js/models/hub-link.js";
import { Fault, Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { FakeTimers, FakeTransport, settled } from "./fakes.mjs";

function link(clock = null, more = {}) {
  const timers = new FakeTimers();
  const transports = [];
  const one = new HubLink(() => {
    const transport = new FakeTransport();
    transports.push(transport);
    return transport;
  }, { clock, timers, random: () => 0.5, now: () => timers.now, ...more });
  return { one, timers, transports, last: () => transports.at(-1) };
}

async function connected() {
  const made = link();
  made.one.start();
  made.last().started.resolve();
  await settled();
  return made;
}

test("Tries come at once, then after 0.5, 1, 2, 4, 8, 10 and 10 seconds", () => {
  const backOff = new BackOff(() => 0.5);
  assert.deepEqual(Array.from({ length: 8 }, () => backOff.next()), [0, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
});

test("Tries are spread by a fifth each way", () => {
  const early = new BackOff(() => 0);
  const late = new BackOff(() => 1);
  early.next();
  late.next();
  assert.deepEqual([early.next(), late.next()], [400, 600]);
});

test("A lost connection comes back by itself", async () => {
  const { one, timers, transports, last } = await connected();
  last().drop();
  assert.equal(one.state, "lost");
  await timers.advance(0);
  assert.equal(transports.length, 2);
  last().started.reject(new Error("refused"));
  await timers.advance(500);
  assert.equal(transports.length, 3);
  last().started.resolve();
  await settled();
  assert.equal(one.state, "connected");
});

test("A connection that hangs is given up after 8 seconds", async () => {
  const { one, timers, transports } = link();
  one.start();
  await timers.advance(8000);
  assert.equal(transports.length, 2);
});

test("After a try that hung the next one has twice the time, up to a minute, and what was learned stays as long as it holds", async () => {
  const { one, timers, transports, last } = link();
  one.start();
  await timers.advance(8000 + 15_999);
  assert.equal(transports.length, 2);
  await timers.advance(1);
  await timers.advance(500);
  assert.equal(transports.length, 3);
  await timers.advance(20_000);
  transports.at(-1).started.resolve();
  await settled();
  assert.equal(one.state, "connected");
  assert.equal(one.patienceMs, 32_000);
  last().drop();
  await timers.advance(0);
  last().started.resolve();
  await settled();
  assert.equal(one.patienceMs, 8000, "The line has become fast.");
});

// A proxy that answers every upgrade with 403, until it is told to allow them or the test `t` is over.
async function refusing(t, reach) {
  const made = link(null, { reach });
  const start = FakeTransport.prototype.start;
  const allow = () => { FakeTransport.prototype.start = start; };
  t.after(allow);
  FakeTransport.prototype.start = () => Promise.reject(new Error("403"));
  made.one.start();
  await made.timers.advance(9999);
  return { ...made, allow };
}

test("Where plain calls are answered and no connection comes, the network is called blocked within 15 s, until there is one", async (t) => {
  const { one, timers, transports, last, allow } = await refusing(t, async () => true);
  const blocked = [];
  one.addEventListener("state", () => blocked.push(one.blocked));
  assert.equal(one.blocked, false);
  await timers.advance(5000);
  assert.equal(one.blocked, true);
  assert.deepEqual(blocked.filter(Boolean), [true]);
  const before = transports.length;
  await timers.advance(30_000);
  assert.ok(transports.length - before >= 5, "It goes on trying.");
  allow();
  await timers.advance(6000);
  last().started.resolve();
  await settled();
  assert.equal(one.state, "connected");
  assert.equal(one.blocked, false);
});

for (const answer of [true, false])
  test(`Without a connection the platform is asked again and again, for the sign-in may have ended: it ${answer ? "answers" : "is away"}`, async (t) => {
    let asked = 0;
    const { timers } = await refusing(t, async () => {
      asked++;
      return answer;
    });
    assert.ok(asked >= 1, "Soon for the first time.");
    await timers.advance(60_000);
    assert.ok(asked >= 4, `${asked} times`);
  });

test("A platform that is away is no blocked network", async (t) => {
  const { one, timers } = await refusing(t, async () => false);
  await timers.advance(60_000);
  assert.equal(one.blocked, false);
});

test("A platform that has just come back is no blocked network", async (t) => {
  const { one, timers, last, allow } = await refusing(t, async () => true);
  allow();
  await timers.advance(5000);
  last().started.resolve();
  await settled();
  assert.equal(one.state, "connected");
  assert.equal(one.blocked, false);
});

test("A try that goes on in vain while plain calls are answered is said, too", async () => {
  const { one, timers } = link(null, { reach: async () => true });
  one.start();
  await timers.advance(15_000);
  assert.equal(one.blocked, true);
});

test("Another network is not waited for as the slow one was", async () => {
  const { one, timers, transports, last } = await connected();
  last().drop();
  await timers.advance(8000);
  assert.equal(one.patienceMs, 16_000);
  await timers.advance(5000);
  const tries = transports.length;
  one.hurry();
  assert.equal(transports.length, tries);
  one.hurry({ network: true });
  assert.equal(transports.length, tries + 1);
});

test("Whoever is in a hurry gives up a try that began in the dark, not a fresh one", async () => {
  const { one, timers, transports, last } = await connected();
  last().drop();
  await timers.advance(0);
  one.hurry();
  assert.equal(transports.length, 2);
  await timers.advance(2000);
  one.hurry();
  assert.equal(transports.length, 3);
  last().started.resolve();
  await settled();
  assert.equal(one.state, "connected");
});

test("Texts leave the page well-formed, whatever was pasted", async () => {
  const { one, last } = await connected();
  one.invoke("Transfer", "command", "session", { to: "therapist", reason: "ка\ud83dшель\0" });
  assert.deepEqual(last().calls.at(-1).args, ["command", "session", { to: "therapist", reason: "ка\ufffdшель\ufffd" }]);
});

test("A refusal is told and not repeated", async () => {
  const { one, last } = await connected();
  last().answers.LeaveSession = () => ({ refusal: { code: "closed", message: "Обращение закрыто." } });
  await assert.rejects(one.command("LeaveSession", "c1", "s1"), (error) => error instanceof Refusal && error.code === "closed" && error.message === "Обращение закрыто.");
  assert.equal(last().calls.length, 1);
});

test("A command whose connection is lost is repeated with the same command id", async () => {
  const { one, timers, transports, last } = await connected();
  const answer = one.command("LeaveSession", "c1", "s1");
  await settled();
  last().drop();
  await timers.advance(100);
  last().answers.LeaveSession = () => ({ value: { phase: "closed" } });
  last().started.resolve();
  await timers.advance(100);
  assert.deepEqual(await answer, { phase: "closed" });
  assert.deepEqual(transports[0].calls[0].args, transports[1].calls[0].args);
});

test("A fault of the platform is repeated a few times, then told", async () => {
  const { one, timers, last } = await connected();
  last().answers.LeaveSession = () => Promise.reject(new Error("An unexpected error occurred"));
  const answer = assert.rejects(one.command("LeaveSession", "c1", "s1"), (error) => error instanceof Fault && !error.lost);
  await timers.advance(5000);
  await answer;
  assert.equal(last().calls.length, 4);
});

test("Every now that arrives sets the clock", async () => {
  const heard = [];
  const made = link({ sync: (now) => heard.push(now) });
  made.one.start();
  made.last().started.resolve();
  await settled();
  made.one.on("QueueUpdate", () => undefined);
  made.last().push("QueueUpdate", "s1", { now: "2026-11-23T09:00:01.000Z" });
  made.last().answers.JoinSession = () => ({ value: { view: { now: "2026-11-23T09:00:02.000Z" } } });
  await made.one.invoke("JoinSession", "s1", 0);
  assert.deepEqual(heard, ["2026-11-23T09:00:01.000Z", "2026-11-23T09:00:02.000Z"]);
});

test("A handler hears every connection until it is taken off", async () => {
  const { one, timers, last } = await connected();
  const heard = [];
  const off = one.on("OfferGone", (id) => heard.push(id));
  last().push("OfferGone", "o1");
  last().drop();
  await timers.advance(0);
  last().started.resolve();
  await settled();
  last().push("OfferGone", "o2");
  off();
  last().push("OfferGone", "o3");
  assert.deepEqual(heard, ["o1", "o2"]);
});

test("A question on a page that has just come waits for the connection, and not for ever", async () => {
  const { one, timers, last } = link();
  one.start();
  const asked = one.ask("FindDiagnoses", "R55");
  last().answers.FindDiagnoses = (query) => ({ value: { query } });
  last().started.resolve();
  assert.deepEqual(await asked, { query: "R55" });

  last().drop();
  const lost = assert.rejects(one.ask("FindDiagnoses", "R55"), Fault);
  one.stop();
  await timers.advance(5000);
  await lost;
});
