import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { hub } from "../helpers/hub.js";
import { Templates } from "../models/templates.js";
import { chooseTemplate } from "./template-dialog.js";

// The ready answers of all staff, changed by who keeps them. The page shows them anew when the dialog is closed.
customElements.define("shared-answers", class extends HTMLElement {
  #templates = new Templates(hub(), commandId, { areShared: true });

  connectedCallback() {
    const button = this.querySelector("button");
    button.addEventListener("click", () => busy(button, () => this.#open()));
    awake(this);
  }

  async #open() {
    await this.#templates.load();
    await chooseTemplate("message", {}, this.#templates);
    location.reload();
  }
});
