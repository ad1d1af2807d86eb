import assert from "node:assert/strict";
import { test } from "node:test";
import { readyAnswers } from "../../src/Web/wwwroot/js/models/ready-answers.js";
import { excerpt, Templates, withText } from "../../src/Web/wwwroot/js/models/templates.js";

const empty = { complaints: "", history: "", diagnosis: "", recommendations: "", message: "" };
const cold = { templateId: "a", name: "ОРВИ", text: { ...empty, diagnosis: "J06.9 ОРВИ", recommendations: "Питьё\nпокой" } };
const fever = { templateId: "b", name: "Температура", text: { ...empty, message: "Какая температура?" } };

function templates(stored = [cold, fever]) {
  const calls = [];
  const link = {
    invoke: async () => ({ templates: stored, maxTemplates: 2, maxCharacters: 4000 }),
    command: async (...call) => calls.push(call),
  };
  let id = 0;
  return { one: new Templates(link, () => `id-${++id}`), calls };
}

test("Conclusions and messages have templates of their own", async () => {
  const { one } = templates();
  assert.equal(one.isFull, false);
  await one.load();
  assert.deepEqual([one.of("conclusion"), one.of("message"), one.isFull], [[cold], [fever], true]);
});

test("A template is saved with all its fields, under the command of its tap", async () => {
  const { one, calls } = templates();
  await one.save({ name: "Отит", text: { diagnosis: "H66.9" } }, "tap");
  await one.save({ templateId: "a", name: "ОРВИ 2", text: { diagnosis: "J06.9" } });
  await one.remove("b");
  assert.deepEqual(calls, [
    ["SaveTemplate", "tap", { templateId: null, name: "Отит", text: { ...empty, diagnosis: "H66.9" } }],
    ["SaveTemplate", "id-1", { templateId: "a", name: "ОРВИ 2", text: { ...empty, diagnosis: "J06.9" } }],
    ["DeleteTemplate", "id-2", "b"],
  ]);
});

test("A template is put after what is typed, once, and destroys nothing", () => {
  assert.equal(withText("", "Питьё"), "Питьё");
  assert.equal(withText("Покой \n", "Питьё"), "Покой\nПитьё");
  assert.equal(withText("Покой\nПитьё\nКонтроль", "Питьё"), "Покой\nПитьё\nКонтроль");
});

test("A template is told in one line", () => assert.equal(excerpt(cold), "J06.9 ОРВИ · Питьё покой"));

test("One's own answers come first, found by name or text", () => {
  assert.deepEqual(readyAnswers("doctor", "", [fever])[0], { name: "Температура", text: "Какая температура?" });
  assert.equal(readyAnswers("doctor", "темпера", [fever]).length, 2);
  assert.deepEqual(readyAnswers("doctor", "КАКАЯ Т ", [fever]), [{ name: "Температура", text: "Какая температура?" }]);
  assert.deepEqual(readyAnswers("consultant", "календарь", [fever]).map(({ name }) => name), [null]);
});
