// The page's title: what it is, before it the number of unread messages, and in turns with both whatever calls for attention.
export class TitleBlink {
  #usual;
  #count = 0;
  #write;
  #timers;
  #timer = null;
  #calls = new Map();
  // Which call is shown now; null for the usual title.
  #shown = null;

  constructor(usual, write, timers = globalThis) {
    this.#usual = usual;
    this.#write = write;
    this.#timers = timers;
  }

  get usual() {
    return this.#count > 0 ? `(${this.#count}) ${this.#usual}` : this.#usual;
  }

  set usual(text) {
    if (text === this.#usual) return;
    this.#usual = text;
    this.#rewrite();
  }

  set count(count) {
    if (count === this.#count) return;
    this.#count = count;
    this.#rewrite();
  }

  // Several may call at once: each has its turn until it rests. about: what the call is about.
  call(about, text) {
    this.#calls.set(about, text);
    if (this.#timer !== null) return;
    this.#turn();
    this.#timer = this.#timers.setInterval(() => this.#turn(), 1000);
  }

  rest(about) {
    if (!this.#calls.delete(about)) return;
    if (this.#calls.size === 0) {
      this.#timers.clearInterval(this.#timer);
      this.#timer = null;
    }
    if (this.#shown === about) this.#shown = null;
    this.#rewrite();
  }

  #turn() {
    const calls = [...this.#calls.keys()];
    this.#shown = calls[this.#shown === null ? 0 : calls.indexOf(this.#shown) + 1] ?? null;
    this.#rewrite();
  }

  #rewrite() {
    this.#write(this.#calls.get(this.#shown) ?? this.usual);
  }
}
