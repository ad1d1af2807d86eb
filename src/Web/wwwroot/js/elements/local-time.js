import { dayTimeText, isOtherTime, soonText } from "../helpers/times.js";

// Rewrites an instant in the reader's own time zone; with `data-soon` today's and tomorrow's in words, and where the clock at `data-clinic` shows another time it says whose this one is.
customElements.define("local-time", class extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    if (!time) return;
    const { soon, clinic } = this.dataset;
    time.textContent = `${soon === undefined ? dayTimeText(time.dateTime) : soonText(time.dateTime)}${clinic && isOtherTime(time.dateTime, clinic) ? " по вашему времени" : ""}`;
  }
});
