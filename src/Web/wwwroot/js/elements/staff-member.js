import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { el, part, setText, showError } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { notify } from "../helpers/notices.js";
import { detailsOf } from "../helpers/staff-details.js";
import { showLink } from "../helpers/staff-link.js";

const questions = {
  "reset-keys": { title: "Сделать новую ссылку?", text: "Прежний пароль, код из приложения и все входы сотрудника перестанут действовать сразу. По ссылке он задаст пароль заново.", yes: "Сбросить" },
  "sign-out": { title: "Вывести отовсюду?", text: "Все входы сотрудника закончатся, смена тоже; его пациентов примут другие. Войти снова он сможет.", yes: "Вывести" },
  disable: { title: "Отключить сотрудника?", text: "Он выйдет отовсюду и войти не сможет; его пациентов примут другие. Всё, что он написал, останется.", yes: "Отключить" },
};

// A member's account: each act asks once, but for what takes nothing away.
customElements.define("staff-member", class extends HTMLElement {
  connectedCallback() {
    this.form = part(this, "details");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-act]");
      if (button && button.dataset.act !== "copy-link") this.#act(button, button.dataset.act);
    });
    awake(this);
  }

  get path() { return `/api/staff/members/${encodeURIComponent(this.dataset.staff)}`; }

  async #act(button, act) {
    if (act !== "enable" && !(await ask(questions[act]))) return;
    await busy(button, async () => {
      if (act === "reset-keys") return this.#reset(await post(`${this.path}/reset`));
      await post(`${this.path}/${act}`);
      location.reload();
    }, ({ message }) => notify(message, "danger"));
  }

  // The link is shown this once, so the page is not read anew: what the reset has changed is shown here.
  #reset(link) {
    setText(part(this, "factor"), "нет");
    for (const standing of this.querySelectorAll(".sign-in .tag")) standing.replaceWith(el("span", { class: "quiet", text: "закончился" }));
    showLink(this, link, location.pathname);
  }

  async #save() {
    this.#fail("");
    await busy(this.form.querySelector("[type=submit]"), async () => {
      const { version, line } = await post(this.path, { version: Number(this.dataset.version), ...detailsOf(this.form) });
      this.dataset.version = version;
      setText(document.querySelector("h1"), line.name);
      notify("Сохранено.");
    }, ({ message }) => this.#fail(message));
  }

  #fail(text) {
    showError(this.form, text);
  }
});
