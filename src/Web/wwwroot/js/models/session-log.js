// The events of one session in their order. The sequence is the truth: what came twice is ignored, what came too early waits.
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

  get gap() {
    return this.#ahead.size > 0;
  }
}
