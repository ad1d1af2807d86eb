import { dialogForm, openDialog } from "../helpers/ask.js";
import { el } from "../helpers/dom.js";

const outcomes = [
  ["completed", "Всё решено", "Обращение завершено обычным образом"],
  ["noService", "Услуга не может быть оказана", "Например, нет действующего полиса"],
  ["staffClosed", "Другая причина", "Пациент не отвечает или обратился по ошибке"],
];

// Asks how a session ends before it is closed for good.
customElements.define("close-dialog", class extends HTMLElement {
  // Answers the outcome, or null.
  async ask() {
    const options = outcomes.map(([value, title, note], at) => el("label", { class: "option" },
      el("input", { type: "radio", name: "outcome", value, checked: at === 0, "data-testid": `outcome-${value}` }),
      el("span", {}, el("strong", { text: title }), el("small", { text: note }))));
    const form = dialogForm("Завершить обращение?",
      el("fieldset", { class: "options" }, el("legend", { class: "visually-hidden", text: "Чем закончилось" }), ...options),
      el("div", { class: "row row-end" },
        el("button", { type: "submit", value: "no", class: "button button-plain", "data-testid": "close-cancel", text: "Отмена" }),
        el("button", { type: "submit", value: "yes", class: "button button-danger", "data-testid": "close-confirm", text: "Завершить" })));
    return (await openDialog(form)) === "yes" ? form.elements.outcome.value : null;
  }
});
