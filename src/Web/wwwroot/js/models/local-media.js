import { browserOf, MediaTrouble } from "./media-trouble.js";

const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } };
const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const keys = { audio: "microphone", video: "camera" };

// One participant's camera and microphone, kept through a whole session: the stream stays, its tracks may change.
// Events: "tracks" (senders must follow), "paused", "change" (muted, hidden), "devices".
export class LocalMedia extends EventTarget {
  #devices;
  #newStream;
  #storage;
  #permissions;
  #browser;
  #opening = null;
  #facing = "user";
  #paused = { audio: false, video: false };
  #onDevices = () => this.#devicesChanged();

  constructor({ devices, newStream, storage, permissions = null, userAgent = globalThis.navigator?.userAgent }) {
    super();
    this.#devices = devices;
    this.#newStream = newStream;
    this.#storage = storage;
    this.#permissions = permissions;
    this.#browser = browserOf(userAgent);
    this.stream = null;
    this.mode = null;
    this.muted = false;
    this.cameraOff = false;
  }

  get audioTrack() {
    return this.stream?.getAudioTracks()[0] ?? null;
  }

  get videoTrack() {
    return this.stream?.getVideoTracks()[0] ?? null;
  }

  // A track is dead or was silenced by the system: another call, a locked screen, a pulled plug.
  get paused() {
    return { ...this.#paused };
  }

  // Asks only for what the mode needs and is not there yet; calls at the same time share one asking.
  async open(mode) {
    while (this.#opening) await this.#opening.catch(() => undefined);
    this.#opening = this.#open(mode);
    try {
      await this.#opening;
    } finally {
      this.#opening = null;
    }
    return this.stream;
  }

  mute(on) {
    this.muted = on;
    this.#apply();
  }

  hideCamera(on) {
    this.cameraOff = on;
    this.#apply();
  }

  // The other camera of a phone. Answers false when there is none.
  async switchCamera() {
    const { cameras } = await this.list();
    if (cameras.length < 2 || !this.videoTrack) return false;
    const facing = this.#facing === "user" ? "environment" : "user";
    await this.#renew("video", { ...picture, facingMode: { ideal: facing } });
    this.#facing = facing;
    return true;
  }

  async use({ microphone, camera }) {
    for (const [kind, id, wishes] of [["audio", microphone, sound], ["video", camera, picture]]) {
      const track = kind === "audio" ? this.audioTrack : this.videoTrack;
      if (!id || track?.getSettings?.().deviceId === id) continue;
      this.#storage.setItem(keys[kind], id);
      await this.#renew(kind, { ...wishes, deviceId: { exact: id } });
    }
  }

  // What there is; asks nobody.
  async list() {
    const all = await (this.#devices?.enumerateDevices?.() ?? []);
    const of = (kind) => all.filter((one) => one.kind === kind && one.deviceId).map(({ deviceId, label }) => ({ id: deviceId, label }));
    return { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
  }

  // One tap after a pause: whatever died is asked for again.
  async restore() {
    for (const kind of ["audio", "video"]) if (this.#paused[kind]) await this.#renew(kind, this.#wishes(kind));
  }

  close() {
    for (const track of this.stream?.getTracks() ?? []) this.#drop(track);
    this.#devices?.removeEventListener?.("devicechange", this.#onDevices);
    this.stream = null;
    this.mode = null;
    this.#setPaused("audio", false);
    this.#setPaused("video", false);
    this.#tell("tracks");
  }

  async #open(mode) {
    const wanted = mode === "video" ? ["audio", "video"] : ["audio"];
    if (mode === "audio" && this.videoTrack) {
      this.#drop(this.videoTrack);
      this.#setPaused("video", false);
    }
    this.mode = mode;
    const missing = wanted.filter((kind) => !(kind === "audio" ? this.audioTrack : this.videoTrack));
    if (missing.length > 0) {
      const got = await this.#ask(Object.fromEntries(missing.map((kind) => [kind, this.#wishes(kind)])), mode);
      // Closed while the browser asked: nobody waits for it any more.
      if (this.mode === null) for (const track of got.getTracks()) track.stop();
      else for (const track of got.getTracks()) this.#adopt(track);
    }
    this.#tell("tracks");
  }

  async #ask(constraints, mode, calling = false) {
    if (!this.#devices?.getUserMedia) throw new MediaTrouble("unsupported", mode, this.#browser);
    try {
      return await this.#devices.getUserMedia(constraints);
    } catch (error) {
      throw MediaTrouble.of(error, mode, { browser: this.#browser, calling, missing: await this.#lacking(constraints), permission: await this.#permission(constraints) });
    }
  }

  async #lacking(constraints) {
    const { microphones, cameras } = await this.list().catch(() => ({ microphones: [], cameras: [] }));
    if (constraints.audio && microphones.length === 0) return "microphone";
    return constraints.video && cameras.length === 0 ? "camera" : constraints.video ? "camera" : "microphone";
  }

  async #permission(constraints) {
    // Safari and Firefox know no such names.
    const state = await this.#permissions?.query({ name: constraints.video ? "camera" : "microphone" }).catch(() => null);
    return state?.state ?? null;
  }

  #wishes(kind) {
    const id = this.#storage.getItem(keys[kind]);
    const wishes = kind === "audio" ? sound : { ...picture, facingMode: { ideal: this.#facing } };
    return id ? { ...wishes, facingMode: undefined, deviceId: { ideal: id } } : wishes;
  }

  // A phone has one camera at a time: the old track goes before the new one comes.
  async #renew(kind, wishes) {
    if (!this.stream) return;
    const old = kind === "audio" ? this.audioTrack : this.videoTrack;
    if (old) this.#drop(old);
    try {
      const [track] = (await this.#ask({ [kind]: wishes }, this.mode, true)).getTracks();
      if (this.stream) this.#adopt(track);
      else track.stop();
      this.#setPaused(kind, false);
    } catch (error) {
      this.#setPaused(kind, true);
      throw error;
    } finally {
      this.#tell("tracks");
    }
  }

  #adopt(track) {
    if (!this.stream) {
      this.stream = this.#newStream([]);
      this.#devices.addEventListener?.("devicechange", this.#onDevices);
    }
    this.stream.addTrack(track);
    track.onended = () => this.#setPaused(track.kind, true);
    track.onmute = () => this.#setPaused(track.kind, true);
    track.onunmute = () => this.#setPaused(track.kind, false);
    this.#setPaused(track.kind, track.muted === true || track.readyState === "ended");
    this.#apply();
  }

  #drop(track) {
    track.onended = track.onmute = track.onunmute = null;
    track.stop();
    this.stream.removeTrack(track);
  }

  #apply() {
    if (this.audioTrack) this.audioTrack.enabled = !this.muted;
    if (this.videoTrack) this.videoTrack.enabled = !this.cameraOff;
    this.#tell("change");
  }

  // The used device vanished and there is another one: on with that.
  async #devicesChanged() {
    this.#tell("devices");
    for (const kind of ["audio", "video"]) {
      const track = kind === "audio" ? this.audioTrack : this.videoTrack;
      if (track?.readyState === "ended") await this.#renew(kind, kind === "audio" ? sound : picture).catch(() => undefined);
    }
  }

  #setPaused(kind, paused) {
    if (this.#paused[kind] === paused) return;
    this.#paused[kind] = paused;
    this.#tell("paused");
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
