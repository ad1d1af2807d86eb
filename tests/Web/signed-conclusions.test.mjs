import assert from "node:assert/strict";
import { test } from "node:test";
import { signedConclusions } from "../../src/Web/wwwroot/js/models/signed-conclusions.js";
import { event } from "./fakes.mjs";

const leg = (sequence, id, queue, name, startedAt) => event(sequence, "legStarted", "system", { kind: "consultation", startedAt, staff: { participantId: id, name, queue } });
const signed = (sequence, by, conclusionId, at) => ({ ...event(sequence, "conclusionSigned", by, { conclusionId }), at });
const time = (at) => at;
const texts = (ids, events) => signedConclusions(ids, events, time).map(({ text }) => text);

test("One conclusion needs no number, two are told apart by doctor and time", () => {
  const events = [leg(5, "d1", "therapist", "Морозова Светлана Олеговна", "10:05"), leg(9, "d2", "paediatrician", "Ким Пётр Ильич", "10:40"), signed(12, "d2", "b", "10:55"), signed(13, "d1", "a", "11:00")];
  assert.deepEqual(texts(["a"], events), ["Открыть заключение"]);
  assert.deepEqual(texts(["b", "a"], events), ["Заключение 1, педиатр Ким Пётр, консультация в 10:40", "Заключение 2, терапевт Морозова Светлана, консультация в 10:05"]);
  assert.deepEqual(texts(["b", "a"], []), ["Заключение 1", "Заключение 2"]);
});

test("Two of one doctor are told apart by when they were signed", () => {
  const events = [leg(5, "d1", "therapist", "Морозова Светлана Олеговна", "10:05"), signed(6, "d1", "a", "10:20"), leg(9, "d1", "therapist", "Морозова Светлана Олеговна", "10:40"), signed(12, "d1", "b", "10:55")];
  assert.deepEqual(texts(["a", "b"], events), ["Заключение 1, терапевт Морозова Светлана, подписано в 10:20", "Заключение 2, терапевт Морозова Светлана, подписано в 10:55"]);
});
