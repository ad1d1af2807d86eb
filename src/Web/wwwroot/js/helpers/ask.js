import { el } from "./dom.js";

// Asks once before something that cannot be undone. Answers true or false.
export const ask = async ({ title, text, yes, no = "Отмена" }) =>
  (await choose({ title, text, stay: no, answers: [{ value: "yes", text: yes, testId: "confirm-yes", danger: true }] })) === "yes";

// The same with several answers, {value, text, testId, danger?}. The one that changes nothing is preselected. Answers the value chosen, or null.
export async function choose({ title, text, stay, answers }) {
  const safe = el("button", { type: "submit", value: "", class: "button button-plain", "data-testid": "confirm-no", text: stay });
  const buttons = answers.map((one) =>
    el("button", { type: "submit", value: one.value, class: one.danger ? "button button-danger" : "button button-tonal", "data-testid": one.testId, text: one.text }));
  const form = dialogForm(title, el("p", { text }), el("div", { class: "row row-end" }, safe, ...buttons));
  return (await openDialog(form, { first: safe })) || null;
}

// Shows something to read; `end` is what its one button says. The other properties are the dialog's own.
export function tell({ title, content, end, ...props }) {
  return openDialog(dialogForm(title, ...content, el("div", { class: "row row-end" }, el("button", { type: "submit", class: "button", text: end }))), props);
}

// The form of a dialog: a heading, and below it the content. A submit button in it closes the dialog.
export function dialogForm(title, ...content) {
  return el("form", { method: "dialog", class: "stack", novalidate: true }, el("h2", { text: title }), ...content);
}

// Opens a dialog over the page, with the focus on `first`, and takes it off once it is closed. Answers the value of the button that closed it, or "".
// It stands in the body: inside of something that gets hidden nobody would see it, and the page under it would stay out of reach.
export function openDialog(form, { first = null, ...props } = {}) {
  return new Promise((done) => {
    const dialog = el("dialog", { class: "dialog", "aria-label": form.querySelector("h2").textContent, ...props }, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal();
    first?.focus();
  });
}
