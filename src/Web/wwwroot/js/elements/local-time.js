import { dayTimeText } from "../helpers/times.js";

// Rewrites an instant in the reader's own time zone.
customElements.define("local-time", class extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    if (time) time.textContent = dayTimeText(time.dateTime);
  }
});
