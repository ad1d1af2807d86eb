import { forMinutes, peopleForm } from "./plurals.js";

const awaited = {
  consultant: { to: "медконсультантом", nobody: "Сейчас нет медконсультанта на линии" },
  therapist: { to: "дежурным терапевтом", nobody: "Сейчас нет дежурного терапевта на линии" },
  paediatrician: { to: "дежурным педиатром", nobody: "Сейчас нет дежурного педиатра на линии" },
};

// What a waiting patient is told about the place in the queue; `update` is null until the first one arrives.
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
    if (this.uncovered) return awaited[this.queue].nobody;
    if (!this.known) return "Узнаём место в очереди…";
    return this.ahead === 0 ? "Вы следующий" : `Перед вами ${this.ahead} ${this.aheadForm}`;
  }

  get title() {
    return `Соединяем с ${awaited[this.queue].to}`;
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
