import { warnInsideApp } from "../helpers/app-window.js";
import { awake } from "../helpers/awake.js";
import { canCall, letGo, measureSpeed, openDevice, openSound, playTone, relayTrip, roundTrip, within } from "../helpers/check-probes.js";
import { icon, part, setText } from "../helpers/dom.js";
import { keepCheck } from "../helpers/fresh-check.js";
import { brightestOf } from "../helpers/picture-light.js";
import { terms } from "../helpers/terms.js";
import { audibleLevel, watchLevel } from "../helpers/voice-level.js";
import { ConnectionCheck } from "../models/connection-check.js";
import { areAllBlack } from "../models/dark-picture.js";
import { browserOf } from "../models/media-trouble.js";

const silentMs = 4000;
const pictureMs = 5000;
const answerMs = 60_000;
const adjustingMs = 3000;
// A click of the mouse is no voice.
const loudEnough = 3;

const marks = { pass: ["check", "хорошо"], warn: ["circle-alert", "есть замечание"], fail: ["x", "не работает"] };
const calls = { video: "Перейти к видеосвязи", audio: "Перейти к аудиосвязи", chat: "Перейти к чату" };

// «Проверка связи» (S1.4). Asks for the microphone and the camera only after the tap, and lets them go at the end.
customElements.define("connection-check", class extends HTMLElement {
  #streams = [];
  #stopLevel = null;
  #sound = null;
  #answer = () => undefined;

  connectedCallback() {
    warnInsideApp();
    this.browser = browserOf(navigator.userAgent);
    this.check = new ConnectionCheck({
      browser: async () => ({ calls: canCall() }),
      microphone: (signal) => this.#listen(signal),
      camera: (signal) => this.#look(signal),
      sound: (signal) => this.#ask(signal),
      speed: measureSpeed, server: roundTrip, relay: relayTrip,
    }, this.browser, terms.hotline);
    this.rows = [...this.querySelectorAll("[data-check]")];
    for (const row of this.rows) row.what ??= part(row, "text").textContent;
    this.button = part(this, "start");
    this.check.addEventListener("change", () => this.#render());
    this.button.addEventListener("click", () => this.#run());
    part(this, "tone").addEventListener("click", () => playTone(this.#sound));
    for (const heard of [true, false]) part(this, heard ? "heard" : "not-heard").addEventListener("click", () => this.#answer(heard));
    awake(this);
  }

  disconnectedCallback() {
    this.check.stop();
    this.#letGo();
  }

  async #run() {
    if (this.check.running) return;
    this.button.setAttribute("aria-busy", "true");
    part(this, "verdict").hidden = true;
    this.#sound = openSound();
    await this.check.start();
    if (!this.check.finished) return;
    this.#letGo();
    this.button.removeAttribute("aria-busy");
    setText(part(this, "start-text"), "Проверить ещё раз");
    keepCheck(this.check.report, this.dataset.goodForMinutes * 60_000);
    this.#advise();
  }

  // The level stays on view to the end: who was silent at first can still speak up.
  async #listen(signal) {
    const stream = await this.#keep(openDevice("microphone", this.browser, signal));
    const level = part(this, "level");
    const heard = await new Promise((done) => {
      let loud = 0;
      this.#stopLevel = watchLevel(this.#sound, stream, (value) => {
        level.value = value;
        if (value < audibleLevel || ++loud < loudEnough) return;
        done(true);
        this.check.heard();
      });
      setTimeout(() => done(false), silentMs);
    });
    return { heard };
  }

  async #look(signal) {
    const stream = await this.#keep(openDevice("camera", this.browser, signal));
    const picture = part(this, "picture");
    const seen = new Promise((done) => picture.addEventListener("loadedmetadata", done, { once: true }));
    picture.srcObject = stream;
    picture.hidden = false;
    // A picture that stands still is measured just as well.
    picture.play().catch(() => undefined);
    await within(pictureMs, signal, seen);
    return { width: picture.videoWidth, height: picture.videoHeight, dark: await this.#isDark(picture, signal) };
  }

  // A camera that has just been opened gives black for a moment: one bright frame is enough.
  async #isDark(picture, signal) {
    const seen = [];
    for (const endsAt = performance.now() + adjustingMs; performance.now() < endsAt && !signal.aborted;) {
      const brightest = brightestOf(picture);
      if (brightest !== null) seen.push(brightest);
      if (seen.length > 0 && !areAllBlack(seen)) return false;
      await new Promise((done) => setTimeout(done, 100));
    }
    return areAllBlack(seen);
  }

  #ask(signal) {
    playTone(this.#sound);
    return within(answerMs, signal, new Promise((done) => { this.#answer = done; })).then((heard) => ({ heard }), () => ({ heard: null }));
  }

  async #keep(opening) {
    const stream = await opening;
    this.#streams.push(stream);
    return stream;
  }

  #letGo() {
    this.#stopLevel?.();
    this.#stopLevel = null;
    for (const stream of this.#streams.splice(0)) letGo(stream);
    this.#sound?.close().catch(() => undefined);
    this.#sound = null;
    const picture = part(this, "picture");
    picture.srcObject = null;
    picture.hidden = true;
    part(this, "level").value = 0;
  }

  #render() {
    for (const line of this.check.lines) this.#row(this.#rowOf(line.id), line);
    const running = this.check.lines.find(({ state }) => state === "running");
    if (running) setText(part(this, "status"), `${part(this.#rowOf(running.id), "title").textContent}. ${running.text}`);
    this.#answers(running?.id === "sound");
  }

  #row(row, { state, text, advice }) {
    setText(part(row, "text"), text || row.what);
    setText(part(row, "advice"), advice);
    part(row, "advice").hidden = advice === "";
    if (row.dataset.state === state) return;
    row.dataset.state = state;
    const [picture, word] = marks[state] ?? [];
    part(row, "mark").replaceChildren(...(picture ? [icon(picture)] : []));
    setText(part(row, "outcome"), word ?? "");
  }

  #answers(wanted) {
    const answers = part(this, "answers");
    if (answers.hidden === !wanted) return;
    const row = this.#rowOf("sound");
    if (!wanted && answers.contains(document.activeElement)) row.focus({ preventScroll: true });
    answers.hidden = !wanted;
    if (wanted) row.scrollIntoView({ block: "nearest" });
  }

  #advise() {
    const { mode, title, text } = this.check.advice;
    const box = part(this, "verdict");
    box.dataset.mode = mode;
    setText(part(this, "verdict-title"), title);
    setText(part(this, "verdict-text"), text);
    part(this, "call").hidden = mode === "phone";
    part(this, "dial").hidden = mode !== "phone";
    setText(part(this, "call"), calls[mode] ?? "");
    setText(part(this, "status"), `Проверка закончена. ${title}.`);
    box.hidden = false;
    box.scrollIntoView({ block: "start", behavior: "smooth" });
    part(this, "verdict-title").focus({ preventScroll: true });
  }

  #rowOf(id) {
    return this.rows.find((row) => row.dataset.check === id);
  }
});
