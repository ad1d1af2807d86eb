import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyText } from "../../src/Web/wwwroot/js/models/conclusion-draft.js";
import { missingIn, unstorableIn } from "../../src/Web/wwwroot/js/models/conclusion-faults.js";

const words = { tooLong: "длинно", noDays: "не дни" };
const whole = { ...emptyText, diagnosis: "J06.9 ОРВИ", recommendations: "Покой" };

test("Nothing is signed without a diagnosis and recommendations", () => {
  assert.equal(missingIn(whole), null);
  assert.equal(missingIn({ ...whole, diagnosis: " \n" }).field, "diagnosis");
  assert.equal(missingIn({ ...whole, recommendations: "" }).field, "recommendations");
});

test("A text that is too long and days that are none are not stored, each in the words of its place", () => {
  assert.equal(unstorableIn(whole, 10, words), null);
  assert.deepEqual(unstorableIn({ ...whole, history: "x".repeat(11), followUpDays: "0" }, 10, words), { field: "history", message: "длинно" });
  assert.deepEqual(unstorableIn({ ...whole, followUpDays: "366" }, 10, words), { field: "followUpDays", message: "не дни" });
});
