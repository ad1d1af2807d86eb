import { joinChoices } from "../helpers/choice-box.js";
import { el, part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { DiagnosisSearch, hasCode, withDiagnosis } from "../models/diagnosis-search.js";

// The line above «Диагноз» that finds it in ICD-10. What is taken is written as text: the first one into «Диагноз», others into the secondary diagnoses.
customElements.define("diagnosis-search", class extends HTMLElement {
  #search = new DiagnosisSearch((query) => hub().ask("FindDiagnoses", query));

  connectedCallback() {
    this.input = this.querySelector("input");
    this.main = document.getElementById(this.dataset.main);
    this.secondary = document.getElementById(this.dataset.secondary);
    joinChoices(this.input, this.querySelector("[role=listbox]"), this.#search, {
      shown: ({ code, title }) => ({ attributes: { "data-testid": "diagnosis-option" }, content: [el("strong", { text: code }), " ", title] }),
      take: (diagnosis) => this.#take(diagnosis),
    });
    this.input.addEventListener("input", () => this.#search.type(this.input.value));
    this.input.addEventListener("keydown", (event) => this.#closedKey(event));
    this.input.addEventListener("focus", () => this.#search.type(this.input.value));
    // Leaving the line takes no note away: what stands below would move under the pointer, and a press on it be lost.
    this.#search.addEventListener("change", () => (this.#search.note || document.activeElement === this.input) && this.#tell(this.#search.note));
    this.input.disabled = false;
  }

  // While the list is closed: arrows ask again, Escape empties the line, and Enter never sends the form, which would be the signature.
  #closedKey(event) {
    if (event.isComposing || !["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") this.#empty();
    else if (event.key !== "Enter") this.#search.type(this.input.value);
  }

  #empty() {
    this.input.value = "";
    this.#search.close();
  }

  #take(diagnosis) {
    this.#empty();
    const isMain = !hasCode(this.main.value);
    const field = isMain ? this.main : this.secondary;
    field.value = withDiagnosis(field.value, diagnosis);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.#tell(isMain ? `Записано: ${diagnosis.code}.` : `Записано в сопутствующие: ${diagnosis.code}.`);
  }

  #tell(text) {
    const told = part(this, "diagnoses-found");
    setText(told, text);
    told.hidden = text === "";
  }
});
