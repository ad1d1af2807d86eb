// When to try again after a lost connection: at once, then 0.5, 1, 2, 4, 5, 5… seconds, spread so that a whole clinic does not come back in one instant.
export class BackOff {
  #tries = 0;

  constructor(random = Math.random) {
    this.random = random;
  }

  next() {
    const tries = this.#tries++;
    if (tries === 0) return 0;
    const base = Math.min(5_000, 500 * 2 ** (tries - 1));
    return Math.round(base * (0.8 + 0.4 * this.random()));
  }

  reset() {
    this.#tries = 0;
  }
}
