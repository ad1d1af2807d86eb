const passingCodes = ["tooMany", "unavailable", "crowded"];

// The platform said no, and says why in Russian. Repeating does not help, but where the reason passes.
export class Refusal extends Error {
  // How long the answer asks to be left alone; null where it does not say.
  retryAfterMs = null;

  constructor({ code, message }) {
    super(message);
    this.code = code;
  }

  get passing() {
    return passingCodes.includes(this.code);
  }
}

// The call did not come through, or nobody knows whether it did. Repeating with the same commandId helps.
export class Fault extends Error {
  retryAfterMs = null;

  constructor(message, lost) {
    super(message);
    this.lost = lost;
  }

  // The platform cannot answer now, and will later; any other word of a fault is a bug, which the same call meets again.
  get passing() {
    return this.lost || /\bunavailable$/.test(this.message);
  }
}
