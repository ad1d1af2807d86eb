const askEveryMs = 5000;
const patienceMs = 4000;

// Shown by sw.js at the address of the page that could not be had: as soon as the platform answers, that page is fetched. Imports nothing, for without a network there is nothing to be had.
customElements.define("offline-page", class extends HTMLElement {
  connectedCallback() {
    // At its own address it stands for no other page.
    if (location.pathname === this.dataset.own) return;
    this.gone = new AbortController();
    addEventListener("online", () => this.#look(), { signal: this.gone.signal });
    this.timer = setInterval(() => this.#look(), askEveryMs);
  }

  disconnectedCallback() {
    this.gone?.abort();
    clearInterval(this.timer);
  }

  // A network that has just come back may not answer at once: a page fetched too early would be this one again.
  async #look() {
    const answer = await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(patienceMs) }).catch(() => null);
    if (answer?.ok && this.isConnected) location.reload();
  }
});
