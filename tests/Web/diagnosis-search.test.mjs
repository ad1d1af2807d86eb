import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosisSearch, hasCode, withDiagnosis } from "../../src/Web/wwwroot/js/models/diagnosis-search.js";
import { deferred, FakeTimers, settled } from "./fakes.mjs";

const cold = { code: "J06.9", title: "Острая инфекция верхних дыхательных путей неуточнённая" };
const cough = { code: "R05", title: "Кашель" };

function search() {
  const asked = [];
  const timers = new FakeTimers();
  const find = (query) => {
    const answer = deferred();
    asked.push({ query, ...answer });
    return answer.promise;
  };
  return { one: new DiagnosisSearch(find, timers), asked, timers };
}

test("A search asks once typing pauses, and for two letters at least", async () => {
  const { one, asked, timers } = search();
  one.type("к");
  await timers.advance(500);
  one.type("ка");
  await timers.advance(50);
  one.type("каш");
  await timers.advance(120);
  assert.deepEqual(asked.map(({ query }) => query), ["каш"]);
});

test("Only the answer to the last question is shown, the nearest diagnosis first", async () => {
  const { one, asked, timers } = search();
  one.type("каш");
  await timers.advance(120);
  one.type("j06");
  await timers.advance(120);
  asked[1].resolve({ diagnoses: [cold], more: false });
  asked[0].resolve({ diagnoses: [cough], more: true });
  await settled();
  assert.deepEqual(one.choices, [cold]);
  assert.equal(one.chosen, cold);
  assert.equal(one.note, "Найден 1 диагноз.");
});

test("A closed list stays closed, whatever is answered afterwards", async () => {
  const { one, asked, timers } = search();
  one.type("каш");
  await timers.advance(120);
  one.close();
  asked[0].resolve({ diagnoses: [cough], more: false });
  await settled();
  assert.equal(one.isOpen, false);
});

test("Arrows go round", async () => {
  const { one, asked, timers } = search();
  one.type("ка");
  await timers.advance(120);
  asked[0].resolve({ diagnoses: [cold, cough], more: true });
  await settled();
  assert.equal(one.note, "Показаны ближайшие 2 диагноза, есть и другие: уточните слова.");
  one.move(1);
  assert.equal(one.chosen, cough);
  one.move(1);
  assert.equal(one.chosen, cold);
  one.move(-1);
  assert.equal(one.chosen, cough);
});

test("Nothing found, and no answer, are both said with what to do", async () => {
  const { one, asked, timers } = search();
  one.type("ыыы");
  await timers.advance(120);
  asked[0].resolve({ diagnoses: [], more: false });
  await settled();
  assert.match(one.note, /впишите диагноз сами/);
  one.type("каш");
  await timers.advance(120);
  asked[1].reject(new Error("No connection"));
  await settled();
  assert.match(one.note, /не отвечает/);
});

test("A chosen diagnosis is added to what is typed, once", () => {
  assert.equal(withDiagnosis("", cough), "R05 Кашель");
  assert.equal(withDiagnosis("Сухой кашель \n", cough), "Сухой кашель\nR05 Кашель");
  assert.equal(withDiagnosis("R05 Кашель\nфон: здоров", cough), "R05 Кашель\nфон: здоров");
});

test("A diagnosis with a code is known by the beginning of a line", () => {
  for (const text of ["J06.9 ОРВИ", "Фон: здорова\nR05 Кашель", "I10"]) assert.ok(hasCode(text), text);
  for (const text of ["", "ОРВИ", "после J06.9", "B12-дефицит", "J069x"]) assert.ok(!hasCode(text), text);
});
