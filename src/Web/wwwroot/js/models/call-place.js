// Where a session's call goes on, as this tab remembers it over a reload: "here", "elsewhere" or "off" (hung up); null when it was never in it.
export class CallPlace {
  #key;
  #storage;

  constructor(sessionId, storage) {
    this.#key = `call:${sessionId}`;
    this.#storage = storage;
  }

  get remembered() {
    return this.#storage.getItem(this.#key);
  }

  remember(place) {
    if (place === null) this.#storage.removeItem(this.#key);
    else this.#storage.setItem(this.#key, place);
  }
}
