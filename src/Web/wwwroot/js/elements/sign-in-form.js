import { awake } from "../helpers/awake.js";
import { part, setText } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { onTick } from "../helpers/tick.js";
import { Countdown } from "../models/countdown.js";
import { PhoneNumber } from "../models/phone-number.js";
import { ServerClock } from "../models/server-clock.js";
import { codeIn } from "../models/sign-in-code.js";

const storageKey = "sign-in";

// Phone, then code, in one form. What was begun stays over a reload: people leave for their messages and come back.
customElements.define("sign-in-form", class extends HTMLElement {
  #clock = new ServerClock();
  #attempt = null;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.phone = this.form.elements.phone;
    this.code = this.form.elements.code;
    this.submit = this.querySelector("[type=submit]");
    this.phone.addEventListener("input", () => this.#mask());
    this.code.addEventListener("input", () => this.#typedCode());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#while(() => (this.#attempt ? this.#confirm() : this.#send()));
    });
    part(this, "resend").addEventListener("click", () => this.#while(() => this.#send()));
    part(this, "change").addEventListener("click", () => this.#askPhone());
    this.stop = onTick(() => this.#tick());
    this.#restore();
    awake(this);
  }

  disconnectedCallback() {
    this.stop();
  }

  #mask() {
    // Only at the end of the field: typing in the middle keeps the cursor where it is.
    const atEnd = this.phone.selectionStart === this.phone.value.length;
    const phone = new PhoneNumber(this.phone.value);
    if (atEnd && phone.national.length > 3) this.phone.value = phone.masked;
    this.#fail(null);
  }

  // A whole message may be pasted, or digits of another keyboard: what counts is the code in it.
  #typedCode() {
    const code = codeIn(this.code.value);
    if (code) this.code.value = code;
    this.#fail(null);
  }

  async #send() {
    const phone = new PhoneNumber(this.phone.value);
    if (!phone.complete) {
      this.phone.focus();
      this.#fail("Введите номер мобильного телефона, например +7 912 345-67-89.");
      return;
    }
    const sent = await post("/api/sign-in/codes", { phone: phone.e164 });
    this.#clock.sync(sent.now);
    this.#attempt = { ...sent, phone: phone.masked };
    sessionStorage.setItem(storageKey, JSON.stringify(this.#attempt));
    this.#askCode();
  }

  async #confirm() {
    const code = codeIn(this.code.value);
    if (!code) {
      this.code.focus();
      this.#fail("Введите 6 цифр из СМС.");
      return;
    }
    await post("/api/sign-in", { attemptId: this.#attempt.attemptId, code, client: "web" });
    sessionStorage.removeItem(storageKey);
    if (this.dataset.call) sessionStorage.setItem("pending-call", this.dataset.call);
    location.assign(this.dataset.call ? "/" : this.dataset.target);
  }

  #askCode() {
    this.phone.readOnly = true;
    this.phone.value = this.#attempt.phone;
    part(this, "code").hidden = false;
    part(this, "again").hidden = false;
    setText(part(this, "sent-to"), this.#attempt.phone);
    setText(this.submit, "Войти");
    this.code.value = "";
    this.code.focus();
    this.#tick();
  }

  #askPhone() {
    this.#attempt = null;
    sessionStorage.removeItem(storageKey);
    this.phone.readOnly = false;
    part(this, "code").hidden = true;
    part(this, "again").hidden = true;
    setText(this.submit, "Получить код");
    this.#fail(null);
    this.phone.focus();
  }

  #restore() {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? "null");
    if (!kept || Date.parse(kept.expiresAt) < this.#clock.now()) return;
    this.#attempt = kept;
    this.#askCode();
  }

  #tick() {
    if (!this.#attempt) return;
    const wait = new Countdown(this.#attempt.resendAt, this.#clock).secondsLeft;
    const resend = part(this, "resend");
    resend.disabled = wait > 0;
    setText(resend, wait > 0 ? `Новый код можно запросить через ${wait} с` : "Отправить код ещё раз");
  }

  async #while(work) {
    this.#fail(null);
    this.submit.disabled = true;
    this.submit.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.#fail(error.message);
      if (error.code === "wrongCode") this.code.select();
    } finally {
      this.submit.disabled = false;
      this.submit.removeAttribute("aria-busy");
    }
  }

  #fail(text) {
    const error = this.querySelector(".error");
    error.hidden = !text;
    setText(error, text ?? "");
    for (const input of [this.phone, this.code]) input.removeAttribute("aria-invalid");
    if (text) (this.#attempt ? this.code : this.phone).setAttribute("aria-invalid", "true");
  }
});
