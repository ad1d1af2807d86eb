import { ask, dialogForm, openDialog } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon, nodesOf } from "../helpers/dom.js";
import { get } from "../helpers/http.js";
import { hub } from "../helpers/hub.js";

// The consent that the consultant sent: what it is about, and the answer (S2.3). It is confirmed below its whole text, which opens over the talk; the card lies below the talk, which goes on. Event: "declined" {text}.
customElements.define("consent-card", class extends HTMLElement {
  #version = null;
  #by = null;

  // by: the one who has to confirm it; null where nobody knows, and a representative says their name.
  async ask(sessionId, version, by = null) {
    this.#by = by;
    if (this.#version === version) return;
    this.#version = version;
    this.hidden = !version;
    if (!version) return;
    this.replaceChildren(el("p", { class: "quiet", text: "Открываем текст согласия…" }));
    try {
      const text = await get(`/api/consents/${encodeURIComponent(version)}`);
      if (this.#version === version) this.#show(sessionId, text);
    } catch {
      const again = () => {
        this.#version = null;
        this.ask(sessionId, version, this.#by);
      };
      this.replaceChildren(el("p", { text: "Не удалось открыть текст согласия." }), el("button", { type: "button", class: "button button-tonal", text: "Попробовать ещё раз", onclick: again }));
    }
  }

  #show(sessionId, text) {
    const read = el("button", { type: "button", class: "button", "data-testid": "consent-read", onclick: (event) => this.#read(event.currentTarget, sessionId, text) }, icon("shield-check"), "Прочитать и подтвердить");
    this.replaceChildren(
      el("h2", { text: text.title }),
      el("p", { class: "consent-short", text: "Чтобы врач мог вас консультировать, нужно согласие на обработку данных о вас и вашем здоровье. Отозвать его можно в любое время в разделе «Медкарты»." }),
      el("div", { class: "row" }, read, el("button", { type: "button", class: "button button-plain", "data-testid": "consent-decline", text: "Не согласен", onclick: () => this.#decline(sessionId, text) })));
  }

  async #read(button, sessionId, { title, html, version }) {
    const name = el("input", { id: "consent-representative", class: "input", type: "text", autocomplete: "name", maxlength: "200", "data-testid": "consent-representative" });
    const signer = this.#by
      ? el("p", { class: "quiet", "data-testid": "consent-by", text: `Подтверждает: ${this.#by}` })
      : el("div", { class: "field" }, el("label", { for: name.id, text: "Фамилия, имя, отчество законного представителя" }), name);
    const form = dialogForm(title,
      el("div", { class: "consent-text", tabindex: "0", "aria-label": "Текст согласия" }, ...nodesOf(html)),
      signer,
      el("div", { class: "row row-end" },
        el("button", { type: "submit", value: "", class: "button button-plain", text: "Закрыть" }),
        el("button", { type: "submit", value: "confirm", class: "button", "data-testid": "consent-confirm" }, icon("shield-check"), "Подтвердить согласие")));
    if (await openDialog(form, { translate: "no" }) !== "confirm") return;
    const command = commandId();
    const answer = this.#by ? version : { textVersion: version, representative: name.value.trim() };
    await busy(button, () => hub().command("ConfirmConsent", command, sessionId, answer));
  }

  async #decline(sessionId, text) {
    const sure = await ask({ title: "Не подтверждать согласие?", text: "Без согласия врач не может начать консультацию. Медконсультант прочитает ваш ответ и подскажет, что можно сделать без него.", yes: "Не подтверждать", no: "Вернуться" });
    if (!sure) return;
    this.dispatchEvent(new CustomEvent("declined", { detail: { text: "Я не согласен на обработку персональных данных." } }));
    this.replaceChildren(el("p", { class: "consent-short", "data-testid": "consent-declined" }, "Согласие не подтверждено: врач не сможет начать консультацию. ",
      el("button", { type: "button", class: "link", text: "Подтвердить всё-таки", onclick: () => this.#show(sessionId, text) })));
  }
});
