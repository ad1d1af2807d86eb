import { el, initials, setText } from "../helpers/dom.js";
import { clock } from "../helpers/hub.js";
import { terms } from "../helpers/terms.js";
import { onTick } from "../helpers/tick.js";
import { timeText } from "../helpers/times.js";
import { unsignedConsultationText } from "../models/consultation-text.js";
import { shortName, unsignedText } from "../models/words.js";

// Consultations whose conclusion is not signed yet, with their age; marked when overdue (S6). Event: "choose" {entry}.
customElements.define("unsigned-list", class extends HTMLElement {
  #shown = null;
  #ages = [];

  connectedCallback() {
    this.stop = onTick(() => this.#tick());
  }

  disconnectedCallback() {
    this.stop();
  }

  // chosen: the id of the conclusion that is open.
  show(entries, chosen) {
    const key = JSON.stringify([entries, chosen]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#render(entries, chosen);
  }

  #render(entries, chosen) {
    this.#ages = [];
    if (entries.length === 0) {
      this.replaceChildren(el("p", { class: "rooms-empty", text: this.dataset.empty }));
      return;
    }
    this.replaceChildren(...entries.map((entry) => this.#item(entry, unsignedConsultationText(entry, entries, timeText), entry.consultations[0].conclusionId === chosen)));
    this.#tick();
  }

  #tick() {
    for (const { entry, about, age } of this.#ages) {
      const { text, overdue } = unsignedText(entry, clock.now(), terms);
      setText(age, `${about} · ${text}`);
      age.classList.toggle("room-overdue", overdue);
    }
  }

  #item(entry, about, chosen) {
    const age = el("span", { class: "room-about", "data-testid": "unsigned-age" });
    this.#ages.push({ entry, about, age });
    return el("div", { class: "room", "data-testid": "unsigned-entry", "data-session": entry.sessionId, "data-conclusion": entry.consultations[0].conclusionId },
      el("button", { type: "button", class: "room-choose", "aria-pressed": String(chosen), onclick: () => this.dispatchEvent(new CustomEvent("choose", { detail: { entry } })) },
        el("span", { class: "avatar", "aria-hidden": "true", text: initials(entry.patientName) }),
        el("span", { class: "room-text" },
          el("span", { class: "room-name", text: shortName(entry.patientName) }),
          age)));
  }
});
