import assert from "node:assert/strict";
import { test } from "node:test";
import { makePasskey, usePasskey } from "../../src/Web/wwwroot/js/helpers/passkeys.js";

// A browser whose every answer about passkeys is this failure.
function failing(name) {
  const fail = async () => {
    throw new DOMException("The operation is insecure.", name);
  };
  globalThis.PublicKeyCredential = { parseCreationOptionsFromJSON: (options) => options, parseRequestOptionsFromJSON: (options) => options };
  Object.defineProperty(globalThis, "navigator", { value: { credentials: { create: fail, get: fail } }, configurable: true });
}

test("Whoever declines is answered by nothing, and any other word of the browser is said in Russian", async () => {
  for (const name of ["NotAllowedError", "AbortError"]) {
    failing(name);
    assert.equal(await usePasskey({}), null);
  }
  for (const [name, words] of [["InvalidStateError", /уже есть/], ["SecurityError", /Попробуйте ещё раз/], ["UnknownError", /Попробуйте ещё раз/]]) {
    failing(name);
    await assert.rejects(makePasskey({}), words);
    await assert.rejects(usePasskey({}), words);
  }
});
