import { el, initials, part, setText } from "../helpers/dom.js";
import { clock } from "../helpers/hub.js";
import { onTick } from "../helpers/tick.js";
import { Countdown, clockText } from "../models/countdown.js";
import { PhoneNumber } from "../models/phone-number.js";
import { ageText, policyLine } from "../models/words.js";

// A consultant finds out who calls: code by SMS, policy, choice among a family. Shows one session's Intake at a time.
customElements.define("intake-panel", class extends HTMLElement {
  #intake = null;
  #people = null;

  connectedCallback() {
    if (this.stop) return;
    this.fields = [...this.querySelectorAll("input, select")];
    this.changed = () => this.#render();
    for (const field of this.fields) field.addEventListener("input", () => this.#typed(field));
    for (const form of this.querySelectorAll("form")) form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#do(form.querySelector("[type=submit]").dataset.do);
    });
    for (const button of this.querySelectorAll("button[type=button][data-do]")) button.addEventListener("click", () => this.#do(button.dataset.do));
    this.stop = onTick(() => this.#tick());
  }

  disconnectedCallback() {
    this.stop?.();
    this.stop = null;
  }

  show(intake) {
    this.hidden = !intake;
    if (intake === this.#intake) return;
    this.#intake?.removeEventListener("change", this.changed);
    this.#intake = intake;
    this.#people = null;
    if (!intake) return;
    intake.addEventListener("change", this.changed);
    for (const field of this.fields) field.value = intake.typed[field.name];
    this.#render();
  }

  #typed(field) {
    const atEnd = field.selectionStart === field.value.length;
    if (field.type === "tel" && atEnd) {
      const phone = new PhoneNumber(field.value);
      if (phone.national.length > 3) field.value = phone.masked;
    }
    this.#intake.type(field.name, field.value);
  }

  async #do(what) {
    const intake = this.#intake;
    if (intake.busy !== null) return;
    const step = intake.step;
    if (what === "send" || what === "resend") await this.#sending(intake, what);
    else if (what === "another") intake.askPhone();
    else if (what === "open") intake.openIdentification(!intake.identifying);
    else if (what === "change") intake.reconsider();
    else await intake[what]();
    if (intake !== this.#intake) return;
    this.#focus(what, step);
  }

  // After a reload the number of an earlier code may be unknown here: then it is asked again.
  async #sending(intake, what) {
    if (what === "resend" && !intake.typed.phone) intake.askPhone();
    else await intake.send();
  }

  // The keyboard goes on where the work does.
  #focus(what, before) {
    const intake = this.#intake;
    const wrong = this.querySelector('[aria-invalid="true"]');
    if (wrong) return wrong.focus();
    if (intake.step !== before || what === "resend") this.querySelector(`[data-step="${intake.step}"] :is(input, button)`)?.focus();
    else if (what === "change") part(this, "people").querySelector("button")?.focus();
    else if (what === "open" && intake.identifying) part(this, "person-form").querySelector("input").focus();
    else if (what === "identify" && intake.mayRegister) part(this, "register-form").querySelector("input").focus();
  }

  #render() {
    const intake = this.#intake;
    for (const step of this.querySelectorAll("[data-step]")) step.hidden = step.dataset.step !== intake.step;
    for (const field of this.fields) if (field !== document.activeElement || field.value === "" || intake.typed[field.name] === "") field.value = intake.typed[field.name];
    setText(part(this, "sent-to"), intake.code?.maskedPhone ?? "");
    part(this, "nobody-known").hidden = !intake.nobodyKnown;
    setText(part(this, "login"), intake.view?.maskedPhone ? `${intake.byPhone ? "Номер для входа:" : "Вошёл по номеру"} ${intake.view.maskedPhone}` : "");
    this.#showPeople(intake);
    part(this, "people").hidden = !intake.choosing;
    this.querySelector('[data-do="change"]').hidden = intake.choosing;
    this.#showIdentification(intake);
    this.#showErrors(intake.error);
    for (const button of this.querySelectorAll("[data-do]")) this.#busy(button, intake.busy);
    this.#tick();
  }

  #showPeople({ view, step }) {
    const key = step === "people" ? JSON.stringify([view.people, view.chosen]) : null;
    if (key === this.#people) return;
    this.#people = key;
    const before = document.activeElement?.dataset?.patient;
    part(this, "people").replaceChildren(...(key ? view.people.map((one) => this.#person(one, view.chosen)) : []));
    if (before) this.querySelector(`[data-patient="${CSS.escape(before)}"]`)?.focus();
  }

  #person(one, chosen) {
    return el("button", { type: "button", class: "intake-person", "data-testid": "choose-person", "data-patient": one.patientId, "aria-pressed": String(one.patientId === chosen), onclick: () => this.#intake.choose(one.patientId) },
      el("span", { class: "avatar", "aria-hidden": "true", text: initials(one.name) }),
      el("span", { class: "room-text" },
        el("span", { class: "room-name", text: one.name }),
        el("span", { class: one.policy?.validToday ? "room-about" : "room-about room-warning", text: `${ageText(one)} · ${policyLine(one.policy)}` })));
  }

  #showIdentification(intake) {
    const { found, identifying } = intake;
    // A person who is known already needs it no more; a signed-in number without a policy needs nothing else.
    const onPhone = intake.byPhone && intake.mayRegister;
    part(this, "identification").hidden = !["phone", "code", "unknown", "strange"].includes(intake.step) && !onPhone;
    const forced = intake.step === "unknown" || intake.step === "strange" || onPhone;
    const open = identifying || forced;
    const opener = this.querySelector('[data-do="open"]');
    opener.hidden = forced;
    opener.setAttribute("aria-expanded", String(open));
    part(this, "person-form").hidden = !open;
    part(this, "found").hidden = !open || !found;
    part(this, "register-form").hidden = !open || !intake.mayRegister;
    if (!found) return;
    setText(part(this, "found-name"), found.person.name);
    setText(part(this, "found-about"), `${ageText(found.person)} · ${policyLine(found.person.policy)}`);
    setText(part(this, "found-hint"), foundHint(found));
  }

  #showErrors(error) {
    for (const place of this.querySelectorAll("[data-error]")) {
      const here = error?.place === place.dataset.error;
      place.hidden = !here;
      setText(place, here ? error.text : "");
      for (const field of this.fields.filter((one) => one.getAttribute("aria-describedby")?.includes(place.id) && place.id)) {
        if (here && (error.fields?.includes(field.name) ?? true)) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }
  }

  #busy(button, busy) {
    const mine = busy === button.dataset.do || (busy === "send" && button.dataset.do === "resend");
    if (mine) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
    if (busy !== null) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }

  #tick() {
    const intake = this.#intake;
    if (this.hidden || intake?.step !== "code") return;
    const { expiresAt, resendAt } = intake.code;
    const left = expiresAt ? new Countdown(expiresAt, clock).secondsLeft : null;
    setText(part(this, "expires"), left === null ? "" : left > 0 ? `Код действует ещё ${clockText(left)}` : "Код больше не действует: отправьте новый.");
    const wait = resendAt ? new Countdown(resendAt, clock).secondsLeft : 0;
    const resend = this.querySelector('[data-do="resend"]');
    resend.disabled = wait > 0;
    setText(resend, wait > 0 ? `Отправить ещё раз через ${clockText(wait)}` : "Отправить ещё раз");
  }
});

function foundHint({ hasPhone, maskedPhone }) {
  if (hasPhone === false) return "Номера для входа в полисе нет: зарегистрируйте номер пациента. На него придёт код.";
  if (maskedPhone) return `Номер для входа: ${maskedPhone}. Спросите этот номер и отправьте на него код.`;
  return "Личность подтверждена по полису.";
}
