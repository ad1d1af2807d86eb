import { MediaTrouble } from "./media-trouble.js";

const unansweredAfterMs = 5000;
const names = { audio: "microphone", video: "camera" };

// The browser's question for a microphone and a camera. Event: "change", when `unanswered` has changed: a MediaTrouble while the question stands there for long, else null.
export class DeviceQuestion extends EventTarget {
  #devices;
  #permissions;
  #browser;
  #timers;
  #asked = 0;

  unanswered = null;

  constructor({ devices, permissions, browser, timers }) {
    super();
    this.#devices = devices;
    this.#permissions = permissions;
    this.#browser = browser;
    this.#timers = timers;
  }

  get canAsk() {
    return Boolean(this.#devices?.getUserMedia);
  }

  // Answers the tracks. constraints as getUserMedia takes them.
  async ask(constraints) {
    const question = ++this.#asked;
    const timer = this.#timers.setTimeout(() => this.#stands(Object.keys(constraints), question), unansweredAfterMs);
    try {
      return (await this.#devices.getUserMedia(constraints)).getTracks();
    } finally {
      this.#timers.clearTimeout(timer);
      if (question === this.#asked) this.forget();
    }
  }

  // "granted", "denied", "prompt" or null by kind: not every browser knows these names.
  async permission(kinds) {
    const states = kinds.map(async (kind) => [kind, (await this.#permissions?.query({ name: names[kind] }).catch(() => null))?.state ?? null]);
    return Object.fromEntries(await Promise.all(states));
  }

  // An answer is of no use any more.
  forget() {
    this.#asked++;
    this.#tell(null);
  }

  async #stands(kinds, question) {
    const states = Object.values(await this.permission(kinds));
    if (question !== this.#asked) return;
    const mode = kinds.includes("video") ? "video" : "audio";
    this.#tell(new MediaTrouble("unanswered", mode, this.#browser, {
      asked: kinds.length === 2 ? "both" : names[kinds[0]], permission: states.every((state) => state === "granted") ? "granted" : "prompt",
    }));
  }

  #tell(unanswered) {
    if (this.unanswered === unanswered) return;
    this.unanswered = unanswered;
    this.dispatchEvent(new Event("change"));
  }
}
