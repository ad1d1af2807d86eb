import { busy } from "../helpers/busy.js";
import { el, icon } from "../helpers/dom.js";
import { clock } from "../helpers/hub.js";
import { workInDialog, writeInDialog } from "../helpers/working-dialog.js";
import { timeText } from "../helpers/times.js";
import { PhoneNumber } from "../models/phone-number.js";
import { isChanged, smsText } from "../models/task-words.js";
import { delays, patientTime, taskTitle, tellText, visitDoctor, visitTime } from "../models/visit-words.js";
import { shortName } from "../models/words.js";
import { finishing } from "./finish-task.js";

const maxWords = 300;

// cities: names of zones, by which the patient's place is named. A task about a booking: to tell the patient (S4.2), the patient's wish (S4.6), or a booking that nobody keeps.
export function bookingTask(task, mine, book, cities) {
  const { appointment: visit, phone } = task;
  const [tell, there, sms] = [tellText(visit), patientTime(visit, cities), smsText(task.sms, timeText)];
  return {
    testId: `task-${task.kind}`,
    image: icon(tell ? "bell" : "calendar"),
    lines: [
      el("h3", { class: "room-name", text: taskTitle(visit) }),
      el("p", { class: "room-about", text: task.patientName ? shortName(task.patientName) : "Пациент" }),
      el("p", { class: "room-about", "data-testid": "task-visit", text: `${visit.formerStartsAt ? `${visitTime(visit.formerStartsAt)} → ` : ""}${visitTime(visit.startsAt, visit.zone)}` }),
      there ? el("p", { class: "room-about", "data-testid": "task-patient-time", text: there }) : null,
      el("p", { class: "room-about", text: visitDoctor(visit) }),
      sms ? el("p", { class: `room-about${sms.warns ? " room-warning" : ""}`, "data-testid": "task-sms", text: sms.text }) : null,
      isChanged(task) ? el("p", { class: "room-about room-warning", "data-testid": "task-changed", text: `Пациент изменил просьбу в\u00a0${timeText(task.askedAgainAt)}` }) : null,
      tell && visit.documents ? el("p", { class: "task-words", "data-testid": "task-documents", text: `Добавить в Медкарту: ${visit.documents}` }) : null,
      tell ? el("p", { class: "room-about", "data-testid": "task-way", text: `Сообщить ${tell}` }) : null,
      visit.words ? el("p", { class: "task-words", "data-testid": "task-words", text: `«${visit.words}»` }) : null,
      tell && visit.tellBy === "call" ? el("call-patient", { class: "row", "data-patient": visit.patientId, "data-appointment": visit.appointmentId, "data-name": task.patientName ? shortName(task.patientName) : "Пациент" }) : null,
      phone ? el("a", { class: "task-phone", href: `tel:${phone}`, text: new PhoneNumber(phone).masked }) : null,
    ],
    act: el("div", { class: "task-outcomes", role: "group", "aria-label": "Что сделать" }, ...(mine ? held(task, book) : [claiming(task, book)]), opening(visit)),
  };
}

function held(task, book) {
  // Whoever holds a wish answers the one that they took.
  if (isChanged(task)) return [button("task-again", "Прочитать и взять снова", (node) => busy(node, () => book.claim(task.taskId)))];
  const [waits, failed] = [task.sms && task.sms.state !== "failed", task.sms?.state === "failed"];
  const outcomes = {
    appointment: [["done", "Сообщено"], ...(waits ? [] : [["notReached", failed ? "СМС ещё раз" : "Не дозвонились: СМС"]]), ["notNeeded", "Не требуется"]],
    unplanned: [["done", "Решено"], ["notNeeded", "Не требуется"]],
    wish: failed ? [["done", "Ответили сами"]] : [],
  }[task.kind] ?? [];
  return [
    ...outcomes.map(([outcome, text]) => finishing(task, outcome, text, book)),
    ...(task.kind === "wish" ? [button("task-decline", "Отказать", () => decline(task, book))] : []),
    button("task-later", "Позже", () => putOff(task, book)),
  ];
}

const claiming = (task, book) => button("task-claim", "Взять", (node) => busy(node, () => book.claim(task.taskId)), { "aria-label": `Взять: ${taskTitle(task.appointment).toLowerCase()}` });

const opening = ({ appointmentId }) => el("a", { class: "button button-small button-plain", "data-testid": "task-open", href: `/staff/booking?appointment=${encodeURIComponent(appointmentId)}`, target: "_blank", rel: "noopener", text: "Открыть запись" });

function button(testId, text, act, props = {}) {
  const node = el("button", { type: "button", class: "button button-small button-tonal", "data-testid": testId, text, ...props });
  node.addEventListener("click", () => act(node));
  return node;
}

const decline = (task, book) => writeInDialog({
  title: "Отказать пациенту",
  hint: "Эти слова придут пациенту по СМС. Запись останется, как есть.",
  maxlength: maxWords,
  missing: "Напишите пациенту, почему.",
  testId: "decline-words",
  yes: { text: "Отправить", testId: "decline-send" },
  work: (words) => book.decline(task.taskId, words),
});

// Asks when to try again; from then on the task comes before the others.
function putOff(task, book) {
  const choices = delays.map(([text, ms], at) => el("label", { class: "option" }, el("input", { type: "radio", name: "delay", value: String(ms), checked: at === 0 }), el("span", {}, el("strong", { text: `Через ${text}` }))));
  const group = el("fieldset", { class: "options" }, el("legend", { class: "visually-hidden", text: "Когда вернуться к задаче" }), ...choices);
  const at = el("input", { class: "input", type: "datetime-local", id: "later-at", "data-testid": "later-at" });
  return workInDialog({
    title: "Когда вернуться к задаче?",
    content: [group, el("div", { class: "field" }, el("label", { for: "later-at", text: "Или в точное время, как договорились" }), at)],
    first: group.querySelector("input"),
    yes: { text: "Отложить", testId: "later-save" },
    // A time that is typed there is the reader's own.
    work: () => book.postpone(task.taskId, (at.value ? new Date(at.value) : new Date(clock.now() + Number(group.querySelector("input:checked").value))).toISOString()),
  });
}
