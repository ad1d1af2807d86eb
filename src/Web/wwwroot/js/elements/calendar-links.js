import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { el, part, setText } from "../helpers/dom.js";
import { get, post, remove } from "../helpers/http.js";
import { notify } from "../helpers/notices.js";
import { dayTimeText } from "../helpers/times.js";

// The private links by which the phone's own calendar reads the bookings: made by a button, shown once, revoked one by one.
customElements.define("calendar-links", class extends HTMLElement {
  connectedCallback() {
    const add = part(this, "add-link");
    awake(this);
    add.addEventListener("click", () => busy(add, () => this.#add()));
    const copy = part(this, "copy-link");
    copy.addEventListener("click", () => busy(copy, async () => {
      await navigator.clipboard.writeText(part(this, "link").value);
      notify("Ссылка скопирована.");
    }, () => part(this, "link").select()));
    // Most people never open it: the list is read when somebody does.
    this.querySelector("details").addEventListener("toggle", ({ target }) => target.open && this.#read());
  }

  async #add() {
    const { path } = await post("/api/calendar-links");
    const address = new URL(path, location.href);
    part(this, "link").value = address.href;
    part(this, "subscribe").href = address.href.replace(/^https?:/, "webcal:");
    part(this, "made").hidden = false;
    part(this, "link").focus();
    part(this, "link").select();
    await this.#read();
  }

  async #read() {
    const { links } = await get("/api/calendar-links").catch(() => ({ links: [] }));
    part(this, "links").replaceChildren(...links.map((link) => this.#line(link)));
  }

  #line({ linkId, addedAt, usedAt }) {
    const used = usedAt ? `календарь читал её ${dayTimeText(usedAt)}` : "ещё не использовалась";
    const revoke = el("button", { type: "button", class: "link link-danger", "data-testid": "calendar-link-revoke", "aria-label": `Отозвать ссылку от ${dayTimeText(addedAt)}`, text: "Отозвать" });
    revoke.addEventListener("click", () => busy(revoke, () => this.#revoke(linkId)));
    return el("li", { class: "row-between", "data-testid": "calendar-link" }, el("span", {}, el("span", { text: `Создана ${dayTimeText(addedAt)}` }), el("br"), el("small", { class: "quiet", text: used })), revoke);
  }

  async #revoke(linkId) {
    const sure = await ask({ title: "Отозвать ссылку?", text: "Календарь, который подписан на неё, перестанет получать записи.", yes: "Отозвать" });
    if (!sure) return;
    await remove(`/api/calendar-links/${linkId}`);
    part(this, "made").hidden = true;
    setText(part(this, "told"), "Ссылка отозвана.");
    await this.#read();
  }
});
