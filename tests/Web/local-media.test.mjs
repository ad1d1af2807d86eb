import assert from "node:assert/strict";
import { test } from "node:test";
import { LocalMedia } from "../../src/Web/wwwroot/js/models/local-media.js";
import { browserOf, isOldBrowser, MediaTrouble } from "../../src/Web/wwwroot/js/models/media-trouble.js";
import { FakeStorage } from "./fakes.mjs";

class Track {
  enabled = true;
  muted = false;
  readyState = "live";
  constructor(kind, deviceId) { Object.assign(this, { kind, deviceId }); }
  getSettings() { return { deviceId: this.deviceId }; }
  stop() { this.readyState = "ended"; }
}

class Stream {
  constructor(tracks) { this.tracks = [...tracks]; }
  getTracks() { return [...this.tracks]; }
  getAudioTracks() { return this.tracks.filter((one) => one.kind === "audio"); }
  getVideoTracks() { return this.tracks.filter((one) => one.kind === "video"); }
  addTrack(track) { this.tracks.push(track); }
  removeTrack(track) { this.tracks = this.tracks.filter((one) => one !== track); }
}

class Devices extends EventTarget {
  asked = [];
  made = [];
  all = [{ kind: "audioinput", deviceId: "mic" }, { kind: "videoinput", deviceId: "cam" }, { kind: "videoinput", deviceId: "back" }];
  failure = null;

  async enumerateDevices() { return this.all; }
  async getUserMedia(constraints) {
    this.asked.push(constraints);
    await undefined;
    if (this.failure) throw Object.assign(new Error("no"), { name: this.failure });
    const tracks = Object.keys(constraints).map((kind) => new Track(kind, constraints[kind].deviceId?.exact ?? (kind === "audio" ? "mic" : "cam")));
    this.made.push(...tracks);
    return new Stream(tracks);
  }
}

function media(storage = new FakeStorage()) {
  const devices = new Devices();
  return { devices, storage, local: new LocalMedia({ devices, storage, newStream: (tracks) => new Stream(tracks), userAgent: "" }) };
}

const kindsAsked = (devices) => devices.asked.map((constraints) => Object.keys(constraints).sort().join("+"));

test("audio never asks for the camera, and video then asks for nothing else", async () => {
  const { devices, local } = media();
  await local.open("audio");
  const { stream } = local;
  await local.open("video");
  await local.open("video");

  assert.deepEqual(kindsAsked(devices), ["audio", "video"]);
  assert.equal(local.stream, stream);
});

test("from video to audio the camera is let go", async () => {
  const { devices, local } = media();
  await local.open("video");
  await local.open("audio");

  assert.equal(local.videoTrack, null);
  assert.deepEqual(devices.made.map((track) => track.readyState), ["live", "ended"]);
});

test("openings at the same time ask once", async () => {
  const { devices, local } = media();
  await Promise.all([local.open("video"), local.open("video")]);
  assert.equal(devices.asked.length, 1);
});

test("what was muted stays muted with another device, which is remembered", async () => {
  const { storage, local } = media();
  await local.open("video");
  local.mute(true);
  local.hideCamera(true);
  await local.use({ microphone: "headset", camera: "back" });

  assert.deepEqual([local.audioTrack.enabled, local.videoTrack.enabled], [false, false]);
  assert.deepEqual([local.audioTrack.deviceId, local.videoTrack.deviceId], ["headset", "back"]);
  assert.deepEqual([storage.getItem("microphone"), storage.getItem("camera")], ["headset", "back"]);
});

test("a track that ends is a pause, told once, and one tap ends it", async () => {
  const { local } = media();
  await local.open("video");
  let told = 0;
  local.addEventListener("paused", () => told++);
  local.videoTrack.onended();

  assert.deepEqual([local.paused, told], [{ audio: false, video: true }, 1]);
  await local.restore();
  assert.deepEqual([local.paused, local.videoTrack.readyState], [{ audio: false, video: false }, "live"]);
});

