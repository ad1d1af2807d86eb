import { el, part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { DiagnosisSearch, withDiagnosis } from "../models/diagnosis-search.js";

// The line above «Диагноз» that finds it in ICD-10: a combobox with a list (ARIA APG). Arrows choose, Enter takes, Escape closes; what is taken is written into the field as text.
customElements.define("diagnosis-search", class extends HTMLElement {
  #search = new DiagnosisSearch((query) => hub().invoke("FindDiagnoses", query));

  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    this.field = document.getElementById(this.dataset.for);
    this.input.addEventListener("input", () => this.#search.type(this.input.value));
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#search.close());
    this.input.addEventListener("focus", () => this.#search.type(this.input.value));
    this.#search.addEventListener("change", () => this.#render());
    this.input.disabled = false;
  }

  #render() {
    const { found, at, note, isOpen } = this.#search;
    const opens = isOpen && this.list.hidden;
    this.list.hidden = !isOpen;
    this.list.replaceChildren(...found.map(({ code, title }, i) => el("li", { id: `${this.list.id}-${i}`, role: "option", "aria-selected": String(i === at), "data-testid": "diagnosis-option", onpointerdown: (event) => event.preventDefault(), onclick: () => this.#take(found[i]) },
      el("strong", { text: code }), " ", title)));
    this.input.setAttribute("aria-expanded", String(isOpen));
    if (at >= 0) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
    else this.input.removeAttribute("aria-activedescendant");
    // On a phone the line may stand at the very bottom, above a keyboard.
    (opens ? this.list : this.list.children[at])?.scrollIntoView({ block: "nearest" });
    const told = part(this, "diagnoses-found");
    setText(told, note);
    told.hidden = note === "";
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !(step || event.key === "Enter" || event.key === "Escape")) return;
    // Enter never sends the form here: that would be the signature.
    event.preventDefault();
    if (step && this.#search.isOpen) this.#search.move(step);
    else if (step) this.#search.type(this.input.value);
    else if (event.key === "Enter" && this.#search.chosen) this.#take(this.#search.chosen);
    else if (event.key === "Escape") this.#close();
  }

  // The first Escape closes the list, the second empties the line.
  #close() {
    if (!this.#search.isOpen) this.input.value = "";
    this.#search.close();
  }

  #take(diagnosis) {
    this.input.value = "";
    this.#search.close();
    this.field.value = withDiagnosis(this.field.value, diagnosis);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    setText(part(this, "diagnoses-found"), `Записано: ${diagnosis.code}.`);
    part(this, "diagnoses-found").hidden = false;
  }
});
