import assert from "node:assert/strict";
import test from "node:test";
import { AsideWait, missedFrom } from "../../src/Web/wwwroot/js/models/aside-wait.js";
import { PageAside } from "../../src/Web/wwwroot/js/models/page-aside.js";
import { QueuePlace } from "../../src/Web/wwwroot/js/models/queue-place.js";
import { event } from "./fakes.mjs";

const terms = { returnWithin: "1 минуты", longWaitSeconds: 600 };
const wait = (news) => new AsideWait({ signedIn: true, callBack: null, push: "off", expectedSeconds: 60, notices: true, ...news }, terms);

test("The page says what holds", () => {
  assert.match(wait({}).stay, /^Не закрывайте страницу/);
  assert.match(wait({ callBack: "push" }).stay, /^Можно свернуть, мы позовём: когда вы третий.*в течение 1 минуты/);
  assert.match(wait({ callBack: "sms" }).stay, /^Можно свернуть, мы позовём: пришлём СМС/);
});

test("Who allowed pushes is asked for nothing; who did not may", () => {
  assert.equal(wait({ push: "on" }).asksByItself, true);
  assert.equal(wait({ push: "on", callBack: "push" }).asksByItself, false);
  assert.equal(wait({ push: "on", signedIn: false }).asksByItself, false);
  assert.equal(wait({}).offer, "push");
  assert.equal(wait({ callBack: "push" }).offer, null);
  assert.equal(wait({ push: null }).offer, null);
});

test("An SMS is offered where no push can come and the wait is over ten minutes", () => {
  for (const push of ["none", "unsupported", "denied", "install"]) {
    assert.equal(wait({ push, expectedSeconds: 601 }).offer, "sms");
    assert.equal(wait({ push, expectedSeconds: 600 }).offer, "notices");
    assert.equal(wait({ push, expectedSeconds: null, notices: false }).offer, null);
  }
  assert.equal(wait({ push: "off", expectedSeconds: 6000 }).offer, "push");
  assert.equal(wait({ push: "none", expectedSeconds: 6000, signedIn: false }).offer, "notices");
});

test("A patient who was called in vain is told so until somebody comes", () => {
  const started = event(3, "legStarted", "c", { kind: "intake" });
  const missed = event(4, "legEnded", "system", { reason: "notReturned" });
  assert.equal(missedFrom([started, missed, event(5, "queued", "system", {})]), true);
  assert.equal(missedFrom([started, missed, event(5, "legStarted", "c", {})]), false);
  assert.equal(missedFrom([started, event(4, "legEnded", "c", { reason: "ended" })]), false);
  const place = new QueuePlace("consultant", { position: 1, covered: true, estimatedWaitSeconds: 20 }, { missed: true });
  assert.equal(place.title, "Место сохранено");
  assert.match(place.estimate, /вас не было на странице/);
});

test("A page in front says nothing, one in the background does, and both where somebody waits", () => {
  const told = [];
  let hidden = false;
  const aside = new PageAside(async (isAside) => told.push(isAside), () => hidden);
  aside.joined(false);
  aside.look(false);
  assert.deepEqual(told, []);
  hidden = true;
  aside.look(false);
  aside.look(false);
  assert.deepEqual(told, [true]);
  hidden = false;
  aside.look(false);
  assert.deepEqual(told, [true, false]);
  aside.joined(true);
  aside.look(true);
  assert.deepEqual(told, [true, false, false]);
  hidden = true;
  aside.joined(false);
  assert.deepEqual(told, [true, false, false, true]);
});

test("What was not told is told anew", async () => {
  const told = [];
  const aside = new PageAside((isAside) => { told.push(isAside); return Promise.reject(new Error("no connection")); }, () => true);
  aside.look(false);
  await Promise.resolve();
  await Promise.resolve();
  aside.look(false);
  assert.deepEqual(told, [true, true]);
});
