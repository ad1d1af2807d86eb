// Keeps the screen on while it is wanted: a dark one would end a call on a phone.
export class ScreenAwake {
  #lock = null;

  async keep(wanted) {
    if (!wanted) {
      this.#lock?.release().catch(() => undefined);
      this.#lock = null;
    } else if (!this.#lock && navigator.wakeLock) {
      this.#lock = { release: async () => undefined };
      const lock = await navigator.wakeLock.request("screen").catch(() => null);
      // A phone that saves power says no, and goes on saying it.
      if (!lock) return;
      if (!this.#lock) {
        lock.release().catch(() => undefined);
        return;
      }
      this.#lock = lock;
      lock.addEventListener("release", () => { if (this.#lock === lock) this.#lock = null; });
    }
  }
}
