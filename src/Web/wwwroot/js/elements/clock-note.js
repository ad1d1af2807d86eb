import { clockNote } from "../models/booking-time.js";

// Says by whose clock the times of the page are, to whom they might seem the clinic's.
customElements.define("clock-note", class extends HTMLElement {
  connectedCallback() {
    const note = clockNote(this.dataset.clinic, { cities: JSON.parse(this.dataset.cities) });
    this.hidden = note === null;
    this.textContent = note ?? "";
  }
});
