import { part } from "../helpers/dom.js";
import { LiveBookings } from "../helpers/live-bookings.js";

// The next booking on the home page: it is moved, cancelled and comes near without anybody's loading the page anew.
customElements.define("booking-banner", class extends HTMLElement {
  #live = null;
  #shown = null;

  connectedCallback() {
    this.#shown = keyOf(this);
    this.#live ??= new LiveBookings(this, (fresh) => this.#show(fresh));
  }

  // A banner that says the same is left alone: it would be read out again. When it is time to call, the one who is booked is chosen, unless somebody is.
  #show(fresh) {
    const key = keyOf(fresh);
    if (key === this.#shown) return;
    this.#shown = key;
    this.replaceChildren(...fresh.childNodes);
    const people = [...(part(document, "people")?.querySelectorAll("input[name=patient]") ?? [])];
    const booked = people.find(({ value }) => value === fresh.dataset.booked);
    if (booked && !people.some(({ checked }) => checked)) booked.checked = true;
  }
});

// «Завтра» is «сегодня» on the next day.
function keyOf({ dataset }) {
  return `${dataset.shown} ${new Date().toDateString()}`;
}
