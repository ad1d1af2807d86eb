import assert from "node:assert/strict";
import { test } from "node:test";
import { PushWish, pushWords } from "../../src/Web/wwwroot/js/models/push-wish.js";

const dayMs = 24 * 60 * 60 * 1000;

function browser({ permission = "default", answer = "granted", supported = true, installs = false, publicKey = "key", kept = {} } = {}) {
  const platform = { devices: [], told: [] };
  const stored = new Map(Object.entries(kept));
  const device = {
    supported, installs, subscription: null,
    permission: () => permission,
    ask: async () => { permission = answer; return permission; },
    subscribe: async (key) => { device.subscription = { endpoint: `https://push.example/${key}` }; return device.subscription; },
    current: async () => device.subscription,
    unsubscribe: async () => { device.subscription = null; },
  };
  const http = {
    get: async () => ({ publicKey, subscriptions: [...platform.devices] }),
    post: async (path, body) => {
      platform.told.push(body);
      if (!platform.devices.some((one) => one.subscriptionId === "mine")) platform.devices.push({ subscriptionId: "mine", name: "Chrome" });
      return { subscriptionId: "mine" };
    },
    remove: async (path, { subscriptionId }) => { platform.devices = platform.devices.filter((one) => one.subscriptionId !== subscriptionId); },
  };
  const storage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, String(value)), removeItem: (key) => stored.delete(key) };
  const time = { now: dayMs * 100 };
  return { wish: new PushWish({ device, http, storage, now: () => time.now }), device, platform, stored, time };
}

test("a device that was allowed by a tap is told until it is ended", async () => {
  const { wish, device, platform, stored } = browser();
  await wish.load();
  assert.equal(wish.state, "off");

  assert.equal(await wish.allow(), true);
  assert.equal(wish.state, "on");
  assert.deepEqual(platform.told, [{ endpoint: "https://push.example/key" }]);

  await wish.end(wish.devices[0]);
  assert.equal(wish.state, "off");
  assert.equal(device.subscription, null);
  assert.equal(stored.has("push-device"), false);
});

test("loading asks nobody and allows nothing", async () => {
  const { wish, platform } = browser({ permission: "granted" });
  await wish.load();

  assert.equal(wish.state, "off");
  assert.deepEqual(platform.told, []);
});

test("each hindrance has its words", async () => {
  for (const [given, state] of [
    [{ permission: "denied" }, "denied"], [{ supported: false }, "unsupported"], [{ supported: false, installs: true }, "install"], [{}, "off"],
  ]) {
    const { wish } = browser(given);
    await wish.load();
    assert.equal(wish.state, state);
    assert.ok(pushWords[state].length > 0);
  }
  const { wish } = browser({ publicKey: null });
  await wish.load();
  assert.equal(wish.state, "none");
});

test("somebody who says no is told so and stays untold", async () => {
  const { wish, platform } = browser({ answer: "denied" });
  await wish.load();

  assert.equal(await wish.allow(), false);
  assert.equal(wish.state, "denied");
  assert.deepEqual(platform.told, []);
});

test("other devices are ended without this one", async () => {
  const { wish, device, platform } = browser();
  await wish.load();
  await wish.allow();
  platform.devices.push({ subscriptionId: "other", name: "Firefox" });
  await wish.load();

  await wish.end(wish.others[0]);

  assert.equal(wish.state, "on");
  assert.deepEqual(wish.others, []);
  assert.ok(device.subscription);
});

test("a device says once a day that it is there", async () => {
  const { wish, platform, time } = browser();
  await wish.load();
  await wish.allow();

  await wish.renew();
  assert.equal(platform.told.length, 1);
  time.now += dayMs;
  await wish.renew();
  assert.equal(platform.told.length, 2);
});

test("a device of another account that signed in here before is not taken over", async () => {
  const { wish, device, platform, stored, time } = browser({ permission: "granted", kept: { "push-device": "somebody's" } });
  device.subscription = { endpoint: "https://push.example/old" };
  time.now += dayMs;

  await wish.renew();

  assert.deepEqual(platform.told, []);
  assert.equal(stored.has("push-device"), false);
});
