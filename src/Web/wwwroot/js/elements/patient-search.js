import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, initials, part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { nobodyFound } from "../models/patient-query.js";
import { dateText } from "../models/date-text.js";
import { ageText, policyLine } from "../models/words.js";
import { offerThoseHere } from "./call-patient.js";

// Finds insured persons by phone, policy number, name and birth date: on Enter, not while typing, for every search is on record.
customElements.define("patient-search", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    this.input = form.elements.query;
    this.button = form.querySelector("button");
    this.button.disabled = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#find(this.input.value.trim());
    });
    this.input.addEventListener("input", () => !this.input.value && this.#clear());
  }

  #clear() {
    part(this, "results").replaceChildren();
    setText(part(this, "found"), "");
  }

  async #find(query) {
    if (query.length < 3) {
      this.#clear();
      setText(part(this, "found"), "Введите хотя бы три знака: телефон или последние четыре цифры, номер полиса, ФИО, дату рождения.");
      return;
    }
    const command = commandId();
    const answer = await busy(this.button, () => hub().command("FindPatients", command, query));
    if (!answer || this.input.value.trim() !== query) return;
    part(this, "results").replaceChildren(...answer.patients.map((found) => card(found, this.hasAttribute("data-here"))));
    setText(part(this, "found"), answer.patients.length === 0 ? nobodyFound(query)
      : answer.more ? `Показаны первые ${answer.patients.length}: уточните запрос.` : `Найдено: ${answer.patients.length}`);
    offerThoseHere();
  }
});

// here: on the page that books, which goes on with the person; elsewhere that page is another window.
function card({ person, maskedPhone }, here) {
  return el("article", { class: "found", "data-testid": "found-patient" },
    el("span", { class: "avatar", "aria-hidden": "true", text: initials(person.name) }),
    el("div", { class: "room-text" },
      el("h3", { class: "room-name", text: person.name }),
      el("p", { class: "room-about", text: `${dateText(person.birthDate)} · ${ageText(person)}` }),
      el("p", { class: "room-about", text: maskedPhone ?? "номера для входа нет" }),
      el("p", { class: person.policy?.validToday ? "room-about" : "room-about room-warning", text: policyLine(person.policy) }),
      el("a", { class: "link", href: `/staff/booking?patient=${encodeURIComponent(person.patientId)}`, target: here ? null : "_blank", rel: here ? null : "noopener", "data-testid": "book-found", "aria-label": `Записать на приём: ${person.name}`, text: "Записать на приём" }),
      here ? null : el("call-patient", { class: "row", "data-patient": person.patientId, "data-name": person.name })));
}
