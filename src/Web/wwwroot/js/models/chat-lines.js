import { bookedText, visitLine } from "./visit-words.js";
import { closedLine, givenNames, isConsultants, limitText, modeText, shortName, specialist } from "./words.js";

// Turns a session's events into the lines of its chat, as one participant reads them.
export class ChatLines {
  #staff = new Map();
  #patient = null;
  #leg = null;
  #awaited = null;
  #documents = new Map();
  #added = new Map();

  // terms: see helpers/terms.js.
  constructor(me, terms) {
    this.me = me;
    this.terms = terms;
    this.forPatient = me === "patient";
  }

  // More than two people have come to this talk: its lines need their authors.
  get several() {
    return this.#staff.size > 1;
  }

  // The same reader before the first event.
  anew() {
    return new this.constructor(this.me, this.terms);
  }

  // The lines of events that follow each other. A document that was sent in a message has that one line.
  of(events) {
    const lines = events.map((event) => this.line(event)).filter(Boolean);
    const told = new Set(lines.flatMap(({ instead }) => instead ?? []));
    return lines.filter(({ sequence }) => !told.has(sequence));
  }

  // {sequence, at, type: "own" | "other" | "note", text, who?, documents?, instead?: the sequences of earlier lines whose place it takes, link?}, or null for events that say nothing.
  line(event) {
    const data = event.data ?? {};
    if (event.kind === "legStarted") this.#begin(data);
    if (event.kind === "consentWithdrawn") this.#awaited = null;
    if (event.kind === "patientChosen") this.#patient = data.patient?.name ?? null;
    if (event.kind === "documentAdded") this.#add(event.sequence, data);
    if (event.kind === "message") return { ...stamp(event), type: event.by === this.me ? "own" : "other", text: data.text ?? "", who: this.#authorOf(event.by), ...this.#documentsOf(data) };
    const text = this.#notes[event.kind]?.(data, event);
    return text ? { ...stamp(event), type: "note", text, link: linkOf(event, this.forPatient) } : null;
  }

  #begin(data) {
    this.#staff.set(data.staff.participantId, data.staff);
    this.#leg = data.kind;
    this.#awaited = null;
  }

