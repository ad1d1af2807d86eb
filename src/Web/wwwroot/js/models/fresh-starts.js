const afterTakingMs = 8000;
const firstPauseMs = 5000;
const longestPauseMs = 5 * 60_000;

// When a call may be begun anew: not while the last beginning may still come about, and not for ever in a browser that paints nothing.
export class FreshStarts {
  #now;
  #begunAt = 0;
  #thawedAt = -Infinity;
  #pauseMs = firstPauseMs;

  constructor(now) {
    this.#now = now;
  }

  begun() {
    this.#begunAt = this.#now();
  }

  mayAfterSilence() {
    return this.#now() - this.#begunAt >= afterTakingMs;
  }

  // Answers yes once for each frozen picture, with pauses that grow.
  mayAfterFreeze() {
    if (this.#now() - this.#thawedAt < this.#pauseMs) return false;
    if (this.#thawedAt > -Infinity) this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
    this.#thawedAt = this.#now();
    return true;
  }
}
