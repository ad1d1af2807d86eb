import { forMinutes, peopleForm } from "./plurals.js";
import { nobodyOnDuty, specialist } from "./words.js";

// The news for a waiting patient about the place in the queue; `update` is null until the first one arrives.
export class QueuePlace {
  constructor(queue, update = null) {
    this.queue = queue;
    this.update = update;
  }

  get known() {
    return this.update !== null && this.update.covered;
  }

  get uncovered() {
    return this.update?.covered === false;
  }

  get ahead() {
    return Math.max(0, (this.update?.position ?? 1) - 1);
  }

  get aheadForm() {
    return peopleForm(this.ahead);
  }

  get headline() {
    if (this.uncovered) return nobodyOnDuty(this.queue);
    if (!this.known) return "Узнаём место в очереди…";
    return this.ahead === 0 ? "Вы следующий" : `Перед вами ${this.ahead} ${this.aheadForm}`;
  }

  get title() {
    return `Соединяем с ${specialist(this.queue).with}`;
  }

  get estimate() {
    const expected = this.update?.estimatedWaitSeconds;
    if (!this.known || expected === null || expected === undefined) return "";
    return expected < 60 ? "Ответят меньше чем через минуту." : `Ответят примерно через ${forMinutes(Math.round(expected / 60))}.`;
  }

  // How much of the ring is drawn: fuller as the turn comes nearer.
  get share() {
    return this.known ? 0.9 / (1 + this.ahead / 2) : 0.12;
  }
}
