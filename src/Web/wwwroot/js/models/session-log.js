// The events of one session in their order. The sequence is the truth: what came twice is ignored, what came too early waits.
// The newest may come first: then the log begins with them, and what was before them is put before them later.
export class SessionLog {
  #ahead = new Map();
  events = [];
  last = 0;

  // Returns the events that became readable, in order.
  receive(events) {
    for (const event of events)
      if (event.sequence > this.last) this.#ahead.set(event.sequence, event);
    const ready = [];
    for (let next; (next = this.#ahead.get(this.last + 1)); ) {
      this.#ahead.delete(next.sequence);
      this.last = next.sequence;
      this.events.push(next);
      ready.push(next);
    }
    return ready;
  }

  // The sequence of the first event here.
  get first() {
    return this.events[0]?.sequence ?? 1;
  }

  beginAt(first) {
    if (this.last === 0) this.last = first - 1;
  }

  // Returns those that were not here.
  putBefore(events) {
    const earlier = events.filter((event) => event.sequence < this.first);
    if (earlier.at(-1)?.sequence !== this.first - 1) return [];
    this.events.unshift(...earlier);
    return earlier;
  }

  get gap() {
    return this.#ahead.size > 0;
  }
}
