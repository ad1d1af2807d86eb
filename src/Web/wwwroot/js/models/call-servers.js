const staleMs = 5 * 60_000;
// The relay's word is good for ten minutes at least, unless the leg ends before.
const renewAfterMs = 8 * 60_000;
const askAgainMs = 30_000;

// The servers that help a call through networks: asked for when the call is taken, again for each further leg, and before their word runs out.
export class CallServers {
  #ask;
  #now;
  #asked = null;
  #askedAt = 0;

  // ask() answers RTCIceServers; without an answer there are none, and calls go directly.
  constructor(ask, now) {
    this.#ask = ask;
    this.#now = now;
  }

  get expiring() {
    return this.#now() - this.#askedAt >= renewAfterMs;
  }

  fresh() {
    this.#askedAt = this.#now();
    const asked = this.#ask().catch(() => {
      if (this.#asked === asked) this.#asked = null;
      this.#askedAt = this.#now() - renewAfterMs + askAgainMs;
      return [];
    });
    this.#asked = asked;
    return asked;
  }

  // Servers asked for a moment ago serve one call; a page that waited long has old ones, and one that asked before it may have any has none: a visitor gets them with the call.
  next() {
    const asked = this.#now() - this.#askedAt < staleMs ? this.#asked : null;
    const servers = asked ?? this.fresh();
    this.#asked = null;
    return servers;
  }
}
