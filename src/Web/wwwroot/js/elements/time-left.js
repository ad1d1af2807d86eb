import { el, icon, setText } from "../helpers/dom.js";
import { clock } from "../helpers/hub.js";
import { terms } from "../helpers/terms.js";
import { onTick } from "../helpers/tick.js";
import { Countdown } from "../models/countdown.js";

// Time left in a leg that has a limit (S3.4); hidden in others.
customElements.define("time-left", class extends HTMLElement {
  #countdown = null;

  connectedCallback() {
    this.digits = el("span", { class: "time-left-digits" });
    this.replaceChildren(icon("clock"), el("span", { class: "time-left-word", text: "Осталось " }), this.digits);
    this.stop = onTick(() => this.#tick());
  }

  disconnectedCallback() {
    this.stop();
  }

  until(endsAt) {
    this.#countdown = endsAt ? new Countdown(endsAt, clock, terms.warningSeconds) : null;
    this.#tick();
  }

  #tick() {
    this.hidden = this.#countdown === null;
    if (this.hidden) return;
    setText(this.digits, this.#countdown.text);
    this.dataset.level = this.#countdown.level;
  }
});
