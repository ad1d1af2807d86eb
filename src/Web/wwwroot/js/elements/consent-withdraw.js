import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { post } from "../helpers/http.js";

const first = {
  title: "Отозвать согласие?",
  text: "Без согласия на обработку персональных данных врач не сможет консультировать. Прежние заключения останутся в Календаре.",
  yes: "Отозвать",
};

const running = {
  title: "Сейчас идёт консультация врача",
  text: "Если отозвать согласие, консультация закончится прямо сейчас, и вы вернётесь к медконсультанту.",
  yes: "Отозвать и закончить",
};

// Takes a consent back (S2.3): asked once, and once more where it ends a running consultation.
customElements.define("consent-withdraw", class extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.#withdraw());
    awake(this);
  }

  async #withdraw() {
    if (!(await ask(first))) return;
    const command = commandId();
    await busy(this.button, async () => {
      if (!(await this.#post(command, false)) && !((await ask(running)) && (await this.#post(command, true)))) return;
      location.reload();
    });
  }

  // False where a consultation runs and nobody was warned yet.
  async #post(commandId, endConsultation) {
    try {
      await post(`/api/patients/${encodeURIComponent(this.dataset.patient)}/consent/withdraw`, { commandId, endConsultation });
      return true;
    } catch (error) {
      if (error.code !== "consultationRunning") throw error;
      return false;
    }
  }
});
