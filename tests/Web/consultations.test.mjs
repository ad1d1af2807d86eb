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
  assert.deepEqual(shown([...journal, event(6, "conclusionSigned")]), [["Морозова", true]]);
});

test("Ready answers are found by what they say", () => {
  assert.ok(readyAnswers("consultant", "").length >= 5);
  assert.deepEqual(readyAnswers("consultant", "КОД").every((text) => /код/i.test(text)), true);
  assert.ok(readyAnswers("doctor", "аллерг").length === 1);
  assert.deepEqual(readyAnswers("doctor", "такого нет"), []);
});
