// The marks of who has seen what: ✓ stored, ✓✓ seen by somebody else.
export class ReadMarks {
  #seen = 0;

  constructor(me) {
    this.me = me;
  }

  // True when the marks changed.
  apply(event) {
    if (event.kind !== "read" || event.by === this.me) return false;
    const before = this.#seen;
    this.#seen = Math.max(before, event.data?.upTo ?? 0);
    return this.#seen > before;
  }

  seen(sequence) {
    return sequence <= this.#seen;
  }
}
