import { years } from "./plurals.js";

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
