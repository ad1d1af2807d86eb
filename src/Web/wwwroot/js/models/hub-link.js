import { BackOff } from "./back-off.js";
import { NetworkBlock } from "./network-block.js";
import { Fault, Refusal } from "./refusal.js";
import { wellFormed } from "./typed-text.js";

const faultTries = 4;
const firstPatienceMs = 8000;
const longestPatienceMs = 60_000;
const staleTryMs = 2000;
const askPatienceMs = 5000;

// The connection of this page, which comes back by itself for ever. `connect(patienceMs)` makes a fresh transport with
// start, stop, invoke, on and onclose; every `now` that arrives sets the clock. `reach()` answers whether the platform answers a plain HTTP call.
// Event: "state", also when `blocked` changes.
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
  #network;

  constructor(connect, { clock = null, timers = globalThis, random = Math.random, now = () => performance.now(), reach = async () => false, patienceMs = 0 } = {}) {
    super();
    this.#connect = connect;
    this.#clock = clock;
    this.#timers = timers;
    this.#now = now;
    this.#backOff = new BackOff(random);
    // Grows with each try that was too slow, and stays as long as connecting takes its time: the line will be as slow the next time.
    this.patienceMs = Math.max(firstPatienceMs, patienceMs);
    this.#network = new NetworkBlock({ reach, timers, now, tryNow: () => this.#trySooner(), told: () => this.dispatchEvent(new Event("state")) });
    this.state = "idle";
  }

  // Everything goes through this network but the connection.
  get blocked() {
    return this.#network.blocked;
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
    this.#network.end();
    this.#transport?.stop();
  }

  // The network is back, the page is looked at again or somebody speaks: no reason to wait for the next try, nor for one that began in the dark.
  // Another network may be as fast as any.
  hurry({ network = false } = {}) {
    if (network) this.patienceMs = firstPatienceMs;
    if (this.state !== "lost" || this.#trySooner()) return;
    // On a line that is known to be slow an old try may be about to succeed.
    if (this.#now() - this.#triedAt >= (this.patienceMs > firstPatienceMs ? this.patienceMs : staleTryMs)) {
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
      reply = await transport.invoke(method, ...wellFormed(args));
    } catch (error) {
      throw new Fault(error?.message ?? String(error), this.#transport !== transport || this.state !== "connected");
    }
    if (reply?.refusal) throw new Refusal(reply.refusal);
    const value = reply && "value" in reply ? reply.value : reply;
    this.#told(value?.now ?? value?.view?.now);
    return value;
  }

  // A question whose answer somebody waits for: a page that has just come has no connection yet, so it is given a little time.
  async ask(method, ...args) {
    if (this.state !== "connected") await Promise.race([this.connected(), new Promise((done) => this.#timers.setTimeout(done, askPatienceMs))]);
    return this.invoke(method, ...args);
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

  // Ends the pause before the next try; false where there is none.
  #trySooner() {
    if (this.#timer === null) return false;
    this.#timers.clearTimeout(this.#timer);
    this.#try();
    return true;
  }

  async #try() {
    this.#timer = null;
    const triedAt = (this.#triedAt = this.#now());
    const transport = this.#connect(this.patienceMs);
    for (const [name, handlers] of this.#handlers) this.#relay(transport, name, handlers);
    transport.onclose(() => this.#lost(transport));
    this.#transport = transport;
    if (this.state === "idle") this.#become("connecting");
    this.#network.begin();
    try {
      await this.#patiently(transport);
    } catch {
      // Whatever the reason, the answer is the same: the banner stays and the next try comes.
      if (this.#transport === transport) this.#network.failed(triedAt);
      this.#lost(transport);
      return;
    }
    if (this.#transport !== transport || this.#stopped) return;
    if (this.#now() - triedAt < firstPatienceMs / 2) this.patienceMs = firstPatienceMs;
    this.#backOff.reset();
    this.#network.end();
    this.#become("connected");
    for (const done of this.#waiters.splice(0)) done();
  }

  // A box on the way may hold everything back for seconds: who is cut off once is given twice the time.
  async #patiently(transport) {
    let timer;
    const late = new Promise((_, reject) => { timer = this.#timers.setTimeout(() => reject(new Error("late")), this.patienceMs); });
    late.catch(() => {
      if (this.#transport === transport) this.patienceMs = Math.min(2 * this.patienceMs, longestPatienceMs);
      transport.stop();
    });
    try {
      await Promise.race([transport.start(), late]);
    } finally {
      this.#timers.clearTimeout(timer);
    }
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
    this.#network.begin();
    this.#timer = this.#timers.setTimeout(() => this.#try(), this.#backOff.next());
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
