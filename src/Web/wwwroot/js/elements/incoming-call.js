import { hush, ring, unlockByTouch } from "../helpers/bell.js";
import { busy, faultText } from "../helpers/busy.js";
import { noticeCall } from "../helpers/call-notice.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon, setText } from "../helpers/dom.js";
import { clock, hub } from "../helpers/hub.js";
import { leaveFor } from "../helpers/leave-for.js";
import { notify } from "../helpers/notices.js";
import { pageTitle } from "../helpers/page-title.js";
import { onTick } from "../helpers/tick.js";
import { RingingCall } from "../models/ringing-call.js";
import { visitDoctor, visitTime } from "../models/visit-words.js";
import { givenNames, modeTitle } from "../models/words.js";

const ringEveryMs = 3000;

// A consultant rings: on every page of the account, until somebody answers at one of them or the time is over.
customElements.define("incoming-call", class extends HTMLElement {
  connectedCallback() {
    this.calls = new RingingCall(clock);
    this.setAttribute("role", "alert");
    const link = hub();
    link.on("IncomingCall", (call) => this.#show(this.calls.rings(call)));
    // A booking begins: whoever is connected need not call (S4.8), and goes to the session that was opened.
    link.on("SessionOpened", (sessionId) => leaveFor(`/session/${encodeURIComponent(sessionId)}`));
    link.on("IncomingCallGone", (callId) => this.#show(this.calls.over(callId)));
    this.stop = onTick(() => this.#tick());
    unlockByTouch();
  }

  disconnectedCallback() {
    this.stop();
    this.#rest();
  }

  // Whatever rings or fell silent; null where nothing changed.
  #show(changed) {
    if (!changed) return;
    const { call } = this.calls;
    if (!call) {
      this.#rest();
      return;
    }
    const from = givenNames(call.from);
    this.left = el("span", { class: "incoming-left", "data-testid": "incoming-left" });
    const accept = el("button", { type: "button", class: "button", "data-testid": "incoming-accept", text: "Ответить", onclick: () => this.#accept(accept, call.callId) });
    const decline = el("button", { type: "button", class: "button button-plain", "data-testid": "incoming-decline", text: "Отклонить", onclick: () => this.#decline(decline, call.callId) });
    this.replaceChildren(
      el("div", { class: "incoming-words" }, icon("phone-call"),
        el("p", {}, el("strong", { text: `Вам звонит медконсультант ${from}` }),
          el("span", { class: "incoming-about", text: `${modeTitle(call.mode)}. Пациент: ${givenNames(call.patientName)}` }),
          call.appointment ? el("span", { class: "incoming-about", "data-testid": "incoming-booking", text: `О записи: ${visitTime(call.appointment.startsAt, call.appointment.zone)}, ${visitDoctor(call.appointment)}` }) : null), this.left),
      el("div", { class: "incoming-acts" }, accept, decline));
    this.hidden = false;
    pageTitle.call("incoming", "Вам звонят");
    this.unnotice = noticeCall(`incoming:${call.callId}`, "Вам звонит медконсультант", from);
    this.rangAt = 0;
    this.#tick();
  }

  #rest() {
    if (this.hidden) return;
    this.hidden = true;
    this.replaceChildren();
    this.unnotice?.();
    pageTitle.rest("incoming");
    hush();
  }

  #tick() {
    this.#show(this.calls.look());
    if (!this.calls.call) return;
    setText(this.left, this.calls.leftText);
    if (Date.now() - this.rangAt < ringEveryMs) return;
    this.rangAt = Date.now();
    ring();
    navigator.vibrate?.([300, 200, 300]);
  }

  async #accept(button, callId) {
    const command = commandId();
    const answer = await busy(button, () => hub().command("AnswerCall", command, callId, true), (error) => this.#failed(error, callId));
    if (!answer?.view) return;
    this.#show(this.calls.over(callId));
    await leaveFor(`/session/${encodeURIComponent(answer.view.sessionId)}`);
  }

  async #decline(button, callId) {
    const command = commandId();
    await busy(button, () => hub().command("AnswerCall", command, callId, false), (error) => this.#failed(error, callId));
    this.#show(this.calls.over(callId));
  }

  #failed(error, callId) {
    notify(faultText(error), "warning");
    if (error.code) this.#show(this.calls.over(callId));
  }
});
