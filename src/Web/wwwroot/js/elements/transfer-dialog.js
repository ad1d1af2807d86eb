import { el, icon } from "../helpers/dom.js";
import { terms } from "../helpers/terms.js";
import { lackOf, workInDialog } from "../helpers/working-dialog.js";
import { specialist } from "../models/words.js";

// Asks why before a transfer, and why against the age rule when it is.
customElements.define("transfer-dialog", class extends HTMLElement {
  // transfer({to, reason, overrideReason, stays}) is tried until it is taken or given up: a refused one loses no reason.
  ask(advice, transfer) {
    const reason = el("textarea", { id: "transfer-reason", class: "input", rows: 3, maxlength: terms.reasonCharacters, required: true, "data-testid": "transfer-reason" });
    const override = el("textarea", { id: "transfer-override", class: "input", rows: 2, maxlength: terms.reasonCharacters, required: true, "data-testid": "transfer-override" });
    const stays = el("input", { type: "checkbox", "data-testid": "transfer-stays", checked: Boolean(advice.stays) });
    reason.value = advice.reason ?? "";
    const needed = [reason, ...(advice.needsOverride ? [override] : [])];
    const content = [
      advice.nobody ? el("p", { class: "note note-warning", "data-testid": "transfer-nobody" }, icon("circle-alert"), el("span", { text: advice.nobodyText })) : null,
      advice.busyText ? el("p", { class: "note", "data-testid": "transfer-busy" }, icon("clock"), el("span", { text: advice.busyText })) : null,
      advice.namesText ? el("p", { class: "quiet", "data-testid": "transfer-names", text: advice.namesText }) : null,
      advice.waitingText ? el("p", { class: "quiet", text: advice.waitingText }) : null,
      el("div", { class: "field" }, el("label", { for: "transfer-reason", text: advice.toColleague ? "Что передать коллеге" : "Причина перевода" }), reason, el("p", { class: "hint", text: advice.toColleague ? "Это увидит медконсультант, пациент — нет" : "Её увидит врач, пациент — нет" })),
      advice.needsOverride ? el("div", { class: "field" }, el("label", { for: "transfer-override", text: advice.overrideText }), override) : null,
      advice.toColleague ? null : el("label", { class: "check-field" }, stays, el("span", { text: `Остаться с пациентом, пока не ответит врач, и ещё на ${terms.companion} с ним` })),
    ];
    return workInDialog({
      title: advice.title ?? specialist(advice.to).transfer,
      content,
      yes: { text: advice.toColleague ? "Передать" : "Перевести", testId: "transfer-confirm" },
      stayTestId: "transfer-cancel",
      first: reason,
      lacking: () => needed.map((field) => lackOf(field, "Укажите причину: без неё перевода нет.")).find(Boolean) ?? null,
      work: () => transfer({ to: advice.to, reason: reason.value.trim(), overrideReason: advice.needsOverride ? override.value.trim() : null, stays: stays.checked }),
    });
  }
});
