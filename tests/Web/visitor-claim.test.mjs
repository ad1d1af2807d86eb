import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault, Refusal } from "../../src/Web/wwwroot/js/models/refusal.js";
import { VisitorClaim } from "../../src/Web/wwwroot/js/models/visitor-claim.js";
import { FakeStorage, numbering } from "./fakes.mjs";

const atOnce = { setTimeout: (run) => queueMicrotask(run) };

function claimWith(...answers) {
  const posted = [];
  const storage = new FakeStorage();
  const newId = numbering();
  const post = async (path, body) => {
    posted.push({ path, body });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
  };
  const tab = () => new VisitorClaim("s1", { post, storage, newId, timers: atOnce });
  return { claim: tab(), tab, posted, storage };
}

test("the account is claimed once, however often it is asked for", async () => {
  const { claim, posted, storage } = claimWith(null);

  assert.deepEqual(await Promise.all([claim.claim(), claim.claim()]), ["claimed", "claimed"]);
  assert.deepEqual(posted, [{ path: "/api/sign-in/claim", body: { sessionId: "s1", client: "web", commandId: "command-1" } }]);
  assert.equal(storage.items.size, 0);
});

test("a lost answer is asked for again", async () => {
  const { claim, posted } = claimWith(new Fault("away", true), new Fault("away", true), null);

  assert.equal(await claim.claim(), "claimed");
  assert.equal(posted.length, 3);
});

test("whichever tab repeats a claim does it with the same id", async () => {
  const { tab, posted } = claimWith(new Fault("away", true), null);
  const first = tab().claim();
  const second = tab().claim();
  await Promise.all([first, second]);

  assert.deepEqual(new Set(posted.map(({ body }) => body.commandId)).size, 1);
});

test("where another tab has the account's cookie already, there is nothing to claim", async () => {
  assert.equal(await claimWith(new Refusal({ code: "wrongRole", message: "" })).claim.claim(), "claimed");
});

test("a visitor's credential that is gone leads to the phone number", async () => {
  assert.equal(await claimWith(new Refusal({ code: "signInRequired", message: "" })).claim.claim(), "signIn");
  assert.equal(await claimWith(new Refusal({ code: "notFound", message: "" })).claim.claim(), "signIn");
});

test("tabs claim one after the other", async () => {
  const order = [];
  const locks = { request: async (name, run) => { order.push(name); return run(); } };

  assert.equal(await new VisitorClaim("s1", { post: async () => order.push("post"), storage: new FakeStorage(), newId: numbering(), locks }).claim(), "claimed");
  assert.deepEqual(order, ["claim:s1", "post"]);
});
