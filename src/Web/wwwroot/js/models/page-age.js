// Whether the page is older than the platform, which was renewed while the page stayed open. ask(): the build that the platform serves now.
export class PageAge {
  #own;
  #ask;
  #isTold = false;
  #connections = 0;

  constructor(own, ask) {
    this.#own = own;
    this.#ask = ask;
  }

  // The platform is renewed where connections are lost: with the first one the page is as new as can be. Answers true once.
  async connected() {
    this.#connections += 1;
    if (this.#connections === 1 || this.#isTold || !this.#own) return false;
    const now = await this.#ask().catch(() => null);
    if (!now || now === this.#own || this.#isTold) return false;
    this.#isTold = true;
    return true;
  }
}
