const chosenKey = "speaker";

// The loudspeaker that this browser's calls sound through, as the person chose it. Only some browsers let a page choose.
export class Speaker {
  #storage;
  #chosen;
  #carried = new Set();

  constructor(storage) {
    this.#storage = storage;
    this.#chosen = storage.getItem(chosenKey);
  }

  // This media element sounds through the chosen speaker from now on, and the element of somebody who comes later, too. Answers a function that ends it.
  carry(element) {
    this.#carried.add(element);
    // A speaker that cannot be had yet is tried again when it is known what is plugged in.
    lead(element, this.#chosen ?? "").catch(() => undefined);
    return () => this.#carried.delete(element);
  }

  // Remembered once it sounds.
  async choose(id) {
    await this.#leadAll(id);
    this.#chosen = id;
    this.#storage.setItem(chosenKey, id);
  }

  // Speakers with these ids are plugged in: where the chosen one is gone, the usual one is better than none.
  plugged(ids) {
    return this.#leadAll(ids.includes(this.#chosen) ? this.#chosen : "").catch(() => undefined);
  }

  #leadAll(id) {
    return Promise.all([...this.#carried].map((element) => lead(element, id)));
  }
}

async function lead(element, id) {
  if (element.setSinkId && element.sinkId !== id) await element.setSinkId(id);
}
