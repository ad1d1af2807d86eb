import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatLines } from "../../src/Web/wwwroot/js/models/chat-lines.js";
import { ReadMarks } from "../../src/Web/wwwroot/js/models/read-marks.js";
import { SessionStory } from "../../src/Web/wwwroot/js/models/session-story.js";
import { Unread } from "../../src/Web/wwwroot/js/models/unread.js";
import { event } from "./fakes.mjs";

const patient = { participantId: "patient", role: "patient", name: "Иванова Анна", present: true };
const waiting = () => ({
  sessionId: "s1", phase: "waitingForConsultant", mode: "chat", patient: null, participants: [{ ...patient }], leg: null, queue: "consultant",
  consent: { requested: null, confirmed: null }, conclusion: null, conclusions: [], sequence: 2, closeReason: null, now: "2026-11-23T09:00:00.000Z",
});
const consultant = { participantId: "c1", role: "consultant", name: "Орлова Мария", queue: "consultant" };
const doctor = { participantId: "d1", role: "doctor", name: "Морозова Светлана", queue: "therapist" };
const leg = (sequence, kind, staff, endsAt = null) => event(sequence, "legStarted", staff.participantId, { kind, staff, startedAt: "2026-11-23T09:01:00.000Z", endsAt });

function story() {
  const one = new SessionStory();
  one.adopt(waiting());
  return one;
}

test("The story follows a whole urgent consultation", () => {
  const one = story();
  const phases = [
    leg(3, "intake", consultant),
    event(4, "legEnded", "c1", { reason: "transferred" }),
    event(5, "queued", "system", { for: "therapist" }),
    leg(6, "consultation", doctor, "2026-11-23T09:31:00.000Z"),
    event(7, "legEnded", "d1", { reason: "ended" }),
    event(8, "queued", "system", { for: "consultant" }),
    leg(9, "followUp", consultant),
    event(10, "closed", "c1", { reason: "completed" }),
  ].map((one_) => {
    one.apply(one_);
    return one.view.phase;
  });
  assert.deepEqual(phases, ["intake", "intake", "waitingForDoctor", "consultation", "consultation", "waitingForConsultant", "followUp", "closed"]);
  assert.equal(one.view.closeReason, "completed");
  assert.equal(one.counterpart, null);
});

test("The counterpart is whoever holds the leg", () => {
  const one = story();
  one.apply(leg(3, "intake", consultant));
  assert.equal(one.counterpart.name, "Орлова Мария");
  one.apply(event(4, "dropped", "system", { participantId: "c1" }));
  assert.equal(one.counterpart.present, false);
  one.apply(event(5, "rejoined", "system", { participantId: "c1" }));
  assert.equal(one.counterpart.present, true);
});

test("A consultant who stays is there beside the doctor, until stepping out", () => {
  const one = story();
  one.apply(leg(3, "intake", consultant));
  one.apply(event(4, "transferred", "c1", {}));
  one.apply(event(5, "legEnded", "c1", { reason: "transferred" }));
  one.apply(event(6, "queued", "c1", { for: "therapist", companion: "c1" }));
  assert.deepEqual([one.waiting, one.counterpart, one.companion.name], [true, null, "Орлова Мария"]);
  one.apply(event(7, "legStarted", "d1", { kind: "consultation", staff: doctor, startedAt: "2026-11-23T09:01:00.000Z", endsAt: null, companionUntil: "2026-11-23T09:02:00.000Z" }));
  assert.deepEqual([one.counterpart.name, one.companion.name, one.view.companion.until], ["Морозова Светлана", "Орлова Мария", "2026-11-23T09:02:00.000Z"]);
  one.apply(event(8, "companionLeft", "c1", { participantId: "c1" }));
  assert.deepEqual([one.counterpart.name, one.companion, one.participant("c1")], ["Морозова Светлана", null, null]);
});

test("Nobody stays unasked, and nobody after the consultation", () => {
  const one = story();
  one.apply(leg(3, "intake", consultant));
  one.apply(event(4, "legEnded", "c1", { reason: "transferred" }));
  one.apply(event(5, "queued", "c1", { for: "therapist" }));
  assert.deepEqual([one.companion, one.participant("c1")], [null, null]);
});

test("Events that the view knows already change nothing", () => {
  const one = story();
  one.apply(event(2, "closed", "system", { reason: "completed" }));
  assert.equal(one.view.phase, "waitingForConsultant");
});

test("Events before the first view wait for it", () => {
  const one = new SessionStory();
  one.apply(leg(3, "intake", consultant));
  one.adopt(waiting());
  assert.equal(one.view.phase, "intake");
});

test("An older view does not turn the story back", () => {
  const one = story();
  one.apply(leg(3, "intake", consultant));
  one.adopt(waiting());
  assert.equal(one.view.phase, "intake");
});

