import { setText } from "../helpers/dom.js";
import "./connection-banner.js";
import { awake } from "../helpers/awake.js";
import { clock, hub } from "../helpers/hub.js";
import { fetchPage } from "../helpers/page-part.js";
import { RenewedPart } from "../helpers/renewed-part.js";
import { shiftActs } from "../helpers/shift-acts.js";
import { onTick } from "../helpers/tick.js";
import { elapsedText } from "../models/elapsed.js";

// How the service goes this moment: read again with each connection and when it changes; the times run by themselves.
customElements.define("supervisor-live", class extends HTMLElement {
  #part = new RenewedPart(this);
  #isReading = false;
  #again = false;

  connectedCallback() {
    const link = hub();
    link.on("SupervisionChanged", () => this.#read());
    link.addEventListener("state", () => link.state === "connected" && this.#begin(link));
    onTick(() => this.#tick());
    shiftActs(this);
    awake(this);
  }

  async #begin(link) {
    await link.invoke("Supervision").catch(() => undefined);
    await this.#read();
  }

  // A change that comes while the page is being read is read once more.
  async #read() {
    this.#again = true;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#again) {
        this.#again = false;
        const page = await fetchPage(location.pathname).catch(() => null);
        const fresh = page?.querySelector("supervisor-live");
        if (!fresh) continue;
        awake(fresh);
        this.#part.renew(fresh);
      }
    } finally {
      this.#isReading = false;
    }
    this.#tick();
  }

  #tick() {
    const now = clock.now();
    for (const time of this.querySelectorAll("[data-since]")) setText(time, elapsedText((now - Date.parse(time.dataset.since)) / 1000));
    for (const time of this.querySelectorAll("[data-until]")) setText(time, elapsedText((Date.parse(time.dataset.until) - now) / 1000));
  }
});
