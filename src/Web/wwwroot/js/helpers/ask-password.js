import { busy } from "./busy.js";
import { dialogForm, openDialog } from "./ask.js";
import { el, setText } from "./dom.js";

// Asks for the member's own password before a change of what they sign in by, and tries the change with it until it is taken or given up.
// Answers what the change answered, or null.
export async function withPassword({ title, text, yes, danger = false }, change) {
  let answer = null;
  const password = el("input", { id: "asked-password", class: "input", type: "password", autocomplete: "current-password", required: true, "data-testid": "asked-password", "aria-describedby": "asked-password-error" });
  const error = el("p", { id: "asked-password-error", class: "error", role: "alert", hidden: true, "data-testid": "asked-password-error" });
  const go = el("button", { type: "submit", class: danger ? "button button-danger" : "button", "data-testid": "asked-password-go", text: yes });
  const stay = el("button", { type: "submit", value: "", class: "button button-plain", formnovalidate: true, text: "Отмена" });
  const form = dialogForm(title, el("p", { text }), el("div", { class: "field" }, el("label", { for: "asked-password", text: "Ваш пароль" }), password), error, el("div", { class: "row row-end" }, stay, go));
  // Enter in the field presses the first button of a form: here it means to go on.
  password.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    go.click();
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter === stay) return;
    event.preventDefault();
    busy(go, async () => {
      answer = await change(password.value);
      form.closest("dialog").close("done");
    }, ({ message }) => {
      error.hidden = false;
      setText(error, message);
      password.select();
    });
  });
  return (await openDialog(form, { first: password })) === "done" ? answer : null;
}
