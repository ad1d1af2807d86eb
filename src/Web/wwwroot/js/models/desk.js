// A specialist's desk as it stands: duty, ringing offers, open sessions, who else is on duty. Events: "change".
export class Desk extends EventTarget {
  #hasWorked = false;
  #asked = 0;
  #answered = 0;
  #rings = null;
  duty = null;
  offers = [];
  sessions = [];
  awaitingSignature = [];
  booked = [];
  coverage = new Map();

  // The whole desk anew. Answers may overtake each other: one that was asked for earlier says nothing once a later one is there.
  async read(ask) {
    const asked = ++this.#asked;
    const view = await ask();
    if (asked < this.#answered) return;
    this.#answered = asked;
    this.open(view);
  }

  open(view) {
    this.#stand(view.duty);
    this.offers = [...view.offers];
    this.sessions = [...view.sessions];
    this.awaitingSignature = [...view.awaitingSignature];
    this.booked = [...(view.booked ?? [])];
    this.#rings = view.rings ?? null;
    this.#changed();
  }

  offered(offer) {
    this.offers = [...this.offers.filter((one) => one.offerId !== offer.offerId), offer];
    this.#changed();
  }

  offerGone(offerId) {
    this.offers = this.offers.filter((one) => one.offerId !== offerId);
    this.#changed();
  }

  dutyChanged(duty, why = null) {
    this.#hasWorked ||= why === "standingChanged";
    this.#stand(duty);
    this.#changed();
  }

  covered(coverage) {
    this.coverage.set(coverage.queue, coverage);
    this.#changed();
  }

  // The call to a patient that rang when the desk was read, told once: how it goes on from there is news of its own.
  takeRinging() {
    const call = this.#rings;
    this.#rings = null;
    return call;
  }

  holds(sessionId) {
    return this.sessions.some((one) => one.sessionId === sessionId);
  }

  // The session that is shown where none is chosen: the one kept from before, or the only one. Of several, the specialist chooses.
  opens(kept) {
    if (this.holds(kept)) return kept;
    return this.sessions.length === 1 ? this.sessions[0].sessionId : null;
  }

  // Why somebody was taken off duty long before concerns the page on which they worked, not the next one that they open.
  #stand(duty) {
    this.#hasWorked ||= duty.duty !== "off";
    this.duty = duty.why === "standingChanged" && !this.#hasWorked ? { ...duty, why: null } : duty;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
