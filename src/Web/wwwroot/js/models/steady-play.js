const againMs = 500;

// Keeps a video element playing what it was given: a system may pause it (a call, another app), sound and all, and a browser may refuse to play before somebody touches the page.
// Event: "change", when `refused` has changed: only a touch helps, and `play` is to be called from it.
export class SteadyPlay extends EventTarget {
  #video;
  #timers;
  #timer = null;

  refused = false;

  constructor(video, timers = globalThis) {
    super();
    this.#video = video;
    this.#timers = timers;
    video.addEventListener("pause", () => this.#later());
  }

  show(stream) {
    if (this.#video.srcObject === stream) return;
    this.#rest();
    this.#video.srcObject = stream;
    if (stream) this.play();
  }

  async play() {
    this.#rest();
    const stream = this.#video.srcObject;
    if (!stream) return;
    const error = await Promise.resolve(this.#video.play()).then(() => null, (reason) => reason);
    if (this.#video.srcObject !== stream) return;
    this.#tell(error?.name === "NotAllowedError");
    if (error) this.#later();
  }

  #later() {
    if (!this.#video.srcObject) return;
    this.#timer ??= this.#timers.setTimeout(() => this.play(), againMs);
  }

  #rest() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#video.srcObject) this.#tell(false);
  }

  #tell(refused) {
    if (this.refused === refused) return;
    this.refused = refused;
    this.dispatchEvent(new Event("change"));
  }
}
