import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { post } from "../helpers/http.js";

// Where a member of the staff is signed in; all but this one can be ended.
customElements.define("own-sign-ins", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('[data-act="end-others"]');
    button?.addEventListener("click", () => this.#end(button));
    addEventListener("keys-changed", () => location.reload());
    awake(this);
  }

  async #end(button) {
    if (!(await ask({ title: "Завершить остальные входы?", text: "На всех других устройствах придётся войти снова. Если вы там на смене, она закончится.", yes: "Завершить" }))) return;
    await busy(button, async () => {
      await post("/api/staff/sign-ins/end-others");
      location.reload();
    });
  }
});
