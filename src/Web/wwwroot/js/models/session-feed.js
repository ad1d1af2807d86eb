import { SessionLog } from "./session-log.js";
import { Refusal } from "./refusal.js";

const patienceMs = 250;
const maxPauseMs = 5000;
const earlierPauseMs = 5000;
const maxEarlierPauseMs = 60_000;

// Keeps one session's log complete: joins, notices holes, joins again after the last event it has.
// The newest events come first; what was before them is read afterwards, page by page.
// Events: "events" {events}, "earlier" {events}, "view" {view}, "late" where the platform has no time now, "gone" {refusal} where the session is none of ours.
export class SessionFeed extends EventTarget {
  #calls;
  #timers;
  #joining = false;
  #again = false;
  #timer = null;
  #wanted = 0;
  #closed = false;
  #faults = 0;
  #latestUnknown = false;
  #recalling = false;
  #recallTimer = null;
  #recallFaults = 0;

  // join(afterSequence) and latest() answer {view, events, more}, earlier(beforeSequence) {events, more}.
  constructor(calls, timers = globalThis) {
    super();
    this.#calls = calls;
    this.#timers = timers;
    this.log = new SessionLog();
  }

  // After every (re)connection: this one is unknown to the platform until it joins.
  connected() {
    return this.#rejoin();
  }

  receive(event) {
    this.#take([event]);
    // The person signs in by another number: whether this page is still in the session only the platform knows.
    if (event.kind === "loginChanged") this.#rejoin();
    else if (this.#behind) this.#soon();
  }

  check(sequence) {
    this.#wanted = Math.max(this.#wanted, sequence);
    if (this.#behind) this.#soon();
  }

  close() {
    this.#closed = true;
    this.#timers.clearTimeout(this.#timer);
    this.#timers.clearTimeout(this.#recallTimer);
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
        const answer = await this.#ask();
        more = answer.more && answer.events.length > 0;
        this.#take(answer.events);
        this.#faults = 0;
        if (!more) this.dispatchEvent(new CustomEvent("view", { detail: { view: answer.view } }));
      }
      this.#recall();
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

  async #ask() {
    if (this.log.last > 0 || this.#latestUnknown) return this.#calls.join(this.log.last);
    try {
      const answer = await this.#calls.latest();
      // From the first event on, what is missing comes after; otherwise it was before.
      const { sequence: first } = answer.events[0] ?? { sequence: 1 };
      if (first === 1) return answer;
      this.log.beginAt(first);
      return { ...answer, more: false };
    } catch (error) {
      // A gateway of the version before begins with the first event.
      this.#latestUnknown = !(error instanceof Refusal) && !error.lost && /method does not exist/i.test(error.message);
      throw error;
    }
  }

  // Reads the events before the newest ones, at half of what the line can carry: others talk over it, too.
  async #recall() {
    if (this.#recalling) return;
    this.#recalling = true;
    try {
      while (!this.#closed && this.log.first > 1) {
        const began = performance.now();
        const { events } = await this.#calls.earlier(this.log.first);
        const earlier = this.log.putBefore(events);
        if (earlier.length === 0) break;
        this.dispatchEvent(new CustomEvent("earlier", { detail: { events: earlier } }));
        await this.#rest(performance.now() - began);
      }
    } catch (error) {
      // Over another connection it goes on after the join.
      if (!error.lost) this.#recallLater();
    } finally {
      this.#recalling = false;
    }
  }

  #rest(ms) {
    return new Promise((done) => { this.#recallTimer = this.#timers.setTimeout(done, ms); });
  }

  #recallLater() {
    const pause = Math.min(earlierPauseMs * 2 ** this.#recallFaults++, maxEarlierPauseMs);
    this.#recallTimer = this.#timers.setTimeout(() => this.#recall(), pause);
  }

  #take(events) {
    const ready = this.log.receive(events);
    if (ready.length > 0) this.dispatchEvent(new CustomEvent("events", { detail: { events: ready } }));
  }
}
