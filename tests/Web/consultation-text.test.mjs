import assert from "node:assert/strict";
import { test } from "node:test";
import { consultationText, lastConsultation, unsignedConsultationText } from "../../src/Web/wwwroot/js/models/consultation-text.js";
import { event } from "./fakes.mjs";

const time = (at) => at.slice(11, 16);
const leg = (sequence, kind, startedAt) => event(sequence, "legStarted", "system", { kind, startedAt, staff: { participantId: "d1" } });

test("Consultations of one session are told apart by number and time, a single one by its time", () => {
  const [first, second] = [{ number: 1, startedAt: "2026-11-29T14:05" }, { number: 2, startedAt: "2026-11-29T14:40" }];
  assert.equal(consultationText(first, time), "с\u00a014:05");
  const entries = [first, second].map((one) => ({ sessionId: "s1", consultations: [one] }));
  assert.equal(unsignedConsultationText(entries[0], entries, time), "консультация 1, с\u00a014:05");
  assert.equal(unsignedConsultationText(entries[0], [entries[0], { sessionId: "s2", consultations: [second] }], time), "с\u00a014:05");
  assert.equal(consultationText(second, time), "консультация 2, с\u00a014:40");
});

test("The consultation that goes on is the last of those that the session's events tell of", () => {
  assert.equal(lastConsultation([leg(3, "intake", "2026-11-29T14:00")]), null);
  const events = [leg(3, "intake", "2026-11-29T14:00"), leg(5, "consultation", "2026-11-29T14:05"), leg(8, "followUp", "2026-11-29T14:30"), leg(11, "consultation", "2026-11-29T14:40")];
  assert.deepEqual(lastConsultation(events), { number: 2, startedAt: "2026-11-29T14:40" });
});
