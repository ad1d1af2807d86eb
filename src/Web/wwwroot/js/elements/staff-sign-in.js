import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { part, showError } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { leaveFor } from "../helpers/leave-for.js";
import { deviceName, makePasskey, passkeysWork, usePasskey } from "../helpers/passkeys.js";
import { showOffer } from "../helpers/totp-offer.js";
import { StaffAttempt } from "../models/staff-attempt.js";
import "./recovery-codes.js";

// Password, then the code of the app; whoever has none yet and needs one sets it up in between. A reload goes on where it was.
customElements.define("staff-sign-in", class extends HTMLElement {
  #attempt = new StaffAttempt(sessionStorage);

  connectedCallback() {
    this.first = part(this, "password-step");
    this.second = part(this, "code-step");
    this.first.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#signIn(this.first.elements.login.value.trim(), this.first.elements.password.value);
    });
    this.second.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#confirm(this.second.elements.code.value.trim());
    });
    const alone = part(this, "passkey-alone");
    alone.hidden = !passkeysWork();
    alone.addEventListener("click", () => this.#byPasskey(this.first, alone, null));
    part(this, "passkey").addEventListener("click", ({ currentTarget }) => this.#byPasskey(this.second, currentTarget, this.#attempt.id));
    part(this, "passkey-instead").addEventListener("click", ({ currentTarget }) => this.#makePasskey(currentTarget));
    part(this, "begin-anew").addEventListener("click", () => this.#beginAnew());
    awake(this);
    if (this.#attempt.restore()) this.#goOn().catch((error) => this.#beginAnew(error.message));
  }

  async #signIn(login, password) {
    if (!login || !password) return showError(this.first, "Введите логин и пароль.");
    showError(this.first, "");
    await busy(this.first.querySelector("[type=submit]"), async () => {
      const step = await post("/api/staff/sign-in", { login, password, client: "web" });
      if (step === null) return this.#leave();
      this.#attempt.begin(step);
      await this.#goOn();
    }, ({ message }) => showError(this.first, message));
  }

  // The second step, with the secret where one is set up.
  async #goOn() {
    if (this.#attempt.setsUp) showOffer(part(this, "offer"), await post("/api/staff/sign-in/set-up", { attemptId: this.#attempt.id }));
    part(this, "offer").hidden = !this.#attempt.setsUp;
    part(this, "code-hint").hidden = this.#attempt.setsUp;
    part(this, "by-code").hidden = !this.#attempt.takesCode;
    part(this, "passkey-lead").hidden = this.#attempt.takesCode;
    part(this, "passkey").hidden = !this.#attempt.takesPasskey || !passkeysWork();
    part(this, "passkey").classList.toggle("button-tonal", this.#attempt.takesCode);
    part(this, "passkey-instead").hidden = !this.#attempt.setsUp || !passkeysWork();
    this.#show(this.second);
    this.second.elements.code.value = "";
    if (this.#attempt.takesCode) this.second.elements.code.focus({ preventScroll: this.#attempt.setsUp });
    else part(this, "passkey").focus();
  }

  // With a passkey: as the second step of an attempt, or alone.
  #byPasskey(form, button, attemptId) {
    showError(form, "");
    return busy(button, async () => {
      const ask = await post("/api/staff/sign-in/passkey/options", attemptId ? { attemptId } : {});
      const response = await usePasskey(ask.options);
      if (response === null) return;
      await post("/api/staff/sign-in/passkey", { attemptId: ask.attemptId, response, client: "web" });
      this.#attempt.end();
      await this.#leave();
    }, (error) => this.#passkeyRefused(form, error));
  }

  // Whoever needs a second factor may set a passkey up instead of codes.
  #makePasskey(button) {
    showError(this.second, "");
    return busy(button, async () => {
      const ask = await post("/api/staff/sign-in/passkey/set-up", { attemptId: this.#attempt.id });
      const response = await makePasskey(ask.options);
      if (response === null) return;
      await post("/api/staff/passkeys", { attemptId: ask.attemptId, name: deviceName(), response, client: "web" });
      this.#attempt.end();
      await this.#leave();
    }, (error) => this.#passkeyRefused(this.second, error));
  }

  #passkeyRefused(form, error) {
    if (error.code === "codeExpired") this.#beginAnew(error.message);
    else showError(form, error.message);
  }

  async #confirm(code) {
    if (!code) return showError(this.second, "Введите код.");
    showError(this.second, "");
    await busy(this.second.querySelector("[type=submit]"), async () => {
      const entered = await post("/api/staff/sign-in/totp", { attemptId: this.#attempt.id, code, client: "web" });
      this.#attempt.end();
      if (!entered?.recoveryCodes) return this.#leave();
      const codes = this.querySelector("recovery-codes");
      this.#show(codes);
      await codes.show(entered.recoveryCodes);
      await this.#leave();
    }, (error) => (error.code === "codeExpired" ? this.#beginAnew(error.message) : this.#refused(error.message)));
  }

  #refused(message) {
    showError(this.second, message);
    this.second.elements.code.select();
  }

  #beginAnew(message = "") {
    this.#attempt.end();
    this.#show(this.first);
    showError(this.first, message);
    this.first.elements.password.value = "";
    this.first.elements[this.first.elements.login.value ? "password" : "login"].focus();
  }

  #show(step) {
    for (const one of [this.first, this.second, this.querySelector("recovery-codes")]) one.hidden = one !== step;
  }

  #leave() {
    return leaveFor(this.dataset.target);
  }
});
