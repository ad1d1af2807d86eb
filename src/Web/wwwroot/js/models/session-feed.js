import { SessionLog } from "./session-log.js";
import { Refusal } from "./hub-link.js";

const patienceMs = 250;
const maxPauseMs = 5000;

// Keeps one session's log complete: joins, notices holes, joins again after the last event it has.
// Events: "events" {events}, "view" {view}, "late" where the platform has no time now, "gone" {refusal} where the session is none of ours.
export class SessionFeed extends EventTarget {
  #join;
  #timers;
  #joining = false;
  #again = false;
  #timer = null;
  #wanted = 0;
  #closed = false;
  #faults = 0;

  // join(afterSequence) answers {view, events, more}.
  constructor(join, timers = globalThis) {
    super();
    this.#join = join;
    this.#timers = timers;
    this.log = new SessionLog();
  }

  // After every (re)connection: this one is unknown to the platform until it joins.
  connected() {
    return this.#rejoin();
  }

  receive(event) {
    this.#take([event]);
    if (this.#behind) this.#soon();
  }

  check(sequence) {
    this.#wanted = Math.max(this.#wanted, sequence);
    if (this.#behind) this.#soon();
  }

  close() {
    this.#closed = true;
    this.#timers.clearTimeout(this.#timer);
  }

  // Numbers that overtook each other sort themselves out; only a real hole is asked for.
  #soon() {
    if (this.#timer !== null || this.#joining) {
      this.#again ||= this.#joining;
      return;
    }
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = null;
      if (this.#again || this.#behind) this.#rejoin();
    }, this.#pause);
  }

  // A platform that has too much to do is asked ever more slowly.
  get #pause() {
    return Math.min(patienceMs * 2 ** this.#faults, maxPauseMs);
  }

  get #behind() {
    return this.log.gap || this.log.last < this.#wanted;
  }

  async #rejoin() {
    if (this.#closed) return;
    if (this.#joining) {
      this.#again = true;
      return;
    }
    this.#joining = true;
    this.#again = false;
    try {
      for (let more = true; more && !this.#closed; ) {
        const answer = await this.#join(this.log.last);
        more = answer.more && answer.events.length > 0;
        this.#take(answer.events);
        this.#faults = 0;
        if (!more) this.dispatchEvent(new CustomEvent("view", { detail: { view: answer.view } }));
      }
    } catch (error) {
      if (error instanceof Refusal && error.code === "notFound") this.dispatchEvent(new CustomEvent("gone", { detail: { refusal: error } }));
      else this.#failed(error);
    } finally {
      this.#joining = false;
    }
    if (this.#again || this.#behind) this.#soon();
  }

  // A lost connection heals by the next one, which joins again. Whatever else is said is no word about the session: too many calls, a storage that is away.
  #failed(error) {
    if (error.lost) return;
    this.#faults++;
    this.#again = true;
    this.dispatchEvent(new Event("late"));
  }

  #take(events) {
    const ready = this.log.receive(events);
    if (ready.length > 0) this.dispatchEvent(new CustomEvent("events", { detail: { events: ready } }));
  }
}
