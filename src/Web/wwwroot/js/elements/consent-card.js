import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon } from "../helpers/dom.js";
import { get } from "../helpers/http.js";
import { hub } from "../helpers/hub.js";

// The consent that the consultant sent: its text, and the button that confirms it (S2.3).
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
    const confirm = el("button", { type: "button", class: "button", "data-testid": "consent-confirm" }, icon("shield-check"), "Подтвердить согласие");
    confirm.addEventListener("click", () => {
      const command = commandId();
      busy(confirm, () => hub().command("ConfirmConsent", command, sessionId, text.version));
    });
    this.replaceChildren(
      el("h2", { text: text.title }),
      el("div", { class: "consent-text", tabindex: "0", "aria-label": "Текст согласия" }, ...text.text.split(/\r?\n\r?\n/).map((paragraph) => el("p", { text: paragraph.trim() }))),
      el("p", { class: "quiet", text: "Без согласия врач не может начать консультацию." }),
      confirm);
    this.scrollIntoView({ block: "nearest" });
  }
});
