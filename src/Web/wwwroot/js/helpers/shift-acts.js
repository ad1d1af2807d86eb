import { ask, choose } from "./ask.js";
import { busy } from "./busy.js";
import { commandId } from "./command-id.js";
import { hub } from "./hub.js";
import { notify } from "./notices.js";

// A supervisor's doings on the page of the shift, each by a button with `data-act`.
export function shiftActs(page) {
  page.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-act]");
    if (button) acts[button.dataset.act]?.(button, page);
  });
}

const acts = {
  raise: (button) => busy(button, async () => {
    await hub().command("RaiseSession", commandId(), button.dataset.session);
    notify("Обращение пойдёт вперёд очереди. Пациент и специалисты это видят.");
  }),
  break: async (button) => {
    const { staff, desk, name } = button.dataset;
    if (!(await ask({ title: "Отправить на перерыв?", text: `${name}: новых вызовов не будет, начатые разговоры продолжатся. Специалист это увидит и сможет вернуться на линию.`, yes: "Отправить" }))) return;
    await busy(button, () => hub().command("SendToBreak", commandId(), staff, desk));
  },
  reassign: async (button, page) => {
    const { task, claimed } = button.dataset;
    const consultants = [...page.querySelectorAll("[data-consultant]")].filter(({ dataset }) => dataset.consultant && dataset.consultant !== claimed)
      .map((line) => ({ value: line.dataset.consultant, text: `${line.querySelector(".room-name").textContent} (${line.querySelector("[data-testid=doing]").textContent.trim()})`, testId: "reassign-to" }));
    const answers = claimed ? [...consultants, { value: "free", text: "Пусть возьмёт любой", testId: "reassign-free" }] : consultants;
    if (answers.length === 0) return notify("Передать некому: нет других медконсультантов на смене.", "warning");
    const to = await choose({ title: "Кому передать задачу?", text: "Её увидят у себя все медконсультанты.", stay: "Не менять", answers });
    if (to) await busy(button, () => hub().command("ReassignTask", commandId(), { taskId: task, staffId: to === "free" ? null : to }));
    return undefined;
  },
};
