import { el } from "../helpers/dom.js";

const outcomes = [
  ["completed", "Всё решено", "Обращение завершено обычным образом"],
  ["noService", "Услуга не может быть оказана", "Например, нет действующего полиса"],
  ["staffClosed", "Другая причина", "Пациент не отвечает или обратился по ошибке"],
];

// Asks how a session ends before it is closed for good.
customElements.define("close-dialog", class extends HTMLElement {
  // Answers the outcome, or null.
  ask() {
    return new Promise((done) => {
      const options = outcomes.map(([value, title, note], at) => el("label", { class: "option" },
        el("input", { type: "radio", name: "outcome", value, checked: at === 0, "data-testid": `outcome-${value}` }),
        el("span", {}, el("strong", { text: title }), el("small", { text: note }))));
      const form = el("form", { method: "dialog", class: "stack" },
        el("h2", { id: "close-title", text: "Завершить обращение?" }),
        el("fieldset", { class: "options" }, el("legend", { class: "visually-hidden", text: "Чем закончилось" }), ...options),
        el("div", { class: "row row-end" },
          el("button", { type: "submit", value: "no", class: "button button-plain", "data-testid": "close-cancel", text: "Отмена" }),
          el("button", { type: "submit", value: "yes", class: "button button-danger", "data-testid": "close-confirm", text: "Завершить" })));
      const dialog = el("dialog", { class: "dialog", "aria-labelledby": "close-title" }, form);
      dialog.addEventListener("close", () => {
        dialog.remove();
        done(dialog.returnValue === "yes" ? form.elements.outcome.value : null);
      });
      this.append(dialog);
      dialog.showModal();
    });
  }
});
