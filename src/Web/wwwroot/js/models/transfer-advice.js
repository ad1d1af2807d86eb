import { forMinutes, peopleForm, years } from "./plurals.js";
import { visitTime } from "./visit-words.js";
import { doctorText, isConsultants, nobodyOnDuty, shortName } from "./words.js";

// The advice for a consultant before transferring this person to this kind of doctor (S3.2, S3.3).
export class TransferAdvice {
  // `meOnDuty`: the consultant who asks is one of those on duty, and of no help to oneself. now: of the platform.
  // consent: as in the session's view. awaited: the documents that the patient was asked for and has not added yet, or null.
  constructor(to, card, coverage, consent, meOnDuty = false, now = Date.now(), awaited = null) {
    this.to = to;
    this.now = now;
    this.meOnDuty = meOnDuty;
    this.card = card;
    this.coverage = coverage;
    this.consent = consent;
    this.awaited = awaited;
  }

  get toColleague() {
    return isConsultants(this.to);
  }

  get onDuty() {
    const all = this.coverage?.onDuty ?? null;
    return all !== null && this.toColleague && this.meOnDuty ? Math.max(0, all - 1) : all;
  }

  get waiting() {
    return this.coverage?.waiting ?? 0;
  }

  // The names of those on duty, in words; empty where nobody is, or their names are not known.
  get namesText() {
    const names = (this.coverage?.names ?? []).map((name) => shortName(name));
    if (this.toColleague || names.length === 0) return "";
    const others = this.onDuty - names.length;
    return `На линии: ${names.join(", ")}${others > 0 ? ` и ещё ${others}` : ""}.`;
  }

  get nobody() {
    return this.onDuty === 0;
  }

  get nobodyText() {
    if (!this.nobody) return "";
    return this.toColleague ? "Другого медконсультанта на линии нет: пациент подождёт, и вызов может вернуться к вам." : `${nobodyOnDuty(this.to)}: пациент будет ждать в очереди. Предупредите его.`;
  }

  get waitingText() {
    return this.waiting > 0 ? `В этой очереди уже ${this.waiting} ${peopleForm(this.waiting)}.` : "";
  }

  // Everybody on duty finishes a conclusion: present, and with no time for anybody.
  get writing() {
    return !this.nobody && this.onDuty > 0 && (this.coverage.wrappingUp ?? 0) >= this.coverage.onDuty;
  }

  // Everybody on duty waits for a booked patient, and takes no urgent one before.
  get keptFree() {
    return !this.nobody && this.onDuty > 0 && (this.coverage.keptFree ?? 0) >= this.coverage.onDuty;
  }

  // How soon somebody answers, where nobody can at once.
  get busyText() {
    if (this.nobody || this.onDuty === null) return "";
    if (this.writing) return `${this.onDuty === 1 ? "Врач на линии оформляет заключение и освободится" : "Все врачи на линии оформляют заключения; первый освободится"} ${this.#inTime}.`;
    if (this.keptFree) return `${this.onDuty === 1 ? "Врач на линии ждёт пациента" : "Все врачи на линии ждут пациентов"} по записи, ближайшая ${visitTime(this.coverage.keptFreeFor)}: срочная консультация могла бы не закончиться вовремя. Пациент подождёт, пока врач освободится.`;
    const seconds = this.toColleague ? 0 : this.coverage.estimatedWaitSeconds ?? 0;
    return seconds > 60 ? `Сейчас все заняты: ответят примерно через ${forMinutes(Math.round(seconds / 60))}.` : "";
  }

  get #inTime() {
    const left = Date.parse(this.coverage.wrapUpEndsAt ?? "") - this.now;
    return left > 0 ? `не позже чем через ${forMinutes(Math.ceil(left / 60_000))}` : "с минуты на минуту";
  }

  // Against the age rule, or under one year, where there is no rule: a recorded reason is demanded.
  get needsOverride() {
    return !this.toColleague && Boolean(this.card) && this.card.doctor !== this.to;
  }

  get overrideText() {
    if (!this.needsOverride) return "";
    if (!this.card.doctor) return "Пациенту меньше года: укажите, почему выбран этот врач.";
    return `Пациенту ${years(this.card.ageYears)}: по возрасту положен ${doctorText(this.card.doctor)}. Укажите, почему выбран ${doctorText(this.to)}.`;
  }

  // A doctor is not asked until the documents are there or waived (S3.8).
  get awaits() {
    return !this.toColleague && this.awaited !== null;
  }

  get awaitedText() {
    return this.awaits ? `Ждём от пациента: «${this.awaited}». Перевод откроется сам, как только появится хотя бы один новый документ. Без документов можно продолжить, указав причину.` : "";
  }

  get dutyText() {
    if (this.awaits) return "ждём документы";
    if (this.onDuty === null) return "";
    if (this.writing) return this.onDuty === 1 ? "оформляет заключение" : "оформляют заключения";
    if (this.keptFree) return this.onDuty === 1 ? "ждёт по записи" : "ждут по записи";
    const [only] = this.coverage.names ?? [];
    return this.nobody ? "никого на линии" : `на линии: ${this.onDuty === 1 && only && !this.toColleague ? shortName(only) : this.onDuty}`;
  }

  // Why the transfer would be refused, told before it is tried.
  get obstacle() {
    if (this.toColleague) return null;
    if (!this.card) return "Сначала нужно выбрать, кому нужна помощь.";
    if (!this.card.policy?.validToday) return "Нет действующего полиса: возможна только консультация медконсультанта.";
    if (this.consent?.confirmed) return null;
    if (this.consent?.declined) return "Пациент не согласен на обработку персональных данных: врач не может начать консультацию.";
    return "Сначала нужно согласие на обработку персональных данных.";
  }
}
