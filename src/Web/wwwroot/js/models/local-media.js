import { DeviceList } from "./device-list.js";
import { DeviceQuestion } from "./device-question.js";
import { wishesFor } from "./device-wishes.js";
import { browserOf, MediaTrouble } from "./media-trouble.js";

const kinds = ["audio", "video"];
const neededFor = { audio: ["audio"], video: ["audio", "video"] };
const deviceOf = { audio: "microphone", video: "camera" };
const deviceFailures = ["NotFoundError", "OverconstrainedError", "NotReadableError", "AbortError"];

// A participant's camera and microphone, kept through a whole session: the stream stays, its tracks may change.
// Events: "tracks" (senders must follow), "paused", "devices", "change" (muted or hidden), "question" (`unanswered` has changed).
export class LocalMedia extends EventTarget {
  #devices;
  #newStream;
  #storage;
  #question;
  #browser;
  #stream = null;
  #mode = null;
  #muted = false;
  #cameraOff = false;
  #tracks = { audio: null, video: null };
  #used = { audio: null, video: null };
  #list;
  #plugged = 0;
  #facing = null;
  #renewing = new Set();
  #worked = new Set();
  #told = { audio: false, video: false };
  #moved = false;
  #opening = null;
  #turn = Promise.resolve();
  // A token for each time from the first opening to the closing: a stream that comes after its end is nobody's.
  #life = {};
  #onDevices = () => this.#goOver(true);

  constructor({ devices, newStream, storage, permissions = null, userAgent = globalThis.navigator?.userAgent, timers = globalThis }) {
    super();
    this.#devices = devices;
    this.#newStream = newStream;
    this.#storage = storage;
    this.#browser = browserOf(userAgent);
    this.#list = new DeviceList(devices);
    this.#question = new DeviceQuestion({ devices, permissions, browser: this.#browser, timers });
    this.#question.addEventListener("change", () => this.#tell("question"));
  }

