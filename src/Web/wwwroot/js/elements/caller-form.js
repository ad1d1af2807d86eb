import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { hub } from "../helpers/hub.js";
import { PhoneNumber } from "../models/phone-number.js";

// Somebody rings the hotline: the number that they ring from opens a session (S5.2). Event: "opened" {view}.
customElements.define("caller-form", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const { phone } = form.elements;
    const button = form.querySelector("button");
    button.disabled = false;
    phone.addEventListener("input", () => {
      const typed = new PhoneNumber(phone.value);
      if (phone.selectionStart === phone.value.length && typed.national.length > 3) phone.value = typed.masked;
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const command = commandId();
      const view = await busy(button, () => hub().command("OpenPhoneSession", command, { callerPhone: phone.value.trim() || " " }));
      if (!view) return;
      phone.value = "";
      this.dispatchEvent(new CustomEvent("opened", { detail: { view } }));
    });
  }
});
