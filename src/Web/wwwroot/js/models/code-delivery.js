// Later each time: mostly the first answer settles it.
const asksAfterMs = [2000, 3000, 5000, 10000, 20000, 40000, 60000];

// How the SMS with a code fares: asked a few times, until it is known. Events: "failed".
export class CodeDelivery extends EventTarget {
  #ask;
  #timers;
  #attemptId = null;
  #timer = null;

  // ask: attemptId → {state}, see docs/protocol.md.
  constructor(ask, timers = { setTimeout: (...args) => setTimeout(...args), clearTimeout: (id) => clearTimeout(id) }) {
    super();
    this.#ask = ask;
    this.#timers = timers;
    this.failed = false;
  }

  watch(attemptId) {
    this.stop();
    if (!attemptId) return;
    this.#attemptId = attemptId;
    this.#later(0);
  }

  stop() {
    this.#timers.clearTimeout(this.#timer);
    this.#attemptId = null;
    this.failed = false;
  }

  #later(asked) {
    if (asked < asksAfterMs.length) this.#timer = this.#timers.setTimeout(() => this.#look(asked), asksAfterMs[asked]);
  }

  async #look(asked) {
    const attemptId = this.#attemptId;
    const state = await this.#state(attemptId);
    if (attemptId !== this.#attemptId || state === "sent") return;
    if (state !== "failed") return this.#later(asked + 1);
    this.failed = true;
    this.dispatchEvent(new Event("failed"));
  }

  // Not to be told now is no failure of the message.
  async #state(attemptId) {
    try {
      return (await this.#ask(attemptId)).state;
    } catch {
      return "sending";
    }
  }
}
