import assert from "node:assert/strict";
import { test } from "node:test";
import { ConsentWithdrawal } from "../../src/Web/wwwroot/js/models/consent-withdrawal.js";
import { Fault, Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { numbering } from "./fakes.mjs";

const running = new Refusal({ code: "consultationRunning", message: "Сейчас идёт консультация" });

function tell({ says, answers }) {
  const questions = [];
  const posted = [];
  const withdrawal = new ConsentWithdrawal({
    ask: async (question) => {
      questions.push(question.title);
      return says.shift();
    },
    post: async (path, body) => {
      posted.push({ path, ...body });
      const answer = answers.shift();
      if (answer) throw answer;
    },
    commandId: numbering(),
  });
  return { withdrawal, questions, posted };
}

test("a consent is taken back after one question", async () => {
  const { withdrawal, questions, posted } = tell({ says: [true], answers: [null] });

  assert.equal(await withdrawal.of("p1", "Анна"), true);
  assert.deepEqual(questions, ["Отозвать согласие?"]);
  assert.deepEqual(posted, [{ path: "/api/patients/p1/consent/withdraw", commandId: "command-1", endConsultation: false }]);
});

test("who thinks better of it keeps it", async () => {
  const { withdrawal, posted } = tell({ says: [false], answers: [] });

  assert.equal(await withdrawal.of("p1", "Анна"), false);
  assert.deepEqual(posted, []);
});

test("a talk with a doctor ends only after a second question, by a command of its own", async () => {
  const { withdrawal, questions, posted } = tell({ says: [true, true], answers: [running, null] });

  assert.equal(await withdrawal.of("p1", "Анна"), true);
  assert.deepEqual(questions, ["Отозвать согласие?", "Сейчас идёт консультация врача"]);
  assert.deepEqual(posted.map(({ commandId, endConsultation }) => [commandId, endConsultation]), [["command-1", false], ["command-2", true]]);
});

test("who reads the second warning and stays, stays in the talk with the consent", async () => {
  const { withdrawal, posted } = tell({ says: [true, false], answers: [running] });

  assert.equal(await withdrawal.of("p1", "Анна"), false);
  assert.equal(posted.length, 1);
});

test("a fault is not taken for the warning", async () => {
  const { withdrawal, questions } = tell({ says: [true], answers: [new Fault("away", true)] });

  await assert.rejects(withdrawal.of("p1", "Анна"), Fault);
  assert.equal(questions.length, 1);
});
