const staleMs = 10 * 60_000;
// The relay's word is good for an hour where a leg has no limit, and a minute longer than the leg where it has one.
const renewAfterMs = 50 * 60_000;

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
    this.#asked = this.#ask().catch(() => []);
    return this.#asked;
  }

  // Servers asked for a moment ago serve one call; a page that waited long has old ones.
  next() {
    const asked = this.#now() - this.#askedAt < staleMs ? this.#asked : null;
    const servers = asked ?? this.fresh();
    this.#asked = null;
    return servers;
  }
}
