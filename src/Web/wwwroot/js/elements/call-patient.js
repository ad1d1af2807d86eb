import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, setText } from "../helpers/dom.js";
import { clock, hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { onTick } from "../helpers/tick.js";
import { callGoneText } from "../models/call-gone-words.js";
import { Countdown } from "../models/countdown.js";

const mostAsked = 50;

// Looks which of the patients on a part of the page are on the platform now. Without an answer nobody is offered to be rung: everything else goes on.
export async function offerThoseHere(root) {
  const found = [...root.querySelectorAll("call-patient")];
  if (found.length === 0) return;
  const { patients } = await hub().invoke("WhoIsOnline", [...new Set(found.map((one) => one.dataset.patient))].slice(0, mostAsked)).catch(() => ({ patients: [] }));
  for (const one of found) if (one.isConnected && patients.includes(one.dataset.patient)) one.offer();
}

// Rings a patient who is on the platform, for a consultant. `data-patient`, `data-name`.
customElements.define("call-patient", class extends HTMLElement {
  // Shown for those who are on the platform now.
  offer() {
    if (this.state) return;
    this.state = el("span", { class: "tag", role: "status", "data-testid": "on-platform", text: "на платформе сейчас" });
    const button = (mode, text) => el("button", { type: "button", class: "link", "data-testid": `ring-${mode}`, "aria-label": `${text}: ${this.dataset.name}`, text, onclick: ({ currentTarget }) => this.#ring(currentTarget, mode) });
    this.acts = el("span", { class: "row" }, button("video", "Позвонить с видео"), button("audio", "Позвонить голосом"));
    this.replaceChildren(this.state, this.acts);
    this.off = hub().on("IncomingCallGone", (callId, why) => callId === this.callId && this.#over(why));
    this.stop = onTick(() => this.#tick());
  }

  disconnectedCallback() {
    this.off?.();
    this.stop?.();
  }

  async #ring(button, mode) {
    const command = commandId();
    const rung = await busy(button, () => hub().command("CallPatient", command, { patientId: this.dataset.patient, mode }));
    if (!rung) return;
    this.callId = rung.callId;
    this.countdown = new Countdown(rung.expiresAt, clock);
    this.acts.hidden = true;
    this.#tick();
  }

  // Where nobody says that it is over, it is when its time has come.
  #tick() {
    if (!this.callId) return;
    if (this.countdown.secondsLeft === 0) this.#over("expired");
    else setText(this.state, `звоним… ${this.countdown.text}`);
  }

  #over(why) {
    this.callId = null;
    this.acts.hidden = false;
    setText(this.state, "на платформе сейчас");
    const words = callGoneText(why, this.dataset.name);
    if (words) notify(words, "warning");
  }
});
