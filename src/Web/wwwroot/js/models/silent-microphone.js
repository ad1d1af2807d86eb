const patientMs = 4000;

// Tells a microphone that gives no sound at all, as one does that is not the one spoken into any more. A microphone that was heard is trusted until it, or what is plugged in, changes.
export class SilentMicrophone {
  #source = null;
  #energy = 0;
  #since = null;
  #heard = false;

  silent = false;

  // source: names the microphone and what is plugged in; null while nothing is to be heard of it (muted, paused). energy: of its sound so far; null where the browser does not say.
  take({ source, energy }, now) {
    if (source !== this.#source) {
      this.#source = source;
      this.#heard = false;
      this.#since = null;
      this.#energy = energy;
    }
    if (source === null || energy === null) this.#since = null;
    else if (energy !== this.#energy) this.#heard = true;
    else this.#since ??= now;
    this.#energy = energy;
    this.silent = !this.#heard && this.#since !== null && now - this.#since >= patientMs;
    return this.silent;
  }
}
