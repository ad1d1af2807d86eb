import assert from "node:assert/strict";
import { test } from "node:test";
import { asKept, ConclusionDraft, isNoDays } from "../../src/Web/wwwroot/js/models/conclusion-draft.js";
import { Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { deferred, FakeTimers, settled } from "./fakes.mjs";

function draft(shelf = null) {
  const saves = [];
  const timers = new FakeTimers();
  const stored = { conclusionId: "c", text: { complaints: "", history: "", diagnosis: "", recommendations: "" }, version: 0, savedAt: null, signedAt: null };
  const save = (text, basedOn) => {
    const answer = deferred();
    saves.push({ text, basedOn, ...answer });
    return answer.promise;
  };
  const one = new ConclusionDraft({ save, read: async () => structuredClone(stored) }, timers, shelf);
  return { one, saves, timers, stored };
}

const savedAt = "2026-11-23T09:00:00.000Z";
const changed = () => new Refusal({ code: "conclusionChanged", message: "Изменено." });

// This window knows version 1; the other one has saved "Грипп" as version 2.
async function overtaken() {
  const all = draft();
  all.one.load({ ...all.stored, text: { ...all.stored.text, diagnosis: "О" }, version: 1, savedAt });
  Object.assign(all.stored, { text: { ...all.stored.text, diagnosis: "Грипп", recommendations: "Покой" }, version: 2, savedAt });
  all.one.type("diagnosis", "ОРВИ");
  const flushed = all.one.flush();
  await settled();
  all.saves[0].reject(changed());
  assert.equal(await flushed, false);
  return all;
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
  saves[0].resolve({ version: 1 });
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
  saves[0].resolve({ version: 1 });
  await settled();
  assert.equal(saves[1].text.diagnosis, "ОРВИ, лёгкое течение");
  saves[1].resolve({ version: 1 });
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
  saves[1].resolve({ version: 1 });
  assert.equal(await second, true);
});

test("A signed conclusion takes no more typing", () => {
  const { one, stored } = draft();
  one.load({ ...stored, text: { ...stored.text, diagnosis: "ОРВИ" }, version: 1, savedAt, signedAt: savedAt });
  one.type("diagnosis", "Грипп");
  assert.equal(one.text.diagnosis, "ОРВИ");
});

test("What was not stored survives a reload, and is stored then", async () => {
  const kept = { draft: null };
  const shelf = { keep: (one) => { kept.draft = structuredClone(one); }, take: () => kept.draft, clear: () => { kept.draft = null; } };
  draft(shelf).one.type("diagnosis", "ОРВИ");
  const { one, saves, timers, stored } = draft(shelf);
  one.load(stored);
  assert.equal(one.text.diagnosis, "ОРВИ");
  await timers.advance(900);
  saves[0].resolve({ version: 1 });
  await settled();
  assert.equal(saves[0].text.diagnosis, "ОРВИ");
  assert.equal(kept.draft, null);
});

test("What another window stored during a reload is not saved over", async () => {
  const shelf = { keep: () => {}, take: () => ({ text: { diagnosis: "ОРВИ" }, version: 1 }), clear: () => {} };
  const { one, saves, timers, stored } = draft(shelf);
  Object.assign(stored, { text: { ...stored.text, diagnosis: "Грипп" }, version: 2, savedAt });
  one.load(stored);
  await timers.advance(900);
  assert.equal(saves[0].basedOn, 1);
  saves[0].reject(changed());
  await settled();
  assert.deepEqual([one.state, one.text.diagnosis, one.other.text.diagnosis], ["conflict", "ОРВИ", "Грипп"]);
});

test("Each saving follows the version before it", async () => {
  const { one, saves } = draft();
  for (const [text, version] of [["О", 1], ["ОР", 2]]) {
    one.type("diagnosis", text);
    const flushed = one.flush();
    await settled();
    saves.at(-1).resolve({ version });
    await flushed;
  }
  assert.deepEqual(saves.map((save) => save.basedOn), [0, 1]);
  assert.equal(one.version, 2);
});

