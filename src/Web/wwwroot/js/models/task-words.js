import { taskTitle, visitTime } from "./visit-words.js";
import { capital, shortName } from "./words.js";

// The words of tasks about bookings: what becomes of their SMS, how the platform ended some, and what closing one means.

const failures = { refused: "номер не принимает СМС", expired: "оператор связи не ответил вовремя", uncertain: "неизвестно, дошла ли она" };

// {text, warns} of the SMS of a task; null where there is none. time: how an instant is written.
export function smsText(sms, time) {
  if (!sms) return null;
  if (sms.state === "failed") return { warns: true, text: `Не удалось сообщить: СМС в\u00a0${time(sms.at)}, ${failures[sms.why] ?? failures.uncertain}` };
  return sms.state === "late"
    ? { warns: true, text: `СМС не уходит с\u00a0${time(sms.at)}: оператор связи не отвечает. Сообщите сами` }
    : { warns: false, text: "Отправляем СМС, ждём ответа оператора связи" };
}

const ends = {
  toldBySms: "сообщили по СМС: никто не успел позвонить",
  untold: "пациенту не сообщили: приём уже начался",
  unanswered: "без ответа до начала приёма, пациент об этом узнал",
  unplanned: "другое время не нашли до начала приёма",
};

// «Сообщить об отмене, Иванова Анна, 1 декабря в 14:00: сообщили по СМС: никто не успел позвонить».
export const endedText = ({ appointment, patientName, how }) =>
  `${[taskTitle(appointment), patientName && shortName(patientName), visitTime(appointment.startsAt)].filter(Boolean).join(", ")}. ${capital(ends[how] ?? "закрыта")}`;

const ways = { call: "на платформе", phone: "по телефону" };

const closings = {
  appointment: {
    done: ({ appointment }) => ["Пациенту сообщили?", `Задача закроется, в записи останется: вы сообщили ${ways[appointment.tellBy] ?? "пациенту"}.`, "Да, сообщили"],
    notReached: () => ["Отправить СМС?", "Пациент прочитает в ней время записи и что изменилось. Если СМС не дойдёт, задача вернётся.", "Отправить СМС"],
    notNeeded: () => ["Не сообщать пациенту?", "Задача закроется, и пациенту никто не сообщит.", "Не сообщать"],
  },
  wish: { done: () => ["Пациенту ответили?", "Задача закроется, запись останется, как есть.", "Да, ответили"] },
  unplanned: {
    done: () => ["Вопрос решён?", "Задача закроется, запись останется, как есть.", "Да, решён"],
    notNeeded: () => ["Закрыть задачу?", "Запись вне графика врача останется, как есть.", "Закрыть задачу"],
  },
  callback: {
    done: () => ["Поговорили с пациентом?", "Задача закроется.", "Да, поговорили"],
    notReached: () => ["Не дозвонились?", "Задача закроется, и перезванивать больше никто не будет. Чтобы попробовать ещё раз, оставьте её и вернитесь позже.", "Закрыть задачу"],
    notNeeded: () => ["Закрыть задачу?", "Пациенту никто не перезвонит.", "Закрыть задачу"],
  },
};

// {title, text, yes} of the question before a task is closed: there is no way back.
export function closingOf(task, outcome) {
  const [title, text, yes] = (closings[task.kind]?.[outcome] ?? closings.callback.notNeeded)(task);
  return { title, text, yes };
}

// Whether the patient's wish is another one than its holder took: it is read and taken again before it is answered.
export const isChanged = (task) => task.kind === "wish" && Boolean(task.claimedAt) && Boolean(task.askedAgainAt) && Date.parse(task.askedAgainAt) > Date.parse(task.claimedAt);