test("what the system silences comes back by itself", async () => {
  const { local } = media();
  await local.open("audio");
  local.audioTrack.onmute();
  assert.equal(local.paused.audio, true);
  local.audioTrack.onunmute();
  assert.equal(local.paused.audio, false);
});

test("a pulled microphone gives way to another one", async () => {
  const { devices, local } = media();
  await local.open("audio");
  const pulled = local.audioTrack;
  pulled.stop();
  pulled.onended();
  devices.dispatchEvent(new Event("devicechange"));
  for (let i = 0; i < 20; i++) await undefined;

  assert.notEqual(local.audioTrack, pulled);
  assert.equal(local.paused.audio, false);
});

test("a closed one leaves no track, no listener and no late permission behind", async () => {
  const { devices, local } = media();
  await local.open("video");
  local.close();
  const late = local.open("video");
  local.close();
  await late;

  assert.ok(devices.made.every((track) => track.readyState === "ended" && !track.onended));
  assert.equal(local.stream, null);
});

for (const [name, mode, permission, lacking, kind, offers] of [
  ["NotFoundError", "video", null, "videoinput", "noCamera", ["retry", "audio", "chat", "phone"]],
  ["NotFoundError", "audio", null, "audioinput", "noMicrophone", ["retry", "chat", "phone"]],
  ["NotReadableError", "video", null, null, "cameraBusy", ["retry", "audio", "chat", "phone"]],
  ["NotReadableError", "audio", null, null, "microphoneBusy", ["retry", "chat", "phone"]],
  ["NotAllowedError", "video", "denied", null, "denied", ["retry", "audio", "chat", "phone"]],
  ["NotAllowedError", "audio", "prompt", null, "dismissed", ["retry", "chat", "phone"]],
  ["TypeError", "video", null, null, "unknown", ["retry", "audio", "chat", "phone"]],
]) {
  test(`${name} for ${mode} is ${kind}, with a sentence and ways on`, async () => {
    const devices = new Devices();
    devices.failure = name;
    devices.all = devices.all.filter((one) => one.kind !== lacking);
    const local = new LocalMedia({ devices, storage: new FakeStorage(), newStream: (tracks) => new Stream(tracks), permissions: { query: async () => ({ state: permission }) }, userAgent: "" });

    await assert.rejects(local.open(mode), (trouble) => {
      assert.ok(trouble instanceof MediaTrouble);
      assert.deepEqual([trouble.kind, trouble.offers], [kind, offers]);
      assert.match(`${trouble.title} ${trouble.next}`, /^[А-ЯЁ].*[а-яё].*[.!] [А-ЯЁ]/);
      return true;
    });
  });
}

test("a permission withdrawn while calling is told as such", async () => {
  const { devices, local } = media();
  await local.open("audio");
  devices.failure = "NotAllowedError";
  local.audioTrack.onended();
  await assert.rejects(local.restore(), { kind: "revoked" });
  assert.equal(local.paused.audio, true);
});

test("a browser that cannot call is told so", async () => {
  const local = new LocalMedia({ devices: undefined, storage: new FakeStorage(), newStream: () => null, userAgent: "" });
  await assert.rejects(local.open("video"), { kind: "unsupported" });
});

test("browsers are told apart, and the old ones too", () => {
  const chrome = browserOf("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128.0.0.0 Mobile Safari/537.36");
  assert.deepEqual(chrome, { family: "chrome", name: "Chrome", version: 128, phone: true });
  assert.equal(browserOf("Mozilla/5.0 (Windows NT 10.0) Chrome/124.0 YaBrowser/24.6.0 Safari/537.36").family, "yandex");
  assert.equal(browserOf("Mozilla/5.0 (iPhone) AppleWebKit/605 Version/17.5 Mobile/15E148 Safari/604.1").family, "safari");
  assert.equal(isOldBrowser(browserOf("Chrome/49.0 Safari/537.36")), true);
  assert.equal(isOldBrowser(chrome), false);
});
