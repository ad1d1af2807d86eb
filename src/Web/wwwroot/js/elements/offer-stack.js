import { hush, ring } from "../helpers/bell.js";
import { busy } from "../helpers/busy.js";
import { noticeCall } from "../helpers/call-notice.js";
import { commandId } from "../helpers/command-id.js";
import { el, setText } from "../helpers/dom.js";
import { clock, hub } from "../helpers/hub.js";
import { pageTitle } from "../helpers/page-title.js";
import { onTick } from "../helpers/tick.js";
import { clockText, Countdown } from "../models/countdown.js";
import { bookedText } from "../models/visit-words.js";
import { legText, modeText, nobodyChosen, shortName } from "../models/words.js";

const ringEveryMs = 3000;
const graceMs = 3000;

// Ringing offers, with the time left to answer each. Events: "accepted" {view}; "over" {offerId} when one was answered, or ran out and nobody said so.
customElements.define("offer-stack", class extends HTMLElement {
  #cards = new Map();
  #rang = 0;

  connectedCallback() {
    this.stop = onTick(() => this.#tick());
    document.addEventListener("visibilitychange", () => this.#confirmShown());
  }

  disconnectedCallback() {
    this.stop();
    this.show([]);
  }

  show(offers) {
    const called = this.#cards.size > 0;
    for (const [id, card] of this.#cards) {
      if (offers.some((offer) => offer.offerId === id)) continue;
      card.node.remove();
      card.unnotice();
      this.#cards.delete(id);
    }
    for (const offer of offers) if (!this.#cards.has(offer.offerId)) this.#add(offer);
    // Without offers, whatever else calls goes on.
    if (called && this.#cards.size === 0) {
      pageTitle.rest("offers");
      hush();
    }
    this.#confirmShown();
    this.#tick();
  }

  #add(offer) {
    const left = el("span", { class: "offer-left", "data-testid": "offer-left" });
    const waits = el("p", { class: "offer-waits" });
    const accept = el("button", { type: "button", class: "button button-small", "data-testid": "offer-accept", title: "Alt + A", text: "Ответить" });
    const decline = el("button", { type: "button", class: "button button-plain button-small", "data-testid": "offer-decline", text: "Не сейчас" });
    const node = el("article", { class: "offer", "data-testid": "offer", "data-offer": offer.offerId },
      el("div", { class: "row-between" }, el("h2", { class: "offer-kind", text: `${legText(offer.kind)} · ${modeText(offer.mode)}` }), left),
      el("p", { class: "offer-who", text: offer.patient?.name ?? nobodyChosen(offer.signedIn) }),
      offer.insurer ? el("p", { class: "offer-insurer", "data-testid": "offer-insurer", text: offer.insurer.name }) : null,
      offer.appointment ? el("p", { class: "offer-reason", "data-testid": "offer-booked", text: bookedText(offer.appointment) }) : null,
      offer.reason ? el("p", { class: "offer-reason", text: offer.reason }) : null,
      waits,
      el("div", { class: "row" }, accept, decline));
    this.append(node);
    const unnotice = noticeCall(offer.offerId, `${legText(offer.kind)}: ${modeText(offer.mode)}`, "Пациент ждёт ответа");
    this.#cards.set(offer.offerId, { offer, unnotice, node, left, waits, countdown: offer.expiresAt ? new Countdown(offer.expiresAt, clock) : null, confirmed: false });
    accept.addEventListener("click", () => this.#answer(accept, offer.offerId, true));
    decline.addEventListener("click", () => this.#answer(decline, offer.offerId, false));
  }

  #answer(button, offerId, accepted) {
    const command = commandId();
    busy(button, async () => {
      try {
        const answer = await hub().command("AnswerOffer", command, offerId, accepted);
        if (accepted && answer?.view) this.dispatchEvent(new CustomEvent("accepted", { detail: { view: answer.view } }));
      } finally {
        this.dispatchEvent(new CustomEvent("over", { detail: { offerId } }));
      }
    });
  }

  // Only an offer that somebody could see counts as missed.
  #confirmShown() {
    if (document.visibilityState !== "visible") return;
    for (const card of this.#cards.values()) {
      if (card.confirmed) continue;
      card.confirmed = true;
      hub().invoke("OfferShown", card.offer.offerId).catch(() => { card.confirmed = false; });
    }
  }

  #tick() {
    for (const { offer, left, waits, countdown } of this.#cards.values()) {
      setText(left, countdown ? countdown.text : "");
      const waited = Math.max(0, Math.floor((clock.now() - Date.parse(offer.waitingSince)) / 1000));
      setText(waits, `ждёт ${clockText(waited)}`);
    }
    const silent = [...this.#cards.keys()].find((id) => clock.now() > Date.parse(this.#cards.get(id).offer.expiresAt) + graceMs);
    if (silent) this.dispatchEvent(new CustomEvent("over", { detail: { offerId: silent } }));
    const [first] = this.#cards.values();
    if (!first) return;
    pageTitle.call("offers", `Вызов: ${shortName(first.offer.patient?.name, first.offer.signedIn)}`);
    if (clock.now() - this.#rang < ringEveryMs) return;
    this.#rang = clock.now();
    ring();
  }
});
