import { ChatLines } from "./chat-lines.js";
import { Fault } from "./refusal.js";
import { Outbox } from "./outbox.js";
import { ReadMarks } from "./read-marks.js";
import { SessionFeed } from "./session-feed.js";
import { SessionStory } from "./session-story.js";
import { Unread } from "./unread.js";

const readPauseMs = 1000;

// A session as one participant lives it: what happened, where it stands, what is still to be sent and read.
// Events: "lines" {lines}, "earlier" {lines} with all lines so far, "marks", "message" (somebody else wrote, after this page had come), "change", "queue" {update}, "late" (the platform has no time now to let this page in), then "joined", "gone" {refusal} or "rested"; the outbox has its own.
export class SessionRoom extends EventTarget {
  #link;
  #timers;
  #off = [];
  #readTimer = null;
  #marked = 0;
  #caughtUp = false;
  #arriving = false;

  constructor(sessionId, me, { link, storage, newId, timers = globalThis, terms = {}, lines = new ChatLines(me, terms) }) {
    super();
    this.sessionId = sessionId;
    this.resting = false;
    this.me = me;
    this.#link = link;
    this.#timers = timers;
    this.story = new SessionStory();
    this.lines = lines;
    this.marks = new ReadMarks(me);
    this.unread = new Unread(me);
    this.feed = new SessionFeed({
      join: (after) => link.invoke("JoinSession", sessionId, after),
      latest: () => link.invoke("JoinLatest", sessionId),
      earlier: (before) => link.invoke("ReadEarlier", sessionId, before),
    }, timers);
    this.outbox = new Outbox(sessionId, (commandId, text, documentIds) => link.command("SendMessage", commandId, sessionId, text, documentIds), { storage, newId, timers });
  }

  start() {
    this.feed.addEventListener("events", ({ detail }) => this.#happened(detail.events));
    this.feed.addEventListener("earlier", ({ detail }) => this.#recalled(detail.events));
    this.feed.addEventListener("view", ({ detail }) => this.#adopt(detail.view));
    // Whoever is there already misses nothing: what is still to be read comes when there is time.
    this.feed.addEventListener("late", () => this.#arriving && this.dispatchEvent(new Event("late")));
    this.feed.addEventListener("gone", ({ detail }) => this.dispatchEvent(new CustomEvent("gone", { detail })));
    this.#listen("SessionEvent", (event) => this.feed.receive(event));
    this.#listen("SequenceCheck", (sequence) => this.feed.check(sequence));
    this.#listen("QueueUpdate", (update) => this.dispatchEvent(new CustomEvent("queue", { detail: { update } })));
    const joined = () => this.#link.state === "connected" && this.#connected();
    this.#link.addEventListener("state", joined);
    this.#off.push(() => this.#link.removeEventListener("state", joined));
    joined();
    return this;
  }

  stop() {
    this.feed.close();
    this.#timers.clearTimeout(this.#readTimer);
    for (const off of this.#off.splice(0)) off();
  }

  // Somebody else's for now: what was said stays, no more is asked for.
  rest() {
    this.resting = true;
    this.#arriving = false;
    this.dispatchEvent(new Event("rested"));
  }

  wake() {
    this.resting = false;
    return this.#connected();
  }

  say(text, documentIds = []) {
    this.outbox.add(text, documentIds);
  }

  // Called while the chat is looked at: tells what was seen, at most once a second.
  read() {
    const last = this.unread.lastOfOthers;
    if (last <= this.#marked || this.unread.count === 0 || this.#readTimer !== null || this.story.closed) return;
    this.#marked = last;
    this.#readTimer = this.#timers.setTimeout(() => {
      this.#readTimer = null;
      this.dispatchEvent(new Event("marks"));
    }, readPauseMs);
    this.#link.invoke("MarkRead", this.sessionId, last).catch((error) => {
      // A mark is worth no retry of its own: the next look or the next connection makes it again.
      if (error instanceof Fault) this.#marked = 0;
    });
  }

  async #connected() {
    if (this.resting) return;
    this.#arriving = true;
    await this.feed.connected();
  }

  #adopt(view) {
    this.story.adopt(view);
    this.#caughtUp = true;
    this.#changed();
    if (!this.#arriving) return;
    this.#arriving = false;
    this.dispatchEvent(new Event("joined"));
    this.outbox.flush();
  }

  #happened(events) {
    let marked = false;
    for (const event of events) {
      this.story.apply(event);
      this.unread.apply(event);
      marked = this.marks.apply(event) || marked;
      if (event.kind === "message" && event.by === this.me) this.outbox.arrived(event);
    }
    const lines = this.lines.of(events);
    if (lines.length > 0) this.dispatchEvent(new CustomEvent("lines", { detail: { lines } }));
    if (marked) this.dispatchEvent(new Event("marks"));
    if (this.#caughtUp && events.some((event) => event.kind === "message" && event.by !== this.me)) this.dispatchEvent(new Event("message"));
    this.#changed(events);
  }

  // Events from before the newest came: who spoke in a line, and what is unread, follows from them, so both are told anew.
  #recalled(earlier) {
    let marked = false;
    for (const event of earlier) {
      marked = this.marks.apply(event) || marked;
      if (event.kind === "message" && event.by === this.me) this.outbox.recalled(event.sequence);
    }
    this.lines = this.lines.anew();
    this.unread = new Unread(this.me);
    for (const event of this.feed.log.events) this.unread.apply(event);
    this.dispatchEvent(new CustomEvent("earlier", { detail: { lines: this.lines.of(this.feed.log.events) } }));
    if (marked) this.dispatchEvent(new Event("marks"));
  }

  #changed(events = []) {
    this.dispatchEvent(new CustomEvent("change", { detail: { events } }));
  }

  #listen(name, handler) {
    this.#off.push(this.#link.on(name, (sessionId, value) => sessionId === this.sessionId && handler(value)));
  }
}
