// Messages of others that this participant has not seen, in whatever tab.
export class Unread {
  #waiting = [];

  constructor(me) {
    this.me = me;
    this.lastOfOthers = 0;
  }

  apply(event) {
    if (event.kind === "message" && event.by !== this.me) {
      this.lastOfOthers = event.sequence;
      this.#waiting.push({ sequence: event.sequence, at: event.at });
    }
    if (event.kind === "read" && event.by === this.me) this.#waiting = this.#waiting.filter((one) => one.sequence > (event.data?.upTo ?? 0));
    if (event.kind === "message" && event.by === this.me) this.#waiting = [];
  }

  get count() {
    return this.#waiting.length;
  }

  // Since when the oldest of them waits for an answer.
  get since() {
    return this.#waiting[0]?.at ?? null;
  }
}
