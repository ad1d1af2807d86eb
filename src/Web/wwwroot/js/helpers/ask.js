import { el } from "./dom.js";

// Asks once before something that cannot be undone. Answers true or false.
export const ask = async ({ title, text, yes, no = "Отмена" }) =>
  (await choose({ title, text, stay: no, answers: [{ value: "yes", text: yes, testId: "confirm-yes", danger: true }] })) === "yes";

// The same with several answers, {value, text, testId, danger?}. The one that changes nothing is preselected. Answers the value chosen, or null.
export function choose({ title, text, stay, answers }) {
  return new Promise((done) => {
    const safe = el("button", { type: "submit", value: "", class: "button button-plain", "data-testid": "confirm-no", text: stay });
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": "ask-title" },
      el("form", { method: "dialog", class: "stack" },
        el("h2", { id: "ask-title", text: title }),
        el("p", { text }),
        el("div", { class: "row row-end" }, safe, ...answers.map((one) =>
          el("button", { type: "submit", value: one.value, class: one.danger ? "button button-danger" : "button button-tonal", "data-testid": one.testId, text: one.text })))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue || null);
    });
    document.body.append(dialog);
    dialog.showModal();
    safe.focus();
  });
}
