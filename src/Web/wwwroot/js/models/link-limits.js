// From the best picture to none; sound is never given up.
const steps = [
  { video: true, kbits: 1500, scale: 1 },
  { video: true, kbits: 450, scale: 1.5 },
  { video: true, kbits: 180, scale: 3 },
  { video: false, kbits: 0, scale: 1 },
];
const downAfter = 3;
const upAfter = 12;

// How much picture is sent over a poor line: down soon, up only after it has been good for a while.
export class LinkLimits {
  #step = 0;
  #bad = 0;
  #good = 0;

  get current() {
    return steps[this.#step];
  }

  get pictureGivenUp() {
    return !this.current.video;
  }

  // Looks once a second. Answers whether anything changed.
  take({ sentLoss, sendableKbits, roundTripMs }) {
    const narrow = sendableKbits !== null && sendableKbits < steps[this.#step].kbits / 3;
    const poor = sentLoss > 8 || narrow || (roundTripMs ?? 0) > 1000;
    const fine = sentLoss < 3 && (roundTripMs ?? 0) < 500;
    this.#bad = poor ? this.#bad + 1 : 0;
    this.#good = fine && !poor ? this.#good + 1 : 0;
    if (this.#bad >= downAfter) return this.#go(1);
    if (this.#good >= upAfter) return this.#go(-1);
    return false;
  }

  #go(by) {
    this.#bad = 0;
    this.#good = 0;
    const next = Math.min(steps.length - 1, Math.max(0, this.#step + by));
    const changed = next !== this.#step;
    this.#step = next;
    return changed;
  }
}
