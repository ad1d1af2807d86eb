import { ask } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { ConsentSigner } from "../helpers/consent-signer.js";
import { el, icon, nodesOf } from "../helpers/dom.js";
import { get } from "../helpers/http.js";
import { clock, hub } from "../helpers/hub.js";
import { workInDialog } from "../helpers/working-dialog.js";
import { adultsBeside, personText } from "../models/family.js";

// The consent that the consultant sent: what it is about, and the answer (S2.3). It is confirmed below its whole text, which opens over the talk; the card lies below the talk, which goes on, and stays after «Не согласен» for whoever thinks again.
customElements.define("consent-card", class extends HTMLElement {
  #asked = null;
  #text = null;

  // by: the one who has to confirm it; null where the records know nobody or several adults, and the representative says who they are. patient: whose consent it is.
  async ask(sessionId, { requested = null, declined = null, by = null }, patient = null) {
    Object.assign(this, { by, patient });
    const asked = requested && `${requested} ${declined === requested}`;
    if (this.#asked === asked) return;
    this.#asked = asked;
    this.hidden = !asked;
    if (!asked) return;
    const held = this.contains(document.activeElement);
    if (this.#text?.version !== requested) this.replaceChildren(el("p", { class: "quiet", text: "Открываем текст согласия…" }));
    try {
      if (this.#text?.version !== requested) this.#text = await get(`/api/consents/${encodeURIComponent(requested)}`);
      if (this.#asked !== asked) return;
      if (declined === requested) this.#showDeclined(sessionId, this.#text);
      else this.#show(sessionId, this.#text);
      // The pressed button is gone: the focus stays in the card.
      if (held) this.querySelector("button").focus();
    } catch {
      const again = () => {
        this.#asked = null;
        this.ask(sessionId, { requested, declined, by: this.by }, this.patient);
      };
      this.replaceChildren(el("p", { text: "Не удалось открыть текст согласия." }), el("button", { type: "button", class: "button button-tonal", text: "Попробовать ещё раз", onclick: again }));
    }
  }

  #show(sessionId, text) {
    this.replaceChildren(
      el("h2", { text: text.title }),
      el("p", { class: "consent-short", text: "Чтобы врач мог вас консультировать, нужно согласие на обработку данных о вас и вашем здоровье. Отозвать его можно в любое время в разделе «Медкарты»." }),
      el("div", { class: "row" },
        this.#reading("button", sessionId, text),
        el("button", { type: "button", class: "button button-plain", "data-testid": "consent-decline", text: "Не согласен", onclick: (event) => this.#decline(event.currentTarget, sessionId, text) })));
  }

  #showDeclined(sessionId, text) {
    this.replaceChildren(
      el("h2", { text: "Вы не согласились на обработку персональных данных" }),
      el("p", { class: "consent-short", "data-testid": "consent-declined", text: "Без согласия врач не может вас консультировать, и записать вас на приём нельзя. Медконсультант остаётся с вами и ответит на общие вопросы. Если передумаете, подтвердите согласие здесь." }),
      el("div", { class: "row" }, this.#reading("button button-tonal", sessionId, text)));
  }

  #reading(look, sessionId, text) {
    return el("button", { type: "button", class: look, "data-testid": "consent-read", onclick: (event) => busy(event.currentTarget, () => this.#read(sessionId, text)) }, icon("shield-check"), "Прочитать и подтвердить");
  }

  async #read(sessionId, { title, html, version }) {
    const { by } = this;
    const signer = by ? null : new ConsentSigner(await familyOf(this.patient));
    const work = () => hub().command("ConfirmConsent", commandId(), sessionId, signer ? { textVersion: version, representative: signer.name } : version);
    await workInDialog({
      title,
      content: [
        el("div", { class: "consent-text", tabindex: "0", "aria-label": "Текст согласия" }, ...nodesOf(html)),
        el("div", { class: "consent-parties" }, el("p", {}, "За кого: ", el("strong", { "data-testid": "consent-for", text: personText(this.patient, clock.now()) })),
          signer ? signer.field : el("p", { "data-testid": "consent-by" }, "Подтверждает: ", el("strong", { text: by }))),
      ],
      stay: "Закрыть",
      yes: { text: "Подтвердить согласие", testId: "consent-confirm", icon: icon("shield-check") },
      lacking: () => signer?.lack() ?? null,
      work,
      translate: "no",
    });
  }

  async #decline(button, sessionId, { version }) {
    const sure = await ask({ title: "Не подтверждать согласие?", text: "Без согласия врач не может начать консультацию. Медконсультант увидит ваш ответ и подскажет, что можно сделать без него. Передумать можно до конца обращения.", yes: "Не подтверждать", no: "Вернуться" });
    if (!sure) return;
    const command = commandId();
    await busy(button, () => hub().command("DeclineConsent", command, sessionId, version));
  }
});

// The adults of the account, who may consent for a child; nobody where they cannot be read.
async function familyOf(child) {
  const people = (await get("/api/me").catch(() => null))?.patients ?? [];
  return adultsBeside(people, child, clock.now());
}