test("Two texts stand side by side until the doctor chooses, and nothing is saved meanwhile", async () => {
  const { one, saves, timers } = await overtaken();
  assert.deepEqual([one.state, one.text.diagnosis, one.differing], ["conflict", "ОРВИ", ["diagnosis", "recommendations"]]);
  one.type("diagnosis", "ОРВИ, лёгкое");
  await timers.advance(5000);
  assert.equal(await one.flush(), false);
  assert.equal(saves.length, 1);
});

test("The doctor's own text follows the other one, when chosen", async () => {
  const { one, saves } = await overtaken();
  const kept = one.keepMine();
  await settled();
  assert.deepEqual([saves[1].text.diagnosis, saves[1].basedOn], ["ОРВИ", 2]);
  saves[1].resolve({ version: 3 });
  assert.equal(await kept, true);
  assert.deepEqual([one.state, one.version, one.other], ["saved", 3, null]);
});

test("The other text needs no saving, when chosen", async () => {
  const { one, saves } = await overtaken();
  one.takeOther();
  assert.deepEqual([one.state, one.text.diagnosis, one.version, one.unsaved], ["saved", "Грипп", 2, false]);
  assert.equal(await one.flush(), true);
  assert.equal(saves.length, 1);
});

test("Texts are joined field by field", async () => {
  const { one, saves } = await overtaken();
  one.addField("diagnosis");
  assert.deepEqual([one.state, one.differing], ["conflict", ["recommendations"]]);
  one.takeField("recommendations");
  await settled();
  assert.deepEqual([one.other, one.text.diagnosis, one.text.recommendations], [null, "ОРВИ\nГрипп", "Покой"]);
  assert.deepEqual([saves[1].text.diagnosis, saves[1].text.recommendations, saves[1].basedOn], ["ОРВИ\nГрипп", "Покой", 2]);
  saves[1].resolve({ version: 3 });
  await settled();
  assert.deepEqual([one.state, one.version], ["saved", 3]);
});

test("Taking every field is taking the other text", async () => {
  const { one } = await overtaken();
  one.takeField("diagnosis");
  one.takeField("recommendations");
  assert.deepEqual([one.state, one.version, one.unsaved], ["saved", 2, false]);
});

test("The same text from two windows is no conflict", async () => {
  const { one, saves, stored } = draft();
  Object.assign(stored, { text: { ...stored.text, diagnosis: "ОРВИ" }, version: 2, savedAt });
  one.type("diagnosis", "ОРВИ");
  const flushed = one.flush();
  await settled();
  saves[0].reject(changed());
  assert.equal(await flushed, true);
  assert.deepEqual([one.state, one.version], ["saved", 2]);
});

test("A conclusion signed in another window shows what was signed", async () => {
  const { one, saves, stored } = draft();
  Object.assign(stored, { text: { ...stored.text, diagnosis: "Грипп" }, version: 2, savedAt, signedAt: savedAt });
  one.type("diagnosis", "ОРВИ");
  const flushed = one.flush();
  await settled();
  saves[0].reject(new Refusal({ code: "alreadySigned", message: "Подписано." }));
  assert.equal(await flushed, false);
  assert.deepEqual([one.state, one.text.diagnosis, one.unsaved], ["signed", "Грипп", false]);
});

// This window has saved version 1; the other one has saved another text as version 2.
async function older() {
  const all = draft();
  all.one.load({ ...all.stored, text: { ...all.stored.text, diagnosis: "ОРВИ" }, version: 1, savedAt });
  Object.assign(all.stored, { text: { ...all.stored.text, diagnosis: "Грипп" }, version: 2, savedAt });
  await all.one.look();
  return all;
}

