import { commandId } from "./command-id.js";
import { el } from "./dom.js";
import { hub } from "./hub.js";
import { notify } from "./notices.js";
import { workInDialog } from "./working-dialog.js";

const maxCharacters = 1000;

// By what a button does: the call that makes a task for consultants, and the words of its dialog.
const wishes = {
  move: {
    method: "RequestMove", title: "Перенести запись", yes: "Отправить просьбу", testId: "booking-wish-move",
    label: "Когда вам удобно? Можно не отвечать", hint: "Медконсультант подберёт другое время и сообщит вам. До этого запись остаётся в силе.",
  },
  cancel: {
    method: "RequestCancel", title: "Отменить запись", yes: "Отправить просьбу", testId: "booking-wish-cancel",
    label: "Почему? Можно не отвечать", hint: "Медконсультант получит вашу просьбу и отменит запись. До этого она остаётся в силе.",
  },
};

const again = " Если ничего не написать, останется то, что вы написали раньше.";

// Asks what the patient wishes and sends it. about: {when, name, doctor, wished} of the booking; wished says that another wish stands. Answers whether it was sent.
export async function wishOf(act, appointmentId, { when, name, doctor, wished }) {
  const { method, title, yes, testId, label, hint } = wishes[act];
  const command = commandId();
  const input = el("textarea", { class: "input", rows: 3, maxlength: maxCharacters, id: "booking-wish", "data-testid": "booking-wish" });
  const content = [el("p", { "data-testid": "booking-wish-about" }, el("strong", { text: when }), `. Врач: ${doctor}. Пациент: ${name}.`), el("p", { text: wished ? hint + again : hint }), el("div", { class: "field" }, el("label", { for: "booking-wish", text: label }), input)];
  const sent = await workInDialog({
    title, content, yes: { text: yes, testId }, first: input, stay: "Оставить как есть",
    work: () => hub().command(method, command, appointmentId, input.value.trim() || null),
  });
  if (sent) notify("Просьба передана медконсультантам. Они сообщат вам, что решили.", "plain", { about: `wish-${appointmentId}` });
  return sent;
}
