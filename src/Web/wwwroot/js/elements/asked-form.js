import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";

// A form that asks once before it is sent.
customElements.define("asked-form", class extends HTMLElement {
  connectedCallback() {
    awake(this);
    const form = this.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const { title, text, yes } = this.dataset;
      if (await ask({ title, text, yes })) form.submit();
    });
  }
});
