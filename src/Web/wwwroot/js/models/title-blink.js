// The page's title: what it is, before it the number of unread messages, and in turns with both a call for attention.
export class TitleBlink {
  #usual;
  #count = 0;
  #write;
  #timers;
  #timer = null;
  #called = null;
  #shown = false;

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

  call(text) {
    this.#called = text;
    if (this.#timer !== null) return;
    const turn = () => {
      this.#shown = !this.#shown;
      this.#rewrite();
    };
    turn();
    this.#timer = this.#timers.setInterval(turn, 1000);
  }

  rest() {
    if (this.#timer === null) return;
    this.#timers.clearInterval(this.#timer);
    this.#timer = null;
    this.#shown = false;
    this.#rewrite();
  }

  #rewrite() {
    this.#write(this.#shown ? this.#called : this.usual);
  }
}
