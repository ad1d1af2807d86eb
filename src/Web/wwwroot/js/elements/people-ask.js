import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, initials, part } from "../helpers/dom.js";
import { get } from "../helpers/http.js";
import { hub } from "../helpers/hub.js";

// Several people, none chosen yet: asked as soon as the consultant is there.
customElements.define("people-ask", class extends HTMLElement {
  #people = null;

  show(view) {
    this.view = view;
    const isAsked = !view.patient && view.phase === "intake";
    this.hidden = !isAsked || !this.#people?.length;
    if (isAsked && !this.#people) this.#load();
  }

  async #load() {
    this.#people = [];
    this.#people = (await get("/api/me").catch(() => null))?.patients ?? [];
    part(this, "people-options").replaceChildren(...this.#people.map((person) => this.#option(person)));
    this.show(this.view);
  }

  #option(person) {
    const button = el("button", { type: "button", class: "person", "data-testid": "patient-option" },
      el("span", { class: "avatar", "aria-hidden": "true", text: initials(person.name) }), el("span", { class: "person-name", text: person.name }));
    button.addEventListener("click", () => {
      const command = commandId();
      busy(button, () => hub().command("ChoosePatient", command, this.view.sessionId, person.patientId));
    });
    return button;
  }
});
