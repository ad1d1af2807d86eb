import { isBlank } from "../models/typed-text.js";
import { el } from "./dom.js";

const another = "";

// The question which representative confirms a child's consent: an adult of the account, or somebody who types their name.
export class ConsentSigner {
  constructor(adults) {
    this.typed = el("input", { id: "consent-representative", class: "input", type: "text", autocomplete: "name", maxlength: "200", "data-testid": "consent-representative" });
    const typing = el("div", { class: "field", hidden: adults.length > 0 }, el("label", { for: this.typed.id, text: "Фамилия, имя, отчество законного представителя" }), this.typed);
    this.choices = adults.length === 0 ? [] : [...adults, another].map((name) => el("input", { type: "radio", name: "signer", value: name, "data-testid": "consent-signer" }));
    const options = this.choices.map((choice) => el("label", { class: "check-field" }, choice, el("span", { text: choice.value || "Другой законный представитель" })));
    this.field = options.length === 0 ? typing : el("fieldset", { class: "consent-signers", onchange: () => { typing.hidden = this.#chosen?.value !== another; } },
      el("legend", { text: "Кто подтверждает согласие?" }), ...options, typing);
  }

  get #chosen() {
    return this.choices.find(({ checked }) => checked);
  }

  get name() {
    return (this.#chosen?.value || this.typed.value).trim();
  }

  lack() {
    if (this.choices.length > 0 && !this.#chosen) return { field: this.choices[0], text: "Выберите, кто подтверждает согласие." };
    return isBlank(this.name) ? { field: this.typed, text: "Укажите фамилию и имя законного представителя." } : null;
  }
}
