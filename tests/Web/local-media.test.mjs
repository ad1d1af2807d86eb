import assert from "node:assert/strict";
import { test } from "node:test";
import { LocalMedia } from "../../src/Web/wwwroot/js/models/local-media.js";
import { MediaTrouble } from "../../src/Web/wwwroot/js/models/media-trouble.js";
import { kindsAsked, live, media } from "./fake-devices.mjs";
import { deferred, FakeStorage, settled } from "./fakes.mjs";

test("Audio never asks for the camera, and video then asks for nothing else", async () => {
  const { devices, local } = media();
  assert.equal(local.stream, null);
  await local.open("audio");
  const { stream } = local;
  await local.open("video");
  await local.open("video");
  assert.deepEqual(kindsAsked(devices), ["audio", "video"]);
  assert.deepEqual([local.stream, local.mode, stream.tracks.length], [stream, "video", 2]);
});

test("From video to audio the camera is let go", async () => {
  const { devices, local, told } = media();
  await local.open("video");
  await local.open("audio");
  assert.deepEqual([local.videoTrack, local.mode, local.stream.tracks.length, live(devices)], [null, "audio", 1, 1]);
  assert.deepEqual(told, ["tracks", "tracks"]);
});

test("Calls at the same time join one asking, also when it fails", async () => {
  const { devices, local } = media();
  devices.failures = { audio: "NotAllowedError" };
  const both = await Promise.allSettled([local.open("video"), local.open("video")]);
  assert.deepEqual(both.map(({ reason }) => reason instanceof MediaTrouble), [true, true]);
  assert.equal(devices.asked.length, 1);
});

test("Without a camera the voice is kept, and the camera alone is asked for again", async () => {
  const { devices, local } = media();
  devices.failures = { video: "NotFoundError" };
  await assert.rejects(local.open("video"), { kind: "noCamera" });
  assert.deepEqual([local.mode, local.audioTrack.readyState, local.paused.video], ["audio", "live", false]);
  devices.failures = {};
  await local.open("video");
  assert.deepEqual(kindsAsked(devices), ["audio+video", "audio", "video"]);
});

test("A microphone that fails is not taken for the camera", async () => {
  const { devices, local } = media();
  devices.failures = { audio: "NotReadableError" };
  await assert.rejects(local.open("video"), { kind: "microphoneBusy" });
  assert.deepEqual([local.mode, live(devices)], [null, 0]);
});

test("Whoever closed the question is not asked another one", async () => {
  const { devices, local } = media({ permission: "prompt" });
  devices.failures = { audio: "NotAllowedError", video: "NotAllowedError" };
  await assert.rejects(local.open("video"), { kind: "dismissed" });
  assert.equal(devices.asked.length, 1);
});

test("Only the camera is closed: the sentence says so, and one is heard", async () => {
  const { devices, local } = media({ permission: { camera: "denied", microphone: "granted" } });
  devices.failures = { video: "NotAllowedError" };
  await assert.rejects(local.open("video"), { kind: "denied", title: "Доступ к камере запрещён." });
  assert.equal(local.audioTrack.readyState, "live");
});

test("What was muted stays muted with another device, which is remembered", async () => {
  const { devices, storage, local } = media();
  await local.open("video");
  local.mute(true);
  local.hideCamera(true);
  await local.use({ microphone: "headset", camera: "back" });
  assert.deepEqual([local.audioTrack.enabled, local.videoTrack.enabled, live(devices)], [false, false, 2]);
  assert.deepEqual([local.audioTrack.settings.deviceId, local.videoTrack.settings.deviceId], ["headset", "back"]);
  const later = media({ storage });
  await later.local.open("video");
  assert.deepEqual([later.local.audioTrack.settings.deviceId, later.local.videoTrack.settings.deviceId], ["headset", "back"]);
});

test("A device that is chosen for later is not opened, and the used one is not opened again", async () => {
  const { devices, storage, local } = media();
  await local.open("audio");
  await local.use({ microphone: "mic", camera: "back" });
  assert.deepEqual([devices.asked.length, storage.getItem("camera")], [1, "back"]);
});

test("A device that fails gives way to the one before, and is not remembered", async () => {
  const { storage, local } = media();
  await local.open("video");
  await assert.rejects(local.use({ camera: "gone" }), { kind: "noCamera" });
  assert.deepEqual([local.videoTrack.settings.deviceId, storage.getItem("camera"), local.paused.video], ["front", null, false]);
});

