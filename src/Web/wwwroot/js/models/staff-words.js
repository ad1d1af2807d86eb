import { plural, years } from "./plurals.js";

const modes = { chat: "чат", audio: "аудиосвязь", video: "видеосвязь", phone: "телефон" };
const phases = {
  waitingForConsultant: "ждёт медконсультанта",
  intake: "первый разговор",
  waitingForDoctor: "ждёт врача",
  consultation: "консультация",
  followUp: "после врача",
  closed: "закрыто",
};
const legs = { intake: "Новый вызов", consultation: "Перевод от медконсультанта", followUp: "Возврат после врача" };
const doctors = { therapist: "терапевт", paediatrician: "педиатр" };
const dutyReasons = {
  offersMissed: "Вы переведены на перерыв: два вызова подряд остались без ответа.",
  wrapUpOver: "Оформление закончено: вы снова на линии.",
  consultationEnded: "Консультация окончена. Время на оформление заключения.",
};

export const modeText = (mode) => modes[mode] ?? mode;
export const phaseText = (phase) => phases[phase] ?? phase;
export const legText = (kind) => legs[kind] ?? "Новый вызов";
export const doctorText = (queue) => doctors[queue] ?? "врача выбирает медконсультант";
export const dutyReasonText = (why) => dutyReasons[why] ?? null;
export const ageText = (card) => `${card.ageYears < 1 ? "меньше года" : years(card.ageYears)} → ${doctorText(card.doctor)}`;
export const shortName = (name) => (name ? name.split(" ").slice(0, 2).join(" ") : "Без входа");

// How long somebody or something waits, in the largest unit that says enough: 12 мин, 3 ч, 2 дня.
export function waitText(minutesLong) {
  if (minutesLong < 60) return `${Math.max(1, minutesLong)}\u00a0мин`;
  const hours = Math.floor(minutesLong / 60);
  if (hours < 48) return `${hours}\u00a0ч`;
  const days = Math.floor(hours / 24);
  return `${days}\u00a0${plural(days, "день", "дня", "дней")}`;
}

export const minutesBetween = (instant, now) => Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));

const overdueMinutes = 24 * 60;

// How long a conclusion waits for its signature; a day is the most (S6).
export function unsignedText(entry, now) {
  const age = minutesBetween(entry.closedAt ?? entry.openedAt, now);
  const overdue = age >= overdueMinutes;
  return { overdue, text: overdue ? `просрочено: ${waitText(age)} без подписи` : `не подписано ${waitText(age)}` };
}

export const policyText = (policy) => (policy?.validToday ? "полис действует" : policy ? "полис не действует" : "нет полиса");
