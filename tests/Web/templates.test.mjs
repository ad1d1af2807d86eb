import assert from "node:assert/strict";
import { test } from "node:test";
import { filledIn, readyAnswers } from "../../src/Web/wwwroot/js/models/ready-answers.js";
import { excerpt, Templates, withText } from "../../src/Web/wwwroot/js/models/templates.js";

const empty = { complaints: "", history: "", diagnosis: "", recommendations: "", message: "" };
const cold = { templateId: "a", name: "ОРВИ", text: { ...empty, diagnosis: "J06.9 ОРВИ", recommendations: "Питьё\nпокой" } };
const hello = { templateId: "s", name: "Привет", text: { ...empty, message: "Здравствуйте, {имя}!" } };
const fever = { templateId: "b", name: "Температура", text: { ...empty, message: "Какая температура?" } };

function templates(stored = [cold, fever], options = undefined) {
  const calls = [];
  const link = {
    ask: async (method) => ({ templates: stored, shared: method === "Templates" ? [hello] : [], maxTemplates: 2, maxCharacters: 4000 }),
    command: async (...call) => calls.push(call),
  };
  let id = 0;
  return { one: new Templates(link, () => `id-${++id}`, options), calls };
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

test("{имя} is the name by which the patient is addressed, and a sentence does without it", () => {
  assert.equal(filledIn("Здравствуйте, {имя}! Что беспокоит?", "Ромашкина Анна $& Ивановна"), "Здравствуйте, Анна $& Ивановна! Что беспокоит?");
  assert.equal(filledIn("{Имя}, как вы?", "Ромашкина Анна Ивановна"), "Анна Ивановна, как вы?");
  for (const [text, without] of [["Здравствуйте, {имя}! Что беспокоит?", "Здравствуйте! Что беспокоит?"], ["{имя}, как вы?", "Как вы?"], ["Спасибо. {имя}, до свидания", "Спасибо. До свидания"], ["Спасибо, {имя}, до свидания", "Спасибо, до свидания"]])
    assert.equal(filledIn(text, null), without);
  const named = { templateId: "c", name: "Привет", text: { ...empty, message: "Добрый день, {имя}!" } };
  assert.deepEqual(readyAnswers("doctor", "добрый", [named], "Ромашкина Анна Ивановна"), [{ name: "Привет", text: "Добрый день, Анна Ивановна!" }]);
});

test("The shared answers come after one's own, and who keeps them has calls of their own", async () => {
  const { one } = templates();
  await one.load();
  assert.deepEqual([one.offered("message"), one.offered("conclusion"), one.of("message")], [[fever, hello], [cold], [fever]]);
  const { one: keeper, calls } = templates([hello], { areShared: true });
  await keeper.load();
  await keeper.save({ templateId: "s", name: "Привет", text: { message: "Добрый день!" } }, "tap");
  await keeper.remove("s");
  assert.deepEqual(calls, [["SaveSharedTemplate", "tap", { templateId: "s", name: "Привет", text: { ...empty, message: "Добрый день!" } }], ["DeleteSharedTemplate", "id-1", "s"]]);
});
