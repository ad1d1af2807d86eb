import { awake } from "../helpers/awake.js";
import { busy, isBusy } from "../helpers/busy.js";
import { part, setText, showError } from "../helpers/dom.js";
import { get, post } from "../helpers/http.js";
import { terms } from "../helpers/terms.js";
import { leaveFor } from "../helpers/leave-for.js";
import { onTick } from "../helpers/tick.js";
import { CodeDelivery } from "../models/code-delivery.js";
import { Countdown, clockText } from "../models/countdown.js";
import { PhoneNumber } from "../models/phone-number.js";
import { ServerClock } from "../models/server-clock.js";
import { SignInAttempt } from "../models/sign-in-attempt.js";
import { codeIn } from "../models/sign-in-code.js";
import { notSent, phoneTrouble, signInTrouble } from "../models/sign-in-trouble.js";

// Six digits are seen before they are sent.
const seenMs = 350;

// Phone, then code, in one form. What was begun stays over a reload: people leave for their messages and come back.
customElements.define("sign-in-form", class extends HTMLElement {
  #clock = new ServerClock();
  #attempt = new SignInAttempt(sessionStorage, this.#clock);
  #delivery = new CodeDelivery((attemptId) => get(`/api/sign-in/codes/${attemptId}`));
  #seen = null;
  #told = false;
  #listening = null;
  #lost = false;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.phone = this.form.elements.phone;
    this.code = this.form.elements.code;
    this.submit = this.querySelector("[type=submit]");
    this.lead = document.querySelector("[data-code-lead]");
    this.phoneLead = this.lead?.textContent;
    this.phone.addEventListener("input", () => this.#mask());
    this.code.addEventListener("input", (event) => event.isComposing || this.#read());
    this.code.addEventListener("compositionend", () => this.#read());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#go();
    });
    part(this, "resend").addEventListener("click", () => this.#while(() => this.#send(this.#attempt.phone)));
    part(this, "change").addEventListener("click", () => this.#askPhone());
    this.gone = new AbortController();
    this.#delivery.addEventListener("failed", () => this.#fail(notSent), { signal: this.gone.signal });
    addEventListener("online", () => this.#lost && this.#fail(null), { signal: this.gone.signal });
    this.stop = onTick(() => this.#tick());
    this.#restore();
    awake(this);
  }

  disconnectedCallback() {
    this.stop();
    this.gone.abort();
    this.#listening?.abort();
    this.#delivery.stop();
    clearTimeout(this.#seen);
  }

  #mask() {
    // Only at the end of the field: typing in the middle keeps the cursor where it is.
    const atEnd = this.phone.selectionStart === this.phone.value.length;
    const phone = new PhoneNumber(this.phone.value);
    if (atEnd && !phone.foreign && phone.national.length > 3) this.phone.value = phone.masked;
    this.#fail(null);
  }

  // The code goes out by itself once it stands there; the same one not twice.
  #read() {
    clearTimeout(this.#seen);
    this.#fail(null);
    const code = codeIn(this.code.value);
    if (code === null) return;
    this.code.value = code;
    if (this.#attempt.untried(code)) this.#seen = setTimeout(() => this.#go(), seenMs);
  }

  #go() {
    clearTimeout(this.#seen);
    return this.#while(() => (this.#attempt.going ? this.#confirm() : this.#send(this.phone.value)));
  }

  async #send(typed) {
    const phone = new PhoneNumber(typed);
    const trouble = phoneTrouble(phone);
    if (trouble) {
      this.#fail(trouble);
      this.phone.focus();
      return;
    }
    const sent = await post("/api/sign-in/codes", { phone: phone.e164 });
    this.#attempt.begin(sent, phone.masked);
    this.#askCode();
  }

  async #confirm() {
    const code = codeIn(this.code.value);
    if (code === null) {
      this.#fail(signInTrouble({ code: "invalidCode" }).text);
      this.code.focus();
      return;
    }
    this.#attempt.trying(code);
    this.#delivery.stop();
    await post("/api/sign-in", { attemptId: this.#attempt.id, code, client: "web" });
    this.#listening?.abort();
    this.#attempt.end();
    if (this.dataset.call) sessionStorage.setItem("pending-call", this.dataset.call);
    await leaveFor(this.dataset.call ? "/" : this.dataset.target);
  }

  #askCode() {
    this.#told = false;
    this.submit.disabled = false;
    this.#listen();
    this.#delivery.watch(this.#attempt.id);
    this.#show(true);
    setText(part(this, "sent-to"), this.#attempt.phone);
    setText(this.submit, "Войти");
    this.code.value = "";
    this.code.focus();
    this.#tick();
  }

  // Android's browsers give the code to the page that asks for it, when its message is bound to the page's host; iPhones offer it over the keyboard.
  async #listen() {
    this.#listening?.abort();
    if (!("OTPCredential" in globalThis)) return;
    this.#listening = new AbortController();
    try {
      this.code.value = (await navigator.credentials.get({ otp: { transport: ["sms"] }, signal: this.#listening.signal })).code;
      this.#read();
    } catch {
      // No such message came, or the person declined: the code is typed.
    }
  }

  #askPhone() {
    this.#listening?.abort();
    this.submit.disabled = false;
    this.#attempt.end();
    this.#delivery.stop();
    this.#show(false);
    setText(this.submit, "Получить код");
    this.#fail(null);
    this.phone.focus();
  }

  #show(code) {
    this.phone.readOnly = code;
    if (code) this.phone.value = this.#attempt.phone;
    part(this, "phone-hint").hidden = code;
    part(this, "code").hidden = !code;
    part(this, "again").hidden = !code;
    if (this.lead) setText(this.lead, code ? this.lead.dataset.codeLead : this.phoneLead);
  }

  #restore() {
    if (!this.#attempt.restore()) return;
    if (!this.#attempt.expired) return this.#askCode();
    const { phone } = this.#attempt;
    this.#askPhone();
    this.phone.value = phone;
    this.#fail("Прежний код больше не действует. Запросите новый.");
  }

  #tick() {
    if (!this.#attempt.going) return;
    const wait = this.#delivery.failed ? 0 : new Countdown(this.#attempt.resendAt, this.#attempt).secondsLeft;
    const resend = part(this, "resend");
    resend.disabled = wait > 0;
    setText(resend, wait > 0 ? `Новый код через ${clockText(wait)}` : "Отправить код ещё раз");
    if (this.#attempt.expired && !this.#told && !isBusy(this.submit)) this.#runOut();
  }

  // Told once, whatever was said before: a device may have slept over it.
  #runOut() {
    this.#told = true;
    this.submit.disabled = true;
    this.#fail(signInTrouble({ code: "codeExpired" }).text);
    if (document.activeElement === this.code || document.activeElement === document.body) part(this, "resend").focus();
  }

  async #while(work) {
    if (isBusy(this.submit)) return;
    this.#fail(null);
    await busy(this.submit, work, (error) => this.#refused(error));
    this.#tick();
    // Typed, or filled in by the phone, while another one was being tried.
    if (this.#attempt.untried(codeIn(this.code.value))) this.#go();
  }

  #refused(error) {
    const { text, newCode } = signInTrouble(error, terms);
    this.#fail(text);
    this.#lost = error.lost === true;
    if (newCode && this.#attempt.going) this.#attempt.close();
    else if (!this.#attempt.going) this.phone.focus();
    else if (!this.#attempt.untried(codeIn(this.code.value))) this.code.select();
  }

  #fail(text) {
    showError(this, text);
    this.#lost = false;
    for (const input of [this.phone, this.code]) input.removeAttribute("aria-invalid");
    if (text) (this.#attempt.going ? this.code : this.phone).setAttribute("aria-invalid", "true");
  }
});
