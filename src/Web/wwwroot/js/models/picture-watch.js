const frozenAfterMs = 2000;

// Tells a picture that is decoded and never painted: some browsers freeze so for good, while sound and figures go on. Looks about once a second.
export class PictureWatch {
  #before = null;
  #since = null;

  frozen = false;

  // decoded, painted: frames counted so far, whenever the counting began; visible: whether a frame would be painted.
  take({ decoded, painted, visible }, now) {
    const before = this.#before;
    this.#before = { decoded, painted, at: now };
    const withheld = before !== null && visible && decoded !== before.decoded && painted === before.painted;
    this.#since = withheld ? this.#since ?? before.at : null;
    this.frozen = withheld && now - this.#since >= frozenAfterMs;
    return this.frozen;
  }
}
