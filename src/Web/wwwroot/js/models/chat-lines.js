import { minutes, seconds } from "./plurals.js";

const modes = { chat: "чат", audio: "аудиосвязь", video: "видеосвязь", phone: "звонок по телефону" };
const specialists = {
  consultant: { of: "медконсультанта", to: "медконсультанту", with: "медконсультантом" },
  therapist: { of: "дежурного терапевта", to: "дежурному терапевту", with: "дежурным терапевтом" },
  paediatrician: { of: "дежурного педиатра", to: "дежурному педиатру", with: "дежурным педиатром" },
};
const closings = {
  completed: "Обращение завершено",
  cancelledByPatient: "Пациент завершил обращение",
  noConnection: "Консультация закрыта: не удалось соединиться за 15 минут",
  noService: "Обращение закрыто: услуга не может быть оказана",
  continuedElsewhere: "Разговор продолжится в другом обращении",
  staffClosed: "Обращение закрыто медконсультантом",
};

// Turns a session's events into the lines of its chat, as one participant reads them.
export class ChatLines {
  #staff = new Map();
  #leg = null;

  constructor(me) {
    this.me = me;
    this.forPatient = me === "patient";
  }

  // {sequence, at, type: "own" | "other" | "note", text, who?, link?}, or null for events that say nothing.
  line(event) {
    const data = event.data ?? {};
    if (event.kind === "legStarted") this.#begin(data);
    if (event.kind === "message") return { ...stamp(event), type: event.by === this.me ? "own" : "other", text: data.text ?? "", who: this.#staff.get(event.by)?.name ?? null };
    const text = this.#notes[event.kind]?.(data, event);
    return text ? { ...stamp(event), type: "note", text, link: linkOf(event, this.forPatient) } : null;
  }

  #begin(data) {
    this.#staff.set(data.staff.participantId, data.staff);
    this.#leg = data.kind;
  }

  #notes = {
    opened: (data) => `Обращение открыто: ${modes[data.mode] ?? data.mode}`,
    patientChosen: (data) => (data.patient ? `Помощь нужна: ${data.patient.name}` : null),
    queued: (data) => `Ожидание ${specialists[data.for].of}`,
    legStarted: (data) => legText(data),
    consentRequested: () => (this.forPatient ? "Медконсультант просит согласие на обработку персональных данных" : "Согласие отправлено пациенту"),
    consentConfirmed: () => "Согласие на обработку персональных данных подтверждено",
    transferred: (data) => (data.to ? transferText(data) : "Медконсультант переводит вас к другому специалисту"),
    companionLeft: (data) => `${this.#nameOf(data.participantId)} выходит из разговора`,
    modeChanged: (data) => `Способ связи: ${modes[data.mode] ?? data.mode}`,
    dropped: (data) => (data.participantId === this.me ? null : `${this.#nameOf(data.participantId)}: связь прервалась`),
    rejoined: (data) => (data.participantId === this.me ? null : `${this.#nameOf(data.participantId)}: снова на связи`),
    limitWarning: (data) => `До конца консультации ${data.secondsLeft >= 60 ? minutes(Math.round(data.secondsLeft / 60)) : seconds(data.secondsLeft)}`,
    legEnded: (data) => this.#endText(data.reason),
    conclusionSigned: () => "Заключение готово",
    closed: (data) => (this.forPatient && data.reason === "cancelledByPatient" ? "Вы завершили обращение" : closings[data.reason] ?? "Обращение закрыто"),
  };

  #endText(reason) {
    // After a talk with a consultant its closing says the same.
    if (this.#leg !== "consultation" && (reason === "ended" || reason === "left")) return null;
    switch (reason) {
      case "ended": return "Консультация врача завершена";
      case "limit": return "Время консультации вышло";
      case "left": return this.forPatient ? "Вы завершили консультацию" : "Пациент завершил консультацию";
      case "dropped": return "Специалист потерял связь, ищем замену";
      default: return null;
    }
  }

  #nameOf(id) {
    if (id === "patient") return "Пациент";
    return this.#staff.get(id)?.name ?? "Специалист";
  }
}

function legText({ kind, staff }) {
  if (kind === "consultation") return `Консультация с ${specialists[staff.queue]?.with ?? "врачом"}: ${staff.name}`;
  return `${kind === "followUp" ? "Снова разговор" : "Разговор"} с медконсультантом: ${staff.name}`;
}

function transferText({ to, reason, overrideReason }) {
  const why = [reason, overrideReason && `не по возрасту: ${overrideReason}`].filter(Boolean).join("; ");
  return `Перевод к ${specialists[to]?.to ?? "специалисту"}${why ? ` — ${why}` : ""}`;
}

function linkOf(event, forPatient) {
  const id = event.data?.conclusionId;
  return event.kind === "conclusionSigned" && id && forPatient ? { href: `/conclusions/${encodeURIComponent(id)}`, text: "Открыть" } : null;
}

function stamp({ sequence, at }) {
  return { sequence, at };
}
