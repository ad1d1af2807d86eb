import { awake } from "../helpers/awake.js";
customElements.define("print-button", class extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => print());
    awake(this);
  }
});
