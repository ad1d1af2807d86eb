import { Refusal } from "./refusal.js";

// Taking a consent back (S2.3): after one question; where a doctor is talking just now, after a second one.
export class ConsentWithdrawal {
  #post;
  #ask;
  #commandId;

  // post(path, body) as in helpers/http.js, ask(question) as in helpers/ask.js.
  constructor({ post, ask, commandId }) {
    this.#post = post;
    this.#ask = ask;
    this.#commandId = commandId;
  }

  // Answers whether the consent is taken back; false when the person thought better of it.
  async of(patientId, name) {
    const sure = await this.#ask({
      title: "Отозвать согласие?",
      text: `${name}: врачи больше не смогут консультировать, пока вы не подтвердите согласие снова. Прежние заключения останутся в разделе «Календарь».`,
      yes: "Отозвать согласие",
      no: "Не отзывать",
    });
    return sure && (await this.#withdrawn(patientId, false) || await this.#endingTheTalk(patientId));
  }

  async #endingTheTalk(patientId) {
    const sure = await this.#ask({
      title: "Сейчас идёт консультация врача",
      text: "Без согласия она сразу закончится, и разговор продолжит медконсультант. Вернуть эту консультацию будет нельзя.",
      yes: "Закончить и отозвать",
      no: "Не отзывать",
    });
    return sure && await this.#withdrawn(patientId, true);
  }

  // Another tap, another command: the first was answered with the warning.
  async #withdrawn(patientId, endConsultation) {
    try {
      await this.#post(`/api/patients/${encodeURIComponent(patientId)}/consent/withdraw`, { commandId: this.#commandId(), endConsultation });
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === "consultationRunning") return false;
      throw error;
    }
  }
}
