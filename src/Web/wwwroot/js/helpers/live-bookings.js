import { hub } from "./hub.js";
import { fetchPage } from "./page-part.js";
import { untilMidnight } from "../models/booking-time.js";

const longestWaitMs = 3_600_000;

// Keeps a part of the page as its account's bookings are: the page is read anew when one of them changes, when the connection is back, at a new day, and at the instant `data-look` of the part.
// show(fresh) puts what was read in the part's place; `data-now` and `data-look` are the fresh ones by then.
export class LiveBookings {
  #part;
  #show;
  #reading = false;
  #again = false;
  #timer = null;

  constructor(part, show) {
    this.#part = part;
    this.#show = show;
    const link = hub();
    link.on("AppointmentChanged", () => this.read());
    // Nothing is told without a connection: also between the making of this page and the first one something may have changed.
    link.addEventListener("state", () => link.state === "connected" && this.read());
    this.#settle();
  }

  // A change that comes while the page is being read is read once more.
  async read() {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    do {
      this.#again = false;
      const fresh = await this.#fresh();
      if (fresh) this.#adopt(fresh);
    } while (this.#again);
    this.#reading = false;
  }

  async #fresh() {
    const page = await fetchPage(location.pathname + location.search).catch(() => null);
    return page?.querySelector(this.#part.localName) ?? null;
  }

  #adopt(fresh) {
    Object.assign(this.#part.dataset, { now: fresh.dataset.now, look: fresh.dataset.look ?? "" });
    this.#show(fresh);
    this.#settle();
  }

  #settle() {
    clearTimeout(this.#timer);
    const { now, look } = this.#part.dataset;
    if (look) this.#timer = setTimeout(() => this.read(), Math.min(Date.parse(look) - Date.parse(now), longestWaitMs, untilMidnight(new Date())));
  }
}
