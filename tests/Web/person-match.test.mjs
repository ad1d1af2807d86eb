import assert from "node:assert/strict";
import { test } from "node:test";
import { matchDecision, matchReason, matchRows } from "../../src/Web/wwwroot/js/models/person-match.js";

const policy = { number: "ДМС-1", validToday: true, insurer: { name: "Ромашка" } };
const side = (changes) => ({ patientId: "p", name: "Иванова Анна", birthDate: "1990-03-05", sex: "female", maskedPhone: "+7 ··· 67-89", policies: [policy], ...changes });

test("Both sides stand beside each other, and what differs is marked", () => {
  const rows = matchRows(side({ birthDate: "1991-03-05", maskedPhone: null }), side({ policies: [] }));
  assert.deepEqual(rows.filter((row) => row.differs).map((row) => row.title), ["Дата рождения", "Телефон"]);
  assert.deepEqual(rows[1].values, [["05.03.1991"], ["05.03.1990"]]);
  assert.deepEqual(rows[3].values, [["неизвестен"], ["+7 ··· 67-89"]]);
  assert.deepEqual(rows[4].values, [["ДМС-1, Ромашка: полис действует"], ["нет"]]);
});

test("Who was found to be one has one side, where nothing differs", () => {
  const rows = matchRows(null, side());
  assert.ok(rows.every((row) => row.values.length === 1 && !row.differs));
});

test("Each reason and decision has its words", () => {
  assert.ok(matchReason({ reason: "sameNumber" }) && matchReason({ reason: "sameName" }));
  assert.ok(matchDecision("samePerson") && matchDecision("anotherPerson"));
});