test("A phone's cameras are switched there and back, and a pause keeps the side", async () => {
  const { local } = media();
  await local.open("video");
  assert.equal(await local.switchCamera(), true);
  assert.equal(local.videoTrack.settings.facingMode, "environment");
  local.videoTrack.die();
  await local.restore();
  assert.equal(local.videoTrack.settings.facingMode, "environment");
  assert.equal(await local.switchCamera(), true);
  assert.equal(local.videoTrack.settings.facingMode, "user");
});

test("Where there is no other camera, the picture stays", async () => {
  const { devices, local } = media();
  devices.all = devices.all.filter(({ deviceId }) => deviceId !== "back");
  await local.open("video");
  assert.deepEqual([await local.switchCamera(), devices.asked.length], [false, 1]);
  devices.all.push({ kind: "videoinput", deviceId: "second", facingMode: "user" });
  assert.equal(await local.switchCamera(), false);
  assert.equal(local.videoTrack.readyState, "live");
});

test("A track that dies is a pause, told once, and one tap ends it", async () => {
  const { devices, local, told } = media();
  await local.open("video");
  const dead = local.videoTrack;
  told.length = 0;
  dead.die();
  await settled();
  assert.deepEqual([local.paused, told], [{ audio: false, video: true }, ["paused"]]);
  await local.restore();
  assert.deepEqual([local.paused, told], [{ audio: false, video: false }, ["paused", "tracks", "paused"]]);
  assert.deepEqual([dead.onended, local.stream.tracks.length, live(devices)], [null, 2, 2]);
});

test("What the system silences comes back by itself", async () => {
  const { devices, local } = media();
  await local.open("audio");
  local.audioTrack.silence(true);
  assert.equal(local.paused.audio, true);
  local.audioTrack.silence(false);
  assert.deepEqual([local.paused.audio, devices.asked.length], [false, 1]);
});

test("A pulled microphone gives way to another one", async () => {
  const { devices, local, told } = media();
  await local.open("audio");
  devices.unplug("mic");
  await settled();
  assert.deepEqual([local.audioTrack.settings.deviceId, local.paused.audio], ["headset", false]);
  assert.ok(told.includes("devices"));
});

test("The only camera pulled is a pause, and no question", async () => {
  const { devices, local } = media();
  devices.all = devices.all.filter(({ deviceId }) => deviceId !== "back");
  await local.open("video");
  devices.unplug("front");
  await settled();
  assert.deepEqual([local.paused.video, devices.asked.length], [true, 1]);
});

test("A permission withdrawn while calling is told as such, and brings up no question by itself", async () => {
  const { devices, local } = media({ permission: "denied" });
  await local.open("audio");
  devices.failures = { audio: "NotAllowedError" };
  local.audioTrack.die();
  await settled();
  assert.equal(devices.asked.length, 1);
  await assert.rejects(local.restore(), { kind: "revoked" });
  assert.equal(local.paused.audio, true);
});

test("A closed one leaves no track and no listener behind", async () => {
  const { devices, local } = media();
  await local.open("video");
  await local.switchCamera();
  local.close();
  assert.deepEqual([live(devices), devices.heard, local.stream, local.mode], [0, 0, null, null]);
  assert.ok(devices.made.every((track) => !track.onended && !track.onmute && !track.onunmute));
});

test("A yes that comes after the closing films nobody, also when the next call has begun", async () => {
  const { devices, local } = media();
  const slow = deferred();
  devices.prompt = slow.promise;
  const late = local.open("video");
  await settled();
  local.close();
  devices.prompt = null;
  await local.open("audio");
  slow.resolve();
  await late;
  assert.deepEqual([local.mode, local.videoTrack, live(devices)], ["audio", null, 1]);
});

test("A pulled headset turns on nothing when everything was closed while another microphone was asked for", async () => {
  const { devices, local } = media({ storage: Object.assign(new FakeStorage(), { items: new Map([["microphone", "headset"]]) }) });
  await local.open("video");
  const asking = deferred();
  devices.prompt = asking.promise;
  local.audioTrack.readyState = "ended";
  devices.all = devices.all.filter((one) => one.deviceId !== "headset");
  devices.dispatchEvent(new Event("devicechange"));
  await settled();
  local.close();
  devices.prompt = null;
  asking.resolve();
  await settled();

  assert.deepEqual(devices.made.filter((track) => track.readyState === "live"), []);
  assert.equal(local.stream, null);
});

test("A browser that cannot call is told so, and has no devices", async () => {
  const local = new LocalMedia({ devices: undefined, storage: new FakeStorage(), newStream: () => null, userAgent: "" });
  await assert.rejects(local.open("video"), { kind: "unsupported" });
  assert.deepEqual(await local.list(), { microphones: [], cameras: [], speakers: [] });
});