test("A window that shows an older text than the stored one says so, and shows the newer one when asked", async () => {
  const { one } = await older();
  assert.equal(one.state, "changed");
  assert.equal(one.text.diagnosis, "ОРВИ");
  one.showNewer();
  assert.deepEqual([one.state, one.text.diagnosis, one.version, one.newer], ["saved", "Грипп", 2, null]);
});

test("What is typed over an older text meets the newer one, and nothing is lost", async () => {
  const { one, saves } = await older();
  one.type("recommendations", "Питьё");
  const flushed = one.flush();
  await settled();
  assert.equal(saves[0].basedOn, 1);
  saves[0].reject(changed());
  assert.equal(await flushed, false);
  assert.deepEqual([one.state, one.text.recommendations, one.other.text.diagnosis], ["conflict", "Питьё", "Грипп"]);
});

test("A window whose text another one signed can only be read", async () => {
  const { one, stored } = await older();
  Object.assign(stored, { version: 3, signedAt: savedAt });
  await one.look();
  assert.deepEqual([one.state, one.text.diagnosis], ["signed", "Грипп"]);
});

test("A window in which somebody types, or which has the stored text, says nothing of changes", async () => {
  const { one, stored } = draft();
  one.load({ ...stored, version: 1, savedAt });
  await one.look();
  assert.equal(one.state, "saved");
  Object.assign(stored, { text: { ...stored.text, diagnosis: "Грипп" }, version: 2, savedAt });
  await one.look();
  assert.deepEqual([one.state, one.text.diagnosis], ["saved", "Грипп"]);
  one.type("diagnosis", "Грипп А");
  Object.assign(stored, { version: 3 });
  await one.look();
  assert.equal(one.state, "typing");
});

test("What was typed here when another window signed is left to be read, over a reload too, until it is put away", async () => {
  let kept = null;
  const shelf = { keep: (draft) => (kept = structuredClone(draft)), take: () => kept, clear: () => (kept = null) };
  const { one, saves, stored } = draft(shelf);
  one.load({ ...stored, version: 1, savedAt });
  Object.assign(stored, { text: { ...stored.text, diagnosis: "Грипп" }, version: 2, savedAt });
  one.type("history", "С детства");
  const flushed = one.flush();
  await settled();
  saves[0].reject(changed());
  await flushed;
  assert.equal(one.state, "conflict");

  Object.assign(stored, { version: 3, signedAt: savedAt });
  await one.look();
  assert.equal(one.state, "signed");
  assert.equal(one.text.diagnosis, "Грипп");
  assert.equal(one.text.history, "");
  assert.deepEqual(one.left, { history: "С детства" });

  const again = draft(shelf);
  again.one.load(structuredClone(stored));
  assert.deepEqual(again.one.left, { history: "С детства" });
  again.one.dropLeft();
  assert.deepEqual([again.one.left, kept], [null, null]);
});

test("Two texts stand side by side with the newest of the other window", async () => {
  const { one, stored } = await overtaken();
  Object.assign(stored, { text: { ...stored.text, diagnosis: "Грипп А" }, version: 3, savedAt });
  await one.look();
  assert.deepEqual([one.state, one.other.text.diagnosis, one.other.version], ["conflict", "Грипп А", 3]);
  assert.equal(one.text.diagnosis, "ОРВИ");
});

test("The days until the next consultation are typed as text and kept as a number", () => {
  const { one, stored } = draft();
  one.load({ ...stored, text: { ...stored.text, secondaryDiagnoses: "I10", followUpDays: 7 }, version: 1, savedAt });
  assert.deepEqual([one.text.secondaryDiagnoses, one.text.followUpDays], ["I10", "7"]);
  assert.equal(asKept(one.text).followUpDays, 7);
  one.type("followUpDays", " ");
  assert.equal(asKept(one.text).followUpDays, null);
  assert.deepEqual(["", "1", "365", "0", "366", "-1", "1.5", "неделя"].map(isNoDays), [false, false, false, true, true, true, true, true]);
});