  // From the doctors' queue back to the consultants' there is a way without a talk: no doctor was there (S3.3).
  #waitText(queue) {
    const before = this.#awaited;
    this.#awaited = queue;
    const inVain = before && !isConsultants(before) && isConsultants(queue);
    return inVain ? `На линии не оказалось ${specialist(before).of}: снова ожидание медконсультанта` : `Ожидание ${specialist(queue).of}`;
  }

  #notes = {
    opened: (data) => `Обращение открыто: ${modeText(data.mode)}`,
    patientChosen: (data) => (data.patient ? `Помощь нужна: ${data.patient.name}` : null),
    loginChanged: () => (this.forPatient ? "Страховая компания изменила номер для входа" : "Страховая компания изменила номер для входа пациента. Разговор продолжится, когда пациент войдёт по новому номеру"),
    queued: (data) => (data.for ? this.#waitText(data.for) : this.forPatient ? "Ожидание врача, к которому вы записаны" : "Ожидание врача, к которому записан пациент"),
    legStarted: (data) => legText(data),
    consentRequested: (data) => (this.forPatient ? "Медконсультант просит согласие на обработку персональных данных" : linkText(data, "Ссылка на согласие") ?? "Согласие отправлено пациенту"),
    consentConfirmed: () => "Согласие на обработку персональных данных подтверждено",
    consentDeclined: () => (this.forPatient ? "Вы не согласились на обработку персональных данных" : "Пациент не согласен на обработку персональных данных"),
    transferred: (data) => (data.to ? transferText(data) : "Медконсультант переводит вас к другому специалисту"),
    companionLeft: (data) => `${this.#nameOf(data.participantId)} выходит из разговора`,
    modeChanged: (data) => `Способ связи: ${modeText(data.mode)}`,
    dropped: (data) => (data.participantId === this.me ? null : `${this.#nameOf(data.participantId)}: связь прервалась`),
    rejoined: (data) => (data.participantId === this.me ? null : `${this.#nameOf(data.participantId)}: снова на связи`),
    talkStarted: () => "Разговор по телефону начался",
    limitWarning: (data) => limitText(data.secondsLeft),
    legEnded: (data) => this.#endText(data.reason),
    documentAdded: (data) => `Добавлен документ: ${data.name}`,
    documentsAsked: (data) => [`Нужны документы: ${data.what}`, this.forPatient ? null : linkText(data, "Ссылка")].filter(Boolean).join(". "),
    documentsWaived: (data) => `Продолжаем без документов${data.reason ? `: ${data.reason}` : ""}`,
    appointmentAttached: (data) => bookedText(data.appointment),
    doctorUnanswered: (data) => (data.staff ? unansweredText(data.declined) : null),
    appointmentBooked: (data, event) => this.#visitText(data, event),
    appointmentMoved: (data, event) => this.#visitText(data, event),
    appointmentCancelled: (data, event) => this.#visitText(data, event),
    supervisorJoined: (data) => `Переписку видит старший смены: ${data.name}`,
    supervisorLeft: () => "Старший смены больше не видит переписку",
    raised: () => (this.forPatient ? "Вас пропускают вперёд очереди" : "Старший смены пропускает обращение вперёд очереди"),
    lowered: () => (this.forPatient ? "Вы снова на своём месте в очереди" : "Старший смены вернул обращение на его место в очереди"),
    conclusionSigned: () => "Заключение готово",
    conclusionCorrected: () => "Врач исправил заключение",
    closed: (data) => closedLine(data.reason, this.forPatient, this.terms),
  };

  #visitText(visit, { kind }) {
    const text = visitLine(kind, visit);
    return this.forPatient ? text : text.replace("Вы записаны", "Пациент записан");
  }

  #add(sequence, data) {
    this.#documents.set(data.documentId, data);
    this.#added.set(data.documentId, sequence);
  }

  // A document from before this talk has a name in the Medcard only.
  #documentsOf({ documentIds = [] }) {
    if (documentIds.length === 0) return {};
    const instead = documentIds.map((documentId) => this.#added.get(documentId)).filter(Boolean);
    for (const documentId of documentIds) this.#added.delete(documentId);
    return { documents: documentIds.map((documentId) => this.#documents.get(documentId) ?? { documentId, name: "Документ", kind: null }), instead };
  }

  #endText(reason) {
    // After a talk with a consultant its closing says the same.
    if (this.#leg !== "consultation" && (reason === "ended" || reason === "left")) return null;
    switch (reason) {
      case "ended": return "Консультация врача завершена";
      case "limit": return "Время консультации вышло";
      case "left": return this.forPatient ? "Вы завершили консультацию" : "Пациент завершил консультацию";
      case "notReturned": return this.forPatient ? "Вам ответили, но вас не было на странице. Место в очереди сохранено" : "Пациент не вернулся на страницу вовремя. Его место в очереди сохранено";
      case "dropped": return "Специалист потерял связь, ищем замену";
      case "replaced": return "Этот специалист не может продолжить. Разговор продолжит другой, соединяем";
      default: return null;
    }
  }

  // Name and post, as the reader knows them.
  #authorOf(id) {
    if (id === "patient") return this.#patient ? `${shortName(this.#patient)}, пациент` : "Пациент";
    const staff = this.#staff.get(id);
    return staff ? `${givenNames(staff.name)}, ${specialist(staff.queue).short}` : null;
  }

  #nameOf(id) {
    if (id === "patient") return "Пациент";
    return this.#staff.get(id)?.name ?? "Специалист";
  }
}

function legText({ kind, staff }) {
  if (kind === "consultation") return `Консультация с ${specialist(staff.queue).with}: ${staff.name}`;
  return `${kind === "followUp" ? "Снова разговор" : "Разговор"} с медконсультантом: ${staff.name}`;
}

function transferText({ to, reason, overrideReason }) {
  const why = [reason, overrideReason && `не по возрасту: ${overrideReason}`].filter(Boolean).join("; ");
  return `Перевод к ${specialist(to).to}${why ? ` — ${why}` : ""}`;
}

function unansweredText(declined) {
  return `${declined ? "Врач сейчас не может ответить" : "Врач пока не отвечает"}: можно ждать дальше, выбрать другого врача или записать на другое время`;
}

// The number to which a caller on the phone got a link; null where the patient has a page.
const linkText = ({ maskedPhone }, what) => (maskedPhone ? `${what} отправлена по СМС на ${maskedPhone}` : null);

function linkOf(event, forPatient) {
  if (forPatient && event.kind.startsWith("appointment") && event.kind !== "appointmentAttached") return { href: "/calendar", text: "Календарь" };
  const id = event.data?.conclusionId;
  return (event.kind === "conclusionSigned" || event.kind === "conclusionCorrected") && id && forPatient ? { href: `/conclusions/${encodeURIComponent(id)}`, text: "Открыть" } : null;
}

function stamp({ sequence, at }) {
  return { sequence, at };
}
