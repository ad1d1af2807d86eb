import { part } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";

const patienceMs = 2500;

// Says at once when the connection is lost; a first connection gets a moment before it is called slow. A network that lets no connection through is called so.
customElements.define("connection-banner", class extends HTMLElement {
  connectedCallback() {
    this.link = hub();
    this.show = () => {
      this.hidden = this.link.state === "connected" || (this.link.state === "connecting" && !this.slow);
      part(this, "lost").hidden = this.link.blocked;
      part(this, "blocked").hidden = !this.link.blocked;
    };
    this.link.addEventListener("state", this.show);
    this.gone = new AbortController();
    addEventListener("offline", () => { this.hidden = false; }, { signal: this.gone.signal });
    // A connection may outlive a moment without a network.
    addEventListener("online", this.show, { signal: this.gone.signal });
    setTimeout(() => {
      this.slow = true;
      this.show();
    }, patienceMs);
    this.show();
  }

  disconnectedCallback() {
    this.link.removeEventListener("state", this.show);
    this.gone.abort();
  }
});
