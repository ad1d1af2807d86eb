import { forMinutes, peopleForm } from "./plurals.js";
import { nobodyOnDuty, specialist } from "./words.js";

// The news for a waiting patient about the place in the queue; `update` is null until the first one arrives.
export class QueuePlace {
  // ringing: a specialist is being called right now; returned: the doctor's consultation is over; callback: «Перезвоните мне» was accepted; sentBack: the queue of the doctors of whom none was there, or null; missed: a specialist waited for the patient in vain.
  constructor(queue, update = null, { ringing = false, returned = false, callback = false, sentBack = null, missed = false } = {}) {
    this.queue = queue;
    this.update = update;
    // The last offer may still seem to ring when nobody is on duty any more.
    this.ringing = ringing && !this.uncovered;
    this.returned = returned;
    this.sentBack = sentBack;
    this.missed = missed;
    this.callback = callback && this.uncovered;
  }

  get known() {
    return this.update !== null && this.update.covered;
  }

  get uncovered() {
    return this.update?.covered === false;
  }

  // The place in one sentence of three sizes: «Перед вами» 2 «человека».
  get sentence() {
    // A booked doctor has no queue.
    if (!this.queue) return { before: "Ждём", count: "", after: "вашего врача" };
    if (this.ringing) return { before: "Сейчас", count: "", after: "ответят" };
    if (this.uncovered) return { before: "Ждём", count: "", after: "специалиста" };
    if (!this.known) return { before: "Узнаём место", count: "", after: "в очереди" };
    const ahead = Math.max(0, (this.update.position ?? 1) - 1);
    return ahead === 0 ? { before: "Вы", count: "", after: "следующий" } : { before: "Перед вами", count: String(ahead), after: peopleForm(ahead) };
  }

  // Says that nobody is on duty; empty where somebody is.
  get nobody() {
    return this.uncovered ? `${nobodyOnDuty(this.queue)}.` : "";
  }

  get title() {
    if (this.callback) return "Мы вам перезвоним";
    if (this.missed && !this.ringing) return "Место сохранено";
    if (this.returned) return "Консультация окончена";
    return this.ringing ? `Звоним ${specialist(this.queue).to}…` : `Соединяем с ${specialist(this.queue).with}`;
  }

  get estimate() {
    if (this.missed) return `Вам ответили, но вас не было на странице. ${this.ringing ? "" : "Ответит первый, кто освободится. "}${this.#expected}`.trim();
    if (this.returned) return "Медконсультант подскажет, что дальше.";
    return this.sentBack ? `${nobodyOnDuty(this.sentBack)}. Медконсультант подскажет, как быть. ${this.#expected}`.trim() : this.#expected;
  }

  get #expected() {
    if (this.ringing) return "";
    const expected = this.update?.estimatedWaitSeconds;
    if (!this.known || expected === null || expected === undefined) return "";
    return expected < 60 ? "Ответят меньше чем через минуту." : `Ответят примерно через ${forMinutes(Math.round(expected / 60))}.`;
  }

  // The step of the way through the clinic that comes after this wait.
  stepAfter(phase) {
    if (phase === "waitingForDoctor") return "doctor";
    return this.returned ? "after" : "consultant";
  }
}
