import { el } from "../helpers/dom.js";
import { workInDialog } from "../helpers/working-dialog.js";
import { closingOf } from "../models/task-words.js";

// A button that closes a task. It asks once, for there is no way back; a refusal is said in the dialog.
export function finishing(task, outcome, text, book) {
  const button = el("button", { type: "button", class: "button button-small button-tonal", "data-testid": "task-finish", "data-outcome": outcome, text });
  button.addEventListener("click", () => {
    const { title, text: about, yes } = closingOf(task, outcome);
    workInDialog({ title, content: [el("p", { text: about })], yes: { text: yes, testId: "task-confirm" }, stay: "Вернуться", work: () => book.finish(task.taskId, outcome) });
  });
  return button;
}
