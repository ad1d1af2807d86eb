const storageKey = "sign-in";

// A code that was asked for, kept over the way to the messages and back, even when the browser threw the page away meanwhile.
export class SignInAttempt {
  #storage;
  #clock;
  #wall;
  #ahead = 0;
  #sent = null;
  #tried = null;

  // clock: the platform's, see ServerClock; wall: the device's own, which a page that comes back has nothing but.
  constructor(storage, clock, wall = () => Date.now()) {
    this.#storage = storage;
    this.#clock = clock;
    this.#wall = wall;
  }

  get id() { return this.#sent?.attemptId ?? null; }
  get phone() { return this.#sent?.phone ?? ""; }
  get resendAt() { return this.#sent?.resendAt ?? null; }
  get going() { return this.#sent !== null; }
  get expired() { return this.#sent !== null && Date.parse(this.#sent.expiresAt) <= this.now(); }

  // The platform's time. While a device sleeps the page's clock may stand still; the device's own goes on.
  now() {
    return Math.max(this.#clock.now(), this.#wall() + this.#ahead);
  }

  // sent: the answer to the request for a code; phone: as it is shown.
  begin(sent, phone) {
    this.#clock.sync(sent.now);
    this.#tried = null;
    this.#ahead = this.#clock.now() - this.#wall();
    this.#keep({ attemptId: sent.attemptId, expiresAt: sent.expiresAt, resendAt: sent.resendAt, phone });
  }

  // Whether this code is still to be tried: the same one is not tried twice, and none after the last try.
  untried(code) {
    return this.going && code !== null && code !== this.#tried && !this.expired;
  }

  trying(code) {
    this.#tried = code;
  }

  // No code of this attempt counts any more: another one can be asked for at once.
  close() {
    const now = new Date(this.now()).toISOString();
    this.#keep({ ...this.#sent, expiresAt: now, resendAt: now });
  }

  // Answers whether there is one to go on with; an expired one still knows the number.
  restore() {
    const kept = this.#kept();
    if (!kept) return false;
    const { ahead, ...sent } = kept;
    this.#ahead = ahead;
    this.#clock.sync(new Date(this.#wall() + ahead).toISOString());
    this.#sent = sent;
    return true;
  }

  end() {
    this.#sent = null;
    this.#storage.removeItem(storageKey);
  }

  #keep(sent) {
    this.#sent = sent;
    this.#storage.setItem(storageKey, JSON.stringify({ ...sent, ahead: this.#ahead }));
  }

  // A record that an earlier version of this page kept, or somebody wrote by hand, is no attempt.
  #kept() {
    const kept = this.#storage.getItem(storageKey);
    if (!kept) return null;
    const { attemptId, expiresAt, resendAt, phone, ahead } = JSON.parse(kept);
    return attemptId && phone && Date.parse(expiresAt) && Date.parse(resendAt) && Number.isFinite(ahead) ? { attemptId, expiresAt, resendAt, phone, ahead } : null;
  }
}
