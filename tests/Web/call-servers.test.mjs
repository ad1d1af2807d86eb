import assert from "node:assert/strict";
import { test } from "node:test";
import { CallServers } from "../../src/Web/wwwroot/js/models/call-servers.js";

const minute = 60_000;

function serversOf(...answers) {
  const clock = { now: 0 };
  let asked = 0;
  const servers = new CallServers(async () => {
    asked++;
    const answer = answers.shift() ?? [`relay ${asked}`];
    if (answer instanceof Error) throw answer;
    return answer;
  }, () => clock.now);
  return { servers, clock, asked: () => asked };
}

test("servers that were asked for with the call serve it", async () => {
  const { servers, asked } = serversOf();
  await servers.fresh();

  assert.deepEqual(await servers.next(), ["relay 1"]);
  assert.equal(asked(), 1);
  assert.deepEqual(await servers.next(), ["relay 2"]);
});

test("a visitor, who gets none before the call, asks again with it", async () => {
  const { servers } = serversOf(new Error("wrongPhase"));
  assert.deepEqual(await servers.fresh(), []);

  assert.deepEqual(await servers.next(), ["relay 2"]);
});

test("after a long wait the old ones are not good enough, and in a call they are renewed before they run out", async () => {
  const { servers, clock } = serversOf();
  await servers.fresh();
  clock.now = 5 * minute;
  assert.deepEqual(await servers.next(), ["relay 2"]);

  clock.now += 7 * minute;
  assert.equal(servers.expiring, false);
  clock.now += minute;
  assert.equal(servers.expiring, true);
  await servers.fresh();
  assert.equal(servers.expiring, false);
});

test("a renewal without an answer is tried again soon", async () => {
  const { servers, clock } = serversOf(["relay"], new Error("away"));
  await servers.fresh();
  clock.now = 8 * minute;
  await servers.fresh();

  assert.equal(servers.expiring, false);
  clock.now += 30_000;
  assert.equal(servers.expiring, true);
});
