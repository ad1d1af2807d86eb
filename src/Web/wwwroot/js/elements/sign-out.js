import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { post } from "../helpers/http.js";

customElements.define("sign-out", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    awake(this);
    button.addEventListener("click", () => busy(button, async () => {
      await post("/api/sign-out");
      // Nothing of this person stays behind for the next one at this browser.
      sessionStorage.clear();
      localStorage.removeItem("last-patient");
      localStorage.removeItem("push-device");
      location.assign(this.dataset.target ?? "/");
    }));
  }
});
