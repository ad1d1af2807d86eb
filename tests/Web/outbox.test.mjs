import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault, Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { Outbox } from "../../src/Web/wwwroot/js/models/outbox.js";
import { deferred, event, FakeStorage, FakeTimers, numbering, settled } from "./fakes.mjs";

function outbox(storage = new FakeStorage()) {
  const sent = [];
  const timers = new FakeTimers();
  const box = new Outbox("s1", (commandId, text, documentIds) => {
    const answer = deferred();
    sent.push({ commandId, text, documentIds, ...answer });
    return answer.promise;
  }, { storage, newId: numbering(), timers });
  return { box, sent, timers, storage };
}

test("Messages go out one after another, in the order they were typed", async () => {
  const { box, sent } = outbox();
  box.add("раз");
  box.add("два");
  await settled();
  assert.deepEqual(sent.map((one) => one.text), ["раз"]);
  sent[0].resolve({ sequence: 5 });
  await settled();
  assert.deepEqual(sent.map((one) => one.text), ["раз", "два"]);
});

test("A message keeps its command over a lost connection and a reload", async () => {
  const storage = new FakeStorage();
  const first = outbox(storage);
  first.box.add("больно");
  await settled();
  first.sent[0].reject(new Fault("connection closed", true));
  await settled();
  const second = outbox(storage);
  assert.deepEqual(second.box.shown.map((one) => one.text), ["больно"]);
  second.box.flush();
  await settled();
  assert.equal(second.sent[0].commandId, first.sent[0].commandId);
});

test("A fault is tried again with the same command", async () => {
  const { box, sent, timers } = outbox();
  box.add("больно");
  await settled();
  sent[0].reject(new Fault("unavailable", false));
  await timers.advance(1000);
  assert.equal(sent.length, 2);
  assert.equal(sent[1].commandId, sent[0].commandId);
});

test("A message is pending until its own event is there", async () => {
  const { box, sent } = outbox();
  box.add("больно");
  await settled();
  sent[0].resolve({ sequence: 7 });
  await settled();
  assert.equal(box.shown.length, 1);
  box.arrived(event(7, "message", "patient", { text: "больно" }));
  assert.equal(box.shown.length, 0);
});

test("An event before its acknowledgement is not shown twice", async () => {
  const { box, sent } = outbox();
  box.add("больно");
  await settled();
  box.arrived(event(7, "message", "patient", { text: "больно" }));
  assert.equal(box.shown.length, 0);
  sent[0].resolve({ sequence: 7 });
  await settled();
  assert.equal(box.entries.length, 0);
});

test("An older message with the same words is not taken for the new one", async () => {
  const { box, sent } = outbox();
  box.add("да");
  await settled();
  box.arrived(event(3, "message", "patient", { text: "да" }));
  sent[0].resolve({ sequence: 8 });
  await settled();
  assert.equal(box.shown.length, 1);
  box.arrived(event(8, "message", "patient", { text: "да" }));
  assert.equal(box.entries.length, 0);
});

const tooLong = new Refusal({ code: "messageTooLong", message: "Слишком длинное." });

test("A message that is never taken is shown as failed, and the next one goes out at once", async () => {
  const { box, sent } = outbox();
  box.add("слишком длинно");
  box.add("короче");
  await settled();
  sent[0].reject(tooLong);
  await settled();
  assert.deepEqual(box.shown.map(({ text, failed }) => [text, failed]), [["слишком длинно", "Слишком длинное."], ["короче", undefined]]);
  assert.equal(sent[1].text, "короче");
});

// A box whose only message was never taken.
async function failed() {
  const made = outbox();
  made.box.add("слишком длинно");
  await settled();
  made.sent[0].reject(tooLong);
  await settled();
  return made;
}

test("A failed message stays so over a reload, and is never sent again", async () => {
  const { storage } = await failed();
  const again = outbox(storage);
  again.box.arrived(event(3, "message", "patient", { text: "слишком длинно" }));
  again.box.flush();
  await settled();
  assert.equal(again.sent.length, 0);
  assert.equal(again.box.shown[0].failed, "Слишком длинное.");
});

test("A failed message is taken back to be mended, and is gone then", async () => {
  const { box, sent, storage } = await failed();
  assert.equal(box.takeBack(sent[0].commandId), "слишком длинно");
  assert.equal(box.shown.length, 0);
  assert.equal(outbox(storage).box.entries.length, 0);
});

test("A bug of the platform's does not hold up what is said later", async () => {
  const { box, sent } = outbox();
  box.add("больно");
  box.add("очень");
  await settled();
  sent[0].reject(new Fault("Failed to invoke 'SendMessage' due to an error on the server.", false));
  await settled();
  assert.equal(box.shown[0].failed, "Сервис не смог принять это сообщение.");
  assert.equal(sent[1].text, "очень");
});

test("A refusal that passes is no end of the message", async () => {
  const { box, sent, timers } = outbox();
  box.add("больно");
  await settled();
  sent[0].reject(new Refusal({ code: "tooMany", message: "Слишком много попыток." }));
  await timers.advance(1000);
  assert.equal(sent[1].commandId, sent[0].commandId);
  assert.equal(box.shown[0].failed, undefined);
});

test("A message is well-formed as soon as it is typed, so that its event is known again", async () => {
  const { box, sent } = outbox();
  box.add("ок \ud83d");
  await settled();
  assert.equal(sent[0].text, "ок \ufffd");
  box.arrived(event(7, "message", "patient", { text: "ок \ufffd" }));
  assert.equal(box.shown.length, 0);
});

test("What was acknowledged is not sent again after a reload", async () => {
  const { box, sent, storage } = outbox();
  box.add("больно");
  await settled();
  sent[0].resolve({ sequence: 7 });
  await settled();
  assert.equal(outbox(storage).box.entries.length, 0);
});

test("A message carries its documents over a reload, and is known by them", async () => {
  const storage = new FakeStorage();
  outbox(storage).box.add("", ["photo"]);
  const { box, sent } = outbox(storage);
  box.flush();
  await settled();
  assert.deepEqual([sent[0].text, sent[0].documentIds], ["", ["photo"]]);

  box.arrived(event(3, "message", "patient", { text: "", documentIds: ["another"] }));
  assert.equal(box.shown.length, 1);
  box.arrived(event(4, "message", "patient", { text: "", documentIds: ["photo"] }));
  assert.equal(box.shown.length, 0);
});
