// The page's title, calling for attention in turns with what it is.
export class TitleBlink {
  #write;
  #timers;
  #timer = null;
  #shown = false;

  constructor(usual, write, timers = globalThis) {
    this.usual = usual;
    this.#write = write;
    this.#timers = timers;
  }

  call(text) {
    if (this.#timer !== null) return;
    const turn = () => {
      this.#shown = !this.#shown;
      this.#write(this.#shown ? text : this.usual);
    };
    turn();
    this.#timer = this.#timers.setInterval(turn, 1000);
  }

  rest() {
    if (this.#timer === null) return;
    this.#timers.clearInterval(this.#timer);
    this.#timer = null;
    this.#shown = false;
    this.#write(this.usual);
  }
}
