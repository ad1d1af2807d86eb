import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageCall } from "../../src/Web/wwwroot/js/models/message-call.js";
import { OneTab } from "../../src/Web/wwwroot/js/models/one-tab.js";
import { TitleBlink } from "../../src/Web/wwwroot/js/models/title-blink.js";
import { FakeTimers, settled } from "./fakes.mjs";

// The locks of a browser, as far as tabs use them here: exclusive, in turn, given back when the work is done.
class FakeLocks {
  #held = new Set();
  #waiting = [];

  request(name, { signal = null, ifAvailable = false }, work) {
    if (ifAvailable && this.#held.has(name)) return Promise.resolve(work(null));
    return new Promise((done, fail) => {
      const order = { name, run: () => this.#run(name, work).then(done, fail) };
      signal?.addEventListener("abort", () => {
        this.#waiting = this.#waiting.filter((one) => one !== order);
        fail(new Error("aborted"));
      });
      if (this.#held.has(name)) this.#waiting.push(order);
      else order.run();
    });
  }

  async #run(name, work) {
    this.#held.add(name);
    await work({ name });
    this.#held.delete(name);
    const next = this.#waiting.find((one) => one.name === name);
    this.#waiting = this.#waiting.filter((one) => one !== next);
    next?.run();
  }
}

test("Of three tabs one rings, and another takes over when it is closed", async () => {
  const locks = new FakeLocks();
  const tabs = [1, 2, 3].map(() => new OneTab("ringing", locks));
  const turns = [];
  tabs.forEach((tab, i) => tab.take(() => turns.push(i)));
  await settled();
  assert.deepEqual(tabs.map((tab) => tab.mine), [true, false, false]);
  tabs[0].leave();
  await settled();
  assert.deepEqual(tabs.map((tab) => tab.mine), [false, true, false]);
  assert.deepEqual(turns, [0, 1]);
});

test("A tab that is no longer called to gives up its turn before it comes", async () => {
  const locks = new FakeLocks();
  const [first, second] = [1, 2].map(() => new OneTab("ringing", locks));
  first.take();
  second.take();
  second.leave();
  first.leave();
  await settled();
  assert.deepEqual([first.mine, second.mine], [false, false]);
});

test("Without locks each tab is the one", () => {
  assert.equal(new OneTab("ringing", undefined).mine, true);
});

test("A message sounds once in three tabs, the next one again", async () => {
  const locks = new FakeLocks();
  const timers = new FakeTimers();
  const sounds = [];
  const all = () => [1, 2, 3].forEach((tab) => new OneTab("knocking", locks).once(() => sounds.push(tab), 1500, timers));
  all();
  await timers.advance(1500);
  assert.deepEqual(sounds, [1]);
  all();
  await timers.advance(0);
  assert.deepEqual(sounds, [1, 1]);
});

test("A message calls when it is still unread a moment later, and not when another tab has shown it", async () => {
  const timers = new FakeTimers();
  let unread = 2;
  let calls = 0;
  const call = new MessageCall(() => unread, () => calls++, timers);
  call.arrived();
  call.arrived();
  await timers.advance(1000);
  assert.equal(calls, 1);
  call.arrived();
  unread = 0;
  await timers.advance(1000);
  assert.equal(calls, 1);
});

test("The title has the number of unread messages, also while it calls", async () => {
  const timers = new FakeTimers();
  const titles = [];
  const title = new TitleBlink("Рабочее место", (text) => titles.push(text), timers);
  title.count = 2;
  title.count = 2;
  title.call("offers", "Вызов: Без входа");
  await timers.advance(1000);
  title.usual = "Разговор";
  title.count = 0;
  title.rest("offers");
  assert.deepEqual(titles, ["(2) Рабочее место", "Вызов: Без входа", "(2) Рабочее место", "(2) Разговор", "Разговор", "Разговор"]);
});

test("An offer and a request for a call are both seen in the title, and neither ends with the other", async () => {
  const timers = new FakeTimers();
  const titles = [];
  const title = new TitleBlink("Рабочее место", (text) => titles.push(text), timers);
  title.call("offers", "Вызов: Без входа");
  title.call("asked:s1", "Петров просит перейти на видеосвязь");
  await timers.advance(3000);
  assert.deepEqual(titles.splice(0), ["Вызов: Без входа", "Петров просит перейти на видеосвязь", "Рабочее место", "Вызов: Без входа"]);
  title.rest("offers");
  await timers.advance(2000);
  assert.deepEqual(titles.splice(0), ["Рабочее место", "Петров просит перейти на видеосвязь", "Рабочее место"]);
  title.rest("offers");
  title.rest("asked:s1");
  await timers.advance(2000);
  assert.deepEqual([titles.splice(0), timers.waiting.length], [["Рабочее место"], 0]);
});
