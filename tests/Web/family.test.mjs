import assert from "node:assert/strict";
import { test } from "node:test";
import { adultsBeside, ageOn, personText } from "../../src/Web/wwwroot/js/models/family.js";

const now = new Date(2026, 10, 29, 12).getTime();
const person = (patientId, birthDate) => ({ patientId, name: patientId, birthDate });

test("Age is in full years, with the birthday itself", () => {
  assert.deepEqual(["2016-11-29", "2016-11-30", "2016-12-01", "2026-01-01"].map((day) => ageOn(day, now)), [10, 9, 9, 0]);
  assert.equal(personText(person("Берёзкин Сергей", "2016-03-05"), now), "Берёзкин Сергей, 10 лет");
  assert.equal(personText(person("Берёзкина Мария", "2026-06-05"), now), "Берёзкина Мария, меньше года");
});

test("For a child each adult of the account may confirm a consent, and no other child", () => {
  const people = [person("mother", "1988-02-02"), person("father", "1985-02-02"), person("child", "2016-03-05"), person("sister", "2012-03-05")];
  assert.deepEqual(adultsBeside(people, people[2], now), ["mother", "father"]);
});
