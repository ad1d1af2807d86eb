import { part } from "../helpers/dom.js";
import { fetchPage } from "../helpers/page-part.js";
import { nearest, nextAfter, slotMove } from "../models/slot-moves.js";

// The free slots as the platform shows them, one of which is chosen. By keyboard it is one stop: arrows lead from slot to slot, Enter chooses (ARIA APG, grid).
// Events: "chosen", of a slot; "week" {step, day, time}, when a key asks for another week than the one of `day`.
customElements.define("slot-grid", class extends HTMLElement {
  #asked = 0;

  connectedCallback() {
    this.chosen = null;
    this.addEventListener("click", ({ target }) => this.#choose(target.closest("[data-slot]")));
    this.addEventListener("focusin", ({ target }) => target.matches("[data-slot]") && this.#stopAt(target));
    this.addEventListener("keydown", (event) => this.#heard(event));
  }

  // Shows what is found now. Answers the words about it, or null where a later search has overtaken this one.
  async find(query) {
    const asked = (this.#asked += 1);
    this.setAttribute("aria-busy", "true");
    try {
      const found = part(await fetchPage(`/staff/booking/slots?${new URLSearchParams(query)}`), "slots");
      if (asked !== this.#asked) return null;
      this.replaceChildren(...found.children);
      this.#mark();
      this.#stopAt(this.#slots[0]);
      return found.dataset.summary;
    } finally {
      if (asked === this.#asked) this.removeAttribute("aria-busy");
    }
  }

  // The chosen time is gone.
  forget() {
    this.chosen = null;
    this.#mark();
  }

  // From now on the keyboard comes to the first slot after an instant; the focus stays where it is.
  stopAfter(instant) {
    const slots = this.#slots;
    this.#stopAt(slots[nextAfter(slots.map((slot) => slot.dataset.slot), instant)]);
  }

  // Leads the keyboard to the time of day that is nearest on the first day shown.
  offerAt(time) {
    const [first] = this.#days;
    first?.[nearest(first.map((slot) => slot.dataset.time), time)].focus();
  }

  get #slots() {
    return [...this.querySelectorAll("[data-slot]")];
  }

  get #days() {
    return [...this.querySelectorAll("[role=row]")].map((row) => [...row.querySelectorAll("[data-slot]")]).filter((slots) => slots.length > 0);
  }

  #choose(slot) {
    if (!slot) return;
    const { slot: startsAt, doctor, specialty, text } = slot.dataset;
    this.chosen = { startsAt, doctor, specialty, text };
    this.#mark();
    this.dispatchEvent(new CustomEvent("chosen", { detail: this.chosen }));
  }

  #mark() {
    for (const slot of this.#slots) slot.setAttribute("aria-pressed", String(this.chosen?.startsAt === slot.dataset.slot && this.chosen.doctor === slot.dataset.doctor && this.chosen.specialty === slot.dataset.specialty));
  }

  #stopAt(stop) {
    for (const slot of this.#slots) slot.tabIndex = slot === stop ? 0 : -1;
  }

  #heard(event) {
    const days = this.#days;
    const row = days.findIndex((slots) => slots.includes(event.target));
    if (row < 0 || event.altKey || event.metaKey) return;
    const moved = slotMove(days.map((slots) => slots.map((slot) => slot.dataset.time)), { row, cell: days[row].indexOf(event.target) }, event.key, event.ctrlKey);
    if (!moved) return;
    event.preventDefault();
    if (moved.week) this.dispatchEvent(new CustomEvent("week", { detail: { step: moved.week, day: event.target.dataset.day, time: event.target.dataset.time } }));
    else days[moved.row][moved.cell].focus();
  }
});
