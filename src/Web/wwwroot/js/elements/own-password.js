import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { showError } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { notify } from "../helpers/notices.js";

// A member of the staff gives themself another password; all other sign-ins end.
customElements.define("own-password", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#change(form.elements);
    });
    awake(this);
  }

  async #change({ current, next, again }) {
    if (!current.value || !next.value) return this.#fail("Введите текущий и новый пароль.");
    if (next.value !== again.value) return this.#fail("Новый пароль и его повтор не совпадают.");
    this.#fail("");
    if (!(await ask({ title: "Изменить пароль?", text: "Остальные ваши входы закончатся сразу. Если там идёт разговор с пациентом, он прервётся: сначала закончите его.", yes: "Изменить" }))) return;
    await busy(this.querySelector("[type=submit]"), async () => {
      await post("/api/staff/password", { current: current.value, next: next.value, client: "web" });
      for (const field of [current, next, again]) field.value = "";
      notify("Пароль изменён. Остальные входы закончились.");
      this.dispatchEvent(new CustomEvent("keys-changed", { bubbles: true }));
    }, ({ message }) => this.#fail(message));
  }

  #fail(text) {
    showError(this, text);
  }
});
