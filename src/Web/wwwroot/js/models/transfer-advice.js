import { years } from "./plurals.js";

const names = { therapist: "терапевт", paediatrician: "педиатр" };

// What a consultant has to know before transferring this person to this kind of doctor (S3.2, S3.3).
export class TransferAdvice {
  constructor(to, card, coverage, consentConfirmed) {
    this.to = to;
    this.card = card;
    this.coverage = coverage;
    this.consentConfirmed = consentConfirmed;
  }

  get onDuty() {
    return this.coverage?.onDuty ?? null;
  }

  get nobody() {
    return this.onDuty === 0;
  }

  get expected() {
    return Boolean(this.card) && this.card.doctor === this.to;
  }

  // Against the age rule, or under one year, where there is no rule: a recorded reason is demanded.
  get needsOverride() {
    return Boolean(this.card) && this.card.doctor !== this.to;
  }

  get overrideText() {
    if (!this.needsOverride) return "";
    if (!this.card.doctor) return "Пациенту меньше года: укажите, почему выбран этот врач.";
    return `Пациенту ${years(this.card.ageYears)}: по возрасту положен ${names[this.card.doctor]}. Укажите, почему выбран ${names[this.to]}.`;
  }

  get dutyText() {
    if (this.onDuty === null) return "";
    return this.nobody ? "никого на линии" : `на линии: ${this.onDuty}`;
  }

  // Why the transfer would be refused, told before it is tried.
  get obstacle() {
    if (!this.card) return "Сначала нужно выбрать, кому нужна помощь.";
    if (!this.card.policy?.validToday) return "Нет действующего полиса: возможна только консультация медконсультанта.";
    if (!this.consentConfirmed) return "Сначала нужно согласие на обработку персональных данных.";
    return null;
  }
}
