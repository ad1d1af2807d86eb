// The sign-in may have ended, which is to be learned soon; the network is suspected later, for a platform that is restarted may answer calls before it takes connections.
const firstAskMs = 3000;
const suspectAfterMs = 10_000;
const askEveryMs = 10_000;
const proofMs = 3000;

// A network lets everything through but the connection.
export class BlockedNetwork extends Error {}

// Tells a network that lets everything through but the connection from one that is away: some proxies refuse WebSockets.
// While there is no connection it asks again and again whether a plain call is answered; then a try that began later and failed, or goes on in vain, is the proof.
export class NetworkBlock {
  #reach;
  #timers;
  #now;
  #tryNow;
  #told;
  #timer = null;
  #suspectAt = 0;
  #reachedAt = null;
  blocked = false;

  constructor({ reach, timers, now, tryNow, told }) {
    this.#reach = reach;
    this.#timers = timers;
    this.#now = now;
    this.#tryNow = tryNow;
    this.#told = told;
  }

  // There is no connection.
  begin() {
    if (this.#timer !== null) return;
    this.#suspectAt = this.#now() + suspectAfterMs;
    this.#askLater(firstAskMs);
  }

  // There is one, or none is wanted any more.
  end() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
    this.#reachedAt = null;
    this.#become(false);
  }

  // A try that began at this instant failed.
  failed(triedAt) {
    if (this.#reachedAt !== null && triedAt >= this.#reachedAt) this.#become(true);
  }

  #askLater(pauseMs = askEveryMs) {
    this.#timer = this.#timers.setTimeout(() => this.#ask(), pauseMs);
  }

  async #ask() {
    const asked = this.#timer;
    const reached = await this.#reach();
    if (this.#timer !== asked) return;
    const early = this.#suspectAt - this.#now();
    if (early > 0) return void this.#askLater(early);
    if (!reached) {
      this.#reachedAt = null;
      this.#become(false);
      this.#askLater();
      return;
    }
    this.#reachedAt = this.#now();
    this.#timer = this.#timers.setTimeout(() => {
      this.#become(true);
      this.#askLater();
    }, proofMs);
    this.#tryNow();
  }

  #become(blocked) {
    if (this.blocked === blocked) return;
    this.blocked = blocked;
    this.#told();
  }
}
