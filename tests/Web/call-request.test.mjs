import assert from "node:assert/strict";
import { test } from "node:test";
import { callRequest, mayAskToCall, stayedInChat } from "../../src/Web/wwwroot/js/models/call-request.js";
import { awayText, coverText } from "../../src/Web/wwwroot/js/models/call-words.js";
import { changeOnReturn } from "../../src/Web/wwwroot/js/models/session-modes.js";
import { SessionStory } from "../../src/Web/wwwroot/js/models/session-story.js";
import { event } from "./fakes.mjs";

const opened = (mode) => event(1, "opened", "patient", { mode });
const leg = event(3, "legStarted", "system", { kind: "intake", staff: { participantId: "c1" } });
const turned = (sequence, mode, by = "patient") => event(sequence, "modeChanged", by, { mode });

test("A call that a chat became is asked for by whoever changed the way of talking first", () => {
  assert.equal(callRequest([opened("chat"), leg]), null);
  assert.deepEqual(callRequest([opened("chat"), leg, turned(4, "audio")]), { by: "patient", mode: "audio", sequence: 4 });
  assert.equal(callRequest([opened("chat"), leg, turned(4, "audio"), turned(5, "video", "c1")]).by, "patient");
  assert.equal(callRequest([opened("chat"), leg, turned(4, "audio"), turned(5, "chat")]), null);
  assert.equal(callRequest([turned(90, "video")]).by, "patient");
});

test("A leg that began with the call was asked for by nobody in it", () => {
  assert.equal(callRequest([opened("video"), leg]), null);
  assert.equal(callRequest([opened("video"), leg, turned(4, "audio")]), null);
  assert.equal(callRequest([opened("chat"), turned(2, "video"), leg]), null);
  assert.equal(callRequest([opened("chat"), leg, turned(4, "video"), event(5, "queued", "system", { for: "therapist" }), event(6, "legStarted", "system", {})]), null);
});

test("Both sides read who asks and who is waited for", () => {
  const waits = { place: "here", state: "waiting", mode: "video", peer: null, media: {} };
  assert.equal(coverText(waits, "Анна Ивановна", false, null, { mine: true, open: false }), "Анна Ивановна: зовём на звонок. Ждём ответа…");
  assert.match(coverText(waits, "Анна Ивановна", false, null, null), /подключается/);
  const asked = awayText({ place: "off" }, "video", { name: "Петров Пётр" }, { mine: false, open: true });
  assert.deepEqual(asked, { text: "Петров Пётр просит перейти на видеосвязь и ждёт ответа.", take: "Ответить", asked: true });
});

test("A way of talking that is pressed counts in the session that was open already, but never ends a call that goes on", () => {
  const waiting = { mode: "chat", phase: "waitingForConsultant", leg: null };
  assert.equal(changeOnReturn(waiting, "video").mode, "video");
  assert.equal(changeOnReturn(waiting, "chat").mode, null);
  assert.equal(changeOnReturn({ ...waiting, mode: "video" }, "chat").mode, "chat");
  const talk = { mode: "video", phase: "intake", leg: { kind: "intake" } };
  assert.equal(changeOnReturn(talk, "audio").mode, "audio");
  assert.deepEqual(changeOnReturn(talk, "chat"), { mode: null, why: "Видеосвязь уже идёт, и чат открыт рядом с ней: пишите, не прерывая звонка." });
});

test("A specialist may ask a patient who is there out of the chat of their own talk, and nobody else", () => {
  const participants = [{ participantId: "patient", role: "patient", present: true }, { participantId: "c1", role: "consultant", present: true }];
  const talk = { sequence: 9, phase: "intake", mode: "chat", leg: { kind: "intake" }, companion: null, participants };
  const may = (change, me = "c1") => {
    const story = new SessionStory();
    story.adopt({ ...talk, ...change });
    return mayAskToCall(story, me);
  };
  assert.equal(may({}), true);
  assert.equal(may({ mode: "audio" }), false);
  assert.equal(may({ mode: "phone" }), false);
  assert.equal(may({}, "c2"), false);
  assert.equal(may({ phase: "waitingForDoctor", leg: null, companion: { participantId: "c1" } }), false);
  assert.equal(may({ participants: [{ ...participants[0], present: false }, participants[1]] }), false);
  assert.equal(mayAskToCall(new SessionStory(), "c1"), false);
});

test("The patient's choice of the chat answers the specialist's request, not a call that had come about", () => {
  const asked = [opened("chat"), leg, turned(4, "video", "c1")];
  assert.equal(stayedInChat(asked, "c1"), false);
  assert.equal(stayedInChat([...asked, turned(5, "chat")], "c1"), true);
  assert.equal(stayedInChat([...asked, turned(5, "chat", "c1")], "c1"), false);
  assert.equal(stayedInChat([...asked, turned(5, "chat")], "c2"), false);
  assert.equal(stayedInChat([...asked, event(5, "callRecord", "patient", { stage: "connected" }), turned(6, "chat")], "c1"), false);
  assert.equal(stayedInChat([opened("chat"), leg, turned(4, "audio"), turned(5, "chat", "c1")], "c1"), false);
});
