import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon, setText } from "../helpers/dom.js";
import { clock, hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { onTick } from "../helpers/tick.js";
import { callGoneText } from "../models/call-gone-words.js";
import { RingingCall } from "../models/ringing-call.js";
import { givenNames, shortName } from "../models/words.js";

// The patient whom this consultant rings, until somebody answers, the consultant takes the call back, or its time is over.
customElements.define("rung-patient", class extends HTMLElement {
  connectedCallback() {
    this.calls = new RingingCall(clock);
    this.off = hub().on("IncomingCallGone", (callId, why) => this.#over(callId, why));
    this.stop = onTick(() => this.#tick());
  }

  disconnectedCallback() {
    this.off();
    this.stop();
  }

  // Here, in another tab, or before this page was loaded anew.
  show(call, { isOwn = false } = {}) {
    if (!this.calls.rings(call)) return;
    this.left = el("span", { class: "rung-left", "data-testid": "rung-left" });
    const back = el("button", { type: "button", class: "button button-danger button-small", "data-testid": "ring-withdraw", text: "Отменить звонок", onclick: () => this.#withdraw(back, call.callId) });
    this.replaceChildren(
      el("p", { class: "rung-words", role: "status" }, icon("phone-call"), el("span", { text: `Звоним пациенту: ${call.patientName ? givenNames(call.patientName) : "…"}` }), this.left),
      back);
    this.hidden = false;
    this.#tick();
    this.dispatchEvent(new CustomEvent("rings", { bubbles: true }));
    if (isOwn) back.focus();
  }

  // Where nobody says that it is over, it is when its time has come.
  #tick() {
    const { call } = this.calls;
    if (!call) return;
    setText(this.left, this.calls.leftText);
    if (this.calls.look()) this.#rest(call, "expired");
  }

  #over(callId, why) {
    const { call } = this.calls;
    if (this.calls.over(callId)) this.#rest(call, why);
  }

  #rest(call, why) {
    this.hidden = true;
    this.replaceChildren();
    this.dispatchEvent(new CustomEvent("rests", { bubbles: true }));
    const words = callGoneText(why, call.patientName ? shortName(call.patientName) : "Пациент");
    if (words) notify(words, "warning");
  }

  async #withdraw(button, callId) {
    const command = commandId();
    if (await busy(button, () => hub().command("WithdrawCall", command, callId))) this.#over(callId, "withdrawn");
  }
});
