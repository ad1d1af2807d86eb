import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { showError } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { detailsOf } from "../helpers/staff-details.js";
import { showLink } from "../helpers/staff-link.js";

// Adds a member of the staff, and shows the link that they sign in by first.
customElements.define("staff-new", class extends HTMLElement {
  // Kept over failures: a repeat adds nobody else.
  #command = commandId();

  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add();
    });
    awake(this);
  }

  async #add() {
    this.#fail("");
    await busy(this.querySelector("[type=submit]"), async () => {
      const login = this.form.elements.login.value.trim();
      const made = await post("/api/staff/members", { commandId: this.#command, login, ...detailsOf(this.form) });
      this.form.hidden = true;
      showLink(this, made, `/staff/admin/${made.staffId}`);
    }, ({ message }) => this.#fail(message));
  }

  #fail(text) {
    showError(this, text);
  }
});
