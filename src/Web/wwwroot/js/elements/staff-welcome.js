import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { part, setText, showError } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { leaveFor } from "../helpers/leave-for.js";
import { StaffAttempt } from "../models/staff-attempt.js";
import { characters } from "../models/plurals.js";

// A one-time link: its secret stands behind the # of the address. The password is set here; a second factor, where one is needed, on the page of signing in.
customElements.define("staff-welcome", class extends HTMLElement {
  connectedCallback() {
    this.form = part(this, "new-password");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#set(this.form.elements);
    });
    awake(this);
    this.#look();
  }

  get token() { return location.hash.slice(1); }

  async #look() {
    try {
      const { login, name, minPassword } = await post("/api/staff/link", { token: this.token });
      setText(part(this, "member-name"), name);
      setText(part(this, "member-login"), login);
      setText(part(this, "min-password"), characters(minPassword));
      this.form.elements.login.value = login;
      this.form.hidden = false;
      this.form.elements.password.focus();
    } catch (error) {
      const told = part(this, "link-error");
      told.hidden = false;
      setText(told, error.message);
      part(this, "link-over").hidden = false;
    }
    part(this, "looking").hidden = true;
  }

  async #set({ password, again }) {
    if (!password.value) return this.#fail("Введите пароль.");
    if (password.value !== again.value) return this.#fail("Пароль и его повтор не совпадают.");
    this.#fail("");
    await busy(this.form.querySelector("[type=submit]"), async () => {
      const step = await post("/api/staff/link/password", { token: this.token, password: password.value, client: "web" });
      if (step) new StaffAttempt(sessionStorage).begin(step);
      await leaveFor(step ? "/staff/sign-in" : this.dataset.target);
    }, ({ message }) => this.#fail(message));
  }

  #fail(text) {
    showError(this.form, text);
  }
});
