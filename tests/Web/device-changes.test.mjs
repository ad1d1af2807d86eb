import assert from "node:assert/strict";
import { test } from "node:test";
import { live, media } from "./fake-devices.mjs";
import { deferred, settled } from "./fakes.mjs";

test("A default that becomes another microphone is asked for anew, one that stays is left alone", async () => {
  const { devices, local } = media();
  const named = (label, groupId) => [{ kind: "audioinput", deviceId: "default", label, groupId }, { kind: "audioinput", deviceId: "mic", label: "Микрофон", groupId: "laptop" }];
  devices.all = named("По умолчанию: Микрофон", "laptop");
  await local.open("audio");
  await settled();
  devices.dispatchEvent(new Event("devicechange"));
  await settled();
  assert.equal(devices.asked.length, 1);
  devices.all = named("По умолчанию: Гарнитура", "headset");
  devices.dispatchEvent(new Event("devicechange"));
  await settled();
  assert.deepEqual([devices.asked.length, local.paused.audio, live(devices)], [2, false, 1]);
  devices.dispatchEvent(new Event("devicechange"));
  await settled();
  assert.equal(devices.asked.length, 2);
});

test("A question that stands for five seconds is told with what to do, and is over with its answer", async () => {
  const { devices, local, timers, told } = media({ permission: "prompt" });
  const question = deferred();
  devices.prompt = question.promise;
  const opening = local.open("video");
  await timers.advance(4999);
  assert.equal(local.unanswered, null);
  await timers.advance(1);
  assert.match(local.unanswered.title, /Браузер ждёт вашего ответа.*камере и микрофону/);
  assert.deepEqual(local.unanswered.offers, ["audio", "chat", "phone"]);
  question.resolve();
  await opening;
  assert.deepEqual([local.unanswered, told.filter((one) => one === "question").length, timers.waiting.length], [null, 2, 0]);
});

test("A camera that was allowed and does not come is no question", async () => {
  const { devices, local, timers } = media({ permission: "granted" });
  devices.prompt = deferred().promise;
  local.open("video");
  await timers.advance(5000);
  assert.match(local.unanswered.title, /не удаётся включить/);
  local.close();
  assert.equal(local.unanswered, null);
});

test("Whoever left muted and dark is opened so", async () => {
  const { local, told } = media();
  local.choose({ muted: true, cameraOff: true });
  await local.open("video");
  assert.deepEqual([local.audioTrack.enabled, local.videoTrack.enabled, told.includes("change")], [false, false, false]);
});

test("The microphone that is to be heard has a name, which changes with what is plugged in", async () => {
  const { devices, local } = media();
  assert.equal(local.voiceSource, null);
  await local.open("audio");
  const before = local.voiceSource;
  devices.dispatchEvent(new Event("devicechange"));
  assert.notEqual(local.voiceSource, before);
  local.mute(true);
  assert.equal(local.voiceSource, null);
});
