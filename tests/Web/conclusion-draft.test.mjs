import assert from "node:assert/strict";
import { test } from "node:test";
import { ConclusionDraft } from "../../src/Web/wwwroot/js/models/conclusion-draft.js";
import { deferred, FakeTimers, settled } from "./fakes.mjs";

function draft() {
  const saves = [];
  const timers = new FakeTimers();
  const one = new ConclusionDraft((text) => {
    const answer = deferred();
    saves.push({ text, ...answer });
    return answer.promise;
  }, timers);
  return { one, saves, timers };
}

test("What is typed is saved after a pause", async () => {
  const { one, saves, timers } = draft();
  one.type("diagnosis", "О");
  await timers.advance(800);
  one.type("diagnosis", "ОРВИ");
  await timers.advance(899);
  assert.equal(saves.length, 0);
  await timers.advance(1);
  assert.equal(saves[0].text.diagnosis, "ОРВИ");
  saves[0].resolve({});
  await settled();
  assert.equal(one.state, "saved");
});

test("Two savings never run at once, and the newest text is the last", async () => {
  const { one, saves, timers } = draft();
  one.type("diagnosis", "ОРВИ");
  await timers.advance(900);
  one.type("diagnosis", "ОРВИ, лёгкое течение");
  await timers.advance(900);
  assert.equal(saves.length, 1);
  saves[0].resolve({});
  await settled();
  assert.equal(saves[1].text.diagnosis, "ОРВИ, лёгкое течение");
  saves[1].resolve({});
  await settled();
  assert.equal(one.unsaved, false);
});

test("A failed saving is told and made up for", async () => {
  const { one, saves } = draft();
  one.type("diagnosis", "ОРВИ");
  const first = one.flush();
  await settled();
  saves[0].reject(new Error("Сервис временно недоступен."));
  assert.equal(await first, false);
  assert.deepEqual([one.state, one.unsaved], ["failed", true]);
  const second = one.flush();
  await settled();
  saves[1].resolve({});
  assert.equal(await second, true);
});

test("A signed conclusion takes no more typing", () => {
  const { one } = draft();
  one.load({ diagnosis: "ОРВИ" }, { saved: true, signed: true });
  one.type("diagnosis", "Грипп");
  assert.equal(one.text.diagnosis, "ОРВИ");
});

test("What was not stored survives a reload, and is stored then", async () => {
  const kept = { text: null };
  const shelf = { keep: (text) => { kept.text = { ...text }; }, take: () => kept.text, clear: () => { kept.text = null; } };
  const open = () => {
    const saves = [];
    const timers = new FakeTimers();
    const one = new ConclusionDraft((text) => { const answer = deferred(); saves.push({ text, ...answer }); return answer.promise; }, timers, shelf);
    return { one, saves, timers };
  };
  open().one.type("diagnosis", "ОРВИ");
  const { one, saves, timers } = open();
  one.load({ diagnosis: "" }, { saved: true, signed: false });
  assert.equal(one.text.diagnosis, "ОРВИ");
  await timers.advance(900);
  saves[0].resolve({});
  await settled();
  assert.equal(saves[0].text.diagnosis, "ОРВИ");
  assert.equal(kept.text, null);
});
