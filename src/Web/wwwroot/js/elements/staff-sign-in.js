import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { setText } from "../helpers/dom.js";
import { post } from "../helpers/http.js";

customElements.define("staff-sign-in", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    awake(this);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#signIn(this.form.elements.login.value.trim(), this.form.elements.password.value);
    });
  }

  async #signIn(login, password) {
    if (!login || !password) return this.#fail("Введите логин и пароль.");
    this.#fail("");
    await busy(this.querySelector("[type=submit]"), async () => {
      await post("/api/staff/sign-in", { login, password, client: "web" });
      location.assign(this.dataset.target);
    }, ({ message }) => this.#fail(message));
  }

  #fail(text) {
    const error = this.querySelector(".error");
    error.hidden = !text;
    setText(error, text);
  }
});
