import assert from "node:assert/strict";
import { test } from "node:test";
import { nobodyFound } from "../../src/Web/wwwroot/js/models/patient-query.js";

test("Whoever typed no surname is told to add it, and whoever typed a number to check it", () => {
  for (const query of ["Михаил Петрович", "Михаил", "Анна Ильинична"]) assert.match(nobodyFound(query), /добавьте фамилию, дату/, query);
  for (const query of ["Берёзкин Михаил", "Берёзкин Михаил Петрович"]) assert.match(nobodyFound(query), /Проверьте фамилию/, query);
  for (const query of ["9000001", "дмс9000001", "Берёзкин 1988"]) assert.match(nobodyFound(query), /номер/, query);
});
