import { ChatLines } from "./chat-lines.js";
import { minutes, plural } from "./plurals.js";
import { isConsultants } from "./words.js";

const checks = { browser: "браузер", microphone: "микрофон", camera: "камера", sound: "звук", speed: "скорость", server: "связь с сервером", relay: "соединение для звонка" };

// A session's chat as staff read it: also what only staff are told.
export class StaffLines extends ChatLines {
  #names = new Map();

  line(event) {
    const data = event.data ?? {};
    if (event.kind === "legStarted") this.#names.set(data.staff.participantId, data.staff.name);
    const text = this.#own[event.kind]?.(data, event);
    return text ? { sequence: event.sequence, at: event.at, type: "note", text, link: null } : super.line(event);
  }

  #own = {
    signInCodeSent: (data) => `Код для входа отправлен на ${data.maskedPhone}`,
    returned: (data) => (data.startedAt ? "Пациент вернулся на страницу" : null),
    signedIn: () => "Пациент вошёл по своему номеру",
    identified: () => "Личность подтверждена по полису",
    consentWithdrawn: () => "Пациент отозвал согласие на обработку персональных данных",
    transferred: (data, event) => (isConsultants(data.to) ? `${this.#names.get(event.by) ?? "Медконсультант"} передаёт обращение другому медконсультанту — ${data.reason}` : null),
    connectionChecked: (data) => checkText(data),
    callRecord: (data, event) => (data.stage === "connected" ? null : callText(data, event.by === "patient" ? "у пациента" : "у специалиста")),
  };
}

function checkText({ browser, results = [] }) {
  const bad = results.filter((one) => one.outcome !== "pass").map((one) => `${checks[one.check] ?? one.check}: ${one.detail}`);
  return `Проверка связи перед вызовом (${browser}): ${bad.length === 0 ? "всё в порядке" : bad.join("; ")}`;
}

// The line on a call afterwards tells only what went wrong: a good one needs no line.
function callText({ stage, seconds, drops, recoveries, lossPercent }, where) {
  if (stage === "failed") return null;
  const troubles = [
    drops > 0 && `${drops} ${plural(drops, "обрыв", "обрыва", "обрывов")}, восстановлено ${recoveries}`,
    lossPercent >= 3 && `потери ${String(lossPercent).replace(".", ",")}\u00a0%`,
  ].filter(Boolean);
  return troubles.length === 0 ? null : `Звонок ${seconds < 60 ? "меньше минуты" : minutes(Math.round(seconds / 60))}, ${where}: ${troubles.join(", ")}`;
}
