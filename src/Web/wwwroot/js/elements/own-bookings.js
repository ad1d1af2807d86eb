import { awake } from "../helpers/awake.js";
import { wishOf } from "../helpers/booking-wishes.js";
import { hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { bookingNews } from "../models/booking-news.js";
import "./booking-time.js";
import "./clock-note.js";

const longestWaitMs = 3_600_000;

// The calendar of a patient's side. The page is read anew when a booking changes, when the connection is back, and when a booking's time comes near or is over.
customElements.define("own-bookings", class extends HTMLElement {
  #reading = false;
  #again = false;
  #timer = null;

  connectedCallback() {
    const link = hub();
    link.on("AppointmentChanged", () => this.#read());
    // Nothing is told without a connection: also between the making of this page and the first one something may have changed.
    link.addEventListener("state", () => link.state === "connected" && this.#read());
    this.addEventListener("click", ({ target }) => this.#wish(target.closest("[data-act]")));
    this.#settle();
  }

  async #wish(button) {
    const card = button?.closest("[data-appointment]");
    if (!card) return;
    const { appointment, name, doctor, wished } = card.dataset;
    if (!await wishOf(button.dataset.act, appointment, { when: card.querySelector("time").textContent, name, doctor, wished })) return;
    button.focus();
    await this.#read();
  }

  #settle() {
    awake(this);
    clearTimeout(this.#timer);
    const { now, look } = this.dataset;
    if (look) this.#timer = setTimeout(() => this.#read(), Math.min(Date.parse(look) - Date.parse(now), longestWaitMs));
  }

  // A change that comes while the page is being read is read once more.
  async #read() {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    do {
      this.#again = false;
      const fresh = await freshPage();
      if (fresh) this.#show(fresh);
    } while (this.#again);
    this.#reading = false;
  }

  #show(fresh) {
    const before = bookingsOf(this);
    const focused = document.activeElement;
    const [appointment, act] = [focused?.closest("[data-appointment]")?.dataset.appointment, focused?.dataset.act];
    Object.assign(this.dataset, { now: fresh.dataset.now, look: fresh.dataset.look ?? "" });
    this.replaceChildren(...fresh.childNodes);
    this.#settle();
    document.querySelector("push-offer")?.want?.(this.querySelector("[data-starts]") !== null);
    if (act) this.querySelector(`[data-appointment="${appointment}"] [data-act="${act}"]`)?.focus();
    for (const { id, text } of bookingNews(before, bookingsOf(this))) notify(text, "plain", { about: `booking-${id}` });
  }
});

async function freshPage() {
  const response = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!response?.ok || response.redirected) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html").querySelector("own-bookings");
}

const bookingsOf = (page) => [...page.querySelectorAll("[data-appointment]")].map(({ dataset }) => (
  { id: dataset.appointment, version: dataset.version, startsAt: dataset.starts ?? null, name: dataset.name, cancelled: dataset.cancelled === "true" }));
