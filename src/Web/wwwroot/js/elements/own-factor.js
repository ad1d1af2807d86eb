import { withPassword } from "../helpers/ask-password.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { part, showError } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { showOffer } from "../helpers/totp-offer.js";
import "./recovery-codes.js";

// A member's second factor: set up, replaced, its recovery codes made anew, removed. Each asks for the password.
customElements.define("own-factor", class extends HTMLElement {
  #attemptId = null;

  connectedCallback() {
    this.form = part(this, "confirm");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#confirm(this.form.elements.code.value.trim());
    });
    this.addEventListener("click", ({ target }) => this.#act(target.closest("[data-act]")?.dataset.act));
    awake(this);
  }

  #act(act) {
    if (act === "set-up") return this.#setUp();
    if (act === "renew-codes") return this.#renew();
    if (act === "remove") return this.#remove();
    if (act === "cancel") return location.reload();
  }

  async #setUp() {
    const offer = await withPassword(
      { title: "Подтверждение входа", text: "Понадобится телефон с приложением для кодов.", yes: "Дальше" }, (password) => post("/api/staff/totp/set-up", { password }));
    if (!offer) return;
    this.#attemptId = offer.attemptId;
    showOffer(this, offer);
    this.#show(this.form);
    this.form.elements.code.focus({ preventScroll: true });
  }

  async #confirm(code) {
    this.#fail("");
    await busy(this.form.querySelector("[type=submit]"), async () => {
      const { recoveryCodes } = await post("/api/staff/sign-in/totp", { attemptId: this.#attemptId, code, client: "web" });
      await this.#keep(recoveryCodes);
    }, ({ message }) => this.#fail(message));
  }

  async #renew() {
    const renewed = await withPassword(
      { title: "Новые коды восстановления", text: "Прежние коды перестанут действовать.", yes: "Создать" }, (password) => post("/api/staff/totp/recovery-codes", { password }));
    if (renewed) await this.#keep(renewed.recoveryCodes);
  }

  async #remove() {
    const removed = await withPassword(
      { title: "Отключить подтверждение входа?", text: "Для входа снова хватит одного пароля. Коды восстановления перестанут действовать.", yes: "Отключить", danger: true },
      async (password) => (await post("/api/staff/totp/remove", { password })) ?? true);
    if (removed) location.reload();
  }

  async #keep(codes) {
    const element = this.querySelector("recovery-codes");
    this.#show(element);
    await element.show(codes);
    location.reload();
  }

  #show(shown) {
    for (const one of [part(this, "state"), this.form, this.querySelector("recovery-codes")]) one.hidden = one !== shown;
  }

  #fail(text) {
    showError(this.form, text);
  }
});
