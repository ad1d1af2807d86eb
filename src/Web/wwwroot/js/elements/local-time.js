import { dayTimeText, soonText } from "../helpers/times.js";

// Rewrites an instant in the reader's own time zone; with `data-soon` today's and tomorrow's in words.
customElements.define("local-time", class extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    if (time) time.textContent = "soon" in this.dataset ? soonText(time.dateTime) : dayTimeText(time.dateTime);
  }
});
