import { el } from "../helpers/dom.js";
import { bookedVisit } from "../models/visit-words.js";

// The doctor's bookings of the day: when, and whether the patient comes again. Who it is, the offer says.
customElements.define("booked-list", class extends HTMLElement {
  #shown = null;

  show(bookings) {
    const key = JSON.stringify(bookings);
    if (key === this.#shown) return;
    this.#shown = key;
    this.replaceChildren(...(bookings.length === 0
      ? [el("p", { class: "rooms-empty", text: this.dataset.empty })]
      : bookings.map((booking) => el("p", { class: "room-about", "data-testid": "booked-visit", "data-appointment": booking.appointmentId, text: bookedVisit(booking) }))));
  }
});
