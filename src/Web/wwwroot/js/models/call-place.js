// A tab that carries the call and is loaded anew takes it up again within this time.
const reloadMs = 2500;

// Where a session's call goes on: "off": not here, "here": this page carries it, "elsewhere": another one does, "free": that one does no more, and nobody has taken it since.
// A tab remembers over a reload: "here", "elsewhere" or "off" (hung up); null when it was never in it.
export class CallPlace {
  #key;
  #storage;
  #timers;
  #freeing = null;

  constructor(sessionId, storage, timers) {
    this.#key = `call:${sessionId}`;
    this.#storage = storage;
    this.#timers = timers;
    this.now = this.remembered === "elsewhere" ? "elsewhere" : "off";
  }

  get remembered() {
    return this.#storage.getItem(this.#key);
  }

  remember(place) {
    if (place === null) this.#storage.removeItem(this.#key);
    else this.#storage.setItem(this.#key, place);
  }

  become(place) {
    this.now = place;
    this.stay();
  }

  get isAway() {
    return this.now === "elsewhere" || this.now === "free";
  }

  // Whether another page carries it, asked after a time in which that was not told; null where nobody can tell. told() is called when that changes something.
  heard(isCarried, told) {
    if (isCarried === false) this.free(told);
    if (!isCarried || this.now !== "free") return;
    this.become("elsewhere");
    told();
  }

  // The other page carries it no more; told() is called when it has not come back in time.
  free(told) {
    if (this.now !== "elsewhere" || this.#freeing !== null) return;
    this.#freeing = this.#timers.setTimeout(() => {
      this.become("free");
      told();
    }, reloadMs);
  }

  // Waits for nothing any more.
  stay() {
    this.#timers.clearTimeout(this.#freeing);
    this.#freeing = null;
  }
}
