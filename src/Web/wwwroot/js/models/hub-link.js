import { BackOff } from "./back-off.js";

// The platform said no, and says why in Russian. Repeating does not help.
export class Refusal extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

// The call did not come through, or nobody knows whether it did. Repeating with the same commandId helps.
export class Fault extends Error {
  constructor(message, lost) {
    super(message);
    this.lost = lost;
  }
}

const faultTries = 4;
const connectPatienceMs = 8000;
const staleTryMs = 2000;

// The connection of this page, which comes back by itself for ever. `connect()` makes a fresh transport with
// start, stop, invoke, on and onclose; every `now` that arrives sets the clock. Events: "state", and "retry" before each new try after a failed one.
export class HubLink extends EventTarget {
  #connect;
  #clock;
  #timers;
  #backOff;
  #handlers = new Map();
  #transport = null;
  #waiters = [];
  #timer = null;
  #stopped = false;
  #now;
  #triedAt = 0;

  constructor(connect, { clock = null, timers = globalThis, random = Math.random, now = () => performance.now() } = {}) {
    super();
    this.#connect = connect;
    this.#clock = clock;
    this.#timers = timers;
    this.#now = now;
    this.#backOff = new BackOff(random);
    this.state = "idle";
  }

  // Answers a function that takes the handler off again.
  on(name, handler) {
    const handlers = this.#handlers.get(name) ?? this.#listen(name);
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  start() {
    if (this.state === "idle") this.#try();
    return this;
  }

  stop() {
    this.#stopped = true;
    this.#timers.clearTimeout(this.#timer);
    this.#transport?.stop();
  }

  // The network is back, the page is looked at again or somebody speaks: no reason to wait for the next try, nor for one that began in the dark.
  hurry() {
    if (this.state !== "lost") return;
    if (this.#timer !== null) {
      this.#timers.clearTimeout(this.#timer);
      this.#try();
    } else if (this.#now() - this.#triedAt >= staleTryMs) {
      const stale = this.#transport;
      this.#try();
      stale.stop();
    }
  }

  // The credential changed: the same page comes back as somebody else.
  renew() {
    this.#transport?.stop();
  }

  // A single try over a working connection.
  async invoke(method, ...args) {
    const transport = this.#transport;
    if (this.state !== "connected") throw new Fault("Нет связи с сервером.", true);
    let reply;
    try {
      reply = await transport.invoke(method, ...args);
    } catch (error) {
      throw new Fault(error?.message ?? String(error), this.#transport !== transport || this.state !== "connected");
    }
    if (reply?.refusal) throw new Refusal(reply.refusal);
    const value = reply && "value" in reply ? reply.value : reply;
    this.#told(value?.now ?? value?.view?.now);
    return value;
  }

  // A command carries its commandId in its arguments, so it is repeated until there is an answer.
  async command(method, ...args) {
    for (let faults = 0; ;) {
      await this.connected();
      try {
        return await this.invoke(method, ...args);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        if (!error.lost && ++faults >= faultTries) throw error;
        await new Promise((done) => this.#timers.setTimeout(done, error.lost ? 50 : 400 * faults));
      }
    }
  }

  connected() {
    if (this.state === "connected") return Promise.resolve();
    return new Promise((done) => this.#waiters.push(done));
  }

  async #try() {
    this.#timer = null;
    this.#triedAt = this.#now();
    const transport = this.#connect();
    for (const [name, handlers] of this.#handlers) this.#relay(transport, name, handlers);
    transport.onclose(() => this.#lost(transport));
    this.#transport = transport;
    if (this.state === "idle") this.#become("connecting");
    const patience = this.#timers.setTimeout(() => transport.stop(), connectPatienceMs);
    try {
      await transport.start();
    } catch {
      // Whatever the reason, the answer is the same: the banner stays and the next try comes.
      this.#lost(transport);
      return;
    } finally {
      this.#timers.clearTimeout(patience);
    }
    if (this.#transport !== transport || this.#stopped) return;
    this.#backOff.reset();
    this.#become("connected");
    for (const done of this.#waiters.splice(0)) done();
  }

  #listen(name) {
    const handlers = new Set();
    this.#handlers.set(name, handlers);
    if (this.#transport) this.#relay(this.#transport, name, handlers);
    return handlers;
  }

  #relay(transport, name, handlers) {
    transport.on(name, (...args) => {
      for (const arg of args) this.#told(arg?.now);
      for (const handler of [...handlers]) handler(...args);
    });
  }

  #told(now) {
    if (now) this.#clock?.sync(now);
  }

  #lost(transport) {
    if (this.#transport !== transport || this.#stopped || this.#timer !== null) return;
    this.#become("lost");
    this.#timer = this.#timers.setTimeout(() => this.#try(), this.#backOff.next());
    this.dispatchEvent(new CustomEvent("retry", { detail: { tries: this.#backOff.tries } }));
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
