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

// The consequence for a queue whose last specialist goes, and how many wait in it this moment; empty where others stay, or nobody's queue is meant.
function lastOf(queue) {
  if (!queue || Number(queue.dataset.onDuty) > 1) return "";
  const waiting = queue.querySelector("[data-testid=waiting]").textContent.trim();
  return `${queue.dataset.without} ${waiting.startsWith("0 ") ? "Сейчас никто не ждёт." : `Сейчас ${waiting}.`}`;
}

const acts = {
  raise: (button) => busy(button, async () => {
    await hub().command("RaiseSession", commandId(), button.dataset.session);
    notify("Обращение пойдёт вперёд очереди. Пациент и специалисты это видят.", "plain", { about: "place" });
  }),
  lower: (button) => busy(button, async () => {
    await hub().command("LowerSession", commandId(), button.dataset.session);
    notify("Обращение снова на своём месте в очереди. Пациент и специалисты это видят.", "plain", { about: "place" });
  }),
  break: async (button, page) => {
    const { staff, desk, name, queue } = button.dataset;
    const last = lastOf(queue && page.querySelector(`[data-on-duty][data-key="${queue}"]`));
    const usual = `${name}: новых вызовов не будет, начатые разговоры продолжатся. Специалист это увидит и сможет вернуться на линию.`;
    const sure = last
      ? await ask({ title: "Отправить последнего на линии?", text: `${last} ${usual}`, yes: "Всё равно отправить" })
      : await ask({ title: "Отправить на перерыв?", text: usual, yes: "Отправить" });
    if (!sure) return;
    await busy(button, () => hub().command("SendToBreak", commandId(), staff, desk));
  },
  reassign: async (button, page) => {
    const { task, claimed } = button.dataset;
    const consultants = [...page.querySelectorAll("[data-consultant]")].filter(({ dataset }) => dataset.consultant && dataset.consultant !== claimed)
      .map((line) => ({ value: line.dataset.consultant, text: `${line.querySelector(".room-name").textContent} (${line.querySelector("[data-testid=doing]").textContent.trim()})`, testId: "reassign-to" }));
    const answers = claimed ? [...consultants, { value: "free", text: "Пусть возьмёт любой", testId: "reassign-free" }] : consultants;
    if (answers.length === 0) return notify("Передать некому: нет других медконсультантов на смене.", "warning");
    const what = [".room-name", "[data-testid=task-about]"].map((part) => button.closest("li").querySelector(part).textContent.trim()).join(", ");
    const to = await choose({ title: "Кому передать задачу?", text: `${what}. Её увидят у себя все медконсультанты.`, stay: "Не менять", answers });
    if (to) await busy(button, () => hub().command("ReassignTask", commandId(), { taskId: task, staffId: to === "free" ? null : to }));
    return undefined;
  },
};
