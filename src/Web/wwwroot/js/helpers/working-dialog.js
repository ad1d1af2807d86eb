import { dialogForm, openDialog } from "./ask.js";
import { busy, faultText } from "./busy.js";
import { isBlank } from "../models/typed-text.js";
import { el, setText } from "./dom.js";

// A dialog that does its work before it closes: what was typed stays until it is taken or given up. yes: {text, testId, icon?, danger?}, of the button that does it; stay: what the other one says.
// lacking() answers {field, text} for what has to be typed first, or null; work() is tried at each press, and its refusal is said in the dialog. Answers true once it is done.
export async function workInDialog({ title, content, yes, first, stay = "Отмена", stayTestId, lacking = () => null, work, ...props }) {
  const error = el("p", { class: "error", role: "alert", hidden: true, "data-testid": "dialog-error" });
  const go = el("button", { type: "submit", class: yes.danger ? "button button-danger" : "button", "data-testid": yes.testId }, yes.icon, yes.text);
  const leave = el("button", { type: "submit", value: "", class: "button button-plain", "data-testid": stayTestId, text: stay });
  const form = dialogForm(title, ...content, error, el("div", { class: "row row-end" }, leave, go));
  const fail = (text) => {
    error.hidden = false;
    setText(error, text);
    error.scrollIntoView({ block: "nearest" });
  };
  // Enter in a field presses the first button of a form: here it means to go on.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    go.click();
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter === leave) return;
    event.preventDefault();
    const missing = lacking();
    if (missing) {
      fail(missing.text);
      missing.field.focus();
      return;
    }
    error.hidden = true;
    busy(go, async () => {
      await work();
      form.closest("dialog")?.close("done");
    }, (fault) => fail(faultText(fault)));
  });
  return (await openDialog(form, { first, ...props })) === "done";
}

// The same for one text, which may not be empty; `missing` is what is said then.
export function writeInDialog({ title, hint, text = "", maxlength, missing, work, testId, yes }) {
  const input = el("textarea", { class: "input", rows: 3, maxlength, "aria-label": title, "data-testid": testId });
  input.value = text;
  return workInDialog({ title, content: [el("p", { class: "hint", text: hint }), input], yes, first: input, lacking: () => lackOf(input, missing), work: () => work(input.value) });
}

// A field that stands empty, as workInDialog is told of it; null for any other.
export const lackOf = (field, text) => (isBlank(field.value) ? { field, text } : null);
