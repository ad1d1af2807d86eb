import { el, initials } from "../helpers/dom.js";
import { dayText, timeText } from "../helpers/times.js";
import { shortName } from "../models/staff-words.js";

// Consultations whose conclusion is not signed yet. Event: "choose" {entry}.
customElements.define("unsigned-list", class extends HTMLElement {
  #shown = null;

  show(entries, chosen) {
    const key = JSON.stringify([entries, chosen]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#render(entries, chosen);
  }

  #render(entries, chosen) {
    if (entries.length === 0) {
      this.replaceChildren(el("p", { class: "rooms-empty", text: this.dataset.empty }));
      return;
    }
    this.replaceChildren(...entries.map((entry) => this.#item(entry, entry.sessionId === chosen)));
  }

  #item(entry, chosen) {
    return el("div", { class: "room", "data-testid": "unsigned-entry", "data-session": entry.sessionId },
      el("button", { type: "button", class: "room-choose", "aria-pressed": String(chosen), onclick: () => this.dispatchEvent(new CustomEvent("choose", { detail: { entry } })) },
        el("span", { class: "avatar", "aria-hidden": "true", text: initials(entry.patientName) }),
        el("span", { class: "room-text" },
          el("span", { class: "room-name", text: shortName(entry.patientName) }),
          el("span", { class: "room-about", text: `${dayText(entry.openedAt)}, ${timeText(entry.openedAt)} · не подписано` }))));
  }
});
