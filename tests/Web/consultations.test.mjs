import assert from "node:assert/strict";
import { test } from "node:test";
import { consultationsOf } from "../../src/Web/wwwroot/js/models/consultations.js";
import { readyAnswers } from "../../src/Web/wwwroot/js/models/ready-answers.js";
import { event } from "./fakes.mjs";

const leg = (sequence, kind, queue, name) => event(sequence, "legStarted", "system", { kind, staff: { participantId: name, queue, name }, startedAt: "2026-11-23T09:00:00.000Z" });

test("After the doctor the consultant sees with whom the patient was, and whether the conclusion is there", () => {
  const journal = [leg(1, "intake", "consultant", "Вежливая"), event(2, "legEnded"), leg(3, "consultation", "therapist", "Морозова"), event(4, "legEnded"), leg(5, "followUp", "consultant", "Вежливая")];
  const shown = (events) => consultationsOf(events).map(({ name, signed }) => [name, signed]);
  assert.deepEqual(shown(journal.slice(0, 3)), []);
  assert.deepEqual(shown(journal), [["Морозова", false]]);
  assert.deepEqual(shown([...journal, event(6, "conclusionSigned", "Морозова")]), [["Морозова", true]]);
});

test("A conclusion signed while the consultation goes on is there when it is over", () => {
  const journal = [leg(1, "consultation", "therapist", "Морозова"), event(2, "conclusionSigned", "Морозова")];
  assert.deepEqual(consultationsOf(journal), []);
  assert.deepEqual(consultationsOf([...journal, event(3, "legEnded")]).map(({ name, signed }) => [name, signed]), [["Морозова", true]]);
});

test("A conclusion is its own doctor's, and of two consultations the last unsigned one's", () => {
  const shown = (...events) => consultationsOf(events).map(({ name, signed }) => [name, signed]);
  const both = [leg(1, "consultation", "therapist", "Морозова"), event(2, "legEnded"), leg(3, "consultation", "paediatrician", "Котов"), event(4, "legEnded")];
  assert.deepEqual(shown(...both, event(5, "conclusionSigned", "Котов")), [["Морозова", false], ["Котов", true]]);
  assert.deepEqual(shown(...both, event(5, "conclusionSigned", "Морозова")), [["Морозова", true], ["Котов", false]]);
  const twice = [leg(1, "consultation", "therapist", "Морозова"), event(2, "legEnded"), leg(3, "consultation", "therapist", "Морозова"), event(4, "legEnded"), event(5, "conclusionSigned", "Морозова")];
  assert.deepEqual(shown(...twice), [["Морозова", false], ["Морозова", true]]);
  assert.deepEqual(shown(...twice, event(6, "conclusionSigned", "Морозова")), [["Морозова", true], ["Морозова", true]]);
});

test("Ready answers are found by what they say", () => {
  assert.ok(readyAnswers("consultant", "").length >= 5);
  assert.deepEqual(readyAnswers("consultant", "КОД").every(({ text }) => /код/i.test(text)), true);
  assert.ok(readyAnswers("doctor", "аллерг").length === 1);
  assert.deepEqual(readyAnswers("doctor", "такого нет"), []);
});
