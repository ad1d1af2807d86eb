// Sound comes fifty times a second: after this long without anything the line is away, and its return is looked out for.
const stillMs = 900;
const lookEveryMs = 150;
// The first picture may be lost while the paths change.
const againMs = 600;

// Tells when a line that was away is back, and once more a little later: what was lost meanwhile cannot be mended.
export class LineReturn {
  #quality;
  #stats;
  #timers;
  #back;
  #look = null;
  #again = null;

  // quality: as CallQuality; stats() answers RTCStats, or null; back(): what is to be done.
  constructor({ quality, stats, timers, back }) {
    this.#quality = quality;
    this.#stats = stats;
    this.#timers = timers;
    this.#back = back;
  }

  // To be called at each regular look.
  lookOut(now) {
    if (this.#quality.stillMs(now) >= stillMs) this.#lookAgain();
    else if (this.#look !== null) this.#tell();
  }

  close() {
    for (const timer of [this.#look, this.#again]) this.#timers.clearTimeout(timer);
    this.#stats = async () => null;
  }

  #lookAgain() {
    this.#look ??= this.#timers.setTimeout(async () => {
      const stats = await this.#stats();
      this.#look = null;
      if (!stats) return;
      if (!this.#quality.hasMoved(stats.values())) this.#lookAgain();
      else this.#tell();
    }, lookEveryMs);
  }

  #tell() {
    for (const timer of [this.#look, this.#again]) this.#timers.clearTimeout(timer);
    this.#look = null;
    this.#back();
    this.#again = this.#timers.setTimeout(() => this.#back(), againMs);
  }
}
