// Tells the platform whether this page is in the background. Whoever comes back to it is told at once where somebody waits for that.
export class PageAside {
  #tell;
  #isHidden;
  #told = null;

  // tell(isAside): a promise.
  constructor(tell, isHidden) {
    this.#tell = tell;
    this.#isHidden = isHidden;
  }

  // A new connection is taken for one of a page in front.
  joined(awaited) {
    this.#told = null;
    this.look(awaited);
  }

  // awaited: a specialist waits for the patient, or the place was kept for one who did not come.
  look(awaited) {
    const hidden = this.#isHidden();
    if (hidden === this.#told || (!hidden && this.#told === null && !awaited)) return;
    this.#told = hidden;
    // The next connection says it again.
    this.#tell(hidden).catch(() => { this.#told = null; });
  }
}
