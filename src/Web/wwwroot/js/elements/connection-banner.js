import { hub } from "../helpers/hub.js";

const patienceMs = 2500;

// Says at once when the connection is lost; a first connection gets a moment before it is called slow.
customElements.define("connection-banner", class extends HTMLElement {
  connectedCallback() {
    this.link = hub();
    this.show = () => { this.hidden = this.link.state === "connected" || (this.link.state === "connecting" && !this.slow); };
    this.link.addEventListener("state", this.show);
    addEventListener("offline", () => { this.hidden = false; });
    setTimeout(() => {
      this.slow = true;
      this.show();
    }, patienceMs);
    this.show();
  }

  disconnectedCallback() {
    this.link.removeEventListener("state", this.show);
  }
});
