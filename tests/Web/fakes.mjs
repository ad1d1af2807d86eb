// Stand-ins for what a browser and the platform would be.
export class FakeTimers {
  #due = [];
  #next = 1;
  now = 0;

  setTimeout = (work, delay = 0) => this.#plan(work, delay, null);
  setInterval = (work, delay) => this.#plan(work, delay, delay);
  clearTimeout = (id) => { this.#due = this.#due.filter((one) => one.id !== id); };
  clearInterval = this.clearTimeout;

  get waiting() {
    return this.#due.map((one) => one.at - this.now);
  }

  async advance(ms) {
    const end = this.now + ms;
    for (;;) {
      await settled();
      const [first] = this.#due.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (!first) break;
      this.now = first.at;
      this.clearTimeout(first.id);
      if (first.every !== null) this.#due.push({ ...first, at: this.now + first.every });
      first.work();
    }
    this.now = end;
    await settled();
  }

  #plan(work, delay, every) {
    const id = this.#next++;
    this.#due.push({ id, work, at: this.now + (delay ?? 0), every });
    return id;
  }
}

export class FakeStorage {
  items = new Map();
  getItem = (key) => this.items.get(key) ?? null;
  setItem = (key, value) => void this.items.set(key, value);
  removeItem = (key) => void this.items.delete(key);
}

export class FakeTransport {
  calls = [];
  handlers = new Map();
  answers = {};
  started = deferred();

  start() { return this.started.promise; }
  stop() { this.started.reject(new Error("stopped")); }
  on(name, handler) { this.handlers.set(name, handler); }
  onclose(handler) { this.closed = handler; }

  invoke(method, ...args) {
    const answer = deferred();
    this.calls.push({ method, args, ...answer });
    if (method in this.answers) answer.resolve(this.answers[method](...args));
    return answer.promise;
  }

  push(name, ...args) { this.handlers.get(name)(...args); }

  drop() {
    this.closed();
    for (const call of this.calls) call.reject(new Error("connection closed"));
  }
}

export function deferred() {
  let resolve, reject;
  const promise = new Promise((yes, no) => { [resolve, reject] = [yes, no]; });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

// Every promise that can go on has gone on.
export async function settled() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export const event = (sequence, kind = "message", by = "patient", data = {}) => ({ sequence, at: "2026-11-23T09:00:00.000Z", kind, by, data });

export function numbering() {
  let next = 1;
  return () => `command-${next++}`;
}
