import { part, setText } from "../helpers/dom.js";
import { bookingTime } from "../models/booking-time.js";

// Rewrites the time of a booking in the reader's own zone, and says what time it is at the doctor's.
customElements.define("booking-time", class extends HTMLElement {
  connectedCallback() {
    const time = part(this, "own");
    const cities = this.closest("[data-cities]")?.dataset.cities;
    const { own, there } = bookingTime(time.dateTime, { ...this.dataset, cities: cities && JSON.parse(cities) });
    setText(time, own);
    const note = part(this, "there");
    note.hidden = there === null;
    setText(note, there ?? "");
  }
});
