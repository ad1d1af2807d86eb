import { dialogForm, openDialog } from "../helpers/ask.js";
import { el, icon } from "../helpers/dom.js";
import { terms } from "../helpers/terms.js";
import { isBlank } from "../models/typed-text.js";
import { specialist } from "../models/words.js";

// Asks why before a transfer, and why against the age rule when it is.
customElements.define("transfer-dialog", class extends HTMLElement {
  // Answers {to, reason, overrideReason, stays}, or null.
  async ask(advice) {
    const reason = el("textarea", { id: "transfer-reason", class: "input", rows: 3, maxlength: terms.reasonCharacters, required: true, "data-testid": "transfer-reason" });
    const override = el("textarea", { id: "transfer-override", class: "input", rows: 2, maxlength: terms.reasonCharacters, required: true, "data-testid": "transfer-override" });
    const stays = el("input", { type: "checkbox", "data-testid": "transfer-stays" });
    const error = el("p", { class: "error", role: "alert", hidden: true });
    const confirm = el("button", { type: "submit", value: "yes", class: "button", "data-testid": "transfer-confirm", text: advice.toColleague ? "Передать" : "Перевести" });
    const form = dialogForm(specialist(advice.to).transfer,
      advice.nobody ? el("p", { class: "note note-warning", "data-testid": "transfer-nobody" }, icon("circle-alert"), el("span", { text: advice.nobodyText })) : null,
      advice.busyText ? el("p", { class: "note", "data-testid": "transfer-busy" }, icon("clock"), el("span", { text: advice.busyText })) : null,
      advice.waitingText ? el("p", { class: "quiet", text: advice.waitingText }) : null,
      el("div", { class: "field" }, el("label", { for: "transfer-reason", text: advice.toColleague ? "Что передать коллеге" : "Причина перевода" }), reason, el("p", { class: "hint", text: advice.toColleague ? "Это увидит медконсультант, пациент — нет" : "Её увидит врач, пациент — нет" })),
      advice.needsOverride ? el("div", { class: "field" }, el("label", { for: "transfer-override", text: advice.overrideText }), override) : null,
      advice.toColleague ? null : el("label", { class: "check-field" }, stays, el("span", { text: `Остаться с пациентом, пока не ответит врач, и ещё на ${terms.companion} с ним` })),
      error,
      el("div", { class: "row row-end" }, el("button", { type: "submit", value: "no", class: "button button-plain", "data-testid": "transfer-cancel", text: "Отмена" }), confirm));
    form.addEventListener("submit", (event) => {
      if (event.submitter !== confirm) return;
      const missing = [reason, ...(advice.needsOverride ? [override] : [])].find((field) => isBlank(field.value));
      if (!missing) return;
      event.preventDefault();
      error.hidden = false;
      error.textContent = "Укажите причину: без неё перевода нет.";
      missing.focus();
    });
    if ((await openDialog(form, { first: reason })) !== "yes") return null;
    return { to: advice.to, reason: reason.value.trim(), overrideReason: advice.needsOverride ? override.value.trim() : null, stays: stays.checked };
  }
});
