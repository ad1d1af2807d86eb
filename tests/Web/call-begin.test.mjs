import assert from "node:assert/strict";
import { test } from "node:test";
import { CallBegin } from "../../src/Web/wwwroot/js/models/call-begin.js";
import { event } from "./fakes.mjs";

const turned = (mode) => [event(4, "modeChanged", "patient", { mode })];

test("Of several tabs in a chat the one begins the call in which it was chosen", async () => {
  const [tapped, other, hidden] = [new CallBegin(), new CallBegin(), new CallBegin()];
  await tapped.choose(async () => {
    for (const tab of [tapped, other, hidden]) tab.hear(turned("video"));
    assert.equal(tapped.may(true), true);
  });
  assert.deepEqual([tapped.may(false), other.may(true), hidden.may(false)], [true, false, false]);
  other.hear([event(5, "message", "patient", { text: "а" })]);
  assert.equal(other.may(true), false);

  for (const tab of [tapped, other]) tab.hear(turned("chat"));
  await other.choose(async () => undefined);
  for (const tab of [tapped, other]) tab.hear(turned("audio"));
  assert.deepEqual([tapped.may(true), other.may(true)], [false, true]);
});

test("Of tabs that are opened in a call the one begins it that is looked at", () => {
  const tab = new CallBegin();
  assert.deepEqual([tab.may(true), tab.may(false)], [true, false]);
});

test("A refused choice is none", async () => {
  const tab = new CallBegin();
  await assert.rejects(tab.choose(async () => { throw new Error("no"); }));
  tab.hear(turned("video"));
  assert.equal(tab.may(true), false);
});
