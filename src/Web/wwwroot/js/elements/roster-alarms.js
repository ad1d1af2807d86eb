import { hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { fetchPage } from "../helpers/page-part.js";
import { freshAlarms } from "../models/fresh-alarms.js";

// The alarms of rosters, as their page has them: read with each connection and when they change. New ones are told. With `data-quiet` nothing is shown where there are none.
customElements.define("roster-alarms", class extends HTMLElement {
  #known = null;
  #turn = Promise.resolve();

  connectedCallback() {
    const link = hub();
    link.on("RosterAlarmsChanged", () => this.#read());
    link.addEventListener("state", () => link.state === "connected" && this.#read());
    if (this.querySelector("[data-alarm]")) this.#known = lines(this);
  }

  // Each reading comes after the other: the last one shows how it stands.
  #read() {
    this.#turn = this.#turn.then(() => this.#renew());
  }

  async #renew() {
    const page = await fetchPage("/staff/alarms").catch(() => null);
    const fresh = page?.querySelector("roster-alarms");
    if (!fresh) return;
    const now = lines(fresh);
    for (const { key, news } of freshAlarms(this.#known, now)) notify(news, "warning", { about: `alarm-${key}` });
    this.#known = now;
    this.replaceChildren(...fresh.childNodes);
    this.hidden = "quiet" in this.dataset && now.length === 0;
  }
});

// A function, for an element that is there already is connected while this module is read.
function lines(root) {
  return [...root.querySelectorAll("[data-alarm]")].map(({ dataset }) => ({ key: dataset.alarm, news: dataset.news }));
}
