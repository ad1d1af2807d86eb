import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault, withErrorCode } from "../../src/Web/wwwroot/js/models/refusal.js";

test("a bug has the code by which operators find it, other faults have none", () => {
  const bug = new Fault("An unexpected error occurred invoking 'Tasks' on the server. HubException: fault 4bf92f3577b3", false);
  assert.equal(bug.errorCode, "4bf92f3577b3");
  assert.equal(bug.passing, false);
  assert.equal(new Fault("An unexpected error occurred invoking 'Tasks' on the server. HubException: unavailable", false).errorCode, null);
  assert.equal(new Fault("Нет связи с сервером.", true).errorCode, null);
});

test("the code is told behind the words, where there is one", () => {
  assert.equal(withErrorCode("Не получилось.", "4bf92f3577b3"), "Не получилось. Код ошибки: 4bf92f3577b3.");
  assert.equal(withErrorCode("Не получилось.", null), "Не получилось.");
});
