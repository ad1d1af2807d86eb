const key = "call-own-corner";
const corners = ["bottom-end", "top-end", "top-start", "bottom-start"];

// The corner in which one's own picture stands in a call: kept on this device.
export class Corners {
  #storage;

  constructor(storage) {
    this.#storage = storage;
  }

  get current() {
    const kept = this.#storage.getItem(key);
    return corners.includes(kept) ? kept : corners[0];
  }

  next() {
    return this.#keep(corners[(corners.indexOf(this.current) + 1) % corners.length]);
  }

  // The corner nearest to a point of the picture, in parts of its width and height.
  drop(across, down) {
    return this.#keep(`${down < 0.5 ? "top" : "bottom"}-${across < 0.5 ? "start" : "end"}`);
  }

  #keep(corner) {
    this.#storage.setItem(key, corner);
    return corner;
  }
}