test("The consent is asked for, declined, asked for again and confirmed", () => {
  const one = story();
  one.apply(event(3, "consentRequested", "c1", { textVersion: "1" }));
  assert.deepEqual(one.view.consent, { requested: "1", confirmed: null, declined: null });
  one.apply(event(4, "consentDeclined", "patient", { textVersion: "1" }));
  assert.deepEqual(one.view.consent, { requested: "1", confirmed: null, declined: "1" });
  one.apply(event(5, "consentRequested", "c1", { textVersion: "1" }));
  assert.equal(one.view.consent.declined, null);
  one.apply(event(6, "consentConfirmed", "patient", { textVersion: "1" }));
  assert.deepEqual(one.view.consent, { requested: null, confirmed: "1", declined: null });
});

test("Own messages and those of others are told apart", () => {
  const lines = new ChatLines("patient");
  lines.line(leg(1, "intake", consultant));
  assert.equal(lines.line(event(2, "message", "patient", { text: "Здравствуйте" })).type, "own");
  const answer = lines.line(event(3, "message", "c1", { text: "Слушаю вас" }));
  assert.deepEqual([answer.type, answer.who], ["other", "Орлова Мария, медконсультант"]);
});

test("What happened stands in the chat in Russian", () => {
  const lines = new ChatLines("patient");
  assert.equal(lines.line(leg(1, "intake", consultant)).text, "Разговор с медконсультантом: Орлова Мария");
  assert.equal(lines.line(leg(2, "consultation", doctor)).text, "Консультация с дежурным терапевтом: Морозова Светлана");
  assert.equal(lines.line(event(3, "limitWarning", "system", { secondsLeft: 300 })).text, "До конца консультации 5 минут");
  assert.equal(lines.line(event(4, "limitWarning", "system", { secondsLeft: 60 })).text, "До конца консультации 1 минута");
  assert.equal(lines.line(event(5, "legEnded", "system", { reason: "limit" })).text, "Время консультации вышло");
  assert.match(lines.line(event(5, "legEnded", "system", { reason: "replaced" })).text, /Разговор продолжит другой/);
  assert.equal(lines.line(event(6, "dropped", "system", { participantId: "d1" })).text, "Морозова Светлана: связь прервалась");
});

test("Nobody reads about the own lost connection, offers or read marks", () => {
  const lines = new ChatLines("patient");
  for (const one of [event(1, "dropped", "system", { participantId: "patient" }), event(2, "offered", "system"), event(3, "read", "c1", { upTo: 1 })])
    assert.equal(lines.line(one), null);
});

test("Only staff read the reason of a transfer", () => {
  const data = { to: "therapist", reason: "температура", overrideReason: null };
  assert.equal(new ChatLines("c1").line(event(1, "transferred", "c1", data)).text, "Перевод к дежурному терапевту — температура");
  assert.equal(new ChatLines("patient").line(event(1, "transferred", "c1", {})).text, "Медконсультант переводит вас к другому специалисту");
});

test("Every signed conclusion is in the view", () => {
  const one = story();
  one.apply(event(3, "conclusionSigned", "d1", { conclusionId: "a" }));
  one.apply(event(4, "conclusionSigned", "d2", { conclusionId: "b" }));
  assert.deepEqual([one.view.conclusion, one.view.conclusions], ["b", ["a", "b"]]);
});

test("The patient gets a link to the signed conclusion", () => {
  assert.equal(new ChatLines("patient").line(event(1, "conclusionSigned", "d1", { conclusionId: "z/1" })).link.href, "/conclusions/z%2F1");
  const corrected = new ChatLines("patient").line(event(1, "conclusionCorrected", "d1", { conclusionId: "z/1", edition: 2 }));
  assert.deepEqual([corrected.text, corrected.link.href], ["Врач исправил заключение", "/conclusions/z%2F1"]);
});

test("A message counts as seen when somebody else has read so far", () => {
  const marks = new ReadMarks("patient");
  assert.equal(marks.apply(event(5, "read", "patient", { upTo: 4 })), false);
  assert.equal(marks.apply(event(6, "read", "c1", { upTo: 4 })), true);
  assert.deepEqual([marks.seen(4), marks.seen(5)], [true, false]);
});

test("Unread are messages of others until read in any tab, or answered", () => {
  const unread = new Unread("c1");
  unread.apply(event(1, "message", "patient"));
  unread.apply(event(2, "message", "patient"));
  assert.equal(unread.count, 2);
  unread.apply(event(3, "read", "c1", { upTo: 1 }));
  assert.equal(unread.count, 1);
  unread.apply(event(4, "message", "c1"));
  assert.equal(unread.count, 0);
});
