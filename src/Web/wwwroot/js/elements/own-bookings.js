import { awake } from "../helpers/awake.js";
import { wishOf } from "../helpers/booking-wishes.js";
import { LiveBookings } from "../helpers/live-bookings.js";
import { notify } from "../helpers/notices.js";
import { bookingNews } from "../models/booking-news.js";
import "./booking-time.js";
import "./clock-note.js";

// The calendar of a patient's side, live: bookings change, come near and are over without anybody's loading the page anew.
customElements.define("own-bookings", class extends HTMLElement {
  #live = null;

  connectedCallback() {
    this.#live ??= new LiveBookings(this, (fresh) => this.#show(fresh));
    this.addEventListener("click", ({ target }) => this.#wish(target.closest("[data-act]")));
    awake(this);
  }

  async #wish(button) {
    const card = button?.closest("[data-appointment]");
    if (!card) return;
    const { appointment, name, doctor, wished } = card.dataset;
    if (!await wishOf(button.dataset.act, appointment, { when: card.querySelector("time").textContent, name, doctor, wished })) return;
    button.focus();
    await this.#live.read();
  }

  #show(fresh) {
    const before = bookingsOf(this);
    const focused = document.activeElement;
    const [appointment, act] = [focused?.closest("[data-appointment]")?.dataset.appointment, focused?.dataset.act];
    this.replaceChildren(...fresh.childNodes);
    awake(this);
    document.querySelector("push-offer")?.want?.(this.querySelector("[data-starts]") !== null);
    if (act) this.querySelector(`[data-appointment="${appointment}"] [data-act="${act}"]`)?.focus();
    for (const { id, text } of bookingNews(before, bookingsOf(this))) notify(text, "plain", { about: `booking-${id}` });
  }
});

const bookingsOf = (page) => [...page.querySelectorAll("[data-appointment]")].map(({ dataset }) => (
  { id: dataset.appointment, version: dataset.version, startsAt: dataset.starts ?? null, name: dataset.name, cancelled: dataset.cancelled === "true", answered: dataset.answered ?? null }));
