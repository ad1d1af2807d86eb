import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { TransferAdvice } from "../models/transfer-advice.js";
import { StaffDesk } from "./staff-desk.js";
import "./close-dialog.js";
import "./transfer-dialog.js";

const doctors = ["therapist", "paediatrician"];

// The consultant's actions: consent, transfer by age, closing.
customElements.define("consultant-desk", class extends StaffDesk {
  connectedCallback() {
    super.connectedCallback();
    this.#on("consent", (button) => this.#consent(button));
    for (const to of doctors) this.#on(to, (button) => this.#transfer(button, to));
    this.#on("close", (button) => this.#close(button));
  }

  #on(act, work) {
    const button = this.find(`[data-act="${act}"]`);
    button.addEventListener("click", () => work(button));
  }

  #consent(button) {
    const sessionId = this.chosen;
    const command = commandId();
    busy(button, () => hub().command("RequestConsent", command, sessionId)).then(() => this.render());
  }

  async #transfer(button, to) {
    const sessionId = this.chosen;
    const advice = this.#advice(to);
    if (advice.obstacle) {
      notify(advice.obstacle, "warning");
      return;
    }
    const order = await this.find("transfer-dialog").ask(advice);
    if (!order) return;
    const command = commandId();
    await busy(button, () => hub().command("Transfer", command, sessionId, order));
  }

  async #close(button) {
    const sessionId = this.chosen;
    const outcome = await this.find("close-dialog").ask();
    if (!outcome) return;
    const command = commandId();
    await busy(button, () => hub().command("CloseSession", command, sessionId, outcome));
  }

  #advice(to) {
    const entry = this.current;
    return new TransferAdvice(to, entry?.card ?? null, this.desk.coverage.get(to), Boolean(entry?.room.story.view?.consent?.confirmed));
  }

  renderActions(entry) {
    const view = entry?.room.story.view;
    const consent = this.find('[data-act="consent"]');
    consent.hidden = !view || Boolean(view.consent?.confirmed) || !view.patient;
    if (consent.getAttribute("aria-busy") !== "true") consent.disabled = Boolean(view?.consent?.requested);
    setText(consent, view?.consent?.requested ? "Согласие отправлено" : "Отправить согласие");
    for (const to of doctors) {
      const advice = this.#advice(to);
      const button = this.find(`[data-act="${to}"]`);
      button.hidden = view?.phase !== "intake" && view?.phase !== "followUp";
      button.classList.toggle("button-tonal", !advice.expected);
      button.classList.toggle("button-unready", advice.obstacle !== null);
      setText(part(this, `duty-${to}`), advice.dutyText);
    }
  }
});
