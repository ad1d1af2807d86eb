import { el, icon } from "../helpers/dom.js";
import { InstallWish } from "../models/install-wish.js";

// Offers to put the pages on the home screen as an app, where the browser can. On an iPhone, where only a person can, the offer of notices says how (push-offer.js).
customElements.define("install-offer", class extends HTMLElement {
  connectedCallback() {
    this.wish = new InstallWish(globalThis, matchMedia("(display-mode: standalone)").matches);
    const install = el("button", { type: "button", class: "button button-small button-tonal", "data-testid": "install", text: "Установить приложение", onclick: () => this.wish.ask() });
    this.replaceChildren(icon("download"), el("div", { class: "stack" }, el("p", { text: "Поставьте платформу на главный экран: откроется одним нажатием, а звонок врача не потеряется среди вкладок." }), el("div", { class: "row" }, install)));
    this.wish.addEventListener("change", () => { this.hidden = !this.wish.isOffered; });
  }
});
