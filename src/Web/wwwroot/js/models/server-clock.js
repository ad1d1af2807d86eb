// The platform's clock as this page knows it: set from every `now` that arrives, run by a clock that no user can turn.
export class ServerClock {
  #ticks;
  #offset;

  constructor(ticks = () => performance.now(), wall = () => Date.now()) {
    this.#ticks = ticks;
    this.#offset = wall() - ticks();
  }

  sync(now) {
    const instant = Date.parse(now);
    if (!Number.isNaN(instant)) this.#offset = instant - this.#ticks();
  }

  now() {
    return this.#ticks() + this.#offset;
  }
}
