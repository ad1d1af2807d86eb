import { Countdown } from "./countdown.js";

// The call that rings at this page. It is told again and again while it rings; what is over here rings no more, whatever comes late. Each change answers true.
export class RingingCall {
  #clock;
  #over = null;
  #countdown = null;
  call = null;

  constructor(clock) {
    this.#clock = clock;
  }

  get leftText() {
    return this.#countdown?.text ?? "";
  }

  rings(call) {
    if (call.callId === this.call?.callId || call.callId === this.#over) return false;
    this.call = call;
    this.#countdown = new Countdown(call.expiresAt, this.#clock);
    return true;
  }

  over(callId) {
    this.#over = callId;
    if (this.call?.callId !== callId) return false;
    this.call = null;
    this.#countdown = null;
    return true;
  }

  // Its time is over, and nobody said so.
  look() {
    return this.call !== null && this.#countdown.secondsLeft === 0 && this.over(this.call.callId);
  }
}
