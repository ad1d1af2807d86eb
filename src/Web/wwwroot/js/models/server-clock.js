// A page's ticks stand still while its machine sleeps, the wall clock runs on: a difference from this on is a sleep, or somebody's hand.
const sleptMs = 2000;

// The platform's clock as this page knows it: set from every `now` that arrives, run by a clock that no user can turn.
// Event: "woke" {sleptMs}, when the two clocks have parted: until the platform's next word the wall clock is believed when it is ahead.
export class ServerClock extends EventTarget {
  #ticks;
  #wall;
  #offset;
  #gap;

  constructor(ticks = () => performance.now(), wall = () => Date.now()) {
    super();
    this.#ticks = ticks;
    this.#wall = wall;
    this.#offset = this.#gap = wall() - ticks();
  }

  sync(now) {
    const instant = Date.parse(now);
    if (Number.isNaN(instant)) return;
    this.#offset = instant - this.#ticks();
    this.#gap = this.#wall() - this.#ticks();
  }

  now() {
    this.look();
    return this.#ticks() + this.#offset;
  }

  // To be called now and then, and when the page is looked at again.
  look() {
    const gap = this.#wall() - this.#ticks();
    const slept = gap - this.#gap;
    if (Math.abs(slept) < sleptMs) return;
    this.#gap = gap;
    if (slept > 0) this.#offset += slept;
    this.dispatchEvent(new CustomEvent("woke", { detail: { sleptMs: slept } }));
  }
}
