// New paths are asked for at once, and not again within this time unless more wishes come.
const soonestMs = 2500;
// Wishes that go on and on are not held back for longer than this.
const latestMs = 6000;
const underWayMs = 1000;

// Gathers wishes for new paths: a network that comes and goes tells of itself many times a second, and each restart disturbs the call.
export class RestartPace {
  #restart;
  #quietMs;
  #timers;
  #now;
  #timer = null;
  #doneAt = -Infinity;

  // restart(): does it; quietMs: how long no further wish has to come before gathered ones are done.
  constructor(restart, { quietMs, timers, now }) {
    this.#restart = restart;
    this.#quietMs = quietMs;
    this.#timers = timers;
    this.#now = now;
  }

  wish() {
    const now = this.#now();
    if (this.#timer === null && now - this.#doneAt >= soonestMs) {
      this.#do();
      return;
    }
    this.met();
    const due = Math.min(now + this.#quietMs, this.#doneAt + latestMs);
    this.#timer = this.#timers.setTimeout(() => this.#do(), Math.max(0, due - now));
  }

  // Whether the last restart is so young that what it brings is still on its way.
  get isUnderWay() {
    return this.#now() - this.#doneAt < underWayMs;
  }

  // The wishes so far need nothing more: somebody else has restarted, or nobody wants it any more.
  met() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #do() {
    this.#timer = null;
    this.#doneAt = this.#now();
    this.#restart();
  }
}
