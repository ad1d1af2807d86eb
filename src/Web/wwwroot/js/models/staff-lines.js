import { ChatLines } from "./chat-lines.js";

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
    signedIn: () => "Пациент вошёл по своему номеру",
    identified: () => "Личность подтверждена по полису",
    consentWithdrawn: () => "Пациент отозвал согласие на обработку персональных данных",
    transferred: (data, event) => (data.to === "consultant" ? `${this.#names.get(event.by) ?? "Медконсультант"} передаёт обращение другому медконсультанту — ${data.reason}` : null),
    closed: (data) => (data.reason === "continuedElsewhere" ? "Пациент уже ждёт в другом обращении — оно продолжится там" : null),
  };
}
