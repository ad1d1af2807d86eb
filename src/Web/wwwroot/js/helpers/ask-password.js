import { el } from "./dom.js";
import { lackOf, workInDialog } from "./working-dialog.js";

// Asks for the member's own password before a change of what they sign in by, and tries the change with it until it is taken or given up.
// Answers what the change answered, or null.
export async function withPassword({ title, text, yes, danger = false }, change) {
  let answer = null;
  const password = el("input", { id: "asked-password", class: "input", type: "password", autocomplete: "current-password", required: true, "data-testid": "asked-password" });
  const isDone = await workInDialog({
    title, first: password, yes: { text: yes, testId: "asked-password-go", danger },
    content: [el("p", { text }), el("div", { class: "field" }, el("label", { for: "asked-password", text: "Ваш пароль" }), password)],
    lacking: () => lackOf(password, "Введите ваш пароль."),
    work: async () => {
      try {
        answer = await change(password.value);
      } catch (error) {
        password.select();
        throw error;
      }
    },
  });
  return isDone ? answer : null;
}
