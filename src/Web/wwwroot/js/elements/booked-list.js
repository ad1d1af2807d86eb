import { el } from "../helpers/dom.js";
import { clock } from "../helpers/hub.js";
import { onTick } from "../helpers/tick.js";
import { bookedVisit, keptFreeText } from "../models/visit-words.js";

// The doctor's bookings of the day: when, and whether the patient comes again. Who it is, the offer says. Where one is near, it says why nobody else comes.
customElements.define("booked-list", class extends HTMLElement {
  #shown = null;
  #bookings = null;
  #isOnDuty = false;

  connectedCallback() {
    this.stop = onTick(() => this.#render());
  }

  disconnectedCallback() {
    this.stop();
  }

  show(bookings, isOnDuty) {
    this.#bookings = bookings;
    this.#isOnDuty = isOnDuty;
    this.#render();
  }

  #render() {
    if (!this.#bookings) return;
    const why = this.#isOnDuty ? keptFreeText(this.#bookings, clock.now()) : "";
    const key = JSON.stringify([this.#bookings, why]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.replaceChildren(
      ...(this.#bookings.length === 0
        ? [el("p", { class: "rooms-empty", text: this.dataset.empty })]
        : this.#bookings.map((booking) => el("p", { class: "room-about", "data-testid": "booked-visit", "data-appointment": booking.appointmentId, text: bookedVisit(booking) }))),
      ...(why ? [el("p", { class: "hint", role: "status", "data-testid": "kept-free", text: why })] : []));
  }
});
