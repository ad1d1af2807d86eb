import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../../src/Web/wwwroot/js/models/desk.js";
import { dutyNote } from "../../src/Web/wwwroot/js/models/words.js";

const lost = { duty: "off", why: "standingChanged" };
const view = (duty) => ({ duty, offers: [], sessions: [], awaitingSignature: [] });

test("A page that is opened after a sign-in says nothing of a duty that ended long before", () => {
  const desk = new Desk();
  desk.open(view(lost));
  desk.open(view(lost));
  assert.equal(dutyNote(desk.duty, {}), "");
});

test("A page on which somebody worked says that the duty ended, told at once or found on coming back", () => {
  const told = new Desk();
  told.open(view(lost));
  told.dutyChanged(lost, "standingChanged");
  told.open(view(lost));
  assert.match(dutyNote(told.duty, {}), /вы не на смене/);
  const found = new Desk();
  found.open(view({ duty: "available", why: "switched" }));
  found.open(view(lost));
  assert.match(dutyNote(found.duty, {}), /вы не на смене/);
});

test("A desk that is loaded again shows the patient who was chosen, and never another one of several", () => {
  const desk = new Desk();
  const sessions = ["first", "second"].map((sessionId) => ({ sessionId }));
  desk.open({ ...view(lost), sessions });
  assert.deepEqual(["second", null, "gone"].map((kept) => desk.opens(kept)), ["second", null, null]);
  desk.open({ ...view(lost), sessions: sessions.slice(0, 1) });
  assert.equal(desk.opens("gone"), "first");
  desk.open(view(lost));
  assert.equal(desk.opens("gone"), null);
});

test("An answer that was asked for earlier does not take the place of a later one", async () => {
  const desk = new Desk();
  const answers = [];
  const ask = () => new Promise((answer) => answers.push(answer));
  const reads = [desk.read(ask), desk.read(ask), desk.read(ask)];
  const standing = (sessionId) => ({ ...view(lost), sessions: [{ sessionId }] });

  answers[1](standing("later"));
  await reads[1];
  answers[0](standing("earlier"));
  await reads[0];
  assert.deepEqual(desk.sessions, [{ sessionId: "later" }]);
  answers[2](standing("last"));
  await reads[2];
  assert.deepEqual(desk.sessions, [{ sessionId: "last" }]);
});

test("A call that rang when the desk was read is shown once, and not again when it is over", () => {
  const desk = new Desk();
  desk.open({ ...view({ duty: "available" }), rings: { callId: "one" } });
  assert.equal(desk.takeRinging().callId, "one");
  desk.offered({ offerId: "o1" });
  assert.equal(desk.takeRinging(), null);
  desk.open(view({ duty: "available" }));
  assert.equal(desk.takeRinging(), null);
});
