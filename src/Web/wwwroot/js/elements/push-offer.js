import { busy, faultText } from "../helpers/busy.js";
import { el, icon, setText } from "../helpers/dom.js";
import { notify } from "../helpers/notices.js";
import { pushWish } from "../helpers/push-device.js";
import { pushFailed, pushWords } from "../models/push-wish.js";
import { Fault, Refusal } from "../models/refusal.js";

// Offers to tell by push when no page is open, and ends it again, here and on other devices. Asked by a tap only. With `data-when="wanted"` it waits for `want`.
customElements.define("push-offer", class extends HTMLElement {
  connectedCallback() {
    if (this.dataset.when !== "wanted") this.want(true);
  }

  want(wanted) {
    if (!wanted || this.wish) return;
    this.wish = pushWish();
    this.words = el("p", { role: "status", "data-testid": "push-words" });
    this.allow = el("button", { type: "button", class: "button button-small", "data-testid": "push-allow", text: "Напомнить уведомлением", onclick: () => this.#allow() });
    this.list = el("ul", { class: "plain stack", "data-testid": "push-devices" });
    this.ask = el("div", { class: "row" }, this.allow);
    this.replaceChildren(icon("bell"), el("div", { class: "stack" }, this.words, this.ask, this.list));
    // Without an answer nothing is offered: pages do without it.
    this.wish.load().then(() => this.#show(), () => undefined);
  }

  #show() {
    const { state, devices, others } = this.wish;
    this.hidden = state === "none";
    this.dataset.state = state;
    setText(this.words, pushWords[state] ?? "");
    this.ask.hidden = state !== "off";
    const shown = state === "on" ? devices : others;
    this.list.hidden = shown.length === 0;
    this.list.replaceChildren(...shown.map((device) => this.#row(device)));
  }

  #row(device) {
    const name = this.wish.isOwn(device) ? "Это устройство" : device.name ?? "Другое устройство";
    const end = el("button", { type: "button", class: "link", "aria-label": `Выключить: ${name}`, "data-testid": "push-end", text: "Выключить", onclick: () => this.#end(end, device) });
    return el("li", { class: "row-between" }, el("span", { text: name }), end);
  }

  async #allow() {
    await busy(this.allow, () => this.wish.allow(), (error) => notify(error instanceof Refusal || error instanceof Fault ? faultText(error) : pushFailed, "warning"));
    this.#show();
  }

  async #end(button, device) {
    await busy(button, () => this.wish.end(device));
    this.#show();
  }
});
