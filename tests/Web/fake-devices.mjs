// A page's microphones and cameras, as far as LocalMedia uses them.
import { LocalMedia } from "../../src/Web/wwwroot/js/models/local-media.js";
import { FakeStorage, FakeTimers } from "./fakes.mjs";

class Track {
  enabled = true;
  muted = false;
  readyState = "live";
  constructor(kind, settings) { Object.assign(this, { kind, settings }); }
  getSettings() { return this.settings; }
  stop() { this.readyState = "ended"; }
  die() {
    this.readyState = "ended";
    this.onended?.();
  }
  silence(muted) {
    this.muted = muted;
    (muted ? this.onmute : this.onunmute)?.();
  }
}

class Stream {
  constructor(tracks) { this.tracks = [...tracks]; }
  getTracks() { return [...this.tracks]; }
  addTrack(track) { this.tracks.push(track); }
  removeTrack(track) { this.tracks = this.tracks.filter((one) => one !== track); }
}

class Devices extends EventTarget {
  asked = [];
  made = [];
  heard = 0;
  failures = {};
  prompt = null;
  all = [
    { kind: "audioinput", deviceId: "mic", label: "Микрофон" }, { kind: "audioinput", deviceId: "headset", label: "Гарнитура" },
    { kind: "videoinput", deviceId: "front", label: "Камера", facingMode: "user" }, { kind: "videoinput", deviceId: "back", label: "Задняя", facingMode: "environment" },
  ];

  addEventListener(...args) { this.heard++; super.addEventListener(...args); }
  removeEventListener(...args) { this.heard--; super.removeEventListener(...args); }
  async enumerateDevices() { return this.all; }
  async getUserMedia(constraints) {
    this.asked.push(constraints);
    await this.prompt;
    for (const kind of Object.keys(constraints)) if (this.failures[kind]) throw Object.assign(new Error("no"), { name: this.failures[kind] });
    const tracks = Object.entries(constraints).map(([kind, wish]) => new Track(kind, this.#settings(kind, wish)));
    this.made.push(...tracks);
    return new Stream(tracks);
  }

  unplug(id) {
    this.all = this.all.filter((one) => one.deviceId !== id);
    this.made.find((track) => track.settings.deviceId === id && track.readyState === "live")?.die();
    this.dispatchEvent(new Event("devicechange"));
  }

  #settings(kind, { deviceId = {}, facingMode = {} }) {
    const there = this.all.filter((one) => one.kind === `${kind}input`);
    const exact = there.find((one) => one.deviceId === deviceId.exact || (facingMode.exact && one.facingMode === facingMode.exact));
    if ((deviceId.exact || facingMode.exact) && !exact) throw Object.assign(new Error("none"), { name: "OverconstrainedError" });
    const found = exact ?? there.find((one) => one.deviceId === deviceId.ideal) ?? there.find((one) => one.facingMode === facingMode.ideal) ?? there[0];
    return { deviceId: found.deviceId, facingMode: found.facingMode };
  }
}

export function media({ storage = new FakeStorage(), permission = null, timers = new FakeTimers() } = {}) {
  const devices = new Devices();
  const permissions = { query: async ({ name }) => ({ state: permission?.[name] ?? permission }) };
  const local = new LocalMedia({ devices, storage, permissions, newStream: (tracks) => new Stream(tracks), userAgent: "", timers });
  const told = [];
  for (const event of ["tracks", "paused", "devices", "change", "question"]) local.addEventListener(event, () => told.push(event));
  return { devices, storage, local, told, timers };
}

export const kindsAsked = (devices) => devices.asked.map((constraints) => Object.keys(constraints).sort().join("+"));
export const live = (devices) => devices.made.filter((track) => track.readyState === "live").length;
