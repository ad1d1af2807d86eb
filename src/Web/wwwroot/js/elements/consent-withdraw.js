import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { ConsentWithdrawal } from "../models/consent-withdrawal.js";

// The consent of a person on the card: to read again, to take back.
customElements.define("consent-withdraw", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const withdrawal = new ConsentWithdrawal({ post, ask, commandId });
    awake(this);
    button.addEventListener("click", async () => {
      // A resting button takes no focus: only afterwards.
      if (await busy(button, () => withdrawal.of(this.dataset.patient, this.dataset.name))) this.#withdrawn();
      else button.focus();
    });
  }

  #withdrawn() {
    // The text that was given stays to be read.
    part(this, "given").querySelector("button").remove();
    this.dispatchEvent(new CustomEvent("withdrawn", { bubbles: true }));
    const note = part(this, "withdrawn");
    note.hidden = false;
    note.focus();
  }
});
