// A specialist's desk as it stands: duty, ringing offers, open sessions, who else is on duty. Events: "change".
export class Desk extends EventTarget {
  duty = null;
  offers = [];
  sessions = [];
  awaitingSignature = [];
  coverage = new Map();

  open(view) {
    this.duty = view.duty;
    this.offers = [...view.offers];
    this.sessions = [...view.sessions];
    this.awaitingSignature = [...view.awaitingSignature];
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

  dutyChanged(duty) {
    this.duty = duty;
    this.#changed();
  }

  covered(coverage) {
    this.coverage.set(coverage.queue, coverage);
    this.#changed();
  }

  holds(sessionId) {
    return this.sessions.some((one) => one.sessionId === sessionId);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
