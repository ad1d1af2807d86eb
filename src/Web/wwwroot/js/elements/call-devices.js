import { busy } from "../helpers/busy.js";
import { speaker } from "../helpers/calls.js";
import { el, part, setText } from "../helpers/dom.js";
import { HeardVoice } from "../helpers/voice-level.js";
import { DeviceTrial } from "../models/device-trial.js";

const names = { audio: "microphone", video: "camera" };

// The devices of a call in its dialog: chosen, seen and heard here first, used when the dialog is closed by «Готово». Events: "filled", when it is known what is plugged in.
customElements.define("call-devices", class extends HTMLElement {
  #trial = new DeviceTrial(navigator.mediaDevices);
  #isOpen = false;
  #isVideo = false;
  #voice = new HeardVoice((level) => { part(this, "trial-level").value = level; });
  cameras = 0;

  // `remote` sounds through the speaker.
  live(call, remote) {
    this.call = call;
    this.remote = remote;
    this.picture = part(this, "preview");
    this.#trial.addEventListener("change", () => this.#render());
    call.addEventListener("change", () => (call.mode === "video") !== this.#isVideo && this.#render());
    for (const [kind, name] of Object.entries(names)) this.#select(name).addEventListener("change", ({ target }) => this.#try(kind, target.value));
    this.#select("speaker").addEventListener("change", ({ target }) => busy(target, () => speaker.choose(target.value)));
  }

  open() {
    this.#isOpen = true;
    this.#render();
    return this.fill();
  }

  // Answers what is to be used from now on, or null when nothing changes.
  close(isWanted) {
    this.#isOpen = false;
    const { audio, video } = this.#trial.end();
    this.#render();
    if (!audio && !video) return null;
    if (isWanted) return { microphone: audio, camera: video };
    // Some phones silence the device in use while another one is on trial.
    this.call.retry();
    return null;
  }

  async fill() {
    const { cameras, microphones, speakers } = await this.call.media.list();
    this.cameras = cameras.length;
    this.#options("camera", cameras, this.#trial.chosen("video") ?? this.#used("video"));
    this.#options("microphone", microphones, this.#trial.chosen("audio") ?? this.#used("audio"));
    await speaker.plugged(speakers.map(({ id }) => id));
    this.#options("speaker", speakers, this.remote.sinkId || "default");
    // Before a permission devices have no ids, and only some browsers let a page choose what it sounds through.
    part(this, "speakers").hidden = !this.remote.setSinkId || speakers.filter(({ id }) => id).length < 2;
    this.#render();
    this.dispatchEvent(new Event("filled"));
  }

  #track(kind) {
    const { media } = this.call;
    return kind === "audio" ? media.audioTrack : media.videoTrack;
  }

  #used(kind) {
    return this.#track(kind)?.getSettings?.().deviceId;
  }

  #try(kind, id) {
    if (id && id !== this.#used(kind)) return this.#trial.try(kind, id);
    this.#trial.drop(kind);
    this.#render();
  }

  #render() {
    // A call by voice has no camera to choose, also where it becomes one while this dialog is open.
    this.#isVideo = this.call.mode === "video";
    if (!this.#isVideo) this.#trial.drop("video");
    part(this, "cameras").hidden = !this.#isVideo;
    const video = this.#isOpen && this.#isVideo ? this.#trial.track("video") ?? (this.call.media.cameraOff ? null : this.#track("video")) : null;
    this.picture.hidden = !video;
    if ((this.picture.srcObject?.getTracks()[0] ?? null) !== video) this.picture.srcObject = video && new MediaStream([video]);
    this.picture.dataset.facing = video?.getSettings?.().facingMode ?? "user";
    const audio = this.#isOpen ? this.#trial.track("audio") ?? this.#track("audio") : null;
    part(this, "trial-voice").hidden = !audio;
    this.#voice.of(audio);
    const does = [this.#trial.track("video") && "увидит", this.#trial.track("audio") && "услышит"].filter(Boolean).join(" и ");
    const note = this.#trial.refused.length > 0 ? "Попробовать заранее не получилось: устройство занято. По «Готово» звонок перейдёт на него."
      : does ? `Собеседник ${does} это, когда вы нажмёте «Готово».`
      : this.#isOpen && this.call.media.muted ? "Ваш микрофон выключен: вас не слышно. Включить его можно кнопкой под картинкой." : "";
    setText(part(this, "trial-note"), note);
    part(this, "trial-note").hidden = note === "";
  }

  #options(kind, devices, used) {
    const select = this.#select(kind);
    select.replaceChildren(...devices.map(({ id, label }, i) => el("option", { value: id, selected: id === used, text: label || `${i + 1}` })));
    select.disabled = devices.length === 0;
  }

  #select(kind) {
    return this.querySelector(`[data-device="${kind}"]`);
  }
});
