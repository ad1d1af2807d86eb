import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { PhoneNumber } from "../models/phone-number.js";
import { phoneTrouble } from "../models/sign-in-trouble.js";

// «Перезвоните мне» (S3.3): a visitor says the number, an account has one. Event: "accepted".
customElements.define("callback-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.phone = this.form.elements.phone;
    this.submit = this.querySelector("[type=submit]");
    this.key = `callback:${this.dataset.session}`;
    this.phone.addEventListener("input", () => this.#fail(null));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
    const asked = sessionStorage.getItem(this.key);
    if (asked) this.#accepted(asked);
  }

  // Whether the caller's own number is known.
  known(signedIn) {
    part(this, "phone").hidden = signedIn;
    this.signedIn = signedIn;
  }

  #ask() {
    const phone = new PhoneNumber(this.phone.value);
    const trouble = this.signedIn ? null : phoneTrouble(phone);
    if (trouble) {
      this.#fail(trouble);
      this.phone.focus();
      return;
    }
    const command = commandId();
    const request = { phone: this.signedIn ? null : phone.e164, sessionId: this.dataset.session };
    busy(this.submit, async () => {
      const accepted = await hub().command("RequestCallback", command, request);
      sessionStorage.setItem(this.key, accepted.maskedPhone);
      this.#accepted(accepted.maskedPhone);
    });
  }

  #accepted(maskedPhone) {
    this.form.hidden = true;
    this.isAccepted = true;
    const done = part(this, "accepted");
    done.hidden = false;
    setText(done, `Мы перезвоним по номеру ${maskedPhone}, как только медконсультант выйдет на линию. Страницу можно закрыть.`);
    this.dispatchEvent(new Event("accepted"));
  }

  #fail(text) {
    const error = part(this, "error");
    error.hidden = !text;
    setText(error, text ?? "");
    this.phone.toggleAttribute("aria-invalid", Boolean(text));
  }
});
