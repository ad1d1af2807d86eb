import { busy } from "../helpers/busy.js";
import { notify } from "../helpers/notices.js";
import { ownTemplates } from "../helpers/own-templates.js";
import { templateFields, withText } from "../models/templates.js";
import { chooseTemplate } from "./template-dialog.js";

// «Шаблоны» above the conclusion: a template's texts go after what stands in the fields.
customElements.define("own-templates", class extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.#open());
    this.button.disabled = false;
  }

  async #open() {
    const isLoaded = await busy(this.button, async () => {
      await ownTemplates().load();
      return true;
    });
    if (!isLoaded) return;
    const fields = templateFields("conclusion").map((name) => document.getElementById(name));
    const chosen = await chooseTemplate("conclusion", Object.fromEntries(fields.map((field) => [field.name, field.value])));
    // Signed meanwhile, in another window: nothing is written any more.
    if (!chosen || fields[0].readOnly) return;
    for (const field of fields) {
      const text = chosen.text[field.name];
      if (!text) continue;
      field.value = withText(field.value, text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    notify(`Вставлено: «${chosen.name}».`);
  }
});
