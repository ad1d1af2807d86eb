const stepPx = 16;

// A column's width in pixels, as its person left it: kept on this device. Null: as the page has it. Events: "change".
export class ColumnWidth extends EventTarget {
  #storage;
  #key;

  constructor(key, { least, most }, storage) {
    super();
    this.#storage = storage;
    this.#key = key;
    this.least = least;
    this.most = most;
    const kept = Number(storage.getItem(key));
    this.width = kept > 0 ? this.#within(kept) : null;
  }

  set(width) {
    this.width = this.#within(width);
    this.#storage.setItem(this.#key, String(this.width));
    this.dispatchEvent(new Event("change"));
  }

  reset() {
    this.width = null;
    this.#storage.removeItem(this.#key);
    this.dispatchEvent(new Event("change"));
  }

  // `now` is how wide the column stands; `grows` is the arrow that leads away from the window's edge. Answers whether the key was one of the splitter's.
  key(name, now, grows) {
    const shrinks = grows === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    if (name === grows) this.set(now + stepPx);
    else if (name === shrinks) this.set(now - stepPx);
    else if (name === "Home") this.set(this.least);
    else if (name === "End") this.set(this.most);
    else if (name === "Enter") this.reset();
    else return false;
    return true;
  }

  #within(width) {
    return Math.round(Math.min(this.most, Math.max(this.least, width)));
  }
}