  get stream() { return this.#stream; }
  get mode() { return this.#mode; }
  get audioTrack() { return this.#tracks.audio; }
  get videoTrack() { return this.#tracks.video; }
  get muted() { return this.#muted; }
  get cameraOff() { return this.#cameraOff; }
  // The browser's question that nobody has answered for a while, as a MediaTrouble.
  get unanswered() { return this.#question.unanswered; }

  // Names the microphone that is to be heard, and what is plugged in beside it; null while it is muted, paused or not there.
  get voiceSource() {
    return this.#tracks.audio && !this.#muted && !this.#isPaused("audio") ? `${this.#tracks.audio.id} ${this.#plugged}` : null;
  }

  // A track is dead or was silenced by the system: another call, a locked screen, a pulled plug.
  get paused() {
    return { audio: this.#isPaused("audio"), video: this.#isPaused("video") };
  }

  // Asks only for what the mode needs and is not there. Calls at the same time share one asking. When only the camera fails, the voice is kept.
  open(mode) {
    if (this.#opening?.mode === mode) return this.#opening.done;
    const opening = { mode };
    opening.done = this.#inTurn(() => this.#open(mode)).finally(() => { if (this.#opening === opening) this.#opening = null; });
    this.#opening = opening;
    return opening.done;
  }

  // As the person left them; no tap, so nobody is told.
  choose({ muted, cameraOff }) {
    this.#muted = muted;
    this.#cameraOff = cameraOff;
    this.#switch();
  }

  mute(on) {
    this.#muted = on;
    this.#enable();
  }

  hideCamera(on) {
    this.#cameraOff = on;
    this.#enable();
  }

  // The other side of a phone, the next camera of a computer. Answers false when there is none.
  async switchCamera() {
    return await this.#inTurn(async () => {
      const other = await this.#list.otherCamera(this.#tracks.video, this.#used.video);
      try {
        if (other) await this.#exchange("video", other);
      } catch (error) {
        if (error.kind === "noCamera") return false;
        throw error;
      }
      this.#facing = this.#tracks.video?.getSettings().facingMode ?? null;
      return other !== null;
    }) ?? false;
  }

  // Devices by id; those left out stay as they are. What works is remembered.
  use({ microphone, camera }) {
    return this.#inTurn(async () => {
      for (const [kind, id] of [["audio", microphone], ["video", camera]]) {
        if (!id) continue;
        if (this.#wants(kind) && id !== this.#used[kind]) await this.#exchange(kind, { deviceId: { exact: id } });
        this.#storage.setItem(deviceOf[kind], id);
        if (kind === "video") this.#facing = null;
      }
    });
  }

  // Lists the devices that there are; asks nobody.
  list() {
    return this.#list.all();
  }

  // A tap after a pause: whatever is dead or silent is asked for again.
  restore() {
    return this.#inTurn(async () => {
      const dead = kinds.filter((kind) => this.#isPaused(kind));
      if (dead.length > 0) await this.#renew(dead).finally(() => this.#moveOn());
    });
  }

  close() {
    this.#life = {};
    this.#turn = Promise.resolve();
    this.#opening = null;
    this.#question.forget();
    for (const set of [this.#renewing, this.#worked]) set.clear();
    kinds.forEach((kind) => this.#drop(kind));
    this.#devices?.removeEventListener?.("devicechange", this.#onDevices);
    this.#stream = this.#mode = this.#facing = null;
    this.#muted = this.#cameraOff = false;
    this.#moveOn();
  }

  // Changes go one after the other; those that waited when everything was closed are dropped.
  #inTurn(work) {
    const life = this.#life;
    const done = this.#turn.then(() => (life === this.#life ? work() : undefined));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #open(mode) {
    const life = this.#life;
    if (mode === "audio") this.#drop("video");
    try {
      await this.#renew(neededFor[mode].filter((kind) => this.#tracks[kind]?.readyState !== "live"));
      if (life === this.#life) this.#mode = mode;
    } catch (error) {
      if (this.#tracks.audio) this.#mode ??= "audio";
      throw error;
    } finally {
      this.#moveOn();
    }
  }

  // Asks for fresh tracks in place of what there is: a phone has one camera at a time, so the old one goes first.
  async #renew(wanted, wish = null) {
    if (wanted.length === 0) return;
    const mode = wanted.includes("video") ? "video" : "audio";
    if (!this.#question.canAsk) throw new MediaTrouble("unsupported", mode, this.#browser);
    const life = this.#life;
    for (const kind of wanted) {
      this.#renewing.add(kind);
      this.#drop(kind);
    }
    try {
      const got = await this.#question.ask(Object.fromEntries(wanted.map((kind) => [kind, this.#wishes(kind, wish)])));
      for (const track of got) life === this.#life ? this.#adopt(track) : track.stop();
      this.#list.remember(Object.fromEntries(wanted.map((kind) => [kind, this.#used[kind]])));
    } catch (error) {
      if (life === this.#life) await this.#failed(error, wanted, mode, life);
    } finally {
      if (life === this.#life) for (const kind of wanted) this.#renewing.delete(kind);
    }
  }

  // Of a question for both nobody says which one failed: the voice alone tells.
  async #failed(error, wanted, mode, life) {
    const permission = await this.#question.permission(wanted);
    if (life !== this.#life) return;
    const canTell = wanted.length === 2 && (deviceFailures.includes(error.name) || permission.audio === "granted");
    if (canTell) await this.#renew(["audio"]);
    if (life !== this.#life) return;
    const blamed = canTell ? ["video"] : wanted;
    const states = blamed.map((kind) => permission[kind]);
    throw MediaTrouble.of(error, mode, {
      browser: this.#browser, asked: blamed.length === 2 ? "both" : deviceOf[blamed[0]], missing: deviceOf[mode], calling: wanted.every((kind) => this.#worked.has(kind)),
      permission: ["denied", "prompt", "granted"].find((state) => states.includes(state)) ?? null,
    });
  }

  #wishes(kind, wish) {
    return wishesFor(kind, { wish, chosen: this.#storage.getItem(deviceOf[kind]), facing: this.#facing });
  }

  // Another device in place of the used one; when that fails, back to the used one.
  async #exchange(kind, wish) {
    const before = this.#used[kind];
    try {
      await this.#renew([kind], wish);
    } catch (error) {
      // When that one is gone, too, `paused` says so.
      await this.#renew([kind], before && { deviceId: { ideal: before } }).catch(() => undefined);
      throw error;
    } finally {
      this.#moveOn();
    }
  }

  // The used device vanished, or its name stands for another one: on with that. A permission that was taken back looks like the first, but the device is still there.
  #goOver(devicesChanged) {
    if (devicesChanged) {
      this.#plugged++;
      this.#tell("devices");
    }
    this.#moveOn();
    const life = this.#life;
    return this.#inTurn(async () => {
      for (const kind of await this.#list.changed(this.#used, (one) => devicesChanged && this.#tracks[one]?.readyState !== "live")) {
        // A device that does not come is a pause, and has its button.
        if (life === this.#life && this.#wants(kind)) await this.#renew([kind]).catch(() => undefined);
      }
      if (life === this.#life) this.#moveOn();
    });
  }

  #wants(kind) {
    return this.#mode !== null && neededFor[this.#mode].includes(kind);
  }

  #isPaused(kind) {
    const track = this.#tracks[kind];
    return this.#wants(kind) && !this.#renewing.has(kind) && (track === null || track.readyState === "ended" || track.muted);
  }

  #adopt(track) {
    if (!this.#stream) {
      this.#stream = this.#newStream([]);
      this.#devices.addEventListener?.("devicechange", this.#onDevices);
    }
    const { kind } = track;
    this.#drop(kind);
    this.#tracks[kind] = track;
    this.#used[kind] = track.getSettings?.().deviceId ?? null;
    this.#worked.add(kind);
    track.enabled = !(kind === "audio" ? this.#muted : this.#cameraOff);
    track.onmute = track.onunmute = () => this.#moveOn();
    track.onended = () => this.#goOver(false);
    this.#stream.addTrack(track);
    this.#moved = true;
  }

  #drop(kind) {
    const track = this.#tracks[kind];
    if (!track) return;
    track.onended = track.onmute = track.onunmute = null;
    track.stop();
    this.#stream.removeTrack(track);
    this.#tracks[kind] = null;
    this.#moved = true;
  }

  #enable() {
    this.#switch();
    this.#tell("change");
  }

  #switch() {
    if (this.#tracks.audio) this.#tracks.audio.enabled = !this.#muted;
    if (this.#tracks.video) this.#tracks.video.enabled = !this.#cameraOff;
  }

  // Tells what has come of a change.
  #moveOn() {
    if (this.#moved) this.#tell("tracks");
    this.#moved = false;
    const { audio, video } = this.paused;
    const before = this.#told;
    this.#told = { audio, video };
    if (audio !== before.audio || video !== before.video) this.#tell("paused");
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
