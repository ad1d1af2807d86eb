// Of several tabs of one person, the one that may make the sound: whichever takes the turn first has it until it leaves the turn or is closed.
export class OneTab {
  #name;
  #locks;
  #asking = null;
  #give = null;

  // locks: navigator.locks, or undefined where a browser has none; then each tab is the one.
  constructor(name, locks) {
    this.#name = name;
    this.#locks = locks;
  }

  get mine() {
    return !this.#locks || this.#give !== null;
  }

  // taken() is called when the turn comes to this tab, at once or after the tab that had it.
  take(taken = () => undefined) {
    if (!this.#locks || this.#asking) return;
    const asking = (this.#asking = new AbortController());
    const held = () => (asking.signal.aborted ? undefined : new Promise((done) => {
      this.#give = done;
      taken();
    }));
    // A turn that is left while it is still asked for is no fault.
    this.#locks.request(this.#name, { signal: asking.signal }, held).catch(() => undefined);
  }

  leave() {
    this.#asking?.abort();
    this.#give?.();
    this.#asking = this.#give = null;
  }

  // Does something that the tabs would all do at one moment: the first does it, the others let it be for `ms`.
  async once(work, ms, timers = globalThis) {
    if (!this.#locks) return work();
    await this.#locks.request(this.#name, { ifAvailable: true }, (lock) => {
      if (!lock) return undefined;
      work();
      return new Promise((done) => timers.setTimeout(done, ms));
    });
  }
}
