const momentMs = 600;

// Calls somebody to a message that nobody has seen: a moment after it came, so that a tab in which it is read at once keeps the others quiet.
export class MessageCall {
  #unread;
  #call;
  #timers;
  #timer = null;

  // unread() answers how many messages are unread; call() makes the sound.
  constructor(unread, call, timers = globalThis) {
    this.#unread = unread;
    this.#call = call;
    this.#timers = timers;
  }

  arrived() {
    this.#timer ??= this.#timers.setTimeout(() => {
      this.#timer = null;
      if (this.#unread() > 0) this.#call();
    }, momentMs);
  }

  rest() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
