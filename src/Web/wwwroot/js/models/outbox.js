import { wellFormed } from "./typed-text.js";

const retryMs = 1000;
const unknownReason = "Сервис не смог принять это сообщение.";

const isOnItsWay = (entry) => entry.sequence === undefined && !entry.failed;

// Messages that the platform has not acknowledged. Each keeps the commandId of its one tap over reloads and reconnections,
// and they go out one after another, so that their order stays. A message that the platform will never take is kept as `failed`, with the reason,
// until somebody takes it back; those behind it go on. Event: "change".
export class Outbox extends EventTarget {
  #key;
  #send;
  #storage;
  #newId;
  #timers;
  #sending = false;
  #arrived = new Set();

  // send(commandId, text, documentIds) answers {sequence, at}.
  constructor(sessionId, send, { storage, newId, timers = globalThis }) {
    super();
    this.#key = `outbox:${sessionId}`;
    this.#send = send;
    this.#storage = storage;
    this.#newId = newId;
    this.#timers = timers;
    this.entries = JSON.parse(storage.getItem(this.#key) ?? "[]");
  }

  // A message with documents needs no text.
  add(text, documentIds = []) {
    this.entries.push({ commandId: this.#newId(), text: wellFormed(text), ...(documentIds.length > 0 ? { documentIds } : {}) });
    this.#keep();
    return this.flush();
  }

  async flush() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let entry; (entry = this.#next()); ) await this.#deliver(entry);
    } catch (error) {
      // A lost connection flushes again when it is back, any other passing trouble after a moment.
      if (!error.lost) this.#timers.setTimeout(() => this.flush(), retryMs);
    } finally {
      this.#sending = false;
    }
  }

  // The event of an own message may arrive before its acknowledgement: then it is not shown twice.
  arrived(event) {
    this.#arrived.add(event.sequence);
    const entry = this.entries.find((one) => one.sequence === event.sequence);
    if (entry) {
      this.#drop(entry);
      return;
    }
    const likely = this.entries.find((one) => isOnItsWay(one) && !one.matched && one.text === event.data?.text && String(one.documentIds ?? []) === String(event.data?.documentIds ?? []));
    if (!likely) return;
    likely.matched = true;
    this.dispatchEvent(new Event("change"));
  }

  // A message of long ago, read afterwards: an entry of another page's life may be the same.
  recalled(sequence) {
    this.#arrived.add(sequence);
    const entry = this.entries.find((one) => one.sequence === sequence);
    if (entry) this.#drop(entry);
  }

  get shown() {
    return this.entries.filter((entry) => !entry.matched);
  }

  // Answers the text, to be written anew or forgotten.
  takeBack(commandId) {
    const entry = this.entries.find((one) => one.commandId === commandId);
    this.#drop(entry);
    return entry.text;
  }

  #next() {
    return this.entries.find(isOnItsWay);
  }

  async #deliver(entry) {
    try {
      const { sequence } = await this.#send(entry.commandId, entry.text, entry.documentIds ?? []);
      if (this.#arrived.has(sequence)) {
        this.#drop(entry);
        return;
      }
      // Acknowledged, its event still on the way; another equal text may have been taken for it.
      entry.sequence = sequence;
      delete entry.matched;
      this.#keep();
    } catch (error) {
      if (error.passing) throw error;
      this.#fail(entry, error.code ? error.message : unknownReason);
    }
  }

  #fail(entry, reason) {
    entry.failed = reason;
    delete entry.matched;
    this.#keep();
  }

  #drop(entry) {
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.#keep();
  }

  #keep() {
    const unacknowledged = this.entries.filter((one) => one.sequence === undefined);
    this.#storage.setItem(this.#key, JSON.stringify(unacknowledged.map(({ commandId, text, documentIds, failed }) => ({ commandId, text, documentIds, failed }))));
    this.dispatchEvent(new Event("change"));
  }
}
