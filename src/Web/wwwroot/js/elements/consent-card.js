import { ask, tell } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon } from "../helpers/dom.js";
import { get } from "../helpers/http.js";
import { hub } from "../helpers/hub.js";

// The consent that the consultant sent: what it is about, its whole text on demand, and the answer (S2.3). Lies below the talk, which goes on. Event: "declined" {text}.
customElements.define("consent-card", class extends HTMLElement {
  #version = null;

  async ask(sessionId, version) {
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
        this.ask(sessionId, version);
      };
      this.replaceChildren(el("p", { text: "Не удалось открыть текст согласия." }), el("button", { type: "button", class: "button button-tonal", text: "Попробовать ещё раз", onclick: again }));
    }
  }

  #show(sessionId, text) {
    const confirm = el("button", { type: "button", class: "button", "data-testid": "consent-confirm", onclick: (event) => this.#confirm(event.currentTarget, sessionId, text.version) }, icon("shield-check"), "Подтвердить согласие");
    const read = el("button", { type: "button", class: "link", "data-testid": "consent-read", text: "Прочитать полностью", onclick: () => this.#read(text) });
    this.replaceChildren(
      el("h2", { text: text.title }),
      el("p", { class: "consent-short" }, "Чтобы врач мог вас консультировать, нужно согласие на обработку данных о вас и вашем здоровье. Отозвать его можно в любое время в разделе «Медкарты». ", read),
      el("div", { class: "row" }, confirm, el("button", { type: "button", class: "button button-plain", "data-testid": "consent-decline", text: "Не согласен", onclick: () => this.#decline(sessionId, text) })));
  }

  #confirm(button, sessionId, version) {
    const command = commandId();
    return busy(button, () => hub().command("ConfirmConsent", command, sessionId, version));
  }

  #read({ title, text }) {
    const paragraphs = text.split(/\r?\n\r?\n/).map((paragraph) => el("p", { text: paragraph.trim() }));
    tell({ title, content: [el("div", { class: "consent-text", tabindex: "0", "aria-label": "Текст согласия" }, ...paragraphs)], end: "Закрыть", translate: "no" });
  }

  async #decline(sessionId, text) {
    const sure = await ask({ title: "Не подтверждать согласие?", text: "Без согласия врач не может начать консультацию. Медконсультант прочитает ваш ответ и подскажет, что можно сделать без него.", yes: "Не подтверждать", no: "Вернуться" });
    if (!sure) return;
    this.dispatchEvent(new CustomEvent("declined", { detail: { text: "Я не согласен на обработку персональных данных." } }));
    this.replaceChildren(el("p", { class: "consent-short", "data-testid": "consent-declined" }, "Согласие не подтверждено: врач не сможет начать консультацию. ",
      el("button", { type: "button", class: "link", text: "Подтвердить всё-таки", onclick: () => this.#show(sessionId, text) })));
  }
});
