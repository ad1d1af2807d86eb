import { setText } from "../helpers/dom.js";
import { bookingTime } from "../models/booking-time.js";

// The time of a booking by this device's clock, where it is another one than at the doctor's place: a doctor may be travelling.
customElements.define("device-time", class extends HTMLElement {
  connectedCallback() {
    const { own, there } = bookingTime(this.dataset.at, this.dataset);
    this.hidden = there === null;
    setText(this, `На этом устройстве: ${own}`);
  }
});
