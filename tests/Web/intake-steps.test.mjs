import assert from "node:assert/strict";
import { test } from "node:test";
import { nextStep, stepStates } from "../../src/Web/wwwroot/js/models/intake-steps.js";

const patient = { name: "Иванова Анна" };
const card = (doctor, validToday = true) => ({ doctor, policy: { validToday } });

test("The next step is who, then the consent, then the doctor of the person's age", () => {
  assert.equal(nextStep({ phase: "intake" }), "who");
  assert.equal(nextStep({ phase: "intake", patient, card: card("therapist") }), "consent");
  assert.equal(nextStep({ phase: "intake", patient, consented: true, card: card("paediatrician") }), "paediatrician");
  assert.equal(nextStep({ phase: "followUp", patient, consented: true, card: card("therapist") }), "close");
});

test("Under one year nobody is preferred, and without a valid policy only closing is left", () => {
  assert.equal(nextStep({ phase: "intake", patient, consented: true, card: card(null) }), null);
  assert.equal(nextStep({ phase: "intake", patient, card: card("therapist", false) }), "close");
  assert.equal(nextStep({ phase: "waitingForDoctor", patient, consented: true }), null);
});

test("The steps say how far it is", () => {
  const states = (state) => [...stepStates(state).values()];
  assert.deepEqual(states({ phase: "intake" }), ["now", "ahead", "ahead"]);
  assert.deepEqual(states({ phase: "intake", patient, consented: true }), ["done", "done", "now"]);
  assert.deepEqual(states({ phase: "followUp", patient, consented: true }), ["done", "done", "done"]);
});
